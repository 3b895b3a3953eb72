"""What matters add up to, for who supervises: by office, by place, by procedure, over a time.

Staff alone see these; nobody is named and no single matter is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from niangjia.casework.access import supervised_by, supervises_anything
from niangjia.casework.declaring.book import newest
from niangjia.casework.declaring.own import JOINED
from niangjia.casework.models import Crisis, Ending, Matter
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.divisions import children, is_within, lineage, name_of, short_name
from niangjia.kernel.errors import Refused
from niangjia.kernel.viewer import PATH_STEP, Role, Viewer

MOST_TIMED = 20_000
"""Of how many ended matters the days are compared at most: the latest ones."""
DIRECTORS = (Role.SUPERVISOR, Role.ADMINISTRATOR)


Row = dict[str, Any]


class OfficeFigures(NamedTuple):
    """One office: its code and name, and how many of its open matters stand how.

    `repeated` counts those that were told before and joined to an earlier one.
    """

    code: str
    name: str
    open: int
    overdue: int
    contested: int
    repeated: int
    bounced: int
    escalated: int
    crisis: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What came in and what came of it: in a procedure, at a place, or in all.

    `came` and `ended` count within the time asked for, `open` and `overdue` as of now; `days` is
    the median from receipt to the end, None where nothing ended; `recovered` is in yuan;
    `confirmed` is the share in percent of what ended that the asker confirmed, None for nothing.
    """

    key: str
    name: str
    came: int = 0
    open: int = 0
    overdue: int = 0
    ended: int = 0
    confirmed: int | None = None
    recovered: Decimal = Decimal(0)
    bounces: int = 0
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How many matters of a procedure ended with a result, or with a reason instead."""

    procedure: str
    name: str
    count: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on a director's board. `region` is the place whose parts `places` are."""

    region: str
    region_name: str
    above: tuple[tuple[str, str], ...]
    whole: Flow
    procedures: tuple[Flow, ...]
    places: tuple[Flow, ...]
    ended: tuple[Ended, ...]
    weeks: tuple[tuple[str, int, int], ...]
    at: datetime


def office_figures(*, viewer: Viewer) -> tuple[OfficeFigures, ...]:
    """Return how the open matters of each office stand that the viewer supervises.

    Raises Refused for somebody who supervises nothing.
    """
    if not supervises_anything(viewer):
        raise Refused(_("这一页给督导员看。"))
    now = clock.now()
    going = ~Q(state=JOINED)
    rows = (
        Matter.objects.filter(supervised_by(viewer), closed_at__isnull=True)
        .order_by()
        .values(office_code=F("responsible__code"), office_name=F("responsible__name"))
        .annotate(
            open=Count("pk", filter=going),
            overdue=Count("pk", filter=going & Q(next_due__lte=now)),
            contested=Count("pk", filter=going & Q(reopened__gt=0)),
            repeated=Count("pk", filter=Q(state=JOINED)),
            bounced=Count("pk", filter=going & Q(bounces__gt=0)),
            escalated=Count("pk", filter=going & Q(escalated_at__isnull=False)),
            crisis=Count("pk", filter=going & Q(crisis=Crisis.RAISED)),
        )
    )
    found = []
    for row in rows:
        counts: Row = dict(row)
        code, name = counts.pop("office_code"), counts.pop("office_name")
        found.append(OfficeFigures(code, name, **counts))
    return tuple(sorted(found, key=lambda one: (-one.crisis, -one.overdue, -one.open, one.name)))


def board(*, viewer: Viewer, region: str = "", days: int = 90) -> Board:
    """Return what matters add up to in a director's part of the country, over so many days.

    `region` narrows to a place within it. Raises Refused for who directs nothing.
    """
    paths = viewer.reach(*DIRECTORS)
    if not paths:
        raise Refused(_("这一页给负责人和督导员看。"))
    now = clock.now()
    since = now - timedelta(days=days)
    top = _region_of(paths)
    chosen = region if region and is_within(region, top) and name_of(region) else top
    mine = Matter.objects.filter(_below(paths))
    counted = _counted(mine, since, now)
    place_of = _place_of({row["responsible"] for row in counted})
    if chosen:
        within = {pk for pk, place in place_of.items() if is_within(place, chosen)}
        counted = [row for row in counted if row["responsible"] in within]
        mine = mine.filter(responsible__in=within)
    spans = _spans(mine, since)
    names = {one.key: one.name for one in newest()}
    return Board(
        region=chosen,
        region_name=name_of(chosen) or _("全国"),
        above=tuple((code, short_name(code)) for code in lineage(chosen) if is_within(code, top))[
            :-1
        ],
        whole=_flow("", _("合计"), counted, spans),
        procedures=tuple(
            _flow(
                key, name,
                [row for row in counted if row["procedure"] == key],
                [span for span in spans if span[0] == key],
            )
            for key, name in names.items()
        ),
        places=_places(chosen, counted, spans, place_of),
        ended=_ended(mine, since),
        weeks=_weeks(mine, now),
        at=now,
    )  # fmt: skip


def _below(paths: Iterable[str]) -> Q:
    chosen = Q(pk__in=[])
    for path in paths:
        chosen |= Q(responsible__path__startswith=path)
    return chosen


