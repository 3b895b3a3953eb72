"""Looking at the queues: what waits, for whom, since when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import demand_any_work
from niangjia.rights.caselaw.listing import Page
from niangjia.rights.caselaw.models import Case, CaseState, Comment
from niangjia.rights.caselaw.rules.steps import QUEUES, Queue
from niangjia.rights.caselaw.rules.terms import Issue
from niangjia.rights.caselaw.workflow.colleagues import names_of
from niangjia.rights.caselaw.workflow.tasks import queue_named, waiting_in

PER_PAGE = 50

Ordering = Literal["oldest", "newest"]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A case that waits. `days` is how long in this state; `own` that the viewer wrote it.

    An own interpretation is for others to check.
    """

    code: str
    title: str
    issue_name: str
    holder: str
    state: str
    state_name: str
    state_since: datetime
    days: int
    assignee_name: str
    is_mine: bool
    own: bool
    comments_open: int
    embargo_until: date | None
    mediated: bool
    fictional: bool


class QueueCount(NamedTuple):
    """How much waits in a queue: in all, taken by the viewer, by nobody; days of the oldest."""

    total: int
    mine: int
    unassigned: int
    oldest_days: int


def queue(  # noqa: PLR0913 - each of them narrows or orders the list
    *,
    viewer: Viewer,
    queue: str,
    issue: str = "",
    run: str = "",
    mine: bool = False,
    unassigned: bool = False,
    order: Ordering = "oldest",
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Page[TaskRow]:
    """Return what waits in a queue, longest first. A page beyond the last is the last.

    Narrowed to an issue, the code of an import run, and who has it in hand, where given.

    Raises Refused for whoever does not work the queue, Missing where there is none of that name.
    """
    found = waiting_in(viewer, queue_named(queue))
    given = {"issue": issue, "run__code": run}
    found = found.filter(**{name: value for name, value in given.items() if value})
    if mine or unassigned:
        found = found.filter(assigned_to__in=[*[viewer.actor] * mine, *[""] * unassigned])
    total = found.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    rows = list(_in_order(found, order)[(page - 1) * per_page : page * per_page])
    names = names_of({case.assigned_to for case in rows} - {""})
    return Page(tuple(_row(case, names, viewer) for case in rows), total, page, pages)


def queue_counts(*, viewer: Viewer) -> dict[str, QueueCount]:
    """Return how much waits in each queue that the viewer works, in the order of the way.

    Raises Refused for somebody who works none.
    """
    demand_any_work(viewer)
    own = [queue for queue in QUEUES.values() if viewer.reach(*queue.roles)]
    return {queue.name: _count(viewer, queue) for queue in own}


def days_since(moment: datetime) -> int:
    """Return how many days ago something was, by the days of China."""
    return max(0, (clock.today() - moment.astimezone(clock.CHINA).date()).days)


def open_comments() -> Coalesce:
    """Return the number of unresolved comments on a case, as part of a query."""
    open_ones = Comment.objects.filter(case=OuterRef("pk"), resolved_at__isnull=True)
    counted = open_ones.order_by().values("case").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _in_order(found: QuerySet[Case], order: Ordering) -> QuerySet[Case]:
    way = ("-state_since", "-pk") if order == "newest" else ("state_since", "pk")
    rows = found.select_related("held_by").annotate(comments_open=open_comments())
    return rows.defer("text").order_by(*way)


def _count(viewer: Viewer, queue: Queue) -> QueueCount:
    told = waiting_in(viewer, queue).aggregate(
        total=Count("pk"),
        mine=Count("pk", filter=Q(assigned_to=viewer.actor)),
        unassigned=Count("pk", filter=Q(assigned_to="")),
        oldest=Min("state_since"),
    )
    oldest = told.pop("oldest")
    return QueueCount(**told, oldest_days=days_since(oldest) if oldest else 0)


def _row(case: Case, names: dict[str, str], viewer: Viewer) -> TaskRow:
    return TaskRow(
        code=case.code,
        title=case.title,
        issue_name=Issue.label_of(case.issue),
        holder=case.held_by.name if case.held_by else "",
        state=case.state,
        state_name=CaseState(case.state).label,
        state_since=case.state_since,
        days=days_since(case.state_since),
        assignee_name=names.get(case.assigned_to, ""),
        is_mine=case.assigned_to == viewer.actor,
        own=case.state == CaseState.INTERPRETED and case.interpreted_by == viewer.actor,
        comments_open=case.comments_open,  # type: ignore[attr-defined] # annotated above
        embargo_until=case.embargo_until,
        mediated=case.mediated,
        fictional=case.fictional,
    )
