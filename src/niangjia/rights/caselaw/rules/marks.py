"""The marks of a masking: which characters of an original go, and what stands there instead."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from niangjia.kernel.errors import Invalid

_MASKED = re.compile(r"[某×＊*○]")
_KIND = re.compile(r"[a-z][a-z_]{0,19}")
LONGEST = 200
"""Characters that may stand in place of a mark."""
MOST = 20_000
"""Marks of one text."""
_SHORT = 5


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Characters `start` to `end` of an original, what they are, and what is written there."""

    start: int
    end: int
    kind: str
    written: str

    def as_row(self) -> list[Any]:
        """Return it as it is stored: [start, end, kind, written]."""
        return [self.start, self.end, self.kind, self.written]


def apply_marks(text: str, marks: Iterable[Mark]) -> str:
    """Return the text as masked. The marks are in order and none overlaps another."""
    parts, at = [], 0
    for mark in marks:
        parts += [text[at : mark.start], mark.written]
        at = mark.end
    return "".join((*parts, text[at:]))


def stored_marks(rows: Iterable[Sequence[Any]]) -> tuple[Mark, ...]:
    """Return marks as they were stored, in order; they were checked when they were made."""
    return tuple(sorted(Mark(*row) for row in rows))


def hidden_words(text: str, marks: Iterable[Mark]) -> dict[str, str]:
    """Return the words that the marks take out and that lead to somebody by themselves.

    Each with what is written in its place. Names of people from two characters on, all else from
    four; nothing that was masked before.
    """
    words = ((mark, text[mark.start : mark.end].strip()) for mark in marks)
    return {
        word: mark.written
        for mark, word in words
        if len(word) >= (2 if mark.kind == "person" else 4) and not _MASKED.search(word)
    }


def without(text: str, hidden: Mapping[str, str]) -> str:
    """Return a text in which no hidden word stands; of two that begin alike the longer goes."""
    if not hidden:
        return text
    longest_first = sorted(hidden, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return pattern.sub(lambda found: hidden[found[0]], text)


def checked_marks(raw: object, text: str) -> tuple[Mark, ...]:
    """Return marks given as such or as rows of [start, end, kind, written], in order.

    Raises Invalid where one is no such row, lies outside the text or overlaps another.
    """
    if not isinstance(raw, list | tuple) or len(raw) > MOST:
        raise Invalid(f"隐去的地方要写成一个列表，最多 {MOST} 处。")
    marks = sorted(_mark(row, len(text)) for row in raw)
    for one, other in pairwise(marks):
        if other.start < one.end:
            raise Invalid("有两处隐去的内容重叠了，请先取消其中一处。")
    return tuple(marks)


def marks_like(
    text: str, chosen: str, kind: str, written: str, marks: Sequence[Mark]
) -> tuple[Mark, ...]:
    """Return the marks with one more wherever `chosen` stands and nothing is marked yet.

    Raises Invalid where nothing was chosen or what is to be written cannot stand there.
    """
    plain = "".join(chosen.split())
    if not plain:
        raise Invalid("请先选中要隐去的文字。")
    new = []
    for found in re.finditer(_pattern(plain), text):
        start, end = found.span()
        if all(end <= mark.start or mark.end <= start for mark in marks):
            new.append(_mark([start, end, kind, written], len(text)))
    return tuple(sorted((*marks, *new)))


def _pattern(plain: str) -> str:
    """Match short Chinese words set apart by blanks, as in signatures, and whole numbers only."""
    if plain.isascii():
        return rf"(?<![A-Za-z0-9]){re.escape(plain)}(?![A-Za-z0-9])"
    return (r"[ \t\u3000]{0,2}" if len(plain) < _SHORT else "").join(map(re.escape, plain))


def _mark(row: object, length: int) -> Mark:
    match row:
        case Mark():
            mark = row
        case [int(start), int(end), str(kind), str(written)] if not isinstance(
            start, bool
        ) and not isinstance(end, bool):
            mark = Mark(start, end, kind, written)
        case _:
            raise Invalid("有一处隐去的内容写得不对：要有起点、终点、种类和替换文字。")
    if not 0 <= mark.start < mark.end <= length:
        raise Invalid("有一处隐去的内容不在原文里，请刷新页面后再试。")
    if not _KIND.fullmatch(mark.kind):
        raise Invalid("有一处隐去的内容没有种类。")
    if len(mark.written) > LONGEST or not (mark.written or "x").isprintable():
        raise Invalid(f"替换文字不能换行，最多 {LONGEST} 个字。")
    return mark
