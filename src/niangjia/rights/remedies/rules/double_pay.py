"""The second wage of months without a written contract (二倍工资差额)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from niangjia.kernel.calendar import WorkingCalendar, same_day
from niangjia.rights.remedies.rules import told
from niangjia.rights.remedies.rules.hourly import DAYS_OF_PAY, daily
from niangjia.rights.remedies.rules.laws import ARBITRATION, CONTRACT, CONTRACT_RULES, article
from niangjia.rights.remedies.rules.working import Article, Step, Worth, plain, to_fen, total

IN_FORCE = date(2008, 1, 1)
_DAY = timedelta(days=1)
_MOST_MONTHS = 11
_ARTICLES = (article(CONTRACT, 82), article(CONTRACT_RULES, 6), article(CONTRACT_RULES, 7))


@dataclass(frozen=True, slots=True)
class Unsigned:
    """An employment without a written contract. `signed`: the day one was made, if it was."""

    joined: date
    monthly_wage: Decimal
    signed: date | None = None
    left: date | None = None


@dataclass(frozen=True, slots=True)
class DoublePay:
    """From which day to which the second wage is owed, both included; None where it never is."""

    first: date | None
    last: date | None
    worth: Worth


def double_pay(told_of: Unsigned, calendar: WorkingCalendar, today: date) -> DoublePay:
    """Return the days and the worth of the second wage, which is paid besides the first.

    Without an end it runs to `today` at most. Raises Invalid for what cannot be, NotPublished
    where working days of a year without published holidays would have to be counted.
    """
    told.employment(told_of.joined, told_of.left)
    told.employment(told_of.joined, told_of.signed, "signed")
    monthly = told.wage(told_of.monthly_wage, "monthly_wage")
    start = max(told_of.joined, IN_FORCE)
    first = same_day(start, 1)
    last = _last(told_of, start, today)
    if last < first:
        text = "满一个月以前就签了书面合同、离了职，或者还没到满一个月的时候：没有第二倍工资。"
        return DoublePay(None, None, Worth(Decimal(0), (Step(text, articles=_ARTICLES),)))
    steps = (
        _span_step(first, last),
        *_pay_steps(start, last, monthly, calendar),
        _limit_step(last),
    )
    return DoublePay(first, last, Worth(total(steps), steps))


def _last(told_of: Unsigned, start: date, today: date) -> date:
    ends = [same_day(start, 12) - _DAY, today]
    if told_of.signed is not None:
        ends.append(told_of.signed - _DAY)
    if told_of.left is not None:
        ends.append(told_of.left)
    return min(ends)


def _span_step(first: date, last: date) -> Step:
    text = f"从用工满一个月的次日{first.isoformat()}起，到{last.isoformat()}止；最多十一个月。"
    return Step(text, articles=_ARTICLES)


def _pay_steps(
    start: date, last: date, monthly: Decimal, calendar: WorkingCalendar
) -> tuple[Step, ...]:
    full = sum(same_day(start, month) <= last + _DAY for month in range(2, _MOST_MONTHS + 2))
    steps = []
    if full:
        amount = to_fen(monthly * full)
        formula = f"{plain(monthly)} × {full} = {plain(amount)}"
        steps.append(Step(f"满{full}个月，每月多付一倍。", formula, amount, _ARTICLES[:1]))
    rest = same_day(start, full + 1)
    if rest <= last:
        steps.append(_rest_step(rest, last, monthly, calendar))
    return tuple(steps)


def _rest_step(since: date, last: date, monthly: Decimal, calendar: WorkingCalendar) -> Step:
    days = [since + _DAY * ahead for ahead in range((last - since).days + 1)]
    worked = sum(calendar.is_working(day) for day in days)
    amount = min(to_fen(daily(monthly) * worked), monthly)
    formula = f"{plain(monthly)} ÷ {DAYS_OF_PAY} × {worked}天 = {plain(amount)}"
    return Step(
        f"不满一个月的{len(days)}天，按实际工作日算。",
        formula,
        amount,
        assumption="按国家公布的工作日计，不知道您实际上了几天班；实际多的按实际算。"
        "最高人民法院劳动争议司法解释（二）第六条，条文尚未核对。",
    )


def _limit_step(last: date) -> Step:
    limit: tuple[Article, ...] = (article(ARBITRATION, 27),)
    whole = same_day(last, 12)
    return Step(
        f"它不是劳动报酬，仲裁时效一年。整体计算的，到{whole.isoformat()}；"
        "逐月计算的，每个月的钱各自满一年就过。各地不一样，越早越好。",
        articles=limit,
    )
