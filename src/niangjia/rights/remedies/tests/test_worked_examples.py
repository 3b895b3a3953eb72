"""Examples worked by hand from the articles, and what is told wrongly in many places."""

from datetime import date
from decimal import Decimal

import pytest

from niangjia.kernel.calendar import published
from niangjia.rights.remedies.rules.compensation import Ending, Kind, compensation
from niangjia.rights.remedies.rules.double_pay import Unsigned, double_pay
from niangjia.rights.remedies.rules.due import due
from niangjia.rights.remedies.rules.injury import Injury, injury_grant
from niangjia.rights.remedies.rules.leave import Leave, unused_leave
from niangjia.rights.remedies.rules.maternity import birth, loss
from niangjia.rights.remedies.rules.overtime import Overtime, overtime

TODAY = date(2026, 6, 1)


def ending(joined: str, left: str, wage: int, **more: int) -> Ending:
    given = {name: Decimal(amount) for name, amount in more.items()}
    return Ending(date.fromisoformat(joined), date.fromisoformat(left), Decimal(wage), **given)


@pytest.mark.parametrize(
    ("told", "kind", "amount"),
    [
        # 劳动合同法 art. 47: a month for each year, half a month below half a year
        (ending("2018-01-01", "2024-07-06", 8000), "n", 56_000),
        (ending("2018-01-01", "2024-07-06", 8000, last_month_wage=8500), "n+1", 64_500),
        (ending("2018-01-01", "2024-07-06", 8000), "2n", 112_000),
        (ending("2024-01-01", "2024-06-30", 8000), "n", 4_000),
        (ending("2024-01-01", "2024-07-01", 8000), "n", 8_000),
        (ending("2024-01-01", "2024-01-02", 8000), "n", 4_000),
        (ending("2023-01-01", "2024-01-01", 8000), "n", 8_000),
        (ending("2023-01-01", "2024-01-02", 8000), "n", 12_000),
        (ending("2024-02-29", "2025-02-28", 8000), "n", 8_000),
        (ending("2023-08-31", "2024-02-29", 8000), "n", 8_000),
        # the cap: pay and years, but only above three times the local average
        (ending("2009-03-01", "2024-03-01", 40_000, local_average=11_000), "n", 396_000),
        (ending("2009-03-01", "2024-03-01", 40_000, local_average=11_000), "2n", 792_000),
        (ending("2009-03-01", "2024-03-01", 20_000, local_average=11_000), "n", 300_000),
        (ending("2009-03-01", "2024-03-01", 33_000, local_average=11_000), "n", 495_000),
        (ending("2009-03-01", "2012-03-01", 40_000, local_average=11_000), "n", 99_000),
        # 实施条例 art. 27: never below the minimum wage; art. 20: +1 is the last month's wage
        (ending("2022-01-01", "2024-01-01", 1_500, minimum_wage=2_200), "n", 4_400),
        (ending("2022-01-01", "2024-01-01", 8_000, last_month_wage=3_000), "n+1", 19_000),
        (ending("2022-01-01", "2024-01-01", 8_000), "n+1", 24_000),
    ],
)
def test_the_end_of_an_employment(told: Ending, kind: Kind, amount: int) -> None:
    assert compensation(told, kind).amount == amount


def test_where_the_last_day_tips_the_scale_both_answers_are_told() -> None:
    worth = compensation(ending("2024-01-01", "2024-06-30", 8000), "2n")
    assert worth.low == worth.amount == 8_000
    assert worth.high == 16_000
    assert "离职那天" in worth.readings[0].text
    assert compensation(ending("2024-01-01", "2024-05-30", 8000)).readings == ()


def test_years_before_the_law_are_told_both_ways() -> None:
    worth = compensation(ending("2005-01-01", "2020-01-01", 20_000))
    assert worth.amount == 300_000
    assert worth.low == 240_000
    doubled = compensation(ending("2005-01-01", "2020-01-01", 20_000), "2n")
    assert not any("2008" in one.text for one in doubled.readings)


