"""When periods end: worked days of the law, and what must hold of every period."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from niangjia.casework.rules.periods import (
    SAME_DAY,
    Hours,
    Period,
    Unit,
    day_of,
    days,
    ends,
    half_days,
    left,
    longer,
    months,
    working_days,
)
from niangjia.kernel.calendar import NotPublished, published
from niangjia.kernel.clock import CHINA

CALENDAR = published()
OFFICE = Hours(time(12), time(17, 30))
MIDNIGHT = Hours()


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHINA)  # type: ignore[arg-type,misc]  # five numbers or so


steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no failure."""

moments = st.integers(0, 6 * 365 * 24 * 60).map(
    lambda minutes: at(2016, 1, 1) + timedelta(minutes=minutes)
)
periods = st.one_of(
    st.builds(half_days, st.integers(1, 30)),
    st.builds(working_days, st.integers(0, 60)),
    st.builds(days, st.integers(1, 180)),
    st.builds(months, st.integers(1, 12)),
)
offices = st.sampled_from([OFFICE, MIDNIGHT, Hours(time(11, 30), time(18))])


def last_day(period: Period, since: datetime, hours: Hours = MIDNIGHT) -> date:
    return day_of(ends(period, since, hours, CALENDAR) - timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("period", "since", "day"),
    [
        (months(12), (2024, 2, 29), (2025, 2, 28)),  # a year from a leap day
        (days(15), (2025, 9, 20), (2025, 10, 9)),  # day 15 lies in the holidays
        (days(15), (2025, 9, 24), (2025, 10, 9)),
        (days(30), (2025, 2, 28), (2025, 3, 31)),  # day 30 is a Sunday
        (months(12), (2025, 2, 28), (2026, 2, 28)),  # a Saturday that is worked
        (days(15), (2025, 3, 1), (2025, 3, 17)),  # day 15 is a Sunday
        (months(1), (2025, 1, 31), (2025, 2, 28)),  # a month without that day
        (months(1), (2024, 1, 31), (2024, 2, 29)),
        (months(6), (2024, 8, 31), (2025, 2, 28)),
        (working_days(5), (2024, 12, 30), (2025, 1, 7)),  # over the end of a year
        (working_days(1), (2025, 9, 30), (2025, 10, 9)),  # over the holidays
        (working_days(1), (2025, 10, 10), (2025, 10, 11)),  # a make-up Saturday
    ],
)
def test_worked_days(period: Period, since: tuple[int, ...], day: tuple[int, int, int]) -> None:
    assert last_day(period, at(*since, 9, 0)) == date(*day)


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        (SAME_DAY, (2025, 3, 6, 9, 0), (2025, 3, 6, 17, 30)),
        (SAME_DAY, (2025, 3, 6, 17, 30), (2025, 3, 7, 17, 30)),  # after hours: tomorrow
        (SAME_DAY, (2025, 3, 8, 9, 0), (2025, 3, 10, 17, 30)),  # on a Saturday: Monday
        (half_days(1), (2025, 3, 6, 9, 0), (2025, 3, 6, 17, 30)),
        (half_days(1), (2025, 3, 6, 11, 59), (2025, 3, 6, 17, 30)),
        (half_days(1), (2025, 3, 6, 12, 0), (2025, 3, 7, 12, 0)),
        (half_days(1), (2025, 3, 6, 18, 0), (2025, 3, 7, 12, 0)),
        (half_days(2), (2025, 3, 7, 9, 0), (2025, 3, 10, 12, 0)),  # over a weekend
        (half_days(1), (2025, 3, 8, 15, 0), (2025, 3, 10, 12, 0)),
        (working_days(5), (2025, 3, 7, 20, 0), (2025, 3, 14, 17, 30)),  # from receipt
    ],
)
def test_half_days_and_cut_off_times(
    period: Period, since: tuple[int, ...], until: tuple[int, ...]
) -> None:
    assert ends(period, at(*since), OFFICE, CALENDAR) == at(*until)


def test_a_day_lasts_until_midnight_where_no_hours_are_set() -> None:
    assert ends(days(1), at(2025, 3, 6, 9), MIDNIGHT, CALENDAR) == at(2025, 3, 8, 0)


def test_a_year_without_a_calendar_is_never_guessed() -> None:
    beyond = max(CALENDAR.years)
    with pytest.raises(NotPublished, match=str(beyond + 1)):
        ends(days(15), at(beyond, 12, 28, 9), MIDNIGHT, CALENDAR)


@steady
@given(periods, moments, offices)
def test_a_period_ends_after_it_began_on_a_working_day(
    period: Period, since: datetime, hours: Hours
) -> None:
    end = ends(period, since, hours, CALENDAR)
    assert end > since
    assert CALENDAR.is_working(day_of(end - timedelta(microseconds=1)))


