"""The one place the time is taken from. A day is a day in China."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")

_stopped: ContextVar[datetime | None] = ContextVar("stopped", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _stopped.get() or datetime.now(UTC)  # noqa: TID251 - the one place that may


def today() -> date:
    """Return the day it is in China, which is the day the law counts in."""
    return now().astimezone(CHINA).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the time still at `moment` (aware) for the length of a `with` block, for tests.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is ambiguous")
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
