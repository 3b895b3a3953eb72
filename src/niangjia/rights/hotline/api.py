"""For call centres: a call handed over by machine, with a token and an idempotency key."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Header, Query, Router, Schema, Status
from ninja.errors import HttpError
from ninja.security import HttpBearer
from pydantic import AfterValidator, ConfigDict, StringConstraints

from niangjia.casework.models import Matter
from niangjia.foundation.organisations.rules.places import is_place
from niangjia.foundation.people.limits import is_too_often
from niangjia.rights.hotline import actions
from niangjia.rights.hotline.centres import centre_of
from niangjia.rights.hotline.intake import LONGEST_WISH
from niangjia.rights.hotline.models import Behalf, Reach
from niangjia.rights.hotline.rules.classes import classes, item_of

CALLS_AN_HOUR = 6_000
"""Of one call centre's address."""

router = Router(tags=["hotline"])


class CallCentre(HttpBearer):
    """A call centre's token: made and revoked by the union's administrator."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:  # noqa: ARG002 - ninja's
        """Return the token where it holds."""
        return token if centre_of(token) else None


def _known_item(value: str) -> str:
    if item_of(value) is None:
        raise ValueError("no such item: see GET /hotline/classes")
    return value


def _known_place(value: str) -> str:
    if value and not is_place(value):
        raise ValueError("no such division (GB/T 2260)")
    return value


def _text(most: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, max_length=most, pattern=r"^[^\x00]*$")


class HotlineCallIn(Schema):
    """A call as the call centre wrote it down."""

    model_config = ConfigDict(extra="forbid")

    story: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
        Field(description="说了什么。会加密保存。"),
    ]  # fmt: skip
    item: Annotated[str, AfterValidator(_known_item), Field(description="小类的代码，见 /classes")]
    phone: Annotated[str, _text(40)] = ""
    name: Annotated[str, _text(60)] = ""
    region_code: Annotated[
        str,
        AfterValidator(_known_place),
        Field(description="行政区划代码，6位或9位；不写算工会所在地"),
    ] = ""
    employer_said: Annotated[str, _text(120), Field(description="用人单位，照职工说的写")] = ""
    grade: Literal["", "simple", "hard", "complex"] = ""
    claimed: Annotated[
        Decimal | None, Field(ge=0, max_digits=12, decimal_places=2, description="涉及多少元")
    ] = None
    behalf: Literal["self", "family", "colleague", "many", "other"] = "self"
    reach: Literal["any", "off_work", "text", "never"] = "any"
    wishes: Annotated[str, _text(LONGEST_WISH)] = ""
    reference: Annotated[str, _text(120), Field(description="呼叫系统里的通话编号")] = ""


class HotlineCallOut(Schema):
    """What to read out to the caller. The passphrase is told to whoever has the key, only here."""

    number: str
    passphrase: str
    office: str
    crisis: bool = Field(description="有危险信号：请让人马上接着听")
    again: bool = Field(description="这个幂等键以前交过，没有重复登记")
    received_at: datetime


class HotlineProblem(Schema):
    """What went wrong, in words that may be shown to a person."""

    detail: str


class HotlineItemOut(Schema):
    """A sub-item that a call may be put down as."""

    key: str
    name: str
    issue: str
    grade: str


class HotlineClassOut(Schema):
    """A class and its sub-items."""

    key: str
    name: str
    items: list[HotlineItemOut]


Key = Annotated[
    str,
    StringConstraints(pattern=r"^[\x21-\x7e]{8,120}$"),
    Header(alias="Idempotency-Key", description="每个来电一个，重发用同一个"),
]


class HotlineClassesAsked(Schema):
    """Which class; all of them where none is named."""

    klass: Literal["advice", "petition", "legal", "suggestion", "hardship"] | None = None


@router.get(
    "/classes", response={200: list[HotlineClassOut], 422: object}, summary="热线的类别和小类"
)
def list_classes(
    request: HttpRequest,  # noqa: ARG001 - ninja's form
    asked: Query[HotlineClassesAsked],
) -> list[HotlineClassOut]:
    """Return the classes that calls are put down as."""
    return [
        HotlineClassOut(
            key=one.key,
            name=one.name,
            items=[
                HotlineItemOut(key=item.key, name=item.name, issue=item.issue, grade=item.grade)
                for item in one.items
            ],
        )
        for one in classes()
        if asked.klass in {None, one.key}
    ]


@router.post(
    "/calls",
    auth=CallCentre(),
    response={
        200: HotlineCallOut,
        201: HotlineCallOut,
        400: HotlineProblem,
        401: HotlineProblem,
        403: HotlineProblem,
        409: HotlineProblem,
        422: object,
        429: HotlineProblem,
        503: HotlineProblem,
    },
    summary="呼叫中心交来一个来电",
)
def hand_over_call(request: HttpRequest, call: HotlineCallIn, key: Key) -> Status[HotlineCallOut]:
    """Take a call over. The same key with the same call is one matter, however often it is sent."""
    if is_too_often(request, what="hotline.api", most=CALLS_AN_HOUR):
        raise HttpError(429, _("来得太密，请过一会儿再试。"))
    told = actions.Told(
        story=call.story,
        item=call.item,
        name=call.name,
        phone=call.phone,
        region_code=call.region_code,
        employer_said=call.employer_said,
        grade=call.grade,
        claimed=call.claimed,
        behalf=Behalf(call.behalf),
        reach=Reach(call.reach),
        wishes=call.wishes,
        reference=call.reference,
    )
    token = str(getattr(request, "auth", ""))
    came = actions.from_call_centre(token=token, told=told, key=key)
    at = Matter.objects.values_list("received_at", flat=True).get(code=came.code)
    answer = HotlineCallOut(
        number=came.number,
        passphrase=came.passphrase,
        office=came.office,
        crisis=came.crisis,
        again=came.again,
        received_at=at,
    )
    return Status(200 if came.again else 201, answer)
