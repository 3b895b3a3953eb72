"""What each calculator asks, in plain words, and what it makes of the answers."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niangjia.kernel import calendar, clock
from niangjia.kernel.errors import Invalid
from niangjia.rights.remedies.rules.compensation import Ending, compensation, kind_of
from niangjia.rights.remedies.rules.double_pay import Unsigned, double_pay
from niangjia.rights.remedies.rules.due import Due, due, rules
from niangjia.rights.remedies.rules.injury import MONTHS, Injury, injury_grant
from niangjia.rights.remedies.rules.leave import Leave, unused_leave
from niangjia.rights.remedies.rules.maternity import MOST_BABIES, Days, birth, loss
from niangjia.rights.remedies.rules.overtime import MOST_DAYS, MOST_HOURS, Overtime, overtime
from niangjia.rights.remedies.rules.told import MOST
from niangjia.rights.remedies.rules.working import Worth

Answer = Worth | Due | Days
LOCAL_AVERAGE = _("人社局或统计局每年公布。不知道就空着，会写明没有核对。")
MOST_YEARS = 80


class Yuan(forms.DecimalField):
    """An amount a month, with a keyboard of digits on a phone."""

    def __init__(self, label: Any, *, help_text: Any = "", required: bool = True) -> None:
        super().__init__(
            label=label, help_text=help_text, required=required, min_value=Decimal("0.01"),
            max_value=MOST, decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"required": _("请填一个数。"), "invalid": _("请填数字，比如8000。")},
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        """Read 8,000元 as people write it, too."""
        if isinstance(value, str):
            value = value.replace(",", "").replace("，", "").strip().removesuffix("元")
        return super().clean(value)


class Count(forms.DecimalField):
    """A number of hours or days."""

    def __init__(self, label: Any, *, most: int, help_text: Any = "") -> None:
        super().__init__(
            label=label, help_text=help_text, required=False, min_value=Decimal(0),
            max_value=Decimal(most), decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )  # fmt: skip

    def clean(self, value: Any) -> Decimal:
        """Take nothing written for none."""
        found = super().clean(value)
        return Decimal(0) if found is None else found


class Day(forms.DateField):
    """A day, by the device's own calendar."""

    def __init__(self, label: Any, *, help_text: Any = "", required: bool = True) -> None:
        super().__init__(
            label=label, help_text=help_text, required=required,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"],
            error_messages={
                "required": _("请选一个日期。"),
                "invalid": _("日期写成2024-03-05这样。"),
            },
        )  # fmt: skip


class Calculator(forms.Form):
    """A form that works something out of what was filled in."""

    use_required_attribute = False

    def work_out(self) -> Answer | None:
        """Return the answer; None with the mistakes beside their fields."""
        if not self.is_valid():
            return None
        try:
            return self.answer(self.cleaned_data)
        except Invalid as wrong:
            for name, words in wrong.fields.items():
                self.add_error(name if name in self.fields else None, words)
            self.add_error(None, wrong.message)
            return None

    def answer(self, told: dict[str, Any]) -> Answer:
        """Return what comes out of checked answers. Raises Invalid."""
        raise NotImplementedError  # each has its own; a Django form cannot be an ABC


