"""How laws number their articles: 第一百二十条之一, and what people write instead."""

import re
from dataclasses import dataclass

FIGURES = "零一二三四五六七八九"
_VALUES = {figure: value for value, figure in enumerate(FIGURES)} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_NUMBER = r"[零〇一二两三四五六七八九十百千]{1,9}|\d{1,4}"
_WRITTEN = re.compile(
    rf"^第?(?P<number>{_NUMBER})条?(?:(?:之|-)(?P<sub>{_NUMBER}))?"
    rf"(?:第(?P<paragraph>{_NUMBER})款)?(?:第?[（(]?(?P<item>{_NUMBER})[)）]?项)?$"
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a law something stands; 0 for a part that is not named."""

    number: int
    sub: int = 0
    paragraph: int = 0
    item: int = 0


def number_of(written: str) -> int | None:
    """Return the number that Chinese or Arabic figures write, up to 9999; None for anything else.

    Figures in an order that nobody writes, such as 十百, are no number.
    """
    if re.fullmatch(r"[0-9]{1,4}", written):
        return int(written)
    total, figure, last = 0, None, 10_000
    for sign in written:
        if sign in _VALUES:
            if figure:
                return None
            figure = _VALUES[sign]
        elif sign in _STEPS and _STEPS[sign] < last:
            last = _STEPS[sign]
            total += last * (1 if figure is None else figure)
            figure = None
        else:
            return None
    return total + (figure or 0) if written else None


def in_han(number: int) -> str:
    """Return a number from 1 to 9999 as laws write it: 一百零八, 十二, 二十."""
    written, gap = "", False
    for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure, number = divmod(number, step)
        if not figure:
            gap = bool(written)
            continue
        one = figure == 1 and step == 10 and not written
        written += ("零" if gap else "") + ("" if one else FIGURES[figure]) + sign
        gap = False
    return written


def label_of(number: int, sub: int = 0) -> str:
    """Return 第四十七条 or 第一百二十条之一; 全文 for 0, a text that has no articles."""
    if number == 0:
        return "全文"
    return f"第{in_han(number)}条" + (f"之{in_han(sub)}" if sub else "")


def place_of(written: str) -> Place | None:
    """Return where 第四十七条第二款, 第47条 or 120-1 points; None where that cannot be read."""
    found = _WRITTEN.match("".join(written.split()))
    if found is None:
        return None
    values = {name: number_of(text) if text else 0 for name, text in found.groupdict().items()}
    if any(value is None for value in values.values()) or not values["number"]:
        return None
    return Place(**{name: value or 0 for name, value in values.items()})
