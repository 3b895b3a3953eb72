"""Dates, money and numbers the Chinese way, for templates; None shows as nothing."""

from datetime import date, datetime
from decimal import Decimal

from django import template

from niangjia.kernel.chinese import writing
from niangjia.kernel.clock import CHINA
from niangjia.kernel.money import in_yuan

register = template.Library()

SENTENCE_ENDS = tuple("。！？；：…!?;:”）")


@register.filter
def day(value: date | datetime | None) -> str:
    """Return 2024年3月5日. A moment is the day it is in China."""
    if value is None:
        return ""
    return writing.day(value.astimezone(CHINA).date() if isinstance(value, datetime) else value)


@register.filter
def moment(value: datetime | None) -> str:
    """Return 2024年3月5日 14:05 in China's time."""
    return f"{day(value)} {value.astimezone(CHINA):%H:%M}" if value else ""


@register.filter
def yuan(value: Decimal | int | None) -> str:
    """Return 18,000元, with fen only where there are any."""
    return "" if value is None else in_yuan(Decimal(value))


@register.filter
def about_yuan(value: Decimal | int | None) -> str:
    """Return 3.5万元 where ten thousands say it exactly, else as `yuan` does."""
    return "" if value is None else writing.about_yuan(value)


@register.filter
def plain_number(value: Decimal | int | None) -> str:
    """Return 18000, as somebody types it into a field."""
    return "" if value is None else writing.plain_number(value)


@register.filter
def thousands(value: int | None) -> str:
    """Return 1,234."""
    return "" if value is None else f"{value:,}"


@register.filter
def share_of(part: int, whole: int) -> int:
    """Return `part` of `whole` in whole percent from 0 to 100, at least 1 where there is any."""
    if whole <= 0 or part <= 0:
        return 0
    return min(100, max(1, round(part * 100 / whole)))


@register.filter
def breaks_off(text: str) -> bool:
    """Whether a stretch of text stops in the middle of a sentence."""
    return not text.rstrip().endswith(SENTENCE_ENDS)
