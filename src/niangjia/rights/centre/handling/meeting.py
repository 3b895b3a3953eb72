"""Joint meetings and study: called, held with what was decided, tasks set and settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from niangjia.casework.models import Matter
from niangjia.casework.queries import matter_page
from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.queries import valid_today
from niangjia.foundation.sealing.boxes import sealed
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.access import (
    NO_MEETING,
    NO_TASK,
    PLANNING,
    WORKING,
    centre_for,
    paths_above,
)
from niangjia.rights.centre.handling.books import note, words
from niangjia.rights.centre.models import (
    AgendaItem,
    Attendance,
    Body,
    Centre,
    Decision,
    Meeting,
    MeetingKind,
    MeetingState,
    Task,
    TaskState,
)

MOST_ITEMS = 40


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting that is called. `agenda` has a line for each item."""

    kind: str
    title: str
    starts: datetime
    ends: datetime
    place: str = ""
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """How a meeting went: how many came from which body, what was decided, the minutes."""

    came: tuple[tuple[str, int], ...]
    decisions: tuple[str, ...]
    minutes: str = ""


@transaction.atomic
def call_meeting(*, viewer: Viewer, centre: str, called: Called) -> Meeting:
    """Call a joint meeting or a day of study. Raises Invalid, Missing, Refused."""
    here = centre_for(viewer, centre, *PLANNING)
    title = words(called.title, field="title", most=80)
    problems = {}
    if called.kind not in MeetingKind.values:
        problems["kind"] = _("请选一种。")
    if called.ends <= called.starts:
        problems["ends"] = _("结束要在开始之后。")
    if called.starts < clock.now():
        problems["starts"] = _("开始的时间已经过去了。")
    if problems:
        raise Invalid(_("还有几处要改。"), problems)
    made = Meeting.objects.create(
        centre=here, kind=called.kind, title=title, starts_at=called.starts, ends_at=called.ends,
        place=called.place.strip()[:80],
    )  # fmt: skip
    _write_agenda(made, called.agenda)
    note(viewer, "meeting_called", here, meeting=made.pk)
    return made


@transaction.atomic
def put_on_agenda(*, viewer: Viewer, meeting: str, what: str, matter: str = "") -> None:
    """Add something to the agenda, a matter too, by which nobody is named. Raises Conflict."""
    found = meeting_for(viewer, meeting, planned=True)
    said = words(what, field="words")
    about = None
    if matter:
        matter_page(viewer=viewer, code=matter)
        about = Matter.objects.only("pk").get(code=matter)
    last = AgendaItem.objects.filter(meeting=found).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_ITEMS:
        raise Conflict(_("议程已经太长，请另开一次会。"))
    try:
        with transaction.atomic():
            AgendaItem.objects.create(meeting=found, number=last + 1, words=said, matter=about)
    except IntegrityError:
        raise Conflict(_("有人刚刚改了议程，请再试一次。")) from None
    note(viewer, "agenda_added", found.centre, meeting=found.pk)


@transaction.atomic
def hold_meeting(*, viewer: Viewer, meeting: str, held: Held, version: int) -> None:
    """Write down how a meeting went; that closes it. Raises Invalid without anybody, Conflict."""
    found = meeting_for(viewer, meeting, planned=True)
    if not held.came:
        raise Invalid(_("请写哪些单位来了几个人。"), {"came": _("至少写一个单位。")})
    if len({name for name, _count in held.came}) != len(held.came):
        raise Invalid(_("有单位写了两遍。"), {"came": _("一个单位写一行。")})
    changed = Meeting.objects.filter(
        pk=found.pk, version=version, state=MeetingState.PLANNED
    ).update(
        state=MeetingState.HELD, version=F("version") + 1,
        sealed_minutes=sealed(held.minutes.strip()[:20_000], about=f"centre-meeting:{found.code}"),
    )  # fmt: skip
    if changed != 1:
        raise Conflict(_("有人刚刚改过这次会议，请刷新后再试。"))
    Attendance.objects.bulk_create(
        Attendance(meeting=found, body_name=words(name, field="came", most=120), people=count)
        for name, count in held.came
    )
    Decision.objects.bulk_create(
        Decision(meeting=found, number=number, words=words(one, field="decisions", most=500))
        for number, one in enumerate(held.decisions, 1)
    )
    note(viewer, "meeting_held", found.centre, meeting=found.pk)


