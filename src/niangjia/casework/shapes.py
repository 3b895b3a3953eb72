"""The shapes of the JSON interface: what is sent, what is answered, and how a value becomes one."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from ninja import Field, Schema
from pydantic import StringConstraints

from niangjia.casework.shown import (
    AskerPage,
    ClockShown,
    EntryShown,
    MatterPage,
    MatterRow,
    StepShown,
)
from niangjia.casework.views import View
from niangjia.kernel.issues import Issue

Code = Annotated[str, StringConstraints(pattern=r"^[0-9a-hjkmnp-tv-z]{12}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")]
Typed = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class MatterProblem(Schema):
    """What went wrong, in words that may be shown to a person."""

    detail: str


class MatterRowOut(Schema):
    """A matter in a list: nothing about a person in it."""

    id: str
    number: str
    procedure: str
    procedure_name: str
    state: str
    state_name: str
    waits_for: str
    issue_name: str
    grade_name: str
    office: str
    assigned: bool
    is_mine: bool
    received_at: datetime
    due_at: datetime | None
    due: str
    crisis: str
    bounces: int
    urged: int
    reopened: int
    supervised: bool


class MatterListOut(Schema):
    """One page of a list. `more`: there are more than were counted."""

    total: int
    more: bool
    page: int
    pages: int
    matters: list[MatterRowOut]


class MatterClockOut(Schema):
    """A clock, with what it comes from. `tone`: good, near, over, paused, done, unknown."""

    kind: str
    name: str
    period: str
    tone: str
    words: str
    due_at: datetime | None
    source: str
    verified: bool


class MatterEntryOut(Schema):
    """Something that happened, as its reader may see it."""

    number: int
    kind: str
    kind_name: str
    at: datetime
    office: str
    words: str
    state_name: str
    reached: bool | None


class MatterStepOut(Schema):
    """A step that may be made now; `blocked` is why it may not, "" where it may."""

    key: str
    name: str
    blocked: str


class MatterOut(Schema):
    """A matter as an office sees it; who asks is not in it."""

    matter: MatterRowOut
    story: str
    employer: str
    money_at_stake: bool
    claimed: Decimal | None
    result: str
    recovered: Decimal | None
    ending: str
    clocks: list[MatterClockOut]
    entries: list[MatterEntryOut]
    steps: list[MatterStepOut]
    joint_offices: list[str]
    emergency: list[str]


class AskedMatterOut(Schema):
    """A matter as its asker sees it."""

    id: str
    number: str
    procedure_name: str
    told: str
    office: str
    received_at: datetime
    due_at: datetime | None
    due: str
    my_turn: bool
    may_confirm: bool
    may_contest: bool
    answer: str
    result: str
    recovered: Decimal | None
    entries: list[MatterEntryOut]
    steps: list[MatterStepOut]
    related: list[str]


class MattersAsked(Schema):
    """What a list is narrowed to."""

    view: View = "waiting"
    procedure: Key | None = None
    state: Key | None = None
    issue: Issue | None = None
    office: Code | None = None
    number: Annotated[str, StringConstraints(max_length=60)] = ""
    unassigned: bool = False
    page: Annotated[int, Field(ge=1, le=1000)] = 1


class ReceiptIn(Schema):
    """A receipt; `id` names another matter that came of it, None for its own."""

    number: Typed
    passphrase: Typed
    id: Code | None = None


class SaidIn(ReceiptIn):
    """Words of the asker."""

    words: Words


class UrgedIn(ReceiptIn):
    """Words with which the asker urges, or none."""

    words: Annotated[str, StringConstraints(max_length=4000)] = ""


class ConfirmedIn(ReceiptIn):
    """That it is so, and how content the asker is, 1 to 5."""

    rating: Annotated[int, Field(ge=1, le=5)] | None = None


def row_out(one: MatterRow) -> MatterRowOut:
    """Return a row of a list in the form the interface gives."""
    return MatterRowOut(
        id=one.code,
        number=one.number,
        procedure=one.procedure,
        procedure_name=one.procedure_name,
        state=one.state,
        state_name=one.state_name,
        waits_for=one.waits_for,
        issue_name=one.issue_name,
        grade_name=one.grade_name,
        office=one.office,
        assigned=bool(one.assigned_to),
        is_mine=one.is_mine,
        received_at=one.received_at,
        due_at=one.due_at,
        due=one.due_words,
        crisis=one.crisis,
        bounces=one.bounces,
        urged=one.urged,
        reopened=one.reopened,
        supervised=one.supervised,
    )


def clock_out(one: ClockShown) -> MatterClockOut:
    """Return a clock in the form the interface gives."""
    return MatterClockOut(
        kind=one.kind,
        name=one.name,
        period=one.period,
        tone=one.tone,
        words=one.words,
        due_at=one.due_at,
        source=one.source,
        verified=one.verified,
    )


def entry_out(one: EntryShown) -> MatterEntryOut:
    """Return an entry in the form the interface gives."""
    return MatterEntryOut(
        number=one.number,
        kind=one.kind,
        kind_name=one.kind_name,
        at=one.at,
        office=one.office,
        words=one.words,
        state_name=one.state_name,
        reached=one.reached,
    )


def steps_out(steps: tuple[StepShown, ...]) -> list[MatterStepOut]:
    """Return steps in the form the interface gives."""
    return [MatterStepOut(key=one.key, name=one.name, blocked=one.blocked) for one in steps]


def matter_out(page: MatterPage) -> MatterOut:
    """Return a matter of an office in the form the interface gives."""
    return MatterOut(
        matter=row_out(page.row),
        story=page.story,
        employer=page.employer_name,
        money_at_stake=page.money_at_stake,
        claimed=page.claimed,
        result=page.result_name,
        recovered=page.recovered,
        ending=page.ending_name,
        clocks=[clock_out(one) for one in page.clocks],
        entries=[entry_out(one) for one in page.entries],
        steps=steps_out(page.steps),
        joint_offices=list(page.joint_offices),
        emergency=list(page.emergency),
    )


def asked_out(page: AskerPage) -> AskedMatterOut:
    """Return an asker's matter in the form the interface gives."""
    return AskedMatterOut(
        id=page.code,
        number=page.number,
        procedure_name=page.procedure_name,
        told=page.told,
        office=page.office,
        received_at=page.received_at,
        due_at=page.due_at,
        due=page.due_words,
        my_turn=page.my_turn,
        may_confirm=page.may_confirm,
        may_contest=page.may_contest,
        answer=page.answer,
        result=page.result_name,
        recovered=page.recovered,
        entries=[entry_out(one) for one in page.entries],
        steps=steps_out(page.steps),
        related=[number for _code, number in page.related],
    )
