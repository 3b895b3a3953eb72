"""Annual leave that was not taken (未休年休假工资)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from niangjia.kernel.errors import Invalid
from niangjia.rights.remedies.rules import told
from niangjia.rights.remedies.rules.hourly import DAYS_OF_PAY, daily
from niangjia.rights.remedies.rules.laws import LEAVE, LEAVE_RULES, article
from niangjia.rights.remedies.rules.working import Step, Worth, plain, to_fen

_YEAR = 365
_BY_YEARS = ((20, 15), (10, 10), (1, 5))
EXTRA_TIMES = Decimal(2)
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Leave:
    """One calendar year with one employer.

    `working_years`: full years worked in one's life, with anybody. `first` and `last`: from and
    to which day of that year one was employed here, both included. `taken`: days of leave had.
    `wage`: the monthly average of the twelve months before, without overtime pay, yuan.
    """

    wage: Decimal
    working_years: int
    first: date
    last: date
    taken: Decimal = Decimal(0)


def days_a_year(working_years: int) -> int:
    """Return the days of leave of a full year: 5, 10, 15, or none in the first year."""
    return next((days for years, days in _BY_YEARS if working_years >= years), 0)


def unused_leave(year: Leave) -> Worth:
    """Return what is owed for leave not taken, besides the wage that was paid for working.

    Raises Invalid for days not in one year, and for numbers that cannot be.
    """
    _check(year)
    whole = days_a_year(year.working_years)
    due, how = _due_days(year, whole)
    unused = max(due - year.taken, Decimal(0)).to_integral_value(ROUND_FLOOR)
    amount = to_fen(daily(year.wage) * unused * EXTRA_TIMES)
    return Worth(
        amount,
        (_due_step(whole, due, how), *_unused_steps(year, unused, amount)),
    )


def _due_days(year: Leave, whole: int) -> tuple[Decimal, str]:
    """Return the days due for the part of the year employed here, and the formula if it is one."""
    if (year.first.month, year.first.day, year.last.month, year.last.day) == (1, 1, 12, 31):
        return Decimal(whole), ""
    employed = (year.last - year.first).days + 1
    days = (Decimal(employed) * whole / _YEAR).to_integral_value(ROUND_FLOOR)
    return days, f"{employed} ÷ {_YEAR} × {whole}，不足一整天的不算 = {days}"


def _due_step(whole: int, due: Decimal, how: str) -> Step:
    return Step(
        f"一年应休{whole}天，这一年在这个单位应休{plain(due)}天。",
        how,
        articles=(article(LEAVE, 3), article(LEAVE_RULES, 5), article(LEAVE_RULES, 12)),
    )


def _unused_steps(year: Leave, unused: Decimal, amount: Decimal) -> tuple[Step, ...]:
    pay = daily(year.wage)
    formula = f"{plain(pay)} × {plain(unused)}天 × 200% = {plain(amount)}"
    return (
        Step(
            f"休了{plain(year.taken)}天，还差{plain(unused)}天。多休的不扣回。",
            articles=(article(LEAVE_RULES, 12),),
        ),
        Step(
            f"日工资是月平均工资（不含加班费）除以{DAYS_OF_PAY}。未休的每天付300%，"
            "其中100%上班时已经随工资发了，还要补200%。",
            formula,
            amount,
            (article(LEAVE_RULES, 10), article(LEAVE_RULES, 11)),
            "单位没有安排休假，不是您本人书面提出不休。",
        ),
    )


def _check(year: Leave) -> None:
    told.wage(year.wage)
    told.number(year.taken, "taken", "已休天数", MOST_DAYS)
    if not 0 <= year.working_years <= 80:
        raise Invalid("累计工作年限要在0到80年之间。", {"working_years": "0到80"})
    if year.first.year != year.last.year or year.last < year.first:
        raise Invalid("起止日期要在同一年里，起在前、止在后。", {"last": "请核对"})
