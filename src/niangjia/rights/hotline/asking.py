"""The form somebody fills in without an account: one thing at a time, nothing kept on the way.

What was written on one page goes along hidden in the next. It stands in no address and in no
cookie, and nothing is stored before it is sent.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.foundation.people.phones import e164
from niangjia.rights.hotline.forms import Blaming, place_in
from niangjia.rights.hotline.intake import LONGEST_WISH, Told
from niangjia.rights.hotline.models import Behalf, Reach
from niangjia.rights.hotline.rules.classes import item_of, items_for_web

LONGEST_STORY = 8_000
OTHER = "petition_other"


class StoryStep(Blaming):
    """What happened."""

    title: ClassVar = _l("发生了什么事？")
    story = forms.CharField(
        label=_l("像跟熟人说话一样写就行"),
        help_text=_l("什么时候、在哪家单位、怎么了、想要什么结果。写不全没关系，以后可以补。"),
        max_length=LONGEST_STORY,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
        error_messages={
            "required": _l("还没有写。写一句也行。"),
            "max_length": _l("太长了，先写要紧的，以后可以补。"),
        },
    )


class KindStep(Blaming):
    """What it is about, in plain words; never a reason not to be heard."""

    title: ClassVar = _l("是哪一类的事？")
    item = forms.ChoiceField(
        label=_l("选最像的一个"),
        help_text=_l("拿不准就选“别的事”，工会的人会看。"),
        widget=forms.RadioSelect,
        error_messages={"required": _l("请选一个，拿不准就选“别的事”。")},
    )

    def __init__(self, *args: Any, first: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        plain = {one.key: one.plain for one in items_for_web()}
        ordered = [*(key for key in first if key in plain), *plain]
        field.choices = [(key, plain[key]) for key in dict.fromkeys(ordered)]


class WhereStep(Blaming):
    """Where it is, and which employer; both may be left out."""

    NAMES = MappingProxyType({"region_code": "place"})

    title: ClassVar = _l("在哪里，哪家单位？")
    place = forms.CharField(
        label=_l("在哪里干活"),
        help_text=_l("写市和区县，比如：青岛市南区。写了才知道交给哪里的工会。"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    employer_said = forms.CharField(
        label=_l("单位、平台或老板叫什么"),
        help_text=_l("不写也行。和单位有争议的事，不会交给单位自己的工会。"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    claimed = forms.DecimalField(
        label=_l("大概多少钱（元）"),
        required=False,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _l("请写数字，比如 18000。")},
    )

    def clean_place(self) -> str:
        """Take a place as people write it, and keep it as they wrote it."""
        typed = str(self.cleaned_data["place"]).strip()
        place_in(typed)
        return typed


class ReachStep(Blaming):
    """How to find whoever asks; a number is not needed."""

    NAMES = MappingProxyType({"person": "phone"})

    title: ClassVar = _l("怎么找到您？")
    phone = forms.CharField(
        label=_l("电话"),
        help_text=_l("不留也一样办。不留的，凭查询号和口令自己来看回音。"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel", "type": "tel"}),
    )
    name = forms.CharField(
        label=_l("怎么称呼您"),
        help_text=_l("写姓就行，不写也行。"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reach = forms.ChoiceField(
        label=_l("怎么联系您方便"),
        choices=Reach.choices,
        initial=Reach.ANY,
        widget=forms.RadioSelect,
    )
    wishes = forms.CharField(
        label=_l("还有什么要注意"),
        help_text=_l("比如：晚上八点以后再打，别让单位知道。"),
        required=False,
        max_length=LONGEST_WISH,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    behalf = forms.ChoiceField(
        label=_l("为谁说的"), choices=Behalf.choices, initial=Behalf.SELF, widget=forms.Select
    )
    website = forms.CharField(
        label=_l("这一栏请空着，是防机器乱填的"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        """Take a phone number; a slip here would be a call to somebody else."""
        typed = str(self.cleaned_data["phone"]).strip()
        if typed and not e164(typed):
            raise ValidationError(_("这个号码打不通，请再看一看。不想留就空着。"))
        return typed

    def clean_website(self) -> str:
        """Stop whoever filled in what nobody sees, and say so in case it was a person."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("请把这一栏清空，再点一次。"))
        return ""


STEPS: tuple[type[Blaming], ...] = (StoryStep, KindStep, WhereStep, ReachStep)
"""One page each; after them everything is shown once more, and sent."""


def step_form(at: int, typed: Mapping[str, str], *, bound: bool, first: tuple[str, ...]) -> Blaming:
    """Return the form of a page, filled in with what was written; `first` are the likely kinds."""
    kind = STEPS[at]
    filled: dict[str, Any] = {"data": typed} if bound else {"initial": dict(typed)}
    return KindStep(first=first, **filled) if kind is KindStep else kind(**filled)


def first_wrong(typed: Mapping[str, str]) -> tuple[int, Blaming] | None:
    """Return the first page on which something is wrong, None where all may be sent."""
    for at in range(len(STEPS)):
        form = step_form(at, typed, bound=True, first=())
        if not form.is_valid():
            return at, form
    return None


def names() -> tuple[str, ...]:
    """Return the names of all fields, which go along from page to page."""
    return tuple(name for step in STEPS for name in step.base_fields)


def told_in(typed: Mapping[str, str]) -> Told:
    """Return what a whole form tells; call it only where `first_wrong` found nothing."""
    claimed = str(typed.get("claimed", "")).strip()
    item = item_of(typed.get("item", "")) or item_of(OTHER)
    return Told(
        story=typed["story"],
        item=item.key if item else OTHER,
        name=typed.get("name", ""),
        phone=typed.get("phone", ""),
        region_code=place_in(typed.get("place", "")),
        employer_said=typed.get("employer_said", ""),
        claimed=Decimal(claimed) if claimed else None,
        behalf=typed.get("behalf", "") or Behalf.SELF,
        reach=typed.get("reach", "") or Reach.ANY,
        wishes=typed.get("wishes", ""),
    )
