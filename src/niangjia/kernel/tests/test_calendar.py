"""Periods end when the Civil Code says they do. Worked examples, and laws that always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.kernel.calendar import (
    NotPublished,
    after_days,
    after_months,
    after_working_days,
    published,
    same_day,
)

CALENDAR = published()
DAYS = st.dates(date(2015, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 10, 8), False),  # a Wednesday, the last of the autumn holidays
        (date(2025, 10, 9), True),
        (date(2025, 9, 28), True),  # a Sunday worked in exchange
        (date(2026, 2, 28), True),  # a Saturday worked in exchange
        (date(2026, 2, 23), False),
        (date(2025, 3, 30), False),  # a Sunday
    ],
)
def test_the_published_holidays_hold(day: date, *, works: bool) -> None:
    assert CALENDAR.is_working(day) is works


def test_every_year_since_2015_is_known() -> None:
    for year in range(2015, 2027):
        assert not CALENDAR.is_working(date(year, 10, 1))


def test_a_year_that_is_not_published_is_an_error_that_says_so() -> None:
    unknown = max(CALENDAR.years) + 1
    with pytest.raises(NotPublished, match=f"{unknown}年的放假安排"):
        CALENDAR.is_working(date(unknown, 3, 1))
    with pytest.raises(NotPublished):
        after_working_days(date(unknown - 1, 12, 28), 30, CALENDAR)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2025, 9, 20), date(2025, 10, 9)),  # the 15th day falls into the holidays
        (date(2025, 9, 24), date(2025, 10, 9)),
        (date(2025, 3, 1), date(2025, 3, 17)),  # the 15th day is a Sunday
    ],
)
def test_fifteen_days_end_on_a_working_day(received: date, last: date) -> None:
    assert after_days(received, 15, CALENDAR) == last


def test_thirty_days_from_an_accident_at_the_end_of_february() -> None:
    assert after_days(date(2025, 2, 28), 30, CALENDAR) == date(2025, 3, 31)


def test_a_year_ends_on_the_same_day_or_the_last_of_the_month() -> None:
    assert same_day(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert same_day(date(2024, 12, 31), 2) == date(2025, 2, 28)
    assert same_day(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert same_day(date(2023, 11, 30), 1) == date(2023, 12, 30)


def test_a_saturday_worked_in_exchange_does_not_move_the_end() -> None:
    assert after_months(date(2025, 2, 28), 12, CALENDAR) == date(2026, 2, 28)


def test_working_days_pass_over_holidays_and_count_worked_weekends() -> None:
    assert after_working_days(date(2025, 9, 26), 2, CALENDAR) == date(2025, 9, 29)
    assert after_working_days(date(2025, 9, 30), 1, CALENDAR) == date(2025, 10, 9)
    assert after_working_days(date(2025, 10, 4), 0, CALENDAR) == date(2025, 10, 9)


@given(DAYS, st.integers(0, 120))
def test_a_period_never_ends_early_nor_on_a_day_off(start: date, days: int) -> None:
    last = after_days(start, days, CALENDAR)
    assert last >= start + timedelta(days)
    assert CALENDAR.is_working(last)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(start: date, some: int, more: int) -> None:
    at_once = after_working_days(start, some + more, CALENDAR)
    if some:
        assert (
            after_working_days(after_working_days(start, some, CALENDAR), more, CALENDAR) == at_once
        )


@given(DAYS, st.integers(1, 60))
def test_so_many_working_days_lie_between(start: date, days: int) -> None:
    last = after_working_days(start, days, CALENDAR)
    between = (start + timedelta(n) for n in range(1, (last - start).days + 1))
    assert sum(CALENDAR.is_working(day) for day in between) == days


@given(DAYS, st.integers(0, 48))
def test_a_month_later_is_in_the_right_month(start: date, months: int) -> None:
    later = same_day(start, months)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day <= start.day
