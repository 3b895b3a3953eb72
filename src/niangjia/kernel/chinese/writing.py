"""Days and money as Chinese readers expect them."""

from datetime import date
from decimal import Decimal

from niangjia.kernel.money import in_yuan

TEN_THOUSAND = Decimal(10_000)


def day(value: date) -> str:
    """Return 2024年3月5日."""
    return f"{value.year}年{value.month}月{value.day}日"


def about_yuan(value: Decimal | int) -> str:
    """Return 3.5万元 where ten thousands say it exactly and shorter, else as `in_yuan` does."""
    tens = Decimal(value) / TEN_THOUSAND
    if abs(tens) >= 1 and tens == tens.quantize(Decimal("0.1")):
        return f"{tens:,.1f}".removesuffix(".0") + "万元"
    return in_yuan(Decimal(value))


def plain_number(value: Decimal | int) -> str:
    """Return 18000 or 18000.5, as somebody types it into a field."""
    return f"{Decimal(value).normalize():f}"
