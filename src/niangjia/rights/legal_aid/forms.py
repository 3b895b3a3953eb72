"""Forms of legal aid: what is typed, turned into what actions take. Actions judge it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niangjia.casework.actions import Person
from niangjia.casework.models import Channel
from niangjia.foundation.organisations.headings import place_of
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.errors import Invalid
from niangjia.kernel.issues import Issue
from niangjia.rights.legal_aid.actions import Applied, Wish
from niangjia.rights.legal_aid.content import names_in
from niangjia.rights.legal_aid.files import FormShown
from niangjia.rights.legal_aid.models import Form
from niangjia.rights.legal_aid.rules.means import Group

ISSUES = [(issue.value, issue.label) for issue in Issue]
GROUPS = [(group.value, group.label) for group in Group]
DAY = forms.DateInput(attrs={"type": "date"})
CHOOSE = {"required": _("请选一项。"), "invalid_choice": _("请选一项。")}


class Blaming(forms.Form):
    """A form that shows what an action found wrong beside the field it is about."""

    def blame(self, error: Invalid) -> None:
        """Put each problem to its field, and what belongs to none to the top."""
        for name, words in error.fields.items():
            self.add_error(name if name in self.fields else None, words)
        if not error.fields:
            self.add_error(None, error.message)


class WishForm(Blaming):
    """What is asked for, and what it takes to decide on it."""

    form = forms.ChoiceField(
        label=_("要什么帮助"), choices=Form.choices, widget=forms.RadioSelect,
        initial=Form.ARBITRATION, error_messages=CHOOSE,
    )  # fmt: skip
    opposite = forms.CharField(
        label=_("对方是谁"), max_length=1200, required=False,
        help_text=_("单位全称、老板或包工头的名字，有几个都写上，用顿号隔开。派律师前要查他有没有替对方办事。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    last_day = forms.DateField(
        label=_("最近的一个最后期限"), required=False, widget=DAY,
        help_text=_("比如裁决书收到后15日内起诉的最后一天。不到7天的，先派律师，手续后补。不清楚就空着。"),
    )  # fmt: skip
    preserve = forms.BooleanField(
        label=_("要马上保全或者先予执行"),
        required=False,
        help_text=_("对方可能转移财产、毁掉证据，或者急等钱治病、生活的，选上。"),
    )
    language = forms.CharField(
        label=_("说普通话不方便的，写上说什么话"), max_length=30, required=False,
        help_text=_("比如维吾尔语、彝语、手语。"),
    )  # fmt: skip
    group = forms.ChoiceField(
        label=_("您是不是下面这些人"), choices=GROUPS, widget=forms.RadioSelect,
        help_text=_("是的话，不用审查家里的经济情况。"), error_messages=CHOOSE,
    )  # fmt: skip
    income = forms.DecimalField(
        label=_("都不是的：全家每月收入一共多少元"), required=False, min_value=0,
        max_digits=10, decimal_places=2,
        help_text=_("如实填就行，不用开证明。低于本地标准的，可以援助。"),
    )  # fmt: skip
    persons = forms.IntegerField(
        label=_("家里几口人"), min_value=1, max_value=30, initial=1, required=False
    )

    def wish(self) -> Wish:
        """Return what a valid form asks for."""
        typed = self.cleaned_data
        return Wish(
            form=typed["form"],
            group=typed["group"],
            opposite=names_in(typed["opposite"]),
            income=typed["income"],
            persons=typed["persons"] or 1,
            last_day=typed["last_day"],
            preserve=typed["preserve"],
            language=typed["language"],
        )

    @staticmethod
    def filled(shown: FormShown) -> dict[str, Any]:
        """Return what was filled in before, to be corrected."""
        return {
            "form": shown.form, "group": shown.group, "opposite": "、".join(shown.opposite),
            "income": shown.income, "persons": shown.persons, "last_day": shown.last_day,
            "preserve": shown.preserve, "language": shown.language,
        }  # fmt: skip


class ApplyForm(WishForm):
    """An application on the web. `website` is for machines, which fill in whatever there is."""

    story = forms.CharField(
        label=_("发生了什么"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("什么时候、在哪里、做什么工作、出了什么事、现在到哪一步。"),
        error_messages={"required": _("请写几句发生了什么。")},
    )  # fmt: skip
    issue = forms.ChoiceField(label=_("属于哪一类"), choices=ISSUES)
    region_code = forms.CharField(
        label=_("在哪里上班"), max_length=40,
        help_text=_("写到区县，比如“山东省青岛市市南区”。由那里的工会办理。"),
        error_messages={"required": _("请写在哪里上班，才知道由哪里的工会办。")},
    )  # fmt: skip
    claimed = forms.DecimalField(
        label=_("想要回多少元"), required=False, min_value=0, max_digits=14, decimal_places=2,
        help_text=_("估个数就行，不涉及钱就空着。"),
    )  # fmt: skip
    name = forms.CharField(
        label=_("怎么称呼您"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("电话"), max_length=40, required=False,
        help_text=_("律师要和您联系，最好留一个。不留也能办，凭受理凭证来看。"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )  # fmt: skip
    honest = forms.BooleanField(
        label=_("上面写的都是真的"),
        help_text=_("《法律援助法》第四十一条：如实说明经济情况，本人诚信承诺就可以，不用开证明。"),
        error_messages={"required": _("请确认写的都是真的。")},
    )
    website = forms.CharField(
        label=_("这一栏请空着，是防机器乱填的"), required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_region_code(self) -> str:
        """Read a place by code or name."""
        try:
            return place_of(self.cleaned_data["region_code"])
        except Invalid as error:
            raise forms.ValidationError(error.message) from None

    def clean_website(self) -> str:
        """Stop whoever filled in what nobody sees, and say so in case it was a person."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("请把这一栏清空，再提交一次。"))
        return ""

    def applied(self, channel: str = Channel.WEB) -> Applied:
        """Return what a valid form applies for; a firm that is registered is known by its name."""
        typed, wish = self.cleaned_data, self.wish()
        known = Employer.objects.filter(name__in=wish.opposite).order_by("pk")
        employer = known.values_list("code", flat=True).first() or ""
        return Applied(
            typed["story"], wish, Person(typed["name"], typed["phone"]), issue=typed["issue"],
            region_code=typed["region_code"], employer=employer, claimed=typed["claimed"],
            channel=channel, oral=typed.get("oral", False), read_back=typed.get("read_back", False),
        )  # fmt: skip


