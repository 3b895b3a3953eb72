"""How the answer says things: values of facts and confidence in plain words."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from niangjia.kernel.chinese.writing import day
from niangjia.kernel.money import in_yuan
from niangjia.rights.questions.findings import FactKind

_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
_GRADES = "一二三四五六七八九十"
SURE, LIKELY = 0.85, 0.6
"""From here on a guess is called sure, or likely."""


def in_words(kind: str, value: str) -> str:
    """Return the value of a fact as people write it: 8个月, 2024年3月5日, 18,000元, 九级."""
    write = _WRITTEN.get(kind)
    return write(value) if write and value else value


def chosen_words(value: str) -> str:
    """Return who asks, or whether the employment lasts, in words; other words as they are."""
    return {
        "worker": _("本人"),
        "family": _("家里人或者朋友"),
        "employer": _("用人单位"),
        "employed": _("还在职"),
        "ended": _("已经离开"),
    }.get(value, value)


def months(value: str) -> float | None:
    """Return an ISO 8601 duration in months of thirty days, None for anything else."""
    found = _DURATION.fullmatch(value)
    if not found or value == "P":
        return None
    years, whole, days = (int(part or 0) for part in found.groups())
    return years * 12 + whole + days / 30


def how_sure(confidence: float) -> str:
    """Return in words how sure a guess is."""
    if confidence >= SURE:
        return _("很像")
    return _("比较像") if confidence >= LIKELY else _("有点像")


def _duration(value: str) -> str:
    found = _DURATION.fullmatch(value)
    if not found:
        return value
    years, whole, days = found.groups()
    parts = (
        f"{years}年" if years else "",
        f"{whole}个月" if whole else "",
        f"{days}天" if days else "",
    )
    return "".join(parts)


def _sum(value: str) -> str:
    try:
        return _("到").join(in_yuan(Decimal(part)) for part in value.split("-"))
    except InvalidOperation:
        return value


def _month(value: str) -> str:
    year, month = value.split("-")
    return f"{year}年{int(month)}月"


def _grade(value: str) -> str:
    known = value.isdecimal() and 0 < int(value) <= len(_GRADES)
    return f"{_GRADES[int(value) - 1]}级" if known else value


_WRITTEN: Mapping[str, Callable[[str], str]] = {
    FactKind.SPAN: _duration,
    FactKind.SERVICE: _duration,
    FactKind.OWED: _duration,
    FactKind.AMOUNT: _sum,
    FactKind.WAGE: _sum,
    FactKind.DAY: lambda value: day(date.fromisoformat(value)),
    FactKind.MONTH: _month,
    FactKind.YEAR: lambda value: f"{value}年",
    FactKind.GRADE: _grade,
    FactKind.ASKER: chosen_words,
    FactKind.EMPLOYMENT: chosen_words,
}