def test_what_was_not_told_is_said_to_be_assumed() -> None:
    steps = compensation(ending("2018-01-01", "2024-07-06", 8000), "n+1").steps
    assumed = [step.assumption for step in steps if step.assumption]
    assert len(assumed) == 2
    told = ending("2018-01-01", "2024-07-06", 8000, last_month_wage=1, local_average=9000)
    assert not any(step.assumption for step in compensation(told, "n+1").steps)


@pytest.mark.parametrize(
    ("hours", "rest", "holidays", "amount"),
    [
        ("10", "0", "0", "562.5"),
        ("0", "1", "0", "600"),
        ("0", "0", "1", "900"),
        ("10", "1", "1", "2062.5"),
        ("0", "0", "0", "0"),
        ("0.5", "0", "0", "28.13"),
    ],
)
def test_overtime(hours: str, rest: str, holidays: str, amount: str) -> None:
    worked = Overtime(Decimal(6525), Decimal(hours), Decimal(rest), Decimal(holidays))
    assert overtime(worked).amount == Decimal(amount)


def test_overtime_is_rounded_once_a_line() -> None:
    worked = Overtime(Decimal(5000), Decimal(3), Decimal(0), Decimal(0))
    assert overtime(worked).amount == Decimal(
        "129.31"
    )  # 5000/21.75/8 = 28.7356..., not 28.74 x 4.5


@pytest.mark.parametrize(
    ("told", "first", "last", "amount"),
    [
        (Unsigned(date(2024, 1, 10), Decimal(6000)), "2024-02-10", "2025-01-09", "66000"),
        (
            Unsigned(date(2024, 1, 10), Decimal(6000), signed=date(2024, 5, 10)),
            "2024-02-10",
            "2024-05-09",
            "18000",
        ),
        (
            Unsigned(date(2024, 1, 10), Decimal(6000), left=date(2024, 4, 9)),
            "2024-02-10",
            "2024-04-09",
            "12000",
        ),
        (Unsigned(date(2024, 1, 31), Decimal(6000)), "2024-02-29", "2025-01-30", "66000"),
        # hired before the law came into force: a month from that day on (art. 97)
        (Unsigned(date(2006, 5, 1), Decimal(2000)), "2008-02-01", "2008-12-31", "22000"),
        # 10 to 12 April 2024, Wednesday to Friday: three working days
        (
            Unsigned(date(2024, 1, 10), Decimal(6525), left=date(2024, 4, 12)),
            "2024-02-10",
            "2024-04-12",
            "13950",
        ),
    ],
)
def test_double_pay(told: Unsigned, first: str, last: str, amount: str) -> None:
    found = double_pay(told, published(), TODAY)
    assert (str(found.first), str(found.last)) == (first, last)
    assert found.worth.amount == Decimal(amount)


@pytest.mark.parametrize(
    "told",
    [
        Unsigned(date(2024, 1, 10), Decimal(6000), signed=date(2024, 2, 10)),
        Unsigned(date(2024, 1, 10), Decimal(6000), signed=date(2024, 1, 10)),
        Unsigned(date(2024, 1, 10), Decimal(6000), left=date(2024, 2, 9)),
        Unsigned(date(2026, 5, 20), Decimal(6000)),
    ],
)
def test_within_the_first_month_nothing_is_owed(told: Unsigned) -> None:
    found = double_pay(told, published(), TODAY)
    assert found.first is None
    assert found.last is None
    assert found.worth.amount == 0


def test_it_runs_to_today_and_no_further() -> None:
    found = double_pay(Unsigned(date(2026, 1, 1), Decimal(6000)), published(), TODAY)
    assert found.last == TODAY


