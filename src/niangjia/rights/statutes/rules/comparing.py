"""Two versions of a statute beside each other, article by article."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Key = tuple[int, int]
Kind = Literal["same", "changed", "moved", "added", "removed"]
ALIKE = 0.72
"""From this share of equal text on, an article under another number counts as the same one."""

_PIECES = re.compile(r"[0-9A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: kept, added by the newer version or removed by it."""

    text: str
    kind: Literal["kept", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one article; `old` or `new` is None where it was added or removed."""

    kind: Kind
    old: Key | None
    new: Key | None
    pieces: tuple[Piece, ...]


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """Return both texts as one, with every character that was added or removed marked."""
    a, b = _PIECES.findall(old), _PIECES.findall(new)
    pieces: list[Piece] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(a[a1:a2]), "kept"))
            continue
        if a2 > a1:
            pieces.append(Piece("".join(a[a1:a2]), "removed"))
        if b2 > b1:
            pieces.append(Piece("".join(b[b1:b2]), "added"))
    return tuple(pieces)


def compare(old: Mapping[Key, str], new: Mapping[Key, str]) -> tuple[Change, ...]:
    """Return what became of every article, in the order of the newer version.

    Articles of the same text found under another number are moved, not removed and added; so
    are those that are mostly alike where neither number tells more.
    """
    pairs = _pairs(old, new)
    changes = [
        _change(pairs[key], key, old[pairs[key]], text)
        if key in pairs
        else Change("added", None, key, (Piece(text, "added"),))
        for key, text in new.items()
    ]
    kept = set(pairs.values())
    gone = [Change("removed", key, None, (Piece(old[key], "removed"),)) for key in old]
    changes += [change for change in gone if change.old not in kept]
    return tuple(sorted(changes, key=lambda change: change.new or change.old or (0, 0)))


def _change(old: Key, new: Key, before: str, after: str) -> Change:
    if before == after:
        return Change("same" if old == new else "moved", old, new, (Piece(after, "kept"),))
    return Change("changed" if old == new else "moved", old, new, marked(before, after))


def _pairs(old: Mapping[Key, str], new: Mapping[Key, str]) -> dict[Key, Key]:
    """Return new number -> old number: equal texts, then like texts in place, then like texts."""
    pairs: dict[Key, Key] = {key: key for key, text in new.items() if old.get(key) == text}
    left = {key: text for key, text in old.items() if key not in pairs}
    by_text = {text: key for key, text in left.items()}
    for key, text in new.items():
        if key not in pairs and text in by_text:
            pairs[key] = by_text.pop(text)
            left.pop(pairs[key])
    shapes = {key: _pairs_of_signs(text) for key, text in left.items()}
    for key, text in new.items():
        if key in pairs or not shapes:
            continue
        shape = _pairs_of_signs(text)
        likeness = {other: _likeness(shapes[other], shape) for other in shapes}
        best = max(likeness, key=lambda other: (likeness[other], other == key))
        if likeness[best] >= ALIKE:
            pairs[key] = best
            left.pop(best)
            shapes.pop(best)
    for key in new:
        if key not in pairs and key in left:
            pairs[key] = key
            left.pop(key)
    return pairs


def _pairs_of_signs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(max(1, len(text) - 1)))


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the share of character pairs two texts have in common, from 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b))
