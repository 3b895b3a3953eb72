"""What the JSON interface gives that several rooms know together."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from niangjia.desks.applying import cases_of_article
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.rights.caselaw.api import HitOut, hit_out
from niangjia.rights.statutes.api import Code, Day, LawProblem, Slug

router = Router(tags=["statutes"])


class ApplyingAsked(Schema):
    """The day by which the article's number counts, and the page."""

    on: Day | None = None
    page: Annotated[int, Field(ge=1, le=1000)] = 1
    per_page: Annotated[int, Field(ge=1, le=50)] = 10


class ApplyingOut(Schema):
    """A page of the public cases that name an article, the last come first."""

    total: int
    page: int
    pages: int
    hits: list[HitOut]


@router.get(
    "/{code}/articles/{number}/cases",
    response={200: ApplyingOut, 404: LawProblem, 422: object},
    summary="哪些案例用到这一条",
)
def list_cases_applying(
    request: HttpRequest, code: Code, number: Slug, asked: Query[ApplyingAsked]
) -> ApplyingOut:
    """Return the public cases that name an article, by its older number too where one is known."""
    found = cases_of_article(
        viewer=viewer_at(request),
        code=code,
        written=number,
        on=asked.on,
        page=asked.page,
        per_page=asked.per_page,
    )
    return ApplyingOut(
        total=found.total,
        page=found.page,
        pages=found.pages,
        hits=[hit_out(hit) for hit in found.hits],
    )
