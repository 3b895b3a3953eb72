"""Hours, quarters of an hour, weeks and gaps, without a database."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from niangjia.kernel.calendar import NotPublished, published
from niangjia.kernel.clock import CHINA
from niangjia.rights.centre.rules.duty import Gap, gaps
from niangjia.rights.centre.rules.opening import (
    Span,
    booking_fault,
    is_open,
    moment,
    open_or_none,
    quarters,
    week_of,
)

NOW = datetime(2026, 3, 11, 10, tzinfo=CHINA)
SPANS = (Span(time(13, 30), time(17)), Span(time(9), time(12)))
DAY = date(2026, 3, 12)


def fault(begin: time, end: time, day: date = DAY) -> str:
    return booking_fault(moment(day, begin), moment(day, end), now=NOW, spans=SPANS)


@pytest.mark.parametrize(
    ("begin", "end", "said"),
    [
        (time(9), time(17), ""),
        (time(11), time(14), ""),
        (time(8, 45), time(10), "开放时间是09:00到17:00"),
        (time(16), time(17, 15), "开放时间是09:00到17:00"),
        (time(10), time(10), "结束时间要在开始时间之后"),
        (time(10), time(9), "结束时间要在开始时间之后"),
        (time(10, 5), time(11), "整刻钟"),
        (time(10), time(11, 0, 30), "整刻钟"),
    ],
)
def test_a_room_is_booked_within_its_hours_by_the_quarter(
    begin: time, end: time, said: str
) -> None:
    assert said in fault(begin, end)
    assert bool(said) is bool(fault(begin, end))


def test_what_is_past_or_too_far_ahead_is_not_booked() -> None:
    assert "过去" in fault(time(9), time(10), date(2026, 3, 10))
    assert fault(time(9), time(11), NOW.date()) == ""  # it has begun, and is not over
    assert "过去" in fault(time(9), time(10), NOW.date())
    assert "一年" in fault(time(9), time(10), date(2027, 5, 10))


def test_without_hours_nothing_is_booked() -> None:
    said = booking_fault(moment(DAY, time(9)), moment(DAY, time(10)), now=NOW, spans=())
    assert "还没有设置开放时间" in said


@pytest.mark.parametrize(
    ("day", "weekends", "answer"),
    [
        (date(2026, 10, 1), False, False),  # National Day
        (date(2026, 10, 10), False, True),  # a Saturday that is worked
        (date(2026, 3, 14), False, False),
        (date(2026, 3, 14), True, True),
        (date(2026, 3, 12), False, True),
    ],
)
def test_days_are_open_by_the_published_calendar(day: date, weekends: bool, answer: bool) -> None:
    assert is_open(day, published(), weekends=weekends) is answer


def test_a_year_that_is_not_published_is_never_guessed() -> None:
    far = date(2090, 1, 4)
    with pytest.raises(NotPublished):
        is_open(far, published(), weekends=False)
    assert open_or_none(far, published(), weekends=False) is None


@given(some.integers(1, 48), some.integers(0, 40))
def test_quarters_cover_a_booking_once(count: int, first: int) -> None:
    begin = moment(DAY, time()) + timedelta(minutes=15 * first)
    found = quarters(begin, begin + timedelta(minutes=15 * count))
    assert len(set(found)) == count
    assert found == tuple(sorted(found))
    assert found[0] == begin


def test_a_week_begins_on_monday() -> None:
    week = week_of(date(2026, 3, 15))
    assert (week[0], week[-1]) == (date(2026, 3, 9), date(2026, 3, 15))


def test_gaps_say_how_many_of_whom_are_missing() -> None:
    there = {(DAY, "morning", "lawyer"): 1, (DAY, "morning", "mediator"): 1}
    found = gaps([DAY], ["morning", "afternoon"], {"lawyer": 1, "mediator": 2}, there)
    assert found == (
        Gap(DAY, "morning", "mediator", 1),
        Gap(DAY, "afternoon", "lawyer", 1),
        Gap(DAY, "afternoon", "mediator", 2),
    )
