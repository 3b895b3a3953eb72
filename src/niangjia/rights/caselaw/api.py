"""The library for apps and mini-programs: the same queries as the pages, as JSON."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.rights.caselaw import queries
from niangjia.rights.caselaw.findings import (
    CaseFilters,
    CaseHit,
    CasePage,
    CaseResults,
    Order,
    PlainWords,
)
from niangjia.rights.caselaw.rules.terms import Body, Issue, Outcome
from niangjia.rights.caselaw.statistics.api import router as statistics_router

__all__ = ["HitOut", "hit_out", "results_out", "router", "statistics_router"]

router = Router(tags=["cases"])

Code = Annotated[str, StringConstraints(pattern=r"^[0-9a-hjkmnp-tv-z]{12}$")]
Region = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{5}$")]
Year = Annotated[int, Field(ge=1949, le=2100)]
WholeYuan = Annotated[int, Field(ge=0, le=999_999_999_999)]
MOST_VALUES = 40


class Problem(Schema):
    """What went wrong, in words that may be shown to a person."""

    detail: str


class StretchOut(Schema):
    """A stretch of text, and whether it is what was looked for."""

    text: str
    is_hit: bool


class HitOut(Schema):
    """A case in a list of results."""

    id: str
    title: str
    body: str
    body_name: str
    region: str
    region_name: str
    date: date | None
    issue: str
    issue_name: str
    outcome: str
    outcome_name: str
    claimed: Decimal | None
    awarded: Decimal | None
    fictional: bool
    passages: list[list[StretchOut]]
    url: str


class FacetOut(Schema):
    """A value to narrow to, and how many cases that gives."""

    value: str
    name: str
    count: int
    chosen: bool


class CorrectionOut(Schema):
    """What was typed and what was searched instead."""

    typed: str
    searched: str


class ResultsOut(Schema):
    """One page of results."""

    query: str
    total: int
    took_ms: float
    page: int
    pages: int
    relaxed: bool
    corrections: list[CorrectionOut]
    suggestions: list[str]
    facets: dict[str, list[FacetOut]]
    hits: list[HitOut]


class SectionOut(Schema):
    """A part of a paper."""

    key: str
    name: str
    text: str


class PlainOut(Schema):
    """The case in plain words."""

    facts: str
    dispute: str
    result: str
    reasons: str
    lesson: list[str]


class CitationOut(Schema):
    """An article as the paper names it."""

    law: str
    article: str


class CaseOut(Schema):
    """Everything the public may read of one case."""

    id: str
    title: str
    court: str
    body_name: str
    stage_name: str
    region: str
    region_name: str
    date: date | None
    issue: str
    issue_name: str
    other_issue_names: list[str]
    asker_name: str
    outcome: str
    outcome_name: str
    claimed: Decimal | None
    awarded: Decimal | None
    fictional: bool
    plain: PlainOut | None
    sections: list[SectionOut]
    citations: list[CitationOut]
    similar: list[HitOut]
    url: str


class Asked(Schema):
    """What to look for. Lists may be repeated: `?issue=overtime&issue=leave`."""

    q: Annotated[str, StringConstraints(max_length=500)] = ""
    region: Annotated[list[Region], Field(default_factory=list, max_length=MOST_VALUES)]
    year: Annotated[list[Year], Field(default_factory=list, max_length=MOST_VALUES)]
    body: Annotated[list[Body], Field(default_factory=list, max_length=MOST_VALUES)]
    issue: Annotated[list[Issue], Field(default_factory=list, max_length=MOST_VALUES)]
    outcome: Annotated[list[Outcome], Field(default_factory=list, max_length=MOST_VALUES)]
    amount_from: WholeYuan | None = None
    amount_to: WholeYuan | None = None
    order: Order = "relevance"
    page: Annotated[int, Field(ge=1, le=1000)] = 1
    per_page: Annotated[int, Field(ge=1, le=50)] = 10
    literal: bool = False


@router.get(
    "",
    response={200: ResultsOut, 422: object},
    summary="用自己的话查案例",
    description="不写问题就列出全部。页码超出时给最后一页。列表参数可以重复：?issue=overtime&issue=leave。",
)
def list_cases(request: HttpRequest, asked: Query[Asked]) -> ResultsOut:
    """Find public cases for a question in plain words; without one, all of them.

    A page beyond the last gives the last. No account is needed and nothing is kept.
    """
    found = queries.search_cases(
        viewer=viewer_at(request),
        text=asked.q,
        filters=CaseFilters(
            regions=frozenset(asked.region),
            years=frozenset(asked.year),
            bodies=frozenset(asked.body),
            issues=frozenset(asked.issue),
            outcomes=frozenset(asked.outcome),
            amount_from=None if asked.amount_from is None else Decimal(asked.amount_from),
            amount_to=None if asked.amount_to is None else Decimal(asked.amount_to),
        ),
        order=asked.order,
        page=asked.page,
        per_page=asked.per_page,
        literal=asked.literal,
    )
    return results_out(found)


@router.get(
    "/{code}",
    response={200: CaseOut, 301: Problem, 404: Problem, 410: Problem, 422: object},
    summary="读一个案例",
    description="曾经公开、后来撤回或暂时收起的，答 410；并入另一个案例的，答 301。",
)
def read_case(request: HttpRequest, code: Code) -> CaseOut:
    """Return one public case. 410 where it was public once and is not now, 301 where merged."""
    return _case_out(queries.case_for_reader(viewer=viewer_at(request), code=code))


def results_out(found: CaseResults) -> ResultsOut:
    """Return results in the form the API and the command line give."""
    return ResultsOut(
        query=found.query,
        total=found.total,
        took_ms=found.took_ms,
        page=found.page,
        pages=found.pages,
        relaxed=found.relaxed,
        corrections=[CorrectionOut(typed=c.typed, searched=c.searched) for c in found.corrections],
        suggestions=list(found.suggestions),
        facets={
            name: [
                FacetOut(value=v.value, name=v.name, count=v.count, chosen=v.chosen) for v in values
            ]
            for name, values in found.facets.items()
        },
        hits=[hit_out(hit) for hit in found.hits],
    )


def hit_out(hit: CaseHit) -> HitOut:
    """Return a case of a list in the form the API gives."""
    return HitOut(
        id=hit.code,
        title=hit.title,
        body=hit.body,
        body_name=hit.body_name,
        region=hit.region_code,
        region_name=hit.region_name,
        date=hit.date,
        issue=hit.issue,
        issue_name=hit.issue_name,
        outcome=hit.outcome,
        outcome_name=hit.outcome_name,
        claimed=hit.claimed,
        awarded=hit.awarded,
        fictional=hit.fictional,
        passages=[
            [StretchOut(text=run.text, is_hit=run.is_hit) for run in passage]
            for passage in hit.passages
        ],
        url=reverse("caselaw:case", args=[hit.code]),
    )


def _case_out(case: CasePage) -> CaseOut:
    return CaseOut(
        id=case.code,
        title=case.title,
        court=case.court,
        body_name=case.body_name,
        stage_name=case.stage_name,
        region=case.region_code,
        region_name=case.region_name,
        date=case.date,
        issue=case.issue,
        issue_name=case.issue_name,
        other_issue_names=list(case.other_issue_names),
        asker_name=case.asker_name,
        outcome=case.outcome,
        outcome_name=case.outcome_name,
        claimed=case.claimed,
        awarded=case.awarded,
        fictional=case.fictional,
        plain=_plain_out(case.plain),
        sections=[SectionOut(key=s.key, name=s.name, text=s.text) for s in case.sections],
        citations=[CitationOut(law=law, article=article) for law, article in case.citations],
        similar=[hit_out(hit) for hit in case.similar],
        url=reverse("caselaw:case", args=[case.code]),
    )


def _plain_out(plain: PlainWords | None) -> PlainOut | None:
    if plain is None:
        return None
    return PlainOut(
        facts=plain.facts,
        dispute=plain.dispute,
        result=plain.result,
        reasons=plain.reasons,
        lesson=list(plain.lesson),
    )