class CompensationForm(Calculator):
    """N, N+1, 2N."""

    kind = forms.ChoiceField(
        label=_("是怎么离开的"),
        choices=[
            ("n", _("单位提出来协商走、合同到期单位不续、单位欠薪我才走等（N）")),
            ("n+1", _("单位说不能胜任、情况变化，没提前三十天通知（N+1）")),
            ("2n", _("单位没有理由或者不按规定就辞退（2N）")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
    )
    joined = Day(_("哪天开始上班"))
    left = Day(_("哪天离职"))
    wage = Yuan(
        _("离职前12个月平均每月多少钱"),
        help_text=_("应发的数，奖金、津贴、补贴、加班费都算在内；不满12个月的按实际月数平均。"),
    )
    last_month_wage = Yuan(_("离职前一个月多少钱"), help_text=_("只有N+1用得上。"), required=False)
    local_average = Yuan(_("当地上年度职工月平均工资"), help_text=LOCAL_AVERAGE, required=False)
    minimum_wage = Yuan(_("当地最低工资"), help_text=_("工资比它还低的才用得上。"), required=False)

    def answer(self, told: dict[str, Any]) -> Worth:
        """Return the worth of the end."""
        kind = kind_of(told.pop("kind"))
        return compensation(Ending(**told), kind)


class OvertimeForm(Calculator):
    """150, 200, 300 %."""

    monthly_wage = Yuan(_("每月工资多少钱"), help_text=_("正常上班的工资，不含加班费。"))
    workday_hours = Count(
        _("工作日加班多少小时"), most=MOST_HOURS, help_text=_("每天超过8小时的部分，加起来。")
    )
    restday_days = Count(
        _("休息日上班多少天"), most=MOST_DAYS, help_text=_("周末等，又没有补休的。")
    )
    holiday_days = Count(
        _("法定休假日上班多少天"),
        most=MOST_DAYS,
        help_text=_("只算法定的13天本身，调休凑出来的假期不算。"),
    )

    def answer(self, told: dict[str, Any]) -> Worth:
        """Return the worth of the hours."""
        return overtime(Overtime(**told))


class DoublePayForm(Calculator):
    """The second wage."""

    joined = Day(_("哪天开始上班"))
    monthly_wage = Yuan(_("每月工资多少钱"))
    signed = Day(_("哪天签的书面合同"), help_text=_("一直没签就空着。"), required=False)
    left = Day(_("哪天离职"), help_text=_("还在上班就空着。"), required=False)

    def answer(self, told: dict[str, Any]) -> Worth:
        """Return the worth of the months without a contract."""
        return double_pay(Unsigned(**told), calendar.published(), clock.today()).worth


class LeaveForm(Calculator):
    """Leave not taken."""

    working_years = forms.IntegerField(
        label=_("参加工作满几年"), help_text=_("在别的单位工作的也算。"),
        min_value=0, max_value=MOST_YEARS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("请填一个数。"), "invalid": _("请填整数，比如3。")},
    )  # fmt: skip
    first = Day(_("这一年从哪天起在这个单位"), help_text=_("年初就在的，选1月1日。"))
    last = Day(_("这一年到哪天止在这个单位"), help_text=_("年底还在的，选12月31日。"))
    taken = Count(_("已经休了几天"), most=366)
    wage = Yuan(_("前12个月平均每月多少钱"), help_text=_("不含加班费。"))

    def answer(self, told: dict[str, Any]) -> Worth:
        """Return the worth of the days."""
        return unused_leave(Leave(**told))


class InjuryForm(Calculator):
    """The grant by grade."""

    grade = forms.TypedChoiceField(
        label=_("伤残等级"), coerce=int, choices=[(grade, f"{grade}级") for grade in MONTHS],
        help_text=_("劳动能力鉴定结论上写着。"),
    )  # fmt: skip
    insured_wage = Yuan(
        _("受伤前12个月平均月缴费工资"), help_text=_("社保按多少工资缴的；没参保的填实际工资。")
    )
    local_average = Yuan(_("统筹地区职工月平均工资"), help_text=LOCAL_AVERAGE, required=False)

    def answer(self, told: dict[str, Any]) -> Worth:
        """Return the grant."""
        return injury_grant(Injury(**told))


class MaternityForm(Calculator):
    """Days of leave."""

    what = forms.ChoiceField(
        label=_("是哪种情况"),
        choices=[
            ("birth", _("生孩子")),
            ("difficult", _("生孩子，难产（以医院证明为准）")),
            ("early", _("怀孕未满4个月流产")),
            ("late", _("怀孕满4个月流产")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
    )
    babies = forms.IntegerField(
        label=_("这次生几个"), min_value=1, max_value=MOST_BABIES, initial=1, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def answer(self, told: dict[str, Any]) -> Days:
        """Return the days."""
        if told["what"] in {"early", "late"}:
            return loss(four_months=told["what"] == "late")
        return birth(babies=told["babies"] or 1, difficult=told["what"] == "difficult")


class DueForm(Calculator):
    """Until when."""

    rule = forms.ChoiceField(
        label=_("哪一个期限"),
        choices=lambda: [
            (code, f"{rule.name}（从{rule.starts}算）") for code, rule in rules().items()
        ],
    )
    start = Day(_("从哪天算起"))

    def answer(self, told: dict[str, Any]) -> Due:
        """Return the last day."""
        start: date = told["start"]
        return due(told["rule"], start, calendar.published())
