"""The statistics for apps and mini-programs: the same query as the page, as JSON."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.kernel import divisions
from niangjia.rights.caselaw.rules.terms import Issue
from niangjia.rights.caselaw.statistics import queries
from niangjia.rights.caselaw.statistics.findings import Axis, Breakdown, Chosen, Line, Status
from niangjia.rights.caselaw.statistics.rules.figures import Quartiles, Shares

router = Router(tags=["statistics"])


class SharesOut(Schema):
    """How cases ended, in steps of 5 percent; 0 is less than 5, 100 more than 95."""

    supported: int
    partly: int
    refused: int
    settled: int


class QuartilesOut(Schema):
    """The middle and the two quarters around it, to two significant digits."""

    low: int
    median: int
    high: int


class StatisticsLineOut(Schema):
    """One line. `people` is null where the number is not published, and so is all the rest.

    `codes` are the values the line stands for: several where small ones were put together.
    """

    name: str
    codes: list[str]
    people: int | None
    shares: SharesOut | None
    claimed: QuartilesOut | None
    awarded: QuartilesOut | None
    days: QuartilesOut | None
    url: str


class BreakdownOut(Schema):
    """The chosen cases by one axis. `closed`: none of its numbers can be published safely."""

    axis: Axis
    closed: bool
    lines: list[StatisticsLineOut]


class CityOut(Schema):
    """A city of the chosen province, and how many people it has."""

    name: str
    people: int
    url: str


class StatisticsOut(Schema):
    """What may be told of the chosen cases.

    `status`: shown; empty (too few cases in the library); hidden (too few people or employers);
    merged (counted together with others); too_fine (three things chosen, two at most are told).
    """

    status: Status
    fictional: bool
    made_at: datetime
    whole: StatisticsLineOut
    breakdowns: list[BreakdownOut]
    cities: list[CityOut]


class StatisticsAsked(Schema):
    """What the figures are of; nothing for all. A region is a province, or a place in it."""

    issue: Issue | None = None
    region: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{5}$")] | None = None
    year: Annotated[int, Field(ge=1949, le=2100)] | None = None


@router.get(
    "",
    response={200: StatisticsOut, 422: object},
    summary="案例统计",
    description="少于10人或不到3家单位的数字不公布，能推算出它们的数字也不公布。最多同时选两个条件。",
)
def read_statistics(request: HttpRequest, asked: Query[StatisticsAsked]) -> StatisticsOut:
    """Return how many, how they ended, how much and how long, by issue, region and year."""
    found = queries.statistics(
        viewer=viewer_at(request),
        chosen=Chosen(
            issue=str(asked.issue or ""),
            region=divisions.province_of(asked.region or ""),
            year=str(asked.year or ""),
        ),
    )
    return StatisticsOut(
        status=found.status,
        fictional=found.fictional,
        made_at=found.made_at,
        whole=_line(found.whole),
        breakdowns=[_breakdown(breakdown) for breakdown in found.breakdowns],
        cities=[CityOut(name=c.name, people=c.people, url=c.cases) for c in found.cities],
    )


def _breakdown(breakdown: Breakdown) -> BreakdownOut:
    return BreakdownOut(
        axis=breakdown.axis,
        closed=breakdown.is_closed,
        lines=[_line(line) for line in breakdown.lines],
    )


def _line(line: Line) -> StatisticsLineOut:
    figures = line.figures
    return StatisticsLineOut(
        name=line.name,
        codes=list(line.codes),
        people=figures.people if figures else None,
        shares=_shares(figures.shares if figures else None),
        claimed=_quartiles(figures.claimed if figures else None),
        awarded=_quartiles(figures.awarded if figures else None),
        days=_quartiles(figures.days if figures else None),
        url=line.cases,
    )


def _quartiles(found: Quartiles | None) -> QuartilesOut | None:
    return QuartilesOut(low=found.low, median=found.median, high=found.high) if found else None


def _shares(found: Shares | None) -> SharesOut | None:
    if found is None:
        return None
    return SharesOut(
        supported=found.supported,
        partly=found.partly,
        refused=found.refused,
        settled=found.settled,
    )
