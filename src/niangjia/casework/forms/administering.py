"""What an administrator fills in for an office: hours, a period, a partner body, who signs in."""

from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.casework import actions
from niangjia.casework.administering import (
    administered_offices,
    clocks_to_set,
    partner_bodies,
)
from niangjia.casework.forms.blaming import Blaming, day_box
from niangjia.casework.rules.periods import Period, Unit
from niangjia.kernel.viewer import Viewer

UNITS = ((Unit.WORKING_DAYS, _l("个工作日")), (Unit.DAYS, _l("天")), (Unit.MONTHS, _l("个月")),
         (Unit.HALF_DAYS, _l("个半天")))  # fmt: skip


class SettingForm(Blaming):
    """One thing to set."""

    key: ClassVar[str]
    name: ClassVar[Any]
    button: ClassVar[Any]
    hint: ClassVar[Any] = ""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.key}-%s")
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self._prepare()

    def do(self) -> str:
        """Do it and return what to say. Raises as the action does."""
        return self._do()

    def _prepare(self) -> None:
        self._offer("office", administered_offices(viewer=self.viewer))

    def _do(self) -> str:
        raise NotImplementedError  # each has its own; a Django form cannot be an ABC

    def _offer(self, name: str, choices: tuple[tuple[str, str], ...]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = [("", _("请选择")), *choices]


class HoursForm(SettingForm):
    """When the morning and the day end."""

    key = "hours"
    name = _l("上下午和下班时间")
    button = _l("定下来")
    hint = _l("下级没有另外定的，跟着用。下班以后收到的，当天到期的顺延到下一个工作日。")
    office = forms.ChoiceField(label=_l("哪个工会"))
    noon = forms.TimeField(
        label=_l("几点以前算上午"), widget=forms.TimeInput({"type": "time"}), initial="12:00"
    )
    closes = forms.TimeField(
        label=_l("几点下班"), widget=forms.TimeInput({"type": "time"}), initial="17:30"
    )
    source = forms.CharField(label=_l("依据的文件"), max_length=200)
    valid_from = forms.DateField(label=_l("从哪天起"), widget=day_box(), help_text=_l("最早明天。"))

    def _do(self) -> str:
        given = self.cleaned_data
        actions.set_hours(
            viewer=self.viewer,
            office=given["office"],
            noon=given["noon"],
            closes=given["closes"],
            source=given["source"],
            valid_from=given["valid_from"],
        )
        return _("已经定下，到日子自动生效。")


class PeriodForm(SettingForm):
    """How long a clock runs."""

    key = "period"
    name = _l("办理期限")
    button = _l("定下来")
    hint = _l("只用在生效以后收到的事项。下级没有另外定的，跟着用。")
    renames = (
        ("period", "count"),
        ("clock", "what"),
        ("grade", "what"),
    )  # one choice
    office = forms.ChoiceField(label=_l("哪个工会"))
    what = forms.ChoiceField(label=_l("哪个时限"))
    count = forms.IntegerField(label=_l("多少"), min_value=0, max_value=999)
    unit = forms.ChoiceField(label=_l("单位"), choices=UNITS)
    source = forms.CharField(label=_l("依据的文件"), max_length=200)
    valid_from = forms.DateField(label=_l("从哪天起"), widget=day_box(), help_text=_l("最早明天。"))

    def _prepare(self) -> None:
        super()._prepare()
        self._offer("what", clocks_to_set())

    def _do(self) -> str:
        given = self.cleaned_data
        procedure, clock, grade = given["what"].split(".")
        actions.set_period(
            viewer=self.viewer,
            office=given["office"],
            procedure=procedure,
            clock_key=clock,
            grade=grade,
            period=Period(Unit(given["unit"]), given["count"]),
            source=given["source"],
            valid_from=given["valid_from"],
        )
        return _("已经定下，到日子自动生效。")


class PartnerBodyForm(SettingForm):
    """Set up a partner body."""

    key = "partner"
    name = _l("登记协作单位")
    button = _l("登记")
    hint = _l("仲裁院、法院、监察大队、律师事务所等。它只看得到转给它的事项。")
    renames = (("host", "office"),)  # the same here
    office = forms.ChoiceField(label=_l("和哪个工会协作"))
    called = forms.CharField(label=_l("单位名称"), max_length=120)

    def _do(self) -> str:
        given = self.cleaned_data
        actions.set_up_partner(viewer=self.viewer, host=given["office"], name=given["called"])
        return _("已经登记。接下来让它的人可以登录。")


class LetInForm(SettingForm):
    """Let somebody sign in for a partner body."""

    key = "let-in"
    name = _l("让协作单位的人登录")
    button = _l("可以登录")
    hint = _l("对方先注册账号、设好两步验证，没有设好的什么也看不到。")
    partner = forms.ChoiceField(label=_l("哪个单位"))
    contact = forms.CharField(label=_l("对方的手机号或邮箱"), max_length=120)

    def _prepare(self) -> None:
        found = partner_bodies(viewer=self.viewer)
        self._offer("partner", tuple((one.code, one.name) for one in found))

    def _do(self) -> str:
        given = self.cleaned_data
        actions.let_in_for_partner(
            viewer=self.viewer, partner=given["partner"], contact=given["contact"]
        )
        return _("这个人现在可以登录了。")


SETTINGS: tuple[type[SettingForm], ...] = (HoursForm, PeriodForm, PartnerBodyForm, LetInForm)