@steady
@given(moments, st.integers(1, 36))
def test_months_end_on_the_day_of_the_same_number_or_the_last_there_is(
    since: datetime, count: int
) -> None:
    begun = day_of(since)
    month = begun.month - 1 + count
    year, month = begun.year + month // 12, month % 12 + 1
    same = date(year, month, min(begun.day, monthrange(year, month)[1]))
    assume(same.year <= max(CALENDAR.years))
    assert last_day(months(count), since) == CALENDAR.next_working(same)


@steady
@given(st.integers(2016, 2024), st.integers(0, 20), st.integers(1, 30), offices)
def test_over_the_end_of_a_year_no_day_is_lost_and_none_counted_twice(
    year: int, before: int, count: int, hours: Hours
) -> None:
    since = at(year, 12, 31, 9) - timedelta(days=before)
    end = last_day(working_days(count), since, hours)
    spanned = [day_of(since) + timedelta(days=n) for n in range(1, (end - day_of(since)).days + 1)]
    assert sum(map(CALENDAR.is_working, spanned)) == count


@steady
@given(periods, moments, moments, offices)
def test_what_begins_later_never_ends_earlier(
    period: Period, one: datetime, other: datetime, hours: Hours
) -> None:
    first, second = sorted((one, other))
    assert ends(period, first, hours, CALENDAR) <= ends(period, second, hours, CALENDAR)


@steady
@given(periods, moments, offices, st.floats(0, 1))
def test_pausing_and_going_on_at_once_changes_nothing(
    period: Period, since: datetime, hours: Hours, share: float
) -> None:
    end = ends(period, since, hours, CALENDAR)
    paused = since + (end - since) * share
    assume(paused < end)
    rest = left(period, since, paused, hours, CALENDAR)
    assert ends(rest, paused, hours, CALENDAR) == end


@steady
@given(periods, moments, offices, st.floats(0, 1), st.integers(0, 90), st.integers(0, 90))
def test_a_longer_pause_never_ends_earlier(
    period: Period, since: datetime, hours: Hours, share: float, one: int, other: int
) -> None:
    end = ends(period, since, hours, CALENDAR)
    paused = since + (end - since) * share
    assume(paused < end)
    rest = left(period, since, paused, hours, CALENDAR)
    first, second = sorted((one, other))
    resumed = [ends(rest, paused + timedelta(days=n), hours, CALENDAR) for n in (first, second)]
    assert end <= resumed[0] <= resumed[1]


@steady
@given(periods, moments, offices, st.floats(0, 1), st.integers(0, 40))
def test_a_pause_shifts_by_no_more_than_its_length_and_the_days_off_behind_it(
    period: Period, since: datetime, hours: Hours, share: float, paused_days: int
) -> None:
    end = ends(period, since, hours, CALENDAR)
    paused = since + (end - since) * share
    assume(paused < end)
    rest = left(period, since, paused, hours, CALENDAR)
    again = ends(rest, paused + timedelta(days=paused_days), hours, CALENDAR)
    if period.unit in {Unit.DAYS, Unit.MONTHS}:
        assert day_of(again) - day_of(end) <= timedelta(days=paused_days + 10)
    assert rest.count <= max(period.count * 31, period.count)


@steady
@given(periods, moments, offices, st.integers(1, 20))
def test_an_extension_never_ends_earlier_and_adds_up(
    period: Period, since: datetime, hours: Hours, count: int
) -> None:
    by = Period(period.unit, count)
    once = longer(longer(period, by, since), by, since)
    twice = longer(period, Period(period.unit, 2 * count), since)
    assert once == twice
    assert ends(once, since, hours, CALENDAR) >= ends(period, since, hours, CALENDAR)


@steady
@given(moments, st.integers(1, 90), st.integers(1, 3))
def test_days_left_of_months_are_extended_by_months(since: datetime, count: int, more: int) -> None:
    whole = longer(days(count), months(more), since)
    assert whole.unit is Unit.DAYS
    assert whole.count - count in range(28 * more, 31 * more + 1)


def test_days_are_not_extended_by_working_days() -> None:
    with pytest.raises(ValueError, match="cannot be made longer"):
        longer(days(15), working_days(5), at(2025, 3, 6))


@steady
@given(moments)
def test_only_days_that_have_passed_are_looked_up_to_pause(since: datetime) -> None:
    known = type(CALENDAR)({y: d for y, d in CALENDAR.years.items() if y <= since.year})
    left(working_days(400), since, since, MIDNIGHT, known)
