"""The forms of the desk: a call, a counter, a class put right, a token, a file of old records."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, BinaryIO

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.organisations.rules.places import is_place
from niangjia.kernel import divisions
from niangjia.kernel.errors import Invalid
from niangjia.kernel.issues import Issue
from niangjia.rights.hotline.intake import LONGEST_WISH, Told
from niangjia.rights.hotline.models import Behalf, Reach
from niangjia.rights.hotline.procedure import GRADES
from niangjia.rights.hotline.rules.classes import classes

LONGEST_STORY = 20_000
SAME = "new"
"""Of the earlier matters none: this call gets a number of its own."""


class Blaming(forms.Form):
    """A form that shows what an action found wrong beside the field it is about."""

    NAMES: Mapping[str, str] = MappingProxyType({})
    """Where an action calls a field otherwise than the form does."""

    def blame(self, error: Invalid) -> None:
        """Put each problem to its field, and what belongs to none to the top."""
        for name, words in error.fields.items():
            field = self.NAMES.get(name, name)
            self.add_error(field if field in self.fields else None, words)
        if not error.fields:
            self.add_error(None, error.message)


def place_in(text: str) -> str:
    """Return the code of a place as people write it, "" for none. Raises ValidationError."""
    typed = "".join(text.split())
    if not typed:
        return ""
    if typed.isdigit() and is_place(typed):
        return typed
    # 青岛市南区 is said for 青岛市市南区: of both readings the one that tells more is meant.
    read = [divisions.place_of(one) for one in (typed, typed.replace("市", "市市", 1))]
    code = max(read, key=lambda one: len(divisions.lineage(one)))
    if not code:
        raise ValidationError(_("没认出这个地方。请写市和区县，比如：青岛市南区。"))
    return code


def _items() -> list[tuple[str, Any]]:
    empty: list[tuple[str, Any]] = [("", _("按说的内容选"))]
    return empty + [(one.name, [(i.key, i.name) for i in one.items]) for one in classes()]


class CallForm(Blaming):
    """What an agent writes down while somebody talks. Only the story and the class are needed."""

    NAMES = MappingProxyType({"person": "phone", "region_code": "place", "received_at": "story"})

    story = forms.CharField(
        label=_l("说了什么"),
        max_length=LONGEST_STORY,
        strip=True,
        widget=forms.Textarea(
            attrs={"rows": 7, "autofocus": True, "autocomplete": "off", "accesskey": "1"}
        ),
        error_messages={"required": _l("还没有写。写一句也行，先记下来。")},
    )
    phone = forms.CharField(
        label=_l("电话"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "accesskey": "2"}),
    )
    name = forms.CharField(
        label=_l("怎么称呼"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    employer_said = forms.CharField(
        label=_l("用人单位"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "accesskey": "3"}),
    )
    place = forms.CharField(
        label=_l("干活的地方（市、区县）"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    item = forms.ChoiceField(
        label=_l("小类"),
        required=False,
        widget=forms.Select(attrs={"accesskey": "4"}),
    )
    grade = forms.ChoiceField(
        label=_l("难度"),
        required=False,
        choices=[("", _l("按小类")), *GRADES.items()],
    )
    claimed = forms.DecimalField(
        label=_l("涉及多少元"),
        required=False,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _l("请写数字，以元为单位。")},
    )
    reach = forms.ChoiceField(label=_l("怎么联系"), choices=Reach.choices, initial=Reach.ANY)
    wishes = forms.CharField(
        label=_l("联系的要求"),
        required=False,
        max_length=LONGEST_WISH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    behalf = forms.ChoiceField(label=_l("为谁说的"), choices=Behalf.choices, initial=Behalf.SELF)
    relation = forms.CharField(
        label=_l("是什么关系"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    issue = forms.ChoiceField(
        label=_l("争议类型"),
        required=False,
        choices=[("", _l("按小类")), *((one.value, one.label) for one in Issue)],
    )
    not_against = forms.BooleanField(
        label=_l("不是和单位有争议（单位自己的工会也可以办）"), required=False
    )
    restricted = forms.BooleanField(label=_l("限定知情：只有经办人和督导员能看"), required=False)
    reference = forms.CharField(
        label=_l("通话编号"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    office = forms.ChoiceField(label=_l("在哪里受理"), required=False)
    mark = forms.CharField(max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offices: Sequence[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = offices
        self._choices("item", _items())
        self._choices("office", [(one.code, one.name) for one in offices])
        if len(offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()

    def clean_place(self) -> str:
        """Take a place as people write it; without one, the office's own."""
        return place_in(self.cleaned_data["place"])

    def told(self, *, item: str, employer: Employer | None) -> Told:
        """Return what a valid form tells; `item` and `employer` were chosen beside it.

        Where no place was told, it is the employer's, else the office's own.
        """
        typed = self.cleaned_data
        own = employer.region_code if employer else self.own_region()
        return Told(
            story=typed["story"],
            item=item,
            name=typed["name"],
            phone=typed["phone"],
            issue=typed["issue"],
            grade=typed["grade"],
            region_code=typed["place"] or own,
            employer=employer.code if employer else "",
            employer_said=typed["employer_said"],
            against_employer=False if typed["not_against"] else None,
            claimed=typed["claimed"],
            behalf=typed["behalf"],
            relation=typed["relation"],
            reach=typed["reach"],
            wishes=typed["wishes"],
            reference=typed["reference"],
            restricted=typed["restricted"],
        )

    def own_region(self) -> str:
        """Return the region of the office where this is taken in."""
        chosen = self.data.get("office", "")
        own = next((one for one in self.offices if one.code == chosen), None)
        own = own or (self.offices[0] if self.offices else None)
        return str(own.region_code) if own else ""

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = choices


class ClassForm(Blaming):
    """Another class for a work order, and why."""

    item = forms.ChoiceField(label=_l("改为"))
    reason = forms.CharField(
        label=_l("为什么改"),
        help_text=_l("会记在这件事的经过里，同事看得到。"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("请写明为什么改。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = _items()[1:]


class TokenForm(Blaming):
    """A token for a call centre."""

    NAMES = MappingProxyType({"organisation": "union"})

    name = forms.CharField(label=_l("呼叫中心的名称"), max_length=80)
    union = forms.CharField(
        label=_l("替哪个工会接电话"), help_text=_l("工会的名称或登记号。"), max_length=120
    )


class RecordsForm(Blaming):
    """A file of old records."""

    office = forms.ChoiceField(label=_l("是哪个工会的旧记录"))
    file = forms.FileField(
        label=_l("填好的 Excel 文件"),
        help_text=_l("只收 .xlsx，最多 10 MB、2000 行；更多的请运维人员用命令行导入。"),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )

    def __init__(self, *args: Any, offices: Sequence[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [(one.code, one.name) for one in offices]

    def upload(self) -> BinaryIO:
        """Return the opened file."""
        opened: BinaryIO = self.cleaned_data["file"]
        return opened


class ReasonForm(Blaming):
    """Why an old record is opened."""

    reason = forms.CharField(
        label=_l("为什么要看"),
        help_text=_l("会留下记录。"),
        max_length=200,
        error_messages={"required": _l("请写明为什么要看。")},
    )
