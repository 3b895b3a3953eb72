"""Forms of the centre: what is typed, turned into values. Actions judge it."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niangjia.kernel import clock
from niangjia.kernel.issues import Issue
from niangjia.rights.centre.actions import Wanted
from niangjia.rights.centre.desk.asked import Asking
from niangjia.rights.centre.handling.handing_over import HOW
from niangjia.rights.centre.models import (
    DutyRole,
    MeetingKind,
    Part,
    Purpose,
    Room,
)
from niangjia.rights.centre.reading.places import WEEKDAYS
from niangjia.rights.centre.rules.opening import moment
from niangjia.rights.centre.rules.triage import MEANS, STAGES, WILLING, WISHES, Answers

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
AREA = forms.Textarea(attrs={"rows": 4})


def clock_time() -> forms.TimeInput:
    """Return a control for a time on the quarter of an hour."""
    return forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")


class BookingForm(Asking):
    """A room for some time. `matter` is a code that came with the address."""

    room = forms.ChoiceField(label=_("房间"))
    day = forms.DateField(label=_("日期"), widget=DAY)
    starts = forms.TimeField(label=_("从"), widget=clock_time(), help_text=_("整刻钟。"))
    ends = forms.TimeField(label=_("到"), widget=clock_time())
    purpose = forms.ChoiceField(label=_("用途"), choices=Purpose.choices)
    people = forms.IntegerField(label=_("几个人"), min_value=1, initial=4)
    matter = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)

    def __init__(self, *args: Any, rooms: Iterable[Room], **kwargs: Any) -> None:
        """Offer the rooms there are, with how many they hold."""
        super().__init__(*args, **kwargs)
        field = self.fields["room"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (one.code, _("{name}（{count}人）").format(name=one.name, count=one.capacity))
            for one in rooms
        ]

    def moments(self) -> tuple[datetime, datetime]:
        """Return when it begins and ends."""
        told = self.cleaned_data
        return moment(told["day"], told["starts"]), moment(told["day"], told["ends"])

    def wanted(self) -> Wanted:
        """Return what was typed."""
        told = self.cleaned_data
        starts, ends = self.moments()
        return Wanted(told["room"], starts, ends, told["purpose"], told["people"], told["matter"])


class MoveBookingForm(BookingForm):
    """Another time or room for what is booked."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask only for room and time."""
        super().__init__(*args, **kwargs)
        for name in ("purpose", "people", "matter"):
            del self.fields[name]


class ReasonForm(Asking):
    """A reason in a sentence."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class DutyPersonForm(Asking):
    """Somebody to be put on a roster."""

    person = forms.ChoiceField(label=_("谁"))

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer who is fit for it."""
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("请选")), *people]


