"""Days as Chinese papers write them: 2024-03-05, 2024年3月5日, 二〇二四年三月五日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_FIGURES = dict.fromkeys("零○Ｏ0oO", "0")
_FIGURES |= {figure: str(value) for value, figure in enumerate("〇一二三四五六七八九")}
_NUMERIC = re.compile(
    r"(?<!\d)(?P<y>\d{4})\s*(?:年|[-/.．])\s*(?P<m>\d{1,2})\s*(?:月|[-/.．])\s*(?P<d>\d{1,2})(?!\d)"
    r"(?:\s*日)?"
)
_HAN = re.compile(
    r"(?P<y>[〇零○Ｏ0oO一二三四五六七八九]{4})\s*年\s*"
    r"(?P<m>[一二三四五六七八九十]{1,2})\s*月\s*(?P<d>[一二三四五六七八九十]{1,3})\s*日"
)
_SIGNED = re.compile(
    rf"(?:审\s*判\s*[员长]|仲\s*裁\s*员|陪审员|调解员)[^。，；\d]{{1,24}}?{_HAN.pattern}(?=\s*(?:书|法|速|$))"
)
_PACKED = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")
_CLOCK = re.compile(r"(?:[T\s]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?")
_NOTHING = frozenset(("", "无", "不详", "未知", "暂无", "-", "--", "—", "/", "null", "none", "nan",
                      "n/a", "na"))  # fmt: skip


def is_blank(text: str) -> bool:
    """Whether a field says no more than that there is nothing to say: "", 无, 不详, null."""
    return text.strip().lower() in _NOTHING


def read_date(text: str) -> date | None:
    """Return the day a field holds; None for an empty one.

    Raises ValueError for anything that is no day, such as 2024年2月30日 or 去年.
    """
    text = text.strip()
    if is_blank(text):
        return None
    for pattern in (_NUMERIC, _HAN, _PACKED):
        found = pattern.match(text)
        if found and _CLOCK.fullmatch(text[found.end() :]):
            return _day(found)
    raise ValueError("no day")


@dataclass(frozen=True, slots=True)
class PlacedDay:
    """A day, and where it stands in the text."""

    day: date
    start: int
    end: int


def days(text: str) -> Iterator[date]:
    """Yield every day that `text` names in full, in figures, in order; impossible ones are left."""
    return (placed.day for placed in placed_days(text))


def placed_days(text: str) -> Iterator[PlacedDay]:
    """Yield the same days, each with its place."""
    for found in _NUMERIC.finditer(text):
        day = _possible_day(found)
        if day:
            yield PlacedDay(day, found.start(), found.end())


def signed_on(tail: str) -> date | None:
    """Return the day under a paper's end: in a line of its own, or between the signatures.

    A day in the midst of a sentence is of something else.
    """
    for line in reversed(tail.splitlines()):
        plain = line.strip()
        found = _HAN.fullmatch(plain) or _NUMERIC.fullmatch(plain)
        found = found or next(iter(_SIGNED.finditer(plain)), None)
        day = _possible_day(found) if found else None
        if day:
            return day
    return None


def _possible_day(found: re.Match[str]) -> date | None:
    try:
        return _day(found)
    except ValueError:
        return None


def _day(found: re.Match[str]) -> date:
    return date(_year(found["y"]), _small(found["m"]), _small(found["d"]))


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else int("".join(_FIGURES[figure] for figure in text))


def _small(text: str) -> int:
    """Read 1 to 39 in either kind of figures; raise ValueError for a slip such as 十十."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(_FIGURES[figure] for figure in text))
    try:
        return int(_FIGURES[tens] if tens else 1) * 10 + int(_FIGURES[ones] if ones else 0)
    except KeyError:
        raise ValueError("no day") from None
