"""Overtime pay under standard hours: 150 % for hours, 200 % for rest days, 300 % for holidays."""

from dataclasses import dataclass
from decimal import Decimal

from niangjia.rights.remedies.rules import told
from niangjia.rights.remedies.rules.hourly import DAYS_OF_PAY, HOURS_A_DAY, daily, hourly
from niangjia.rights.remedies.rules.laws import LABOUR, WAGES, article
from niangjia.rights.remedies.rules.working import Step, Worth, plain, to_fen, total

WORKDAY_TIMES = Decimal("1.5")
RESTDAY_TIMES = Decimal(2)
HOLIDAY_TIMES = Decimal(3)
MOST_HOURS = 10_000
MOST_DAYS = 2_000


@dataclass(frozen=True, slots=True)
class Overtime:
    """What was worked beyond the hours of the law.

    `monthly_wage`: yuan for a month of standard hours. `workday_hours`: hours over eight on
    working days. `restday_days`: days worked on rest days with no other day off for them.
    `holiday_days`: days worked on the statutory holidays themselves, not on the days bridged
    around them.
    """

    monthly_wage: Decimal
    workday_hours: Decimal
    restday_days: Decimal
    holiday_days: Decimal


def overtime(worked: Overtime) -> Worth:
    """Return what the overtime is worth. Raises Invalid for numbers that cannot be."""
    monthly = told.wage(worked.monthly_wage, "monthly_wage")
    hours = told.number(worked.workday_hours, "workday_hours", "加班小时数", MOST_HOURS)
    rest = told.number(worked.restday_days, "restday_days", "休息日加班天数", MOST_DAYS)
    holidays = told.number(worked.holiday_days, "holiday_days", "法定休假日加班天数", MOST_DAYS)
    base = Step(
        f"月计薪{DAYS_OF_PAY}天，每天{HOURS_A_DAY}小时："
        f"日工资{plain(daily(monthly))}元，小时工资{plain(hourly(monthly))}元。",
        f"{plain(monthly)} ÷ {DAYS_OF_PAY} ÷ {HOURS_A_DAY}",
        articles=(article(WAGES, 13),),
        assumption="标准工时；工资不低于劳动合同约定的标准。综合计算工时和不定时工作制另有算法。",
    )
    lines = (
        _line("工作日延长工作时间", hourly(monthly), hours, WORKDAY_TIMES, "小时"),
        _line("休息日上班又没有补休", daily(monthly), rest, RESTDAY_TIMES, "天"),
        _line("法定休假日上班", daily(monthly), holidays, HOLIDAY_TIMES, "天"),
    )
    return Worth(total(lines), (base, *lines))


def _line(what: str, pay: Decimal, count: Decimal, times: Decimal, unit: str) -> Step:
    amount = to_fen(pay * count * times)
    formula = f"{plain(pay)} × {plain(count)}{unit} × {plain(times * 100)}% = {plain(amount)}"
    return Step(what, formula, amount, (article(LABOUR, 44), article(WAGES, 13)))
