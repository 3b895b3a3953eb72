"""The working calendar: on which days offices work, and what a period ends on.

Which days are off and which weekends are worked is published by the State Council for each year,
in the autumn before. The package chinesecalendar keeps these notices; a year beyond them is an
error that says so, never a guess.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from chinese_calendar.constants import holidays, workdays

from niangjia.kernel.errors import NiangjiaError

_SATURDAY = 5
_DAY = timedelta(days=1)


class NotPublished(NiangjiaError):
    """The holidays of a year are not known here yet."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的放假安排还没有公布或没有录入，算不出这一年的期限。")
        self.year = year


@dataclass(frozen=True, slots=True)
class Year:
    """The notice for one year: weekdays that are off, and weekends that are worked."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The years that are known."""

    years: Mapping[int, Year] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether offices work on this day. Raises NotPublished."""
        year = self.years.get(day.year)
        if year is None:
            raise NotPublished(day.year)
        return day in year.worked or (day.weekday() < _SATURDAY and day not in year.off)

    def next_working(self, day: date) -> date:
        """Return the day itself where it is worked, else the first one after it that is."""
        while not self.is_working(day):
            day += _DAY
        return day


@cache
def published() -> WorkingCalendar:
    """Return what the State Council has published, as far as this installation knows."""
    years: dict[int, Year] = {}
    for year in sorted({day.year for day in holidays}):
        years[year] = Year(
            off=frozenset(d for d in holidays if d.year == year and d.weekday() < _SATURDAY),
            worked=frozenset(d for d in workdays if d.year == year),
        )
    return WorkingCalendar(years)


def after_days(start: date, days: int, calendar: WorkingCalendar) -> date:
    """Return the last day of a period of so many days that begins with an event on `start`.

    The day of the event does not count (民法典 art. 201); a last day on which nobody works moves
    to the next working day (art. 203). Raises NotPublished.
    """
    return calendar.next_working(start + days * _DAY)


def after_working_days(start: date, days: int, calendar: WorkingCalendar) -> date:
    """Return the last of so many working days after `start`. Raises NotPublished.

    With none, the period ends on `start`, or on the next working day.
    """
    day = start
    for _ in range(days):
        day = calendar.next_working(day + _DAY)
    return calendar.next_working(day)


def after_months(start: date, months: int, calendar: WorkingCalendar) -> date:
    """Return the last day of a period of so many months from an event on `start`.

    It ends on the same day of the last month, or on that month's last day where there is none
    (民法典 art. 202), moved as in `after_days`. Raises NotPublished.
    """
    return calendar.next_working(same_day(start, months))


def same_day(start: date, months: int) -> date:
    """Return the day `months` later that bears the same number, or the month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
