"""From when to when each version of a statute is the one in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dates:
    """What is known of a version: the date in its name, when it was passed, from when it holds."""

    marked: date | None
    passed_on: date | None = None
    valid_from: date | None = None

    @property
    def begins(self) -> date | None:
        """The first day counted as in force: stated, or else the day of the version itself."""
        return self.valid_from or self.marked or self.passed_on


@dataclass(frozen=True, slots=True)
class Period:
    """The days a version counts as in force, both included; None leaves a side open.

    One whose last day lies before its first was overtaken on the day it began and never held.
    """

    begins: date | None
    ends: date | None

    @property
    def is_empty(self) -> bool:
        """Whether there was no such day."""
        return self.begins is not None and self.ends is not None and self.ends < self.begins

    def holds_on(self, day: date) -> bool:
        """Whether the version counts as in force on this day."""
        return (self.begins or day) <= day <= (self.ends or day)


def order_of(dates: Dates) -> tuple[date, date]:
    """Return what versions are put in order by: those without any date come first."""
    return dates.begins or date.min, dates.marked or date.min


def periods(versions: Sequence[Dates], *, repealed_from: date | None = None) -> list[Period]:
    """Return the period of each version, in the order given.

    A version ends on the day before the next begins, or before the repeal of the statute.
    """
    order = sorted(range(len(versions)), key=lambda i: order_of(versions[i]))
    found: list[Period] = [Period(None, None)] * len(versions)
    for at, which in enumerate(order):
        following = versions[order[at + 1]].begins if at + 1 < len(order) else None
        stops = [day for day in (following, repealed_from) if day is not None]
        ends = min(stops) - ONE_DAY if stops else None
        found[which] = Period(versions[which].begins, ends)
    return found
