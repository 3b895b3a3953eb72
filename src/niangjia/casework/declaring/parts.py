"""The parts of a declaration: frozen data, without anything that happened.

The engine brings four states of its own, which no service declares: `answered` (the asker is asked
whether it is so), `closed`, `joined` (it is the same as another) and `grouped` (it goes on in a
group's matter).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from niangjia.casework.rules.periods import Period, working_days
from niangjia.kernel.viewer import Role

NOTHING: Mapping[str, str] = MappingProxyType({})


class Party(StrEnum):
    """Who may make a move without holding a role in an office."""

    ASKER = "asker"
    PARTNER = "partner"


class Waits(StrEnum):
    """Whom a matter in a state waits for; somebody engaged on it counts as a partner."""

    OFFICE = "office"
    ASKER = "asker"
    PARTNER = "partner"
    NOBODY = "nobody"


class NeedKind(StrEnum):
    """What is filled in."""

    TEXT = "text"
    DATE = "date"
    MONEY = "money"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class State:
    """Where a matter may stand: its name for officers, and what the asker is told in it."""

    key: str
    name: str
    told: str
    waits_for: Waits = Waits.OFFICE


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be filled in for a move. `choices` maps codes to words."""

    key: str
    label: str
    kind: NeedKind = NeedKind.TEXT
    required: bool = True
    choices: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a guard may know of a matter: how it stands, and what was filled in. No person in it."""

    code: str
    state: str
    grade: str
    issue: str
    money_at_stake: bool
    claimed: Decimal | None
    crisis: str
    received_at: datetime
    now: datetime
    filled: Mapping[str, str] = field(default_factory=lambda: NOTHING)


Guard = Callable[[Standing], str]
"""Says in plain words why a move may not be made now, "" where it may."""

Effect = Callable[[int, Mapping[str, str]], None]
"""Does what else follows in the same transaction: takes the matter's number and what was filled."""


@dataclass(frozen=True, slots=True)
class Move:
    """A way from some states to another, and who may take it. `told` is shown to the asker."""

    key: str
    name: str
    sources: tuple[str, ...]
    target: str
    by: tuple[Role | Party, ...]
    told: str = ""
    needs: tuple[Need, ...] = ()
    guard: Guard | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """How far a clock may be extended: each time by no more than `longest`, so many times."""

    longest: Period
    times: int
    by: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that is to happen in time.

    `periods` has one for each grade of the procedure, or one under "" for all. It runs from
    receipt, or each time one of the states in `starts` is entered; entering one of `met_in` meets
    it; while the matter stands in one of `paused_in` it is paused, and for one of `pauses` (code to
    words) an officer may pause it. `source` says where the period comes from; one that nobody
    checked is shown as unverified.
    """

    key: str
    name: str
    periods: Mapping[str, Period]
    met_in: tuple[str, ...]
    source: str
    starts: tuple[str, ...] = ()
    paused_in: tuple[str, ...] = ()
    pauses: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    extension: Extension | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """How matters end: the results that can be answered, and the reasons for ending without one.

    Whoever confirms for the asker over the phone, or calls back before a matter ends with a reason,
    must be somebody other than who answered or handled it where `other_eyes`. An asker who cannot
    be reached is tried on so many days; one without a number is told in writing and given
    `silence`. `contest` is how long the asker may contest a closed matter; None for ever. The
    papers of a closed matter are kept for `papers_kept` months and then deleted.
    """

    results: Mapping[str, str]
    reasons: Mapping[str, str]
    answered_from: tuple[str, ...]
    reopens_to: str
    tries: int = 3
    silence: Period = field(default_factory=lambda: working_days(5))
    contest: Period | None = None
    other_eyes: bool = True
    papers_kept: int = 36
