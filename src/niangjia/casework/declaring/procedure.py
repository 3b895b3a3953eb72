"""A whole declaration, which says at once what is wrong with it and where it stands."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from hashlib import sha256
from typing import Any

from niangjia.casework.declaring.faults import faults_of
from niangjia.casework.declaring.own import OWN_STATES
from niangjia.casework.declaring.parts import NOTHING, Clock, Closing, Move, State
from niangjia.casework.rules.periods import Period
from niangjia.kernel.viewer import Role


class WrongDeclaration(Exception):
    """A procedure is declared wrongly; the message says which, where, and everything wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """How a service works its matters.

    A matter keeps the version it began under: what is changed after matters began gets a new
    `version`, and the old one stays declared beside it. `mark` begins the numbers, `handlers` work
    the matters of their office, `supervisors` see to those of their office and below it, whoever
    holds a role in `engages` may be engaged on single matters and works those alone.
    `grades` are the kinds by which periods differ; `group_from` askers make a group.
    Raises WrongDeclaration.
    """

    key: str
    version: int
    name: str
    mark: str
    start: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    clocks: tuple[Clock, ...]
    closing: Closing
    handlers: tuple[Role, ...]
    supervisors: tuple[Role, ...] = (Role.SUPERVISOR,)
    engages: tuple[Role, ...] = ()
    grades: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    refers_to: tuple[str, ...] = ()
    group_from: int = 10
    declared_at: str = field(init=False, compare=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "declared_at", _line_of_caller())
        if found := faults_of(self):
            raise WrongDeclaration(in_words(self.declared_at, self.key, self.version, found))

    @property
    def all_states(self) -> tuple[State, ...]:
        """The declared states and the engine's own."""
        return (*self.states, *OWN_STATES)

    def state(self, key: str) -> State:
        """Return a state. Raises KeyError."""
        for state in self.all_states:
            if state.key == key:
                return state
        raise KeyError(key)

    def move(self, key: str) -> Move | None:
        """Return a move, None where there is none of that key."""
        return next((move for move in self.moves if move.key == key), None)

    def clock(self, key: str) -> Clock | None:
        """Return a clock, None where there is none of that key."""
        return next((clock for clock in self.clocks if clock.key == key), None)

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """Return what leads out of a state."""
        return tuple(move for move in self.moves if state in move.sources)

    def fingerprint(self) -> str:
        """Return a hash of all that is declared; guards and effects count by their names."""
        return sha256(repr(_plain(self)).encode()).hexdigest()


def period_of(clock: Clock, grade: str) -> Period:
    """Return the declared period of a clock for a grade."""
    return clock.periods.get(grade) or clock.periods[""]


def in_words(where: str, key: str, version: int, found: list[str]) -> str:
    """Return what is wrong with a declaration, one fault a line."""
    lines = "".join(f"\n- {fault}" for fault in found)
    return f"{where}：流程“{key}”第{version}版的声明有误，系统不能启动。{lines}"


def _line_of_caller() -> str:
    """Return "file:line" of whoever declares: the first frame outside of making it."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__") in {__name__, "dataclasses"}:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _plain(value: Any) -> Any:
    """Return a value as tuples, texts and numbers, the same in every run."""
    if is_dataclass(value):
        named = [(one.name, getattr(value, one.name)) for one in fields(value) if one.compare]
        return (type(value).__name__, tuple((name, _plain(one)) for name, one in named))
    if isinstance(value, Mapping):
        return tuple(sorted((key, _plain(one)) for key, one in value.items()))
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if callable(value):
        return f"{value.__module__}.{value.__qualname__}"
    return str(value)