@pytest.mark.parametrize(
    ("year", "amount"),
    [
        (Leave(Decimal(8700), 3, date(2025, 1, 1), date(2025, 12, 31)), 4_000),
        # joined on 1 July: 184/365 x 5 = 2.52, two days
        (Leave(Decimal(8700), 3, date(2025, 7, 1), date(2025, 12, 31)), 1_600),
        # left after 200 days with ten a year: 5.48, five days less those taken
        (Leave(Decimal(8700), 12, date(2025, 1, 1), date(2025, 7, 19)), 4_000),
        (Leave(Decimal(8700), 12, date(2025, 1, 1), date(2025, 7, 19), Decimal(2)), 2_400),
        (Leave(Decimal(8700), 12, date(2025, 1, 1), date(2025, 7, 19), Decimal(9)), 0),
        (Leave(Decimal(8700), 0, date(2025, 1, 1), date(2025, 12, 31)), 0),
        (Leave(Decimal(8700), 20, date(2024, 1, 1), date(2024, 12, 31)), 12_000),
    ],
)
def test_leave_not_taken(year: Leave, amount: int) -> None:
    assert unused_leave(year).amount == amount


@pytest.mark.parametrize(
    ("injury", "amount"),
    [
        (Injury(10, Decimal(5000)), 35_000),
        (Injury(10, Decimal(2000), Decimal(7000)), 29_400),
        (Injury(1, Decimal(30_000), Decimal(7000)), 567_000),
        (Injury(4, Decimal(6000), Decimal(7000)), 126_000),
        (Injury(7, Decimal(6000), Decimal(7000)), 78_000),
    ],
)
def test_an_injury_by_its_grade(injury: Injury, amount: int) -> None:
    assert injury_grant(injury).amount == amount


def test_days_for_women() -> None:
    assert birth().days == 98
    assert birth(babies=2, difficult=True).days == 128
    assert loss(four_months=False).days == 15
    assert loss(four_months=True).days == 42


@pytest.mark.parametrize(
    ("rule", "start", "last"),
    [
        ("arbitration", "2024-02-29", "2025-02-28"),
        ("suit-after-award", "2025-09-20", "2025-10-09"),
        ("suit-after-award", "2025-09-24", "2025-10-09"),
        ("injury-by-employer", "2025-02-28", "2025-03-31"),
        ("injury-by-worker", "2025-02-28", "2026-02-28"),  # a Saturday that is worked
        ("collective-contract", "2025-03-01", "2025-03-17"),
        ("award", "2025-03-03", "2025-04-17"),
        ("inspection", "2025-03-03", "2025-05-29"),
        ("enforcement", "2023-02-28", "2025-02-28"),
        ("written-contract", "2025-01-31", "2025-02-28"),
    ],
)
def test_until_when(rule: str, start: str, last: str) -> None:
    found = due(rule, date.fromisoformat(start), published())
    assert found.day == date.fromisoformat(last)
    assert found.is_settled


def test_a_year_whose_holidays_nobody_has_published_gives_the_earliest_day() -> None:
    found = due("enforcement", date(2030, 1, 1), published())
    assert found.day == date(2032, 1, 1)
    assert not found.is_settled
    assert "2032年的放假安排还没公布" in found.counting


# What is told wrongly in public, and must not come out here.


def test_arbitration_has_a_year_and_not_sixty_days() -> None:
    assert due("arbitration", date(2025, 3, 3), published()).day == date(2026, 3, 3)


def test_a_suit_after_an_award_has_fifteen_days_and_not_six_months() -> None:
    assert due("suit-after-award", date(2025, 3, 3), published()).day == date(2025, 3, 18)


def test_twelve_years_cap_nobody_below_three_times_the_average() -> None:
    assert compensation(
        ending("2009-03-01", "2024-03-01", 33_000, local_average=11_000)
    ).amount == (15 * 33_000)


def test_plus_one_is_not_the_average_and_is_not_doubled() -> None:
    told = ending("2022-01-01", "2024-01-01", 8_000, last_month_wage=3_000)
    assert compensation(told, "n+1").amount != compensation(told, "n").amount + 8_000
    assert compensation(told, "2n").amount == 32_000


def test_there_are_eleven_months_of_double_pay_and_not_twelve() -> None:
    found = double_pay(Unsigned(date(2020, 1, 10), Decimal(1000)), published(), TODAY)
    assert found.worth.amount == 11_000
