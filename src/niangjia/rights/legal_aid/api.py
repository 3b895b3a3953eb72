"""The JSON interface of legal aid: whether means are looked at, before anybody applies."""

from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema
from pydantic import BeforeValidator

from niangjia.foundation.organisations.queries import responsible_union
from niangjia.kernel import clock
from niangjia.kernel.errors import Missing
from niangjia.rights.legal_aid.amounts import threshold_at
from niangjia.rights.legal_aid.rules.means import Group, Means, Threshold, look

router = Router(tags=["legal aid"])


def _no_boolean(value: object) -> object:
    """Refuse true and false, which would otherwise count as 1 and 0, and numbers in quotes."""
    if isinstance(value, bool | str):
        raise ValueError("write a number")
    return value


Number = BeforeValidator(_no_boolean)
GroupName = Literal["migrant", "no_income", "relief", "bravery", "abused", "none"]
IssueName = Literal[
    "", "unpaid_wages", "overtime", "no_contract", "unlawful_dismissal", "severance",
    "work_injury", "social_insurance", "leave", "women", "probation", "non_compete",
    "relationship", "safety", "other",
]  # fmt: skip


class MeansAsked(Schema):
    """What somebody asks; nothing of it is kept."""

    group: GroupName = Field(description="属于哪一类人")
    issue: IssueName = Field("", description="纠纷类别")
    place: Annotated[str, Field(pattern=r"^([1-9]\d{5})?$")] = Field(
        "", description="在哪里上班：6位行政区划代码；决定用哪里的标准"
    )
    income: Annotated[float, Field(ge=0, le=100_000_000), Number] | None = Field(
        None, description="全家每月收入，元"
    )
    persons: Annotated[int, Field(ge=1, le=30), Number] = Field(1, description="家里几口人")


class MeansOut(Schema):
    """What came of it, with the article."""

    outcome: str
    outcome_name: str
    why: str
    article: str
    may_be_granted: bool
    threshold: Decimal | None
    threshold_source: str


@router.post(
    "/means", response={200: MeansOut, 400: object, 422: object}, summary="要不要审查经济情况",
    url_name="aid_means",
)  # fmt: skip
def means(request: HttpRequest, asked: MeansAsked) -> MeansOut:  # noqa: ARG001 - ninja's form
    """Say whether means are looked at and what would come of it, by the place's own threshold.

    问了不保存；工会的决定以申请时填写的为准。
    """
    threshold = _threshold(asked.place)
    income = None if asked.income is None else Decimal(str(asked.income))
    verdict = look(Group.of(asked.group), asked.issue, Means(income, asked.persons), threshold)
    return MeansOut(
        outcome=verdict.outcome.value,
        outcome_name=verdict.outcome.label,
        why=verdict.why,
        article=str(verdict.article),
        may_be_granted=verdict.may_be_granted,
        threshold=threshold.monthly if threshold else None,
        threshold_source=threshold.source if threshold else "",
    )


def _threshold(place: str) -> Threshold | None:
    if not place:
        return None
    try:
        union, _why = responsible_union(region_code=place, against_employer=True)
    except Missing:
        return None
    return threshold_at(union.path, clock.today())
