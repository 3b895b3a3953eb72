"""When a period ends, how much of it is left when it is paused, when it ends after that.

The day of the event does not count (民法典 art. 201), months end on the same day or the month's
last (202), a last day on which nobody works moves to the next working day, and it ends at 24:00, or
where an office closes before that, when it closes (203). Half days are an office's own measure:
the morning ends at noon, the afternoon when the office closes.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from niangjia.kernel.calendar import (
    WorkingCalendar,
    after_days,
    after_months,
    after_working_days,
    same_day,
)
from niangjia.kernel.clock import CHINA

DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a period is counted in."""

    HALF_DAYS = "half_days"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


WORDS = {
    Unit.HALF_DAYS: "{}个半天",
    Unit.WORKING_DAYS: "{}个工作日",
    Unit.DAYS: "{}日",
    Unit.MONTHS: "{}个月",
}


@dataclass(frozen=True, slots=True)
class Period:
    """So many units. No working days means: by the end of the day it came in."""

    unit: Unit
    count: int

    def __str__(self) -> str:
        if self == SAME_DAY:
            return "当天"
        return WORDS[self.unit].format(self.count)


SAME_DAY = Period(Unit.WORKING_DAYS, 0)


def half_days(count: int) -> Period:
    """Return so many half working days."""
    return Period(Unit.HALF_DAYS, count)


def working_days(count: int) -> Period:
    """Return so many working days."""
    return Period(Unit.WORKING_DAYS, count)


def days(count: int) -> Period:
    """Return so many calendar days."""
    return Period(Unit.DAYS, count)


def months(count: int) -> Period:
    """Return so many months."""
    return Period(Unit.MONTHS, count)


@dataclass(frozen=True, slots=True)
class Hours:
    """When an office's morning and its day end, by the clock in China; None for midnight."""

    noon: time = time(12)
    closes: time | None = None

    def end_of(self, day: date, *, morning: bool = False) -> datetime:
        """Return the moment at which this day's work, or its morning, is over."""
        if morning:
            return datetime.combine(day, self.noon, CHINA)
        if self.closes is None:
            return datetime.combine(day + DAY, time(), CHINA)
        return datetime.combine(day, self.closes, CHINA)


def ends(period: Period, since: datetime, hours: Hours, calendar: WorkingCalendar) -> datetime:
    """Return the moment at which a period that begins with an event at `since` is over.

    What comes in after the office closed and is due the same day, or in half days, is counted
    from the next morning on which it works. Raises NotPublished.
    """
    day = day_of(since)
    match period.unit:
        case Unit.HALF_DAYS:
            return _half_days_after(since, period.count, hours, calendar)
        case Unit.WORKING_DAYS if period.count == 0:
            over = not calendar.is_working(day) or since >= hours.end_of(day)
            last = calendar.next_working(day + DAY) if over else day
        case Unit.WORKING_DAYS:
            last = after_working_days(day, period.count, calendar)
        case Unit.DAYS:
            last = after_days(day, period.count, calendar)
        case _:
            last = after_months(day, period.count, calendar)
    return hours.end_of(last)


def left(
    period: Period, since: datetime, at: datetime, hours: Hours, calendar: WorkingCalendar
) -> Period:
    """Return what is left of a period at a later moment, to be counted again from an event.

    The day on which it is paused counts as used, as the day on which it goes on does not: pausing
    and going on within a day changes nothing. Of months, days are left. Only days that have
    passed are looked up, so that a calendar not yet published is no hindrance.
    """
    day, began = day_of(at), day_of(since)
    match period.unit:
        case Unit.HALF_DAYS:
            used = _place(at, hours, calendar, began) - _place(since, hours, calendar, began)
        case Unit.WORKING_DAYS:
            used = _worked(began, day, calendar)
        case Unit.DAYS:
            used = (day - began).days
        case _:
            rest = (same_day(began, period.count) - day).days
            return Period(Unit.DAYS, max(0, rest))
    return Period(period.unit, max(0, period.count - used))


def longer(period: Period, by: Period, since: datetime) -> Period:
    """Return a period that began at `since`, made longer.

    Raises ValueError where the two are not counted alike; days that are left of months can be
    made longer by months.
    """
    if period.unit is by.unit:
        return Period(period.unit, period.count + by.count)
    if (period.unit, by.unit) == (Unit.DAYS, Unit.MONTHS):
        began = day_of(since)
        last = same_day(began + period.count * DAY, by.count)
        return Period(Unit.DAYS, (last - began).days)
    raise ValueError(f"{period} cannot be made longer by {by}")


def day_of(moment: datetime) -> date:
    """Return the day in China on which a moment lies."""
    return moment.astimezone(CHINA).date()


def _worked(after: date, until: date, calendar: WorkingCalendar) -> int:
    """Count the working days after one day up to another."""
    span = range(1, (until - after).days + 1)
    return sum(calendar.is_working(after + number * DAY) for number in span)


def _place(at: datetime, hours: Hours, calendar: WorkingCalendar, origin: date) -> int:
    """Return the number of the half day in which a moment lies, counted from the day `origin`.

    Outside working hours it lies in the half day that was over last.
    """
    day = day_of(at)
    before = 2 * _worked(origin - DAY, day - DAY, calendar)
    if not calendar.is_working(day):
        return before
    return before + (1 if at < hours.end_of(day, morning=True) else 2)


def _half_days_after(
    since: datetime, count: int, hours: Hours, calendar: WorkingCalendar
) -> datetime:
    origin = day_of(since)
    wanted = _place(since, hours, calendar, origin) + count
    if since < hours.end_of(origin) and calendar.is_working(origin):
        wanted = max(wanted, 1)
    else:  # it came after hours: the first half day that counts is the next morning
        wanted = max(wanted, 2 * _worked(origin - DAY, origin, calendar) + 1)
    day, passed = origin, 2 * _worked(origin - DAY, origin, calendar)
    while passed < wanted:
        day = calendar.next_working(day + DAY)
        passed += 2
    return hours.end_of(day, morning=passed - wanted == 1)
