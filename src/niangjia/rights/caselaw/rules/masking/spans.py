"""What is to be replaced, and which of two that overlap is kept."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

MASKED = re.compile(r"[某×＊*○]|ORG|[Xx]{2,}|(?<=[\u4e00-\u9fff])[xX]\d?")
"""The signs by which earlier hands have masked; what carries one is left as it is."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters `start` to `end` of the original, what they are, and what stands there now."""

    start: int
    end: int
    kind: str
    with_: str


def places_of(part: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every place where the part stands in the text."""
    at = text.find(part)
    while at >= 0:
        yield at, at + len(part)
        at = text.find(part, at + len(part))


def settle(found: Iterable[Replacement]) -> tuple[Replacement, ...]:
    """Return the spans in order, none overlapping: the longer wins, then the earlier."""
    kept: list[Replacement] = []
    taken: set[int] = set()
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start, s.kind)):
        places = range(span.start, span.end)
        if span.end > span.start and taken.isdisjoint(places):
            kept.append(span)
            taken.update(places)
        else:
            kept += _rest(span, taken)
            taken.update(places)
    return tuple(sorted(kept, key=lambda s: s.start))


def _rest(span: Replacement, taken: set[int]) -> list[Replacement]:
    """The end of what went in part as something else, or its beginning: no piece may stay."""
    gone = [at for at in range(span.start, span.end) if at in taken]
    least = 2 if span.kind == "address" else 1
    if not gone:
        return []
    after, before = replace(span, start=gone[-1] + 1), replace(span, end=gone[0])
    # before an address stands the county, which stays
    parts = (after,) if span.kind == "address" else (before, after)
    return [part for part in parts if part.end - part.start >= least]


def rebuilt(text: str, replacements: Iterable[Replacement]) -> str:
    """Return the text with every replacement made."""
    parts, at = [], 0
    for span in replacements:
        parts += [text[at : span.start], span.with_]
        at = span.end
    return "".join((*parts, text[at:]))
