"""What changed between two forms of a text, in stretches a person can read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "gone", "new"]

_CLAUSE = re.compile(r"[^，。；：、！？\n]*[，。；：、！？\n]|[^，。；：、！？\n]+")
_FINE = 400_000
"""Pairs of characters compared at most in one changed passage before it is shown as a whole."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Return the stretches that lead from one text to the other.

    Without the "new" ones they are the old text, without the "gone" ones the new. Clauses are
    compared first, and characters only within those that changed.
    """
    return tuple(_joined(_compared(_CLAUSE.findall(old), _CLAUSE.findall(new), fine=True)))


def _compared(old: list[str], new: list[str], *, fine: bool) -> Iterator[Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if what == "equal":
            yield Change("same", before)
        elif fine and what == "replace" and len(before) * len(after) <= _FINE:
            yield from _compared(list(before), list(after), fine=False)
        else:
            yield Change("gone", before)
            yield Change("new", after)


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    """Yield runs of one kind as one; between two that stayed, what went comes before what came."""
    same, gone, new = "", "", ""
    for change in found:
        if change.kind == "same" and change.text:
            if gone or new:
                yield from _told(same, gone, new)
                same, gone, new = "", "", ""
            same += change.text
        elif change.kind == "gone":
            gone += change.text
        elif change.kind == "new":
            new += change.text
    yield from _told(same, gone, new)


def _told(same: str, gone: str, new: str) -> Iterator[Change]:
    told = (Change("same", same), Change("gone", gone), Change("new", new))
    yield from (change for change in told if change.text)
