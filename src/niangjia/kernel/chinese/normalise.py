"""One spelling for what a reader sees as the same text.

Full-width and compatibility forms (NFKC), capitals, traditional characters, invisible characters
and white space are evened out. Every character of the result knows where it came from, so that
what is found in the normalised text can be marked in the text as it was written.

Traditional characters are converted one by one, never by phrase: a character then always becomes
the same one, in a question of two characters as well as in a judgment of ten thousand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import opencc

CJK = (
    "\u3007\u3400-\u4dbf\u4e00-\u9fff"
    "\U00020000-\U0002a6df\U0002a700-\U0002ebef\U00030000-\U000323af"
)

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_MARK = re.compile(f"[{_MARKS}]")
_CLUSTER = re.compile(f"[\\s\\S][{_MARKS}]*")
_BLANK = re.compile("[ \n]+")
_IS_CJK = re.compile(f"[{CJK}]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_LINE_ENDS = frozenset("\n\v\f\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised `text`; character i of it came from `original[starts[i]:ends[i]]`."""

    text: str
    original: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `text[start:end]` stands in the original; an empty span stays empty."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> str:
    """Return `text` in the one spelling that is indexed and compared."""
    if _MARK.search(text):
        spread = "".join(_cluster(found.group()) for found in _CLUSTER.finditer(text))
    else:
        spread = text.translate(_table())
    return _BLANK.sub(_blank, spread)


def normalise_aligned(text: str) -> Normalised:
    """Return the same text as `normalise`, with the origin of every character."""
    spread, starts, ends = _spread(text)
    letters: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    at = 0
    for found in _BLANK.finditer(spread):
        blank = _blank(found)
        letters += (spread[at : found.start()], blank)
        firsts += starts[at : found.start()]
        firsts += [starts[found.start()]] * len(blank)
        lasts += ends[at : found.start()]
        lasts += [ends[found.end() - 1]] * len(blank)
        at = found.end()
    letters.append(spread[at:])
    return Normalised("".join(letters), text, (*firsts, *starts[at:]), (*lasts, *ends[at:]))


def becomes(letter: str) -> str:
    """Return what one character that stands alone becomes: one, several or none."""
    return _table()[ord(letter)]


def is_mark(letter: str) -> bool:
    """Whether this is an accent that belongs to the character before it."""
    return bool(_MARK.match(letter))


def _spread(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """Return the characters before white space is evened out, and where each came from."""
    table = _table()
    plain = text.translate(table)
    if not _MARK.search(text) and table.uneven.isdisjoint(text):
        return plain, range(len(text)), range(1, len(text) + 1)
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in _CLUSTER.finditer(text):
        cluster = _cluster(found.group())
        letters.append(cluster)
        spans += [found.span()] * len(cluster)
    return "".join(letters), [first for first, _ in spans], [last for _, last in spans]


def _blank(found: re.Match[str]) -> str:
    """Return what a run of white space becomes.

    A line wrapped inside a sentence is no boundary between words, an empty line is.
    """
    text, first, after = found.string, found.start(), found.end()
    if first == 0 or after == len(text):
        return ""
    if found.group().count("\n") > 1:
        return "\n\n"
    if _IS_CJK.match(text[first - 1]) and _IS_CJK.match(text[after]):
        return ""
    return " "


def _cluster(cluster: str) -> str:
    """Return one character with the marks that stand on it, normalised."""
    if len(cluster) == 1:
        return _table()[ord(cluster)]
    return unicodedata.normalize("NFKC", cluster).translate(_table())


class _Table(dict[int, str]):
    """What each character becomes, worked out when first met; `uneven`: not into just one."""

    def __init__(self) -> None:
        self.simplified = _simplified()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        letter, settled = chr(code), False
        while not settled:
            even = "".join(self._once(part) for part in letter)
            settled = even == letter
            letter = even
        self[code] = letter
        if len(letter) != 1:
            self.uneven.add(chr(code))
        return letter

    def _once(self, letter: str) -> str:
        if letter in _LINE_ENDS:
            return "\n"
        if letter.isspace():
            return " "
        if unicodedata.category(letter) in _INVISIBLE or _MARK.match(letter):
            return ""
        folded = unicodedata.normalize("NFKC", letter).lower()
        return "".join(self.simplified.get(part, part) for part in folded)


@cache
def _table() -> _Table:
    return _Table()


@cache
def _simplified() -> dict[str, str]:
    """Return the characters that have a simplified form, converted in one call."""
    blocks = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x2EBF0))
    traditional = [chr(code) for block in blocks for code in block]
    simplified = opencc.OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    pairs = zip(traditional, simplified, strict=True)
    return {before: after for before, after in pairs if before != after}
