"""What a day and an hour are worth: pay for 21.75 days a month, eight hours a day.

劳社部发〔2008〕3号 says so, and 人社部发〔2025〕2号 kept it when the holidays became thirteen.
"""

from decimal import Decimal

DAYS_OF_PAY = Decimal("21.75")
HOURS_A_DAY = 8


def daily(monthly: Decimal) -> Decimal:
    """Return the pay of a day, not rounded: what is worked out from it is rounded once."""
    return monthly / DAYS_OF_PAY


def hourly(monthly: Decimal) -> Decimal:
    """Return the pay of an hour, not rounded."""
    return monthly / DAYS_OF_PAY / HOURS_A_DAY