@transaction.atomic
def cancel_meeting(*, viewer: Viewer, meeting: str, reason: str) -> None:
    """Cancel a meeting that was not held. Raises Invalid without a reason, Conflict."""
    found = meeting_for(viewer, meeting, planned=True)
    why = words(reason, field="reason")
    changed = Meeting.objects.filter(pk=found.pk, state=MeetingState.PLANNED).update(
        state=MeetingState.CANCELLED, version=F("version") + 1
    )
    if changed != 1:
        raise Conflict(_("这次会议已经开过或者取消。"))
    note(viewer, "meeting_cancelled", found.centre, reason=why, meeting=found.pk)


@transaction.atomic
def set_task(
    *, viewer: Viewer, centre: str, what: str, due_on: date, owner: str, meeting: str = ""
) -> Task:
    """Set a task for a colleague or a body, due by a day; `owner` is account:code or body:code.

    Raises Invalid for a day in the past or an owner who is not of this centre.
    """
    here = centre_for(viewer, centre, *PLANNING)
    said = words(what, field="words", most=300)
    kind, _colon, code = owner.partition(":")
    account = _colleague(here, code) if kind == "account" else None
    body = Body.objects.filter(centre=here, code=code, ended_on=None).first()
    body = body if kind == "body" else None
    problems = {}
    if account is None and body is None:
        problems["owner"] = _("请选一位同事或一个单位。")
    if due_on < clock.today():
        problems["due_on"] = _("日子已经过去了。")
    if problems:
        raise Invalid(_("还有几处要改。"), problems)
    of_meeting = meeting_for(viewer, meeting) if meeting else None
    if of_meeting is not None and of_meeting.centre_id != here.pk:
        raise Missing(str(NO_MEETING))
    made = Task.objects.create(
        centre=here, meeting=of_meeting, words=said, account=account, body=body, due_on=due_on
    )
    note(viewer, "task_set", here, task=made.pk, due=due_on.isoformat())
    return made


@transaction.atomic
def settle_task(*, viewer: Viewer, code: str, outcome: str, done: bool = True) -> None:
    """Say that a task is done, or no longer wanted, and how it went. Raises Invalid, Conflict.

    Whoever owns it can, and whoever plans at the centre.
    """
    task = Task.objects.select_related("centre__host").filter(code=code).first()
    if task is None:
        raise Missing(str(NO_TASK))
    if task.account_id is None or task.account_id != viewer.account:
        centre_for(viewer, task.centre.code, *PLANNING, missing=NO_TASK)
    said = words(outcome, field="outcome", least=2, most=500)
    changed = Task.objects.filter(pk=task.pk, state=TaskState.OPEN).update(
        state=TaskState.DONE if done else TaskState.DROPPED, outcome=said, settled_at=clock.now()
    )
    if changed != 1:
        raise Conflict(_("这项任务已经有结果。"))
    note(viewer, "task_settled", task.centre, task=task.pk, done=done)


def meeting_for(viewer: Viewer, code: str, *, planned: bool = False) -> Meeting:
    """Return a meeting at a centre where the viewer plans. Raises Missing, Refused, Conflict."""
    found = Meeting.objects.select_related("centre__host").filter(code=code).first()
    if found is None:
        raise Missing(str(NO_MEETING))
    centre_for(viewer, found.centre.code, *PLANNING, missing=NO_MEETING)
    if planned and found.state != MeetingState.PLANNED:
        raise Conflict(_("这次会议已经开过或者取消。"))
    return found


def colleagues_of(centre: Centre) -> list[Account]:
    """Return who works at a centre's union or above it, by name: who can be given a task."""
    held = Appointment.objects.filter(
        valid_today(), role__in=[role.value for role in WORKING],
        organisation__path__in=paths_above(centre.host.path),
    ).order_by()  # fmt: skip
    found = Account.objects.filter(is_active=True, pk__in=held.values("account"))
    return list(found.order_by("name", "pk"))


def _colleague(centre: Centre, code: str) -> Account | None:
    return next((one for one in colleagues_of(centre) if one.code == code), None)


def _write_agenda(meeting: Meeting, lines: Iterable[str]) -> None:
    kept = [line.strip() for line in lines if line.strip()]
    if len(kept) > MOST_ITEMS:
        raise Invalid(_("议程太长。"), {"agenda": _("最多{n}项。").format(n=MOST_ITEMS)})
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=number, words=words(line, field="agenda"))
        for number, line in enumerate(kept, 1)
    )
