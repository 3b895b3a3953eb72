"""How long somebody served, counted as the law counts.

A year or a month is full on the day that bears the same number (民法典 art. 201 and 202: the first
day does not count; where the month has no such day, its last one stands for it). Whether the last
day worked counts as well is not settled everywhere: where it tips the scale both are shown.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from niangjia.kernel.calendar import same_day

_DAY = timedelta(days=1)
_HALF = Decimal("0.5")
_HALF_A_YEAR = 6


@dataclass(frozen=True, slots=True)
class Served:
    """Full years, then full months, then days."""

    years: int
    months: int
    days: int

    @property
    def in_words(self) -> str:
        """As people say it: 6年6个月5天."""
        parts = ((self.years, "年"), (self.months, "个月"), (self.days, "天"))
        return "".join(f"{count}{unit}" for count, unit in parts if count) or "0天"


def served(joined: date, left: date) -> Served:
    """Return how long it is from joining to leaving; `left` is not before `joined`."""
    months = (left.year - joined.year) * 12 + left.month - joined.month
    if same_day(joined, months) > left:
        months -= 1
    return Served(months // 12, months % 12, (left - same_day(joined, months)).days)


def served_with_last_day(joined: date, left: date) -> Served:
    """Return the same where the day of leaving was worked and counts."""
    return served(joined, left + _DAY)


def months_of_pay(time: Served) -> Decimal:
    """Return how many months of pay a time of service gives (劳动合同法 art. 47).

    One for each full year; of what is over, half of one below six months and one from there on.
    """
    if not time.months and not time.days:
        return Decimal(time.years)
    return time.years + (_HALF if time.months < _HALF_A_YEAR else Decimal(1))
