"""Reading a notice as somebody typed it, and what cannot be right about it: without a database."""

import re
from datetime import date, timedelta

from niangjia.kernel.calendar import Year
from niangjia.kernel.errors import Invalid

_DAY = r"(?:\d{4}-)?\d{1,2}-\d{1,2}|(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_SPAN = re.compile(rf"({_DAY})(?:\s*(?:至|到|~|～|—)\s*({_DAY}|\d{{1,2}}日))?")
_SEPARATORS = re.compile(r"[\s,，、;；。]+")
_FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""Days off in every year whose date is known beforehand (全国年节及纪念日放假办法 art. 2, 2025)."""
_SATURDAY = 5
_MOST = 60


def read_notice(year: int, off: str, worked: str) -> Year:
    """Return the year that a notice makes: days off and weekend days worked, as typed.

    Days are written 10月1日 or 10-1, spans 10月1日至10月7日 or 10月1日至7日. Raises Invalid for
    what cannot be read, and for what cannot be right.
    """
    free, busy = _days(year, off, "off"), _days(year, worked, "worked")
    problems = {}
    if missing := [date(year, *one) for one in _FIXED if date(year, *one) not in free]:
        named = "、".join(f"{one.month}月{one.day}日" for one in missing)
        problems["off"] = f"法定节假日没有写全：{named}。"
    if wrong := sorted(one for one in busy if one.weekday() < _SATURDAY):
        problems["worked"] = f"{wrong[0].month}月{wrong[0].day}日不是周末，不用调休上班。"
    if both := sorted(free & busy):
        problems["worked"] = f"{both[0].month}月{both[0].day}日又放假又上班。"
    if len(free) > _MOST:
        problems["off"] = f"放假{len(free)}天，太多了，请核对。"
    if problems:
        raise Invalid("放假安排有问题，没有保存。", problems)
    return Year(frozenset(one for one in free if one.weekday() < _SATURDAY), frozenset(busy))


def _days(year: int, text: str, field: str) -> set[date]:
    found: set[date] = set()
    for part in filter(None, _SEPARATORS.split(text)):
        match = _SPAN.fullmatch(part)
        if match is None:
            raise _unreadable(field, part)
        first = _date(year, match[1], field)
        last = _last(year, first, match[2], field)
        if not first <= last or (last - first).days > _MOST:
            raise _unreadable(field, part)
        found |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
    return found


def _last(year: int, first: date, written: str | None, field: str) -> date:
    if not written:
        return first
    if re.fullmatch(r"\d{1,2}日", written):
        written = f"{first.month}月{written}"
    return _date(year, written, field)


def _date(year: int, written: str, field: str) -> date:
    numbers = [int(one) for one in re.findall(r"\d+", written)]
    if len(numbers) == 3 and numbers.pop(0) != year:
        raise Invalid("放假安排有问题，没有保存。", {field: f"“{written}”不在{year}年。"})
    try:
        return date(year, *numbers)
    except ValueError:
        raise _unreadable(field, written) from None


def _unreadable(field: str, part: str) -> Invalid:
    said = f"读不懂“{part}”。请写成10月1日至10月7日，几段之间用逗号隔开。"
    return Invalid("放假安排有问题，没有保存。", {field: said})
