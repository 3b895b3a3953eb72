"""Showing why a document was found: passages of it as written, with what matched marked.

Nothing here makes HTML. A passage is a row of `Run`s, plain text that is a hit or is not, and the
page escapes each as it does any other text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from niangjia.kernel.chinese.normalise import Normalised, normalise, normalise_aligned

_STOPS = frozenset("。！？；\n!?;")
_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the original text; `is_hit` where it matched."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a text, `start` to `end`; its runs joined are exactly that part."""

    start: int
    end: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The passage without marks."""
        return "".join(run.text for run in self.runs)


def highlighted(text: str, terms: Sequence[str]) -> tuple[Run, ...]:
    """Return the whole text with every term marked, whatever script or width it is written in."""
    return _runs(text, 0, len(text), _hits(normalise_aligned(text), terms))


def passages(
    text: str, terms: Sequence[str], *, length: int = 100, most: int = 3
) -> tuple[Passage, ...]:
    """Return up to `most` passages of about `length` characters, in the order of the text.

    Those with the most different terms are chosen. Where nothing matches the beginning is shown;
    an empty text has no passage.
    """
    hits = _hits(normalise_aligned(text), terms)
    chosen: list[_Span] = []
    for span in _candidates(text, hits, length):
        if len(chosen) < most and all(span[1] <= a or span[0] >= b for a, b in chosen):
            chosen.append(span)
    if not chosen and text.strip():
        chosen = [(0, min(length, len(text)))]
    return tuple(Passage(a, b, _runs(text, a, b, hits)) for a, b in sorted(chosen))


def _hits(aligned: Normalised, terms: Sequence[str]) -> list[_Span]:
    """Return where terms stand in the original, longest first where they overlap."""
    even = [term for term in (normalise(term) for term in terms) if term]
    if not even:
        return []
    automaton = AhoCorasick(even, matchkind=MatchKind.LeftmostLongest)
    found = automaton.find_matches_as_indexes(aligned.text)
    return [aligned.span(start, end) for _, start, end in found]


def _candidates(text: str, hits: Sequence[_Span], length: int) -> list[_Span]:
    """Return a window around each hit, the richest first, the earlier of equals first."""
    ranked: list[tuple[int, int, _Span]] = []
    for index, (start, _) in enumerate(hits):
        window = _window(text, start, length)
        inside: set[str] = set()
        for other_start, other_end in hits[index:]:
            if other_end > window[1]:
                break
            inside.add(text[other_start:other_end])
        ranked.append((-len(inside), index, window))
    return [window for _, _, window in sorted(ranked)]


def _window(text: str, hit: int, length: int) -> _Span:
    """Begin at the sentence of the hit where that is near, else a little before the hit."""
    earliest = max(0, hit - length // 3)
    begin = next(
        (at + 1 for at in range(hit - 1, earliest - 1, -1) if text[at] in _STOPS), earliest
    )
    end = min(len(text), begin + length)
    while begin < hit and text[begin].isspace():
        begin += 1
    closing = next((at + 1 for at in range(end - 1, hit, -1) if text[at] in _STOPS), end)
    return begin, closing if closing - begin > length // 2 else end


def _runs(text: str, start: int, end: int, hits: Sequence[_Span]) -> tuple[Run, ...]:
    made: list[Run] = []
    at = start
    for hit_start, hit_end in hits:
        a, b = max(at, hit_start), min(end, hit_end)
        if a >= b:
            continue
        if a > at:
            made.append(Run(text[at:a], is_hit=False))
        made.append(Run(text[a:b], is_hit=True))
        at = b
    if at < end:
        made.append(Run(text[at:end], is_hit=False))
    return tuple(made)
