"""Sums and dates in the forms that judgments write them in."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_ZERO = "〇一二三四五六七八九"
_CENT = Decimal("0.01")
MONEY_FORMS = ("plain", "comma", "cents", "wan", "chinese")


def cents(value: Decimal) -> Decimal:
    """Round to fen, half up, as courts do; whole yuan stay whole."""
    rounded = value.quantize(_CENT, ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole if whole == rounded else rounded


@lru_cache(maxsize=4096)
def chinese(number: int) -> str:
    """A whole number 0..99,999,999 in Chinese numerals: 35000 is 三万五千."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return f"{chinese(high)}万{gap}{chinese(low) if low else ''}"
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    if out.startswith("一十"):
        out = out[1:]
    return out or "零"


def money(amount: Decimal, form: str) -> str:
    """A sum in yuan in one of MONEY_FORMS; plain where that form cannot write it exactly."""
    if form == "comma":
        return f"{amount:,}元"
    if form == "cents":
        return f"{amount:.2f}元"
    if form == "wan" and amount >= 10_000 and amount % 100 == 0:
        return f"{(amount / 10_000).normalize():f}万元"
    if form == "chinese" and amount == int(amount):
        return f"{chinese(int(amount))}元"
    return f"{amount}元"


def day(value: date) -> str:
    """A day as judgments write it in their text: 2023年5月12日."""
    return f"{value.year}年{value.month}月{value.day}日"


def month(value: date) -> str:
    """The month of a day: 2023年5月."""
    return f"{value.year}年{value.month}月"


def seal_day(value: date) -> str:
    """A day as it stands above the seal: 二〇二三年五月十二日."""
    year = "".join(_ZERO[int(c)] for c in str(value.year))
    return f"{year}年{chinese(value.month)}月{chinese(value.day)}日"


def add_months(value: date, months: int) -> date:
    """The same day some months on, or the end of the month where there is no such day."""
    index = value.year * 12 + value.month - 1 + months
    year, month0 = divmod(index, 12)
    first_of_next = date(year + (month0 == 11), (month0 + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month0 + 1, min(value.day, last))


def whole_months(start: date, end: date) -> int:
    """Full months from the first to the last day worked, both included."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months - (add_months(start, months) > after)


def service_years(start: date, end: date) -> Decimal:
    """Years of service for severance pay: half years up, under six months half a year.

    Source: 劳动合同法 第四十七条.
    """
    years, rest = divmod(whole_months(start, end), 12)
    if rest >= 6:
        return Decimal(years + 1)
    leftover = add_months(start, years * 12 + rest) <= end or rest > 0
    return Decimal(years) + (Decimal("0.5") if leftover else 0)
