"""What somebody told, checked before anything is worked out from it."""

from datetime import date
from decimal import Decimal

from niangjia.kernel.errors import Invalid

MOST = Decimal(10_000_000)
"""No wage of a month is higher; more is a slip of the finger."""
EARLIEST = date(1950, 1, 1)


def wage(amount: Decimal, field: str = "wage") -> Decimal:
    """Return a monthly wage in yuan. Raises Invalid for nothing, for less, and for a slip."""
    if not amount.is_finite() or amount <= 0 or amount > MOST:
        raise Invalid("月工资要大于0，最多一千万元。", {field: "请填每月多少元"})
    return amount


def number(amount: Decimal, field: str, name: str, most: int) -> Decimal:
    """Return a number of hours or days. Raises Invalid below zero and above `most`."""
    if not amount.is_finite() or amount < 0 or amount > most:
        raise Invalid(f"{name}要在0到{most}之间。", {field: f"0到{most}"})
    return amount


def employment(joined: date, left: date | None, field: str = "left") -> None:
    """Raise Invalid where somebody left before joining, or joined before anybody can have."""
    if joined < EARLIEST:
        raise Invalid("入职日期太早了，请核对年份。", {"joined": "请核对"})
    if left is not None and left < joined:
        raise Invalid("离职日期早于入职日期，请核对。", {field: "早于入职日期"})