class ShiftForm(DutyPersonForm):
    """Somebody on duty for parts of days."""

    days = forms.MultipleChoiceField(label=_("哪几天"), widget=forms.CheckboxSelectMultiple)
    parts = forms.MultipleChoiceField(
        label=_("哪个时段"), widget=forms.CheckboxSelectMultiple, choices=Part.choices
    )

    def __init__(
        self, *args: Any, days: Iterable[date], parts: Iterable[str], **kwargs: Any
    ) -> None:
        """Offer the days of a week and the parts in which the centre is open."""
        super().__init__(*args, **kwargs)
        for name, offered in (
            ("days", [(day.isoformat(), f"{WEEKDAYS[day.weekday()]} {day:%m-%d}") for day in days]),
            ("parts", [(part, str(Part(part).label)) for part in parts]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
            field.choices = offered


class MeetingForm(Asking):
    """A meeting that is called."""

    kind = forms.ChoiceField(label=_("哪一种"), choices=MeetingKind.choices)
    title = forms.CharField(label=_("名称"), max_length=80)
    day = forms.DateField(label=_("日期"), widget=DAY)
    starts = forms.TimeField(label=_("从"), widget=clock_time())
    ends = forms.TimeField(label=_("到"), widget=clock_time())
    place = forms.CharField(label=_("地点"), max_length=80, required=False)
    agenda = forms.CharField(
        label=_("议程"), widget=AREA, required=False, max_length=9000,
        help_text=_("一行一项，不写人名。具体的事项可以以后按文号加进来。"),
    )  # fmt: skip


class HeldForm(Asking):
    """How a meeting went."""

    came = forms.CharField(
        label=_("谁来了"), widget=AREA, max_length=4000,
        help_text=_("一行一个单位，后面写人数，例如：市南区劳动人事争议仲裁院 2。人名写在纪要里。"),
    )  # fmt: skip
    decisions = forms.CharField(
        label=_("定了什么"), widget=AREA, required=False, max_length=20000,
        help_text=_("一行一项，不写人名。"),
    )  # fmt: skip
    minutes = forms.CharField(
        label=_("纪要"), required=False, max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8}), help_text=_("加密保存。"),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_came(self) -> tuple[tuple[str, int], ...]:
        """Read a body and a number from every line."""
        rows = []
        for line in self.cleaned_data["came"].splitlines():
            if not line.strip():
                continue
            name, _space, count = line.strip().rpartition(" ")
            count = count.removesuffix("人")
            if not name.strip() or not (count.isascii() and count.isdigit() and int(count)):
                said = _("看不懂“{line}”。写成：单位 人数。").format(line=line.strip()[:40])
                raise forms.ValidationError(said)
            rows.append((name.strip(), min(int(count), 999)))
        return tuple(rows)


class AgendaForm(Asking):
    """Something for the agenda; a matter is known by its number."""

    words = forms.CharField(label=_("议什么"), max_length=200)
    number = forms.CharField(label=_("事项文号"), max_length=60, required=False)


class TaskForm(Asking):
    """Something to be done by somebody by a day."""

    words = forms.CharField(label=_("做什么"), max_length=300, help_text=_("不写职工的姓名。"))
    owner = forms.ChoiceField(label=_("谁来做"))
    due_on = forms.DateField(label=_("哪天以前"), widget=DAY)

    def __init__(self, *args: Any, owners: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        """Offer colleagues and bodies."""
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("请选")), *owners]


class OutcomeForm(Asking):
    """How a task went."""

    outcome = forms.CharField(label=_("办得怎样"), max_length=500, widget=AREA)
    dropped = forms.BooleanField(label=_("不再办了"), required=False)


class RoundForm(Asking):
    """A round of joint checks."""

    title = forms.CharField(label=_("名称"), max_length=80)
    bodies = forms.CharField(label=_("哪些单位一起去"), max_length=300)
    begins = forms.DateField(label=_("从"), widget=DAY)
    ends = forms.DateField(label=_("到"), widget=DAY)


class VisitForm(Asking):
    """A place that was gone to."""

    place = forms.CharField(label=_("去了哪里"), max_length=120)
    day = forms.DateField(label=_("哪天"), widget=DAY)
    problems = forms.IntegerField(label=_("几个问题"), min_value=0, max_value=999, initial=0)
    findings = forms.CharField(
        label=_("看到什么"), widget=AREA, required=False, max_length=4000,
        help_text=_("加密保存。不写举报人。"),
    )  # fmt: skip
    put_right_by = forms.DateField(label=_("哪天以前改好"), widget=DAY, required=False)


class IntakeForm(Asking):
    """Somebody at the window, in their words."""

    story = forms.CharField(
        label=_("发生了什么"), max_length=20000, widget=forms.Textarea(attrs={"rows": 6})
    )
    name = forms.CharField(label=_("职工姓名"), max_length=60, required=False)
    phone = forms.CharField(
        label=_("电话"), max_length=40, required=False, help_text=_("加密保存。")
    )
    issue = forms.ChoiceField(
        label=_("是什么事"), required=False,
        choices=[("", _("还说不准")), *[(one.value, one.label) for one in Issue]],
    )  # fmt: skip
    region_code = forms.CharField(
        label=_("单位在哪里"), max_length=9, required=False, help_text=_("行政区划代码。")
    )
    employer = forms.CharField(
        label=_("用人单位"), max_length=120, required=False,
        help_text=_("登记过的单位写全称；没有登记的写在经过里。"),
    )  # fmt: skip
    money = forms.BooleanField(label=_("牵涉到钱"), required=False)
    claimed = forms.DecimalField(
        label=_("大约多少元"), required=False, min_value=Decimal(0), max_digits=12,
        decimal_places=2,
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)


