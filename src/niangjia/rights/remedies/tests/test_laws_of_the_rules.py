"""What holds of the rules for any number and any day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from niangjia.kernel.calendar import published
from niangjia.kernel.errors import Invalid, Missing
from niangjia.rights.remedies.rules.compensation import KINDS, Ending, compensation, kind_of
from niangjia.rights.remedies.rules.double_pay import Unsigned, double_pay
from niangjia.rights.remedies.rules.due import due, rules
from niangjia.rights.remedies.rules.injury import Injury, injury_grant
from niangjia.rights.remedies.rules.leave import Leave, unused_leave
from niangjia.rights.remedies.rules.maternity import birth
from niangjia.rights.remedies.rules.overtime import Overtime, overtime
from niangjia.rights.remedies.rules.served import months_of_pay, served

TODAY = date(2026, 6, 1)
DAYS = st.dates(date(2008, 1, 1), date(2025, 12, 31))
WAGES = st.decimals(Decimal("0.01"), 100_000, places=2)
KIND = st.sampled_from(KINDS)


@given(st.lists(DAYS, min_size=2, max_size=2), WAGES, WAGES, WAGES, KIND)
def test_more_wage_never_means_less_on_either_side_of_the_cap(
    days: list[date], one: Decimal, other: Decimal, average: Decimal, kind: str
) -> None:
    assume((one > 3 * average) == (other > 3 * average))
    joined, left = sorted(days)
    less, more = (
        compensation(Ending(joined, left, wage, wage, average), kind_of(kind)).amount
        for wage in sorted((one, other))
    )
    assert less <= more


@given(st.lists(DAYS, min_size=3, max_size=3), WAGES)
def test_a_longer_service_never_means_less(days: list[date], wage: Decimal) -> None:
    joined, sooner, later = sorted(days)
    assert (
        compensation(Ending(joined, sooner, wage)).amount
        <= compensation(Ending(joined, later, wage)).amount
    )


@given(st.lists(DAYS, min_size=2, max_size=2), WAGES, WAGES)
def test_the_cap_is_twelve_years_of_three_averages(
    days: list[date], wage: Decimal, average: Decimal
) -> None:
    joined, left = sorted(days)
    worth = compensation(Ending(joined, left, wage, None, average))
    if wage > 3 * average:
        assert worth.amount <= 36 * average


@given(st.lists(DAYS, min_size=2, max_size=2), WAGES)
def test_two_n_is_twice_n(days: list[date], wage: Decimal) -> None:
    told = Ending(min(days), max(days), wage)
    assert compensation(told, "2n").amount == 2 * compensation(told, "n").amount


@given(st.lists(DAYS, min_size=2, max_size=2))
def test_service_adds_up_to_the_days(days: list[date]) -> None:
    joined, left = sorted(days)
    time = served(joined, left)
    assert 0 <= time.months < 12
    assert 0 <= time.days < 31
    assert 365 * time.years + 28 * time.months + time.days <= (left - joined).days
    assert (left - joined).days <= 366 * time.years + 31 * time.months + time.days
    assert time.years <= months_of_pay(time) <= time.years + 1


@given(WAGES, *[st.integers(0, 100).map(Decimal)] * 3)
def test_overtime_adds_up(wage: Decimal, hours: Decimal, rest: Decimal, holidays: Decimal) -> None:
    nothing = Decimal(0)
    whole = overtime(Overtime(wage, hours, rest, holidays)).amount
    parts = (
        overtime(Overtime(wage, hours, nothing, nothing)),
        overtime(Overtime(wage, nothing, rest, nothing)),
        overtime(Overtime(wage, nothing, nothing, holidays)),
    )
    assert whole == sum(part.amount for part in parts)


@given(DAYS, WAGES, st.none() | DAYS, st.none() | DAYS)
def test_double_pay_is_never_more_than_eleven_months(
    joined: date, wage: Decimal, signed: date | None, left: date | None
) -> None:
    ends = [max(joined, day) if day else None for day in (signed, left)]
    found = double_pay(Unsigned(joined, wage, *ends), published(), TODAY)
    assert 0 <= found.worth.amount <= 11 * wage
    if found.first and found.last:
        assert joined < found.first <= found.last
        assert (found.last - joined).days <= 366


@given(WAGES, st.integers(0, 40), st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)),
       min_size=2, max_size=2), st.integers(0, 15))  # fmt: skip
def test_leave_is_never_more_than_fifteen_days(
    wage: Decimal, years: int, days: list[date], taken: int
) -> None:
    first, last = sorted(days)
    worth = unused_leave(Leave(wage, years, first, last, Decimal(taken)))
    assert 0 <= worth.amount <= wage / Decimal("21.75") * 30 + Decimal("0.01")


@given(st.sampled_from(sorted(rules())), st.dates(date(2010, 1, 1), date(2023, 6, 1)))
def test_a_period_ends_on_a_working_day_after_its_start(code: str, start: date) -> None:
    found = due(code, start, published())
    assert found.day > start
    assert published().is_working(found.day)
    assert found.day <= due(code, start + timedelta(days=1), published()).day
    assert found.rule.articles


@given(st.integers(1, 9), WAGES, WAGES)
def test_a_graver_injury_never_means_less(grade: int, wage: Decimal, average: Decimal) -> None:
    graver, lighter = (injury_grant(Injury(g, wage, average)).amount for g in (grade, grade + 1))
    assert graver > lighter


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: compensation(Ending(date(2024, 2, 1), date(2024, 1, 1), Decimal(1))),
        lambda: compensation(Ending(date(1900, 2, 1), date(2024, 1, 1), Decimal(1))),
        lambda: compensation(Ending(date(2024, 1, 1), date(2024, 2, 1), Decimal(0))),
        lambda: compensation(Ending(date(2024, 1, 1), date(2024, 2, 1), Decimal("NaN"))),
        lambda: compensation(Ending(date(2024, 1, 1), date(2024, 2, 1), Decimal(1), Decimal(-1))),
        lambda: kind_of("3n"),
        lambda: overtime(Overtime(Decimal(1), Decimal(-1), Decimal(0), Decimal(0))),
        lambda: overtime(Overtime(Decimal(1), Decimal(0), Decimal(9999), Decimal(0))),
        lambda: double_pay(
            Unsigned(date(2024, 2, 1), Decimal(1), date(2024, 1, 1)), published(), TODAY
        ),
        lambda: unused_leave(Leave(Decimal(1), 1, date(2024, 5, 1), date(2025, 1, 1))),
        lambda: unused_leave(Leave(Decimal(1), -1, date(2024, 5, 1), date(2024, 6, 1))),
        lambda: injury_grant(Injury(11, Decimal(1))),
        lambda: birth(babies=0),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(Invalid) as refused:
        wrong()
    assert refused.value.fields


def test_a_period_there_is_not() -> None:
    with pytest.raises(Missing, match="没有叫"):
        due("sixty-days", date(2025, 1, 1), published())