class CounterForm(ApplyForm):
    """An application taken in at the counter, written by the applicant or spoken."""

    oral = forms.BooleanField(label=_("本人口头说，由我记下来"), required=False)
    read_back = forms.BooleanField(
        label=_("已经念给本人听，本人说没有错"), required=False,
        help_text=_("口头申请念过才算数。记录里写明由您记下。"),
    )  # fmt: skip


class ReportForm(Blaming):
    """A lawyer's report; with a result it is the last."""

    day = forms.DateField(label=_("哪一天"), widget=DAY)
    hours = forms.DecimalField(
        label=_("用了几小时"), min_value=0, max_value=100, max_digits=5, decimal_places=2,
        widget=forms.NumberInput(attrs={"step": "0.25"}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("做了什么"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("会见、阅卷、写文书、立案、开庭……职工看不到这里，只看到您报告了进展。"),
    )  # fmt: skip
    result = forms.ChoiceField(
        label=_("办完了吗"), required=False,
        help_text=_("还没有办完就选“还在办”。办完的，工会核对以后答复职工。"),
    )  # fmt: skip
    recovered = forms.DecimalField(
        label=_("追回多少元"), required=False, min_value=0, max_digits=14, decimal_places=2,
        help_text=_("办完的要填，没有追回就填0。"),
    )  # fmt: skip

    def __init__(self, *args: Any, results: dict[str, str], **kwargs: Any) -> None:
        """Offer these results beside going on."""
        super().__init__(*args, **kwargs)
        field = self.fields["result"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = [("", _("还在办")), *results.items()]


class LawyerForm(Blaming):
    """What the register says of a lawyer."""

    firm = forms.CharField(label=_("律师事务所"), max_length=120)
    place = forms.CharField(
        label=_("在哪里执业"),
        max_length=40,
        help_text=_("比如“山东省青岛市市南区”。按远近排先后。"),
    )
    most_open = forms.IntegerField(label=_("手上最多几件"), min_value=1, max_value=50, initial=5)
    issues = forms.MultipleChoiceField(
        label=_("熟悉哪些事"), choices=ISSUES, required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.CharField(
        label=_("会说什么话"), max_length=200, required=False, help_text=_("用顿号隔开。")
    )

    def clean_place(self) -> str:
        """Read a place by code or name."""
        try:
            return place_of(self.cleaned_data["place"])
        except Invalid as error:
            raise forms.ValidationError(error.message) from None


class AwayForm(Blaming):
    """Days on which a lawyer takes nothing on."""

    first = forms.DateField(label=_("从哪天"), widget=DAY)
    last = forms.DateField(label=_("到哪天"), widget=DAY)


class InterestForm(Blaming):
    """What binds a lawyer to somebody."""

    tie = forms.ChoiceField(label=_("什么关系"))
    name = forms.CharField(
        label=_("单位或个人的名称，或者统一社会信用代码"), max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("加密保存，只用来查利益冲突。"),
    )  # fmt: skip

    def __init__(self, *args: Any, ties: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these ties."""
        super().__init__(*args, **kwargs)
        field = self.fields["tie"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
        field.choices = ties


class AmountForm(Blaming):
    """An amount that a place sets."""

    office = forms.ChoiceField(label=_("在哪个工会和它下面施行"))
    kind = forms.ChoiceField(label=_("哪一项"))
    amount = forms.DecimalField(label=_("多少元"), min_value=0, max_digits=10, decimal_places=2)
    source = forms.CharField(label=_("依据哪个文件"), max_length=200)
    valid_from = forms.DateField(label=_("从哪天起"), widget=DAY)

    def __init__(
        self, *args: Any, offices: list[tuple[str, str]], kinds: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """Offer these offices and kinds."""
        super().__init__(*args, **kwargs)
        for name, choices in (("office", offices), ("kind", kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
            field.choices = choices