class TriageForm(Asking):
    """The few questions of the window."""

    wish = forms.ChoiceField(
        label=_("职工最想要什么"), choices=list(WISHES.items()), widget=forms.RadioSelect
    )
    willing = forms.ChoiceField(
        label=_("单位愿不愿意谈"), choices=list(WILLING.items()), widget=forms.RadioSelect
    )
    stage = forms.ChoiceField(
        label=_("走到哪一步了"), choices=list(STAGES.items()), widget=forms.RadioSelect
    )
    means = forms.ChoiceField(
        label=_("要不要律师帮忙"), choices=list(MEANS.items()), widget=forms.RadioSelect
    )
    near_limit = forms.BooleanField(label=_("权利受损快满一年了"), required=False)
    many = forms.BooleanField(label=_("十个人以上，要求一样"), required=False)
    weak = forms.BooleanField(
        label=_("自己起诉有困难"), required=False,
        help_text=_("例如残疾、年老、不识字、不敢起诉。"),
    )  # fmt: skip

    def answers(self) -> Answers:
        """Return what was ticked."""
        return Answers(**self.cleaned_data)


class PacketForm(Asking):
    """What is handed over to whom."""

    body = forms.ChoiceField(label=_("交给谁"))
    words = forms.CharField(
        label=_("移交说明"), max_length=4000, widget=AREA,
        help_text=_("接收的单位看得到。写请它办什么，不要写不必要的个人情况。"),
    )  # fmt: skip
    papers = forms.MultipleChoiceField(
        label=_("交哪些材料"), required=False, widget=forms.CheckboxSelectMultiple
    )
    with_story = forms.BooleanField(label=_("清单里写上职工所述"), required=False, initial=True)
    with_person = forms.BooleanField(
        label=_("清单里写上姓名和电话"), required=False,
        help_text=_("只在对方一定要联系职工时勾选；会记下来，职工看得到。"),
    )  # fmt: skip
    consented = forms.BooleanField(
        label=_("职工同意把这些交给这个单位"), required=False,
        help_text=_("先问职工；没有同意不能移交。"),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        bodies: Iterable[tuple[str, str]],
        papers: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer the bodies and the papers there are."""
        super().__init__(*args, **kwargs)
        body, paper = self.fields["body"], self.fields["papers"]
        assert isinstance(body, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(paper, forms.MultipleChoiceField)  # noqa: S101 - declared above
        body.choices = [("", _("请选")), *bodies]
        paper.choices = list(papers)
        if not paper.choices:
            del self.fields["papers"]


class TakenForm(Asking):
    """Who took a packet."""

    who = forms.CharField(
        label=_("谁接收的"), max_length=120, help_text=_("姓名、职务；加密保存。")
    )
    how = forms.ChoiceField(label=_("怎么交的"), choices=list(HOW.items()))


class AnswerForm(Asking):
    """The answer to a packet, as a file."""

    words = forms.CharField(
        label=_("答复的大意"), max_length=1000, widget=AREA,
        help_text=_("只有工作人员看得到；要告诉职工的，请另外告知。"),
    )  # fmt: skip
    file = forms.FileField(label=_("答复的文件"))


class ReceiptForm(Asking):
    """What an asker without an account holds."""

    number = forms.CharField(label=_("回执编号"), max_length=60)
    passphrase = forms.CharField(
        label=_("口令"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


ROLE_CHOICES = [(role.value, str(role.label)) for role in DutyRole]


def day_from(text: str) -> date:
    """Return the day an address names, today where it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.today()
