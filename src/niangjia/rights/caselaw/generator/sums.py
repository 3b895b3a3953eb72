"""What each kind of claim is worth: simple correct rules over the facts of a case.

Every maker returns the full sum and, where a tribunal could grant a part, the smaller sum and
how both were reckoned. Money in yuan. Sources: 劳动合同法 47, 82, 83, 87; 劳动法 44; 工伤保险条例
33, 36, 37; 企业职工带薪年休假实施办法 10, 11; 女职工劳动保护特别规定 7, 8.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from .numerals import add_months, cents, day, money, month, service_years

D = Decimal
_MONTH_DAYS = D("21.75")
_DISABILITY = {5: 18, 6: 16, 7: 13, 8: 11, 9: 9, 10: 7}


@dataclass(frozen=True, slots=True)
class Basis:
    """The facts that sums are reckoned from. `until` is the last day worked or counted."""

    rng: Random
    joined: date
    until: date
    wage: Decimal
    minimum: Decimal
    average: Decimal
    grade: int
    months: int

    def upto(self, low: int, high: int) -> int:
        """A number in that range, small ones more often."""
        return low + int(self.rng.random() ** 1.7 * (high - low + 1))


@dataclass(frozen=True, slots=True)
class Sum:
    """A claim's worth. `less` is None where only all or nothing is possible."""

    full: Decimal
    how: str
    less: Decimal | None = None
    how_less: str = ""
    period: str = ""


def _y(amount: Decimal) -> str:
    return money(amount, "plain")


def _span(basis: Basis, months: int) -> str:
    """The last so many whole months of work."""
    last = add_months(basis.until.replace(day=1), -1)
    first = max(add_months(last, 1 - months), basis.joined)
    return month(last) if months == 1 else f"{month(first)}至{month(last)}"


def wages(b: Basis) -> Sum:
    """Unpaid months at the agreed wage; less what was advanced."""
    n = min(b.upto(1, 9), max(1, b.months - 1))
    full = b.wage * n
    paid = D(b.upto(2, 18)) * 100
    less = full - paid if paid < full else None
    return Sum(
        full, f"{_y(b.wage)}/月×{n}个月", less, f"{_y(full)}-已支付的{_y(paid)}", _span(b, n)
    )


def wage_gap(b: Basis) -> Sum:
    """A monthly shortfall over some months."""
    n = min(b.upto(2, 14), max(1, b.months - 1))
    gap = cents(b.wage * b.upto(8, 35) / 100)
    short = max(1, n - b.upto(1, 3))
    return Sum(
        gap * n,
        f"每月差额{_y(gap)}×{n}个月",
        gap * short if short < n else None,
        f"每月差额{_y(gap)}×{short}个月",
        _span(b, n),
    )


def _overtime(b: Basis, hours: int, rest: int, holidays: int) -> tuple[Decimal, str]:
    daily = b.wage / _MONTH_DAYS
    total = daily / 8 * D("1.5") * hours + daily * 2 * rest + daily * 3 * holidays
    parts = []
    if hours:
        parts.append(f"{_y(b.wage)}÷21.75天÷8小时×{hours}小时×150%")
    if rest:
        parts.append(f"{_y(b.wage)}÷21.75天×{rest}天×200%")
    if holidays:
        parts.append(f"{_y(b.wage)}÷21.75天×{holidays}天×300%")
    return cents(total), "＋".join(parts)


