"""When an answer is due, and whether a request hides a case before anybody has looked at it."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides whether a case is hidden at once.

    `hidden_lately` counts the cases of the whole house that requests hid in the last 24 hours,
    `most` is how many may be.
    """

    recognisable: bool
    refused_before: bool
    hidden_lately: int
    most: int


def hides_at_once(told: Circumstances) -> bool:
    """Whether a case is hidden before its request is answered.

    It is where a person can be recognised, unless somebody already looked at the same and
    refused, or so many cases were hidden that somebody may be hiding the library.
    """
    return told.recognisable and not told.refused_before and told.hidden_lately < told.most


def due_on(asked: date, days: int) -> date:
    """Return the last day for an answer, counted in calendar days after the day of asking.

    `days` is this house's own promise: the law only asks for an answer without delay.
    """
    return asked + timedelta(days=days)


def days_left(due: date, today: date) -> int:
    """Return how many days remain; 0 on the last day, negative once it is over."""
    return (due - today).days