def _region_of(paths: Iterable[str]) -> str:
    """Return the place of the widest office that is directed, "" for the whole country."""
    shortest = min(paths, key=len)
    if len(shortest) <= PATH_STEP:
        return ""
    found = Organisation.objects.filter(path=shortest).values_list("region_code", flat=True)
    return str(found.first() or "")[:6]


def _place_of(offices: Iterable[int]) -> dict[int, str]:
    rows = Organisation.objects.filter(pk__in=list(offices)).values_list("pk", "region_code")
    return {pk: code[:6] for pk, code in rows}


def _counted(mine: QuerySet[Matter], since: datetime, now: datetime) -> list[Row]:
    going = Q(closed_at__isnull=True) & ~Q(state=JOINED)
    ended = Q(closed_at__gte=since)
    rows = (
        mine.order_by()
        .values("procedure", "responsible")
        .annotate(
            came=Count("pk", filter=Q(received_at__gte=since)),
            open=Count("pk", filter=going),
            overdue=Count("pk", filter=going & Q(next_due__lte=now)),
            ended=Count("pk", filter=ended),
            confirmed=Count("pk", filter=ended & Q(ending=Ending.CONFIRMED)),
            recovered=Sum("recovered", filter=ended & Q(ending=Ending.CONFIRMED)),
            bounces=Sum("bounces", filter=Q(received_at__gte=since)),
        )
    )
    return [dict(row) for row in rows]


def _spans(mine: QuerySet[Matter], since: datetime) -> list[tuple[str, int, float]]:
    """Return how long each of the latest ended matters took: procedure, office, days."""
    rows = mine.filter(closed_at__gte=since).order_by("-closed_at", "-pk")
    found = rows.values_list("procedure", "responsible", "received_at", "closed_at")[:MOST_TIMED]
    return [
        (procedure, office, (closed - received).total_seconds() / 86400)
        for procedure, office, received, closed in found
        if closed is not None
    ]


def _flow(key: str, name: str, rows: list[Row], spans: list[tuple[str, int, float]]) -> Flow:
    ended, confirmed = _sum(rows, "ended"), _sum(rows, "confirmed")
    return Flow(
        key=key,
        name=name,
        came=_sum(rows, "came"),
        open=_sum(rows, "open"),
        overdue=_sum(rows, "overdue"),
        ended=ended,
        confirmed=round(100 * confirmed / ended) if ended else None,
        recovered=sum((row["recovered"] or Decimal(0) for row in rows), Decimal(0)),
        bounces=_sum(rows, "bounces"),
        days=round(median(span[2] for span in spans), 1) if spans else None,
    )


def _sum(rows: list[Row], column: str) -> int:
    return sum(row[column] or 0 for row in rows)


def _places(
    region: str,
    rows: list[Row],
    spans: list[tuple[str, int, float]],
    place_of: dict[int, str],
) -> tuple[Flow, ...]:
    """Return the flow of each part of a place, by the place of the office; those with none too."""
    parts = {one.code: one.name for one in children(region)}
    part_of = {
        office: next((code for code in lineage(place) if code in parts), region)
        for office, place in place_of.items()
    }
    found = [
        _flow(
            code, name,
            [row for row in rows if part_of.get(row["responsible"]) == code],
            [span for span in spans if part_of.get(span[1]) == code],
        )
        for code, name in (parts | {region: _("本级")}).items()
    ]  # fmt: skip
    return tuple(one for one in found if one.key != region or one.came or one.open or one.ended)


def _ended(mine: QuerySet[Matter], since: datetime) -> tuple[Ended, ...]:
    rows = (
        mine.filter(closed_at__gte=since)
        .order_by()
        .values("procedure", "ending", outcome=F("result"), reason=F("closing_reason"))
        .annotate(count=Count("pk"))
    )
    declared = {one.key: one for one in newest()}
    found: dict[tuple[str, str, bool], int] = {}
    for row in rows:
        one = declared.get(row["procedure"])
        confirmed = row["ending"] == Ending.CONFIRMED
        code = row["outcome"] if confirmed else row["reason"]
        known = {} if one is None else one.closing.results if confirmed else one.closing.reasons
        key = (one.name if one else row["procedure"], known.get(code, code), confirmed)
        found[key] = found.get(key, 0) + row["count"]
    listed = [Ended(where, name, count, sure) for (where, name, sure), count in found.items()]
    return tuple(sorted(listed, key=lambda one: (-one.count, one.procedure, one.name)))


def _weeks(
    mine: QuerySet[Matter], now: datetime, weeks: int = 12
) -> tuple[tuple[str, int, int], ...]:
    """Return for each of the last weeks its first day, how many came in, how many ended."""
    today = now.astimezone(clock.CHINA).date()
    monday = today - timedelta(days=today.weekday())
    firsts = [monday - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    asked = {}
    for number, first in enumerate(firsts):
        begin = datetime.combine(first, datetime.min.time(), clock.CHINA)
        end = begin + timedelta(weeks=1)
        asked[f"came{number}"] = Count("pk", filter=Q(received_at__gte=begin, received_at__lt=end))
        asked[f"ended{number}"] = Count("pk", filter=Q(closed_at__gte=begin, closed_at__lt=end))
    counts = mine.order_by().aggregate(**asked)
    return tuple(
        (f"{first.month}月{first.day}日", counts[f"came{number}"], counts[f"ended{number}"])
        for number, first in enumerate(firsts)
    )
