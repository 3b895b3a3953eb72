"""Who is missing from a roster."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Gap:
    """In this part of this day so many of a role are missing."""

    day: date
    part: str
    role: str
    missing: int


def gaps(
    days: Iterable[date],
    parts: Iterable[str],
    needed: Mapping[str, int],
    on_duty: Mapping[tuple[date, str, str], int],
) -> tuple[Gap, ...]:
    """Return what is missing on the days a centre is open, in its parts of the day.

    `needed` says how many of each role are wanted, `on_duty` how many there are by day, part, role.
    """
    listed = tuple(parts)
    return tuple(
        Gap(day, part, role, count - there)
        for day in days
        for part in listed
        for role, count in needed.items()
        if (there := on_duty.get((day, part, role), 0)) < count
    )
