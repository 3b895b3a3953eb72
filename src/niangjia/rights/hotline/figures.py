"""What the hotline adds up to, by the five things 12351 is measured by nationwide.

Problems solved, statistics, information given, how people rate it, and supervision. Numbers of a
kind that are too small are left out (`rules.smallness`); totals stay, they are of the whole office.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from statistics import median

from django.db.models import Avg, Count, Q, QuerySet, Sum

from niangjia.casework.models import Ending, Matter, Outcome, RunningClock
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Invalid, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.hotline.intake import DESK
from niangjia.rights.hotline.models import WorkOrder
from niangjia.rights.hotline.procedure import HANDLE, KEY
from niangjia.rights.hotline.rules.smallness import FEWEST, share, spoken

LONGEST = timedelta(days=5 * 366)
MOST_FOR_MEDIAN = 200_000


@dataclass(frozen=True, slots=True)
class Figures:
    """What came in from `since` to `until`, both days included, at the viewer's offices.

    Shares are 0 to 1, None where fewer than five stand behind them; counts by kind are None where
    small. `recovered` is yuan; `median_days` are days from receipt to the end, of what has ended.
    Solved: `ended`, `confirmed` (share of the ended that askers confirmed), `on_time` (share of
    the answers due that came in time). Information: `advised`, `advised_same_day`. Rating: `rated`,
    `rating` of 5. Supervision: `bounces`, `escalated`, `urged`, `contested`, `overdue`, `crises`.
    """

    since: date
    until: date
    received: int
    open: int
    ended: int
    confirmed: float | None
    on_time: float | None
    median_days: float | None
    recovered: Decimal
    advised: int
    advised_same_day: float | None
    rated: int
    rating: float | None
    bounces: int
    escalated: int
    urged: int
    contested: int
    overdue: int
    crises: int
    by_class: dict[str, int | None] = field(default_factory=dict)
    by_issue: dict[str, int | None] = field(default_factory=dict)
    by_grade: dict[str, int | None] = field(default_factory=dict)
    by_channel: dict[str, int | None] = field(default_factory=dict)


def figures(*, viewer: Viewer, since: date, until: date) -> Figures:
    """Return the figures of the viewer's offices; a supervisor's include those below.

    Joined matters count once, in the one they were joined to; a group counts by its members.
    Raises Refused for somebody with no such office, Invalid for days in the wrong order or more
    than five years apart.
    """
    if until < since or until - since > LONGEST:
        raise Invalid("日期不对。", {"until": "请选不超过五年的一段时间。"})
    came = _within(viewer, since, until)
    added = came.aggregate(
        received=Count("pk"),
        open=Count("pk", filter=Q(closed_at__isnull=True)),
        ended=Count("pk", filter=Q(closed_at__isnull=False)),
        confirmed=Count("pk", filter=Q(ending=Ending.CONFIRMED)),
        yuan=Sum("recovered", filter=Q(ending=Ending.CONFIRMED)),
        returns=Sum("bounces"),
        escalated=Count("pk", filter=Q(bounces__gte=3)),
        urgings=Count("pk", filter=Q(urged__gt=0)),
        contested=Count("pk", filter=Q(reopened__gt=0)),
        overdue=Count("pk", filter=Q(closed_at__isnull=True, next_due__lte=clock.now())),
        crises=Count("pk", filter=~Q(crisis="")),
    )
    rated = Outcome.objects.filter(matter__in=came, rating__isnull=False).aggregate(
        rated=Count("pk"), rating=Avg("rating")
    )
    advised, same_day = _advised(came)
    confirmed = added.pop("confirmed")
    added["recovered"] = added.pop("yuan") or Decimal(0)
    added["bounces"] = added.pop("returns") or 0
    added["urged"] = added.pop("urgings")
    return Figures(
        since=since,
        until=until,
        **added,
        confirmed=share(confirmed, added["ended"]),
        on_time=_on_time(came),
        median_days=_median_days(came),
        advised=advised,
        advised_same_day=share(same_day, advised),
        rated=rated["rated"],
        rating=round(rated["rating"], 1) if rated["rated"] >= FEWEST else None,
        by_class=spoken(_counted(WorkOrder.objects.filter(matter__in=came), "klass")),
        by_issue=spoken(_counted(came, "issue")),
        by_grade=spoken(_counted(came, "grade")),
        by_channel=spoken(_counted(came, "channel")),
    )


def _within(viewer: Viewer, since: date, until: date) -> QuerySet[Matter]:
    """Return what came in at the viewer's offices in a time."""
    chosen = Q(pk__in=[])
    if viewer.operator:
        chosen = Q()
    for post in viewer.posts:
        if post.role in DESK:
            chosen |= Q(responsible=post.organisation) | Q(received_by=post.organisation)
        elif post.role is Role.SUPERVISOR:
            chosen |= Q(responsible__path__startswith=post.path)
            chosen |= Q(received_by__path__startswith=post.path)
    if not viewer.reach(*DESK, Role.SUPERVISOR):
        raise Refused("这里是办热线的工会看的。")
    begins = datetime.combine(since, time(), CHINA)
    over = datetime.combine(until + timedelta(days=1), time(), CHINA)
    return Matter.objects.filter(
        chosen, procedure=KEY, joined_to__isnull=True, received_at__gte=begins, received_at__lt=over
    ).exclude(part="lead")


def _on_time(came: QuerySet[Matter]) -> float | None:
    """Return the share of the answers due by now that came in time."""
    clocks = RunningClock.objects.filter(matter__in=came, kind=HANDLE)
    due = clocks.filter(Q(met_at__isnull=False) | Q(broken_at__isnull=False)).distinct()
    late = Count("pk", filter=Q(broken_at__isnull=False))
    counted = due.aggregate(all=Count("pk"), late=late)
    return share(counted["all"] - counted["late"], counted["all"])


def _median_days(came: QuerySet[Matter]) -> float | None:
    ended = came.filter(closed_at__isnull=False).order_by()
    spans = [
        (closed - received).total_seconds() / 86400
        for received, closed in ended.values_list("received_at", "closed_at")[:MOST_FOR_MEDIAN]
        if closed is not None
    ]
    return round(median(spans), 1) if len(spans) >= FEWEST else None


def _advised(came: QuerySet[Matter]) -> tuple[int, int]:
    """Return how many asked for advice, and of these how many were answered the same day."""
    asked = came.filter(work_order__klass="advice")
    answered = Outcome.objects.filter(matter__in=asked).order_by("matter", "pk")
    first: dict[int, bool] = {}
    for matter, received, at in answered.values_list(
        "matter", "matter__received_at", "answered_at"
    ):
        same = received.astimezone(CHINA).date() == at.astimezone(CHINA).date()
        first.setdefault(matter, same)
    return asked.count(), sum(first.values())


def _counted(rows: "QuerySet[Matter] | QuerySet[WorkOrder]", column: str) -> dict[str, int]:
    counted = rows.order_by().values_list(column).annotate(Count("pk"))
    return dict(counted.order_by(column))
