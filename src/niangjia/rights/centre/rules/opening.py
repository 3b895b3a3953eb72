"""When a centre or a room can be used: hours by the clock in China, days by the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from niangjia.kernel.calendar import NotPublished, WorkingCalendar
from niangjia.kernel.clock import CHINA

QUARTER = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
AHEAD = timedelta(days=366)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a day, by the clock in China."""

    opens: time
    closes: time


def is_open(day: date, calendar: WorkingCalendar, *, weekends: bool) -> bool:
    """Whether a centre is open on a day: on working days, and on weekends where it says so.

    Statutory holidays that fall on a weekend are not told apart from other weekends by the
    notices, so that `weekends` opens them too. Raises NotPublished.
    """
    return calendar.is_working(day) or (weekends and day.weekday() >= _SATURDAY)


def open_or_none(day: date, calendar: WorkingCalendar, *, weekends: bool) -> bool | None:
    """Return `is_open`, or None for a day whose year has no published calendar."""
    try:
        return is_open(day, calendar, weekends=weekends)
    except NotPublished:
        return None


def booking_fault(starts: datetime, ends: datetime, *, now: datetime, spans: Iterable[Span]) -> str:
    """Return why a room cannot be booked from one moment to another, "" where it can.

    Whether the day is one on which it is open is for `is_open` to say.
    """
    begin, end = starts.astimezone(CHINA), ends.astimezone(CHINA)
    hours = sorted(spans, key=lambda one: one.opens)
    wrong = (
        (
            begin.date() != end.date() or end <= begin,
            "结束时间要在开始时间之后，而且在同一天。",
        ),
        (any(map(_off_the_quarter, (begin, end))), "时间要是整刻钟：00、15、30、45分。"),
        (end - begin > LONGEST, "一次最多订12个小时。"),
        (end <= now or begin.date() < now.astimezone(CHINA).date(), "这个时间已经过去了。"),
        (begin - now > AHEAD, "最多提前一年订。"),
        (not hours, "还没有设置开放时间。"),
    )
    fault = next((words for is_wrong, words in wrong if is_wrong), "")
    return fault or _outside(begin.time(), end.time(), hours)


def _off_the_quarter(one: datetime) -> bool:
    return bool(one.minute % 15 or one.second or one.microsecond)


def _outside(begin: time, end: time, hours: list[Span]) -> str:
    if hours[0].opens <= begin and end <= hours[-1].closes:
        return ""
    return f"开放时间是{hours[0].opens:%H:%M}到{hours[-1].closes:%H:%M}，请改在这段时间里。"


def quarters(starts: datetime, ends: datetime) -> tuple[datetime, ...]:
    """Return the beginnings of the quarters of an hour from one moment to another, in order."""
    count = int((ends - starts) / QUARTER)
    return tuple(starts + number * QUARTER for number in range(count))


def week_of(day: date) -> tuple[date, ...]:
    """Return the seven days from Monday of the week in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=number) for number in range(7))


def moment(day: date, at: time) -> datetime:
    """Return a time of a day by the clock in China."""
    return datetime.combine(day, at, CHINA)
