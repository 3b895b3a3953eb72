"""How long: 三年, 7个月, 一年零三个月, 半年, 3个半月, 40天, as people type it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from niangjia.kernel.money import chinese_number

_FIGURE = r"(?:\d{1,3}(?:\.5)?|[一二两三四五六七八九十]{1,3})"
_YEARS = rf"(?P<years>{_FIGURE})(?P<half_year>个半)?(?:周)?年(?P<and_half>半)?"
_MONTHS = rf"(?P<months>{_FIGURE})个(?P<half_month>半)?月(?P<more_half>半)?"
_MORE_MONTHS = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", _MONTHS)
_DAYS = rf"(?P<days>{_FIGURE})天"
_HALVES = r"(?P<half>大?半年|(?<!个)半个月)"
_SPAN = re.compile(
    rf"(?<![\d.年月第])(?:{_YEARS}(?:[零又多,，]?{_MORE_MONTHS})?|{_MONTHS}|{_HALVES}|{_DAYS})(?!以?前)"
)
_A_DATE = re.compile(
    r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?!个)|^(?:底|初|末|度|龄|纪|代|级)"
)


@dataclass(frozen=True, slots=True)
class PlacedSpan:
    """A length of time in ISO 8601 (P1Y3M, P40D), and where it stands."""

    duration: str
    start: int
    end: int


def spans(text: str) -> Iterator[PlacedSpan]:
    """Yield every length of time `text` names, in order; days of the calendar are left."""
    for found in _SPAN.finditer(text):
        if found["years"] and not found["months2"] and _A_DATE.match(text[found.end() :]):
            continue
        duration = _duration(found)
        if duration:
            yield PlacedSpan(duration, found.start(), found.end())


def _duration(found: re.Match[str]) -> str:
    if found["half"]:
        return "P6M" if "年" in found["half"] else "P15D"
    if found["days"]:
        number = _number(found["days"])
        return f"P{number:g}D" if number else ""
    years = _number(found["years"])
    months = _number(found["months"] or found["months2"])
    if found["half_year"] or found["and_half"]:
        years += 0.5
    half_months = ("half_month", "more_half", "half_month2", "more_half2")
    if any(found[name] for name in half_months):
        months += 0.5
    return _written(years, months)


def _written(years: float, months: float) -> str:
    months += (years % 1) * 12
    days = 15 if months % 1 else 0
    parts = (f"{int(years)}Y" if years >= 1 else "", f"{int(months)}M" if months >= 1 else "")
    told = "".join(parts) + (f"{days}D" if days else "")
    return f"P{told}" if told else ""


def _number(written: str | None) -> float:
    if not written:
        return 0
    if written[0].isdecimal():
        return float(written)
    return float(chinese_number(written) or 0)
