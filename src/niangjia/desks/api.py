"""What the JSON interface gives that several rooms know together."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import BeforeValidator, StringConstraints

from niangjia.desks.answering.composing import LONGEST, answer
from niangjia.desks.answering.schemas import AnswerOut, answer_out
from niangjia.desks.applying import cases_of_article
from niangjia.desks.asking import ASKED_AN_HOUR, MOST_CORRECTIONS
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.limits import is_too_often
from niangjia.kernel import clock
from niangjia.rights.caselaw.api import HitOut, hit_out
from niangjia.rights.statutes.api import Code, Day, LawProblem, Slug

router = Router(tags=["statutes"])
asking_router = Router(tags=["ask"])


def _written(value: object) -> object:
    """Refuse a number, which would otherwise be counted from 1970."""
    if value is None or isinstance(value, str):
        return value
    raise ValueError("write the day as 2024-03-05")


Written = Annotated[str, StringConstraints(max_length=LONGEST)]


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


class QuestionIn(Schema):
    """A question in plain words, and what its asker puts right.

    Corrections map the key of a fact to what is so instead, "" where it is not so at all; `issue`
    to the code of an issue; `said-ID` and `typed-ID` to the answer to what was asked back.
    """

    question: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
    corrections: Annotated[
        dict[str, Written], Field(default_factory=dict, max_length=MOST_CORRECTIONS)
    ]
    on: Annotated[Day | None, BeforeValidator(_written)] = None


class NotAsked(Schema):
    """Why nothing was answered: what was sent is no JSON, or too much came from one address."""

    detail: str


@asking_router.post(
    "",
    response={200: AnswerOut, 400: NotAsked, 422: object, 429: NotAsked},
    summary="用自己的话提问",
    description="问题和改正都放在请求体里，不进网址，也不留下任何记录。",
)
def ask_question(request: HttpRequest, asked: QuestionIn) -> AnswerOut:
    """Answer a question: what it is about, its facts, the articles, the cases, what is missing."""
    if is_too_often(request, what="question", most=ASKED_AN_HOUR):
        raise HttpError(429, "从这个网络来的次数太多，请过一小时再试。")
    return answer_out(
        answer(
            viewer=viewer_at(request),
            question_text=asked.question,
            corrections=asked.corrections,
            on=asked.on or clock.today(),
        )
    )