def overtime(b: Basis) -> Sum:
    """Overtime on work days, rest days and statutory holidays at 150, 200 and 300 per cent."""
    months = min(24, b.months)
    hours = b.upto(6, 30) * months // 2 + 4 if b.rng.random() < 0.8 else 0
    rest = b.upto(0, 3) * months if b.rng.random() < 0.7 else 0
    holidays = b.upto(0, 11) * max(1, months) // 12
    if not rest and not holidays:
        hours += 12
    full, how = _overtime(b, hours, rest, holidays)
    share = b.upto(2, 6)
    less, how_less = _overtime(b, hours * share // 8 + 1, rest * share // 8, holidays)
    if less >= full:
        less, how_less = cents(full / 2), f"{_y(full)}×50%"
    return Sum(full, how, less, how_less, _span(b, months))


def double_pay(b: Basis) -> Sum:
    """The second wage from the second month, at most eleven months."""
    n = max(1, min(11, b.months - 1))
    first = add_months(b.joined, 1)
    last = add_months(first, n) - timedelta(days=1)
    out = b.upto(1, 5)
    less = b.wage * (n - out) if out < n else None
    return Sum(
        b.wage * n,
        f"{_y(b.wage)}×{n}个月",
        less,
        f"{_y(b.wage)}×{n - out}个月",
        f"{day(first)}至{day(last)}",
    )


def _service(b: Basis, times: int) -> Sum:
    years = service_years(b.joined, b.until)
    off = D(b.upto(1, 4)) / 2
    kept = years - off if years > off else D("0.5")
    factor = "×2倍" if times == 2 else ""
    full = cents(b.wage * years * times)
    less = cents(b.wage * kept * times) if kept < years else cents(full * D("0.9"))
    how_less = f"{_y(b.wage)}×{kept}个月{factor}" if kept < years else f"{_y(full)}×90%"
    return Sum(full, f"{_y(b.wage)}×{years}个月{factor}", less, how_less)


def severance(b: Basis) -> Sum:
    """A month's wage for each year of service."""
    return _service(b, 1)


def damages(b: Basis) -> Sum:
    """Twice the severance pay, for unlawful dismissal."""
    return _service(b, 2)


def notice_pay(b: Basis) -> Sum:
    """One month's wage in place of notice."""
    return Sum(b.wage, f"{_y(b.wage)}×1个月")


def annual_leave(b: Basis) -> Sum:
    """Two daily wages for each day of leave not taken; the normal wage was paid already."""
    days = min(b.upto(2, 20), max(2, b.months // 12 * 5))
    fewer = max(1, days - b.upto(1, 5))
    full = cents(b.wage / _MONTH_DAYS * days * 2)
    return Sum(
        full,
        f"{_y(b.wage)}÷21.75天×{days}天×200%",
        cents(b.wage / _MONTH_DAYS * fewer * 2),
        f"{_y(b.wage)}÷21.75天×{fewer}天×200%",
    )


def disability(b: Basis) -> Sum:
    """The lump sum by grade of disability."""
    n = _DISABILITY[b.grade]
    return Sum(b.wage * n, f"{_y(b.wage)}×{n}个月")


def _grant(b: Basis, low: int, high: int) -> Sum:
    n = max(1, (11 - b.grade) * b.upto(low, high))
    return Sum(b.average * n, f"上年度当地职工月平均工资{_y(b.average)}×{n}个月")


def medical_grant(b: Basis) -> Sum:
    """The injury medical grant, months set by the province."""
    return _grant(b, 1, 3)


def job_grant(b: Basis) -> Sum:
    """The injury employment grant, months set by the province."""
    return _grant(b, 2, 4)


def stop_work(b: Basis) -> Sum:
    """The unchanged wage while recovering, at most twelve months here."""
    n = b.upto(2, 12)
    fewer = max(1, n - b.upto(1, 4))
    return Sum(b.wage * n, f"{_y(b.wage)}×{n}个月", b.wage * fewer, f"{_y(b.wage)}×{fewer}个月")


def _daily(b: Basis, low: int, high: int, step: int, days: tuple[int, int]) -> Sum:
    rate, n = D(b.upto(low, high) * step), b.upto(*days)
    fewer = max(1, n - b.upto(1, 9))
    return Sum(rate * n, f"{rate}元/天×{n}天", rate * fewer, f"{rate}元/天×{fewer}天")


def nursing(b: Basis) -> Sum:
    """Nursing during the stay in hospital, by the day."""
    return _daily(b, 10, 22, 10, (8, 75))


def meals(b: Basis) -> Sum:
    """Meals in hospital, by the day."""
    return _daily(b, 4, 10, 5, (8, 75))


def _odd(b: Basis, low: int, high: int) -> Decimal:
    return D(low * 100 + int(b.rng.random() ** 2.2 * (high - low) * 100)) / 100


def _bill(b: Basis, low: int, high: int) -> Sum:
    full, out = _odd(b, low, high), b.upto(5, 40)
    cut = cents(full * out / 100)
    return Sum(full, "以票据及明细为准", full - cut, f"{_y(full)}-无法核对的{_y(cut)}")


def treatment(b: Basis) -> Sum:
    """The bills of treatment."""
    return _bill(b, 900, 96_000)


def expenses(b: Basis) -> Sum:
    """Expenses laid out for the employer."""
    return _bill(b, 260, 18_000)


def commission(b: Basis) -> Sum:
    """Commission by the sales record."""
    return _bill(b, 1_800, 120_000)


def insurance_loss(b: Basis) -> Sum:
    """Medical bills that insurance would have carried, at a share."""
    full, share, less_share = _odd(b, 3_000, 120_000), b.upto(70, 85), b.upto(45, 65)
    return Sum(
        cents(full * share / 100),
        f"{_y(full)}×{share}%",
        cents(full * less_share / 100),
        f"{_y(full)}×{less_share}%",
    )


def jobless_loss(b: Basis) -> Sum:
    """Unemployment benefit that could not be drawn: months by years insured."""
    rate = cents(b.minimum * D("0.9"))
    n = min(24, max(2, b.months // 12 * 2))
    fewer = max(1, n - b.upto(1, 4))
    return Sum(rate * n, f"{_y(rate)}/月×{n}个月", rate * fewer, f"{_y(rate)}/月×{fewer}个月")


def maternity(b: Basis) -> Sum:
    """Maternity benefit for 98 days, 113 after a difficult birth."""
    days = 113 if b.rng.random() < 0.3 else 98
    full = cents(b.wage / 30 * days)
    paid = D(b.upto(8, 40)) * 100
    less = full - paid if paid < full else None
    return Sum(full, f"{_y(b.wage)}÷30天×{days}天", less, f"{_y(full)}-已支付的{_y(paid)}")


def probation_damages(b: Basis) -> Sum:
    """The wage for each month of probation beyond the lawful limit."""
    n = min(b.upto(1, 5), max(1, b.months - 1))
    fewer = n - 1
    return Sum(
        b.wage * n,
        f"{_y(b.wage)}×{n}个月",
        b.wage * fewer if fewer else None,
        f"{_y(b.wage)}×{fewer}个月",
    )


def probation_gap(b: Basis) -> Sum:
    """What was paid below 80 per cent of the agreed wage during probation."""
    n, paid = min(b.upto(1, 6), b.months), cents(b.wage * b.upto(45, 72) / 100)
    floor = cents(b.wage * D("0.8"))
    return Sum((floor - paid) * n, f"（{_y(b.wage)}×80%-{_y(paid)}）×{n}个月")


def rivalry_pay(b: Basis) -> Sum:
    """Thirty per cent of the wage for each month of the restraint."""
    n, rate = b.upto(3, 24), cents(b.wage * D("0.3"))
    fewer = max(1, n - b.upto(1, 6))
    return Sum(rate * n, f"{_y(b.wage)}×30%×{n}个月", rate * fewer, f"{_y(b.wage)}×30%×{fewer}个月")


def penalty(b: Basis) -> Sum:
    """A penalty for breach of the restraint, claimed by the employer."""
    full = D(b.upto(3, 60)) * 10_000
    less = cents(full * b.upto(10, 60) / 100)
    return Sum(full, "协议约定的数额", less, f"酌情调整为约定数额{_y(full)}的一部分")


def training_fee(b: Basis) -> Sum:
    """The part of a training fee that falls on the unserved part of the service period."""
    total, rest = D(b.upto(4, 90)) * 1000, b.upto(6, 30)
    fewer = max(1, rest - b.upto(2, 10))
    return Sum(
        cents(total / 36 * rest),
        f"{_y(total)}÷36个月×{rest}个月",
        cents(total / 36 * fewer),
        f"{_y(total)}÷36个月×{fewer}个月",
    )


def loss(b: Basis) -> Sum:
    """A loss the employer wants made good."""
    return _bill(b, 1_500, 90_000)


def bonus(b: Basis) -> Sum:
    """A year's bonus; pro rata where the year was not served out."""
    full, n = cents(b.wage * b.upto(2, 8) / 2), b.upto(3, 11)
    return Sum(full, "按约定的年度标准", cents(full * n / 12), f"{_y(full)}÷12个月×{n}个月")


def deposit(b: Basis) -> Sum:
    """Money kept back at hiring."""
    return Sum(D(b.upto(2, 60)) * 50, "以收据为准")


def heat(b: Basis) -> Sum:
    """Heat allowance by the summer month."""
    rate, n = D(b.upto(6, 15) * 20), b.upto(3, 12)
    fewer = max(1, n - b.upto(1, 4))
    return Sum(rate * n, f"{rate}元/月×{n}个月", rate * fewer, f"{rate}元/月×{fewer}个月")


def idle_pay(b: Basis) -> Sum:
    """Living allowance while the plant stood still: 80 per cent of the minimum wage."""
    rate, n = cents(b.minimum * D("0.8")), min(b.upto(2, 10), max(1, b.months - 1))
    fewer = max(1, n - b.upto(1, 3))
    return Sum(
        rate * n,
        f"{_y(b.minimum)}×80%×{n}个月",
        rate * fewer if fewer < n else None,
        f"{_y(b.minimum)}×80%×{fewer}个月",
        _span(b, n),
    )


def sick_pay(b: Basis) -> Sum:
    """Sick pay at 80 per cent of the minimum wage."""
    return idle_pay(b)


def job_loss(b: Basis) -> Sum:
    """Lost earnings because papers or the certificate of leaving were withheld."""
    n = b.upto(1, 6)
    fewer = max(1, n - 1)
    return Sum(
        b.minimum * n,
        f"{_y(b.minimum)}/月×{n}个月",
        b.minimum * fewer if fewer < n else None,
        f"{_y(b.minimum)}/月×{fewer}个月",
    )


Maker = Callable[[Basis], Sum]

MAKERS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        wages, wage_gap, overtime, double_pay, severance, damages, notice_pay, annual_leave,
        disability, medical_grant, job_grant, stop_work, nursing, meals, treatment, expenses,
        commission, insurance_loss, jobless_loss, maternity, probation_damages, probation_gap,
        rivalry_pay, penalty, training_fee, loss, bonus, deposit, heat, idle_pay, sick_pay,
        job_loss,
    )
}  # fmt: skip

MONEYLESS = frozenset({"confirm", "certificate", "reinstate", "register"})
"""Claims about a relation or an act: confirm, issue the certificate, go on, put on record."""
PAID_BY_WORKER = frozenset({"penalty", "training_fee", "loss"})
