"""Meetings, tasks and checks read."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from niangjia.foundation.sealing.boxes import opened
from niangjia.kernel import clock
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.access import (
    NO_MEETING,
    NO_ROUND,
    PLANNING,
    centre_for,
)
from niangjia.rights.centre.models import (
    AgendaItem,
    Attendance,
    Centre,
    CheckRound,
    Decision,
    Meeting,
    MeetingKind,
    MeetingState,
    Task,
    TaskState,
    Visit,
)

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task: whose it is, and when it is due, in colour and words."""

    task: Task
    owner: str
    tone: str
    due: str
    mine: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting with all that belongs to it."""

    meeting: Meeting
    kind: str
    state: str
    agenda: tuple[AgendaItem, ...]
    came: tuple[Attendance, ...]
    decisions: tuple[Decision, ...]
    tasks: tuple[TaskShown, ...]
    minutes: str
    may_plan: bool


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round of joint checks with the places gone to and what was found."""

    round: CheckRound
    visits: tuple[tuple[Visit, str], ...]
    problems: int
    open_problems: int
    may_plan: bool


def meetings(*, viewer: Viewer, centre: str, page: int = 1) -> tuple[Centre, Page[Meeting]]:
    """Return a centre's meetings, the newest first. Raises Missing."""
    here = centre_for(viewer, centre)
    found = Meeting.objects.filter(centre=here).defer("sealed_minutes")
    return here, Paginator(found.order_by("-starts_at", "-pk"), PER_PAGE).get_page(page)


def meeting_page(*, viewer: Viewer, code: str) -> MeetingPage:
    """Return one meeting of a centre where the viewer works. Raises Missing."""
    found = Meeting.objects.select_related("centre__host").filter(code=code).first()
    if found is None:
        raise Missing(str(NO_MEETING))
    centre_for(viewer, found.centre.code, missing=NO_MEETING)
    box = bytes(found.sealed_minutes)
    return MeetingPage(
        meeting=found,
        kind=str(MeetingKind(found.kind).label),
        state=str(MeetingState(found.state).label),
        agenda=tuple(
            AgendaItem.objects.filter(meeting=found)
            .select_related("matter")
            .only("meeting_id", "number", "words", "matter__code", "matter__number")
        ),
        came=tuple(Attendance.objects.filter(meeting=found)),
        decisions=tuple(Decision.objects.filter(meeting=found)),
        tasks=_shown(viewer, Q(meeting=found)),
        minutes=opened(box, about=f"centre-meeting:{found.code}") if box else "",
        may_plan=viewer.holds(*PLANNING, at=found.centre.host.path),
    )


def next_meetings(centre: Centre) -> tuple[Meeting, ...]:
    """Return the meetings of the coming fortnight."""
    found = Meeting.objects.filter(
        centre=centre, state=MeetingState.PLANNED, ends_at__gte=clock.now(),
        starts_at__lt=clock.now() + timedelta(days=14),
    ).defer("sealed_minutes")  # fmt: skip
    return tuple(found.order_by("starts_at", "pk")[:10])


def tasks(*, viewer: Viewer, centre: str) -> tuple[Centre, tuple[TaskShown, ...]]:
    """Return a centre's tasks: the open ones by day, then those settled lately. Raises Missing."""
    here = centre_for(viewer, centre)
    lately = clock.now() - timedelta(days=90)
    return here, _shown(viewer, Q(centre=here) & (Q(state="open") | Q(settled_at__gte=lately)))


def tasks_due(viewer: Viewer, centre: Centre) -> tuple[TaskShown, ...]:
    """Return the open tasks that are overdue or due within a week."""
    until = clock.today() + timedelta(days=7)
    return _shown(viewer, Q(centre=centre, state=TaskState.OPEN, due_on__lte=until))


def rounds(*, viewer: Viewer, centre: str) -> tuple[Centre, tuple[CheckRound, ...]]:
    """Return a centre's rounds of checks, the newest first, with counts. Raises Missing."""
    here = centre_for(viewer, centre)
    counted = CheckRound.objects.filter(centre=here).annotate(
        places=Count("visits"),
        unsettled=Count(
            "visits", filter=Q(visits__problems__gt=0, visits__settled_on__isnull=True)
        ),
    )
    return here, tuple(counted.order_by("-begins_on", "-pk")[:200])


def round_page(*, viewer: Viewer, code: str) -> RoundPage:
    """Return one round of checks. Raises Missing."""
    found = CheckRound.objects.select_related("centre__host").filter(code=code).first()
    if found is None:
        raise Missing(str(NO_ROUND))
    centre_for(viewer, found.centre.code, missing=NO_ROUND)
    visits = list(Visit.objects.filter(round=found).select_related("employer"))
    return RoundPage(
        round=found,
        visits=tuple((one, _findings(one)) for one in visits),
        problems=sum(one.problems for one in visits),
        open_problems=sum(one.problems for one in visits if one.settled_on is None),
        may_plan=viewer.holds(*PLANNING, at=found.centre.host.path),
    )


def _shown(viewer: Viewer, chosen: Q) -> tuple[TaskShown, ...]:
    found = Task.objects.filter(chosen).select_related("account", "body", "meeting")
    rows = list(found.defer("meeting__sealed_minutes").order_by("-state", "due_on", "pk")[:300])
    return tuple(
        TaskShown(one, _owner(one), *_due(one), one.account_id == viewer.account) for one in rows
    )


def _owner(one: Task) -> str:
    if one.body is not None:
        return one.body.name
    return (one.account.name if one.account else "") or "未留姓名"


def _due(one: Task) -> tuple[str, str]:
    """Return the tone and the words for when a task is due."""
    if one.state != TaskState.OPEN:
        return "none", str(TaskState(one.state).label)
    return due_on(one.due_on)


def due_on(day: date) -> tuple[str, str]:
    """Return the tone and the words for a day by which something is to be done."""
    left = (day - clock.today()).days
    if left < 0:
        return "bad", f"超期{-left}天"
    if left == 0:
        return "part", "今天到期"
    return ("part" if left == 1 else "good"), f"还有{left}天"


def _findings(one: Visit) -> str:
    box = bytes(one.sealed_findings)
    return opened(box, about=f"centre-visit:{one.code}") if box else ""
