"""A lexicon: which expressions mean the same, from a worker's words to the words of the law.

The room that owns a field of law writes the lexicon; here it is only matched against text. When a
document is indexed every concept it mentions is marked, so that a question about a concept costs
one look-up however many ways there are of saying it.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from niangjia.foundation.search.finding import Finder
from niangjia.kernel.chinese.normalise import normalise

Kind = Literal["legal", "synonym", "lay", "misspelling"]

SURE = 0.5  # from this strength on an expression is taken to mean its concept
_GAP = "…"
_WIDEST_GAP = 8
_MATCHING = "whole numbers"  # how expressions are matched; another way makes another index
_JOINED = frozenset("0123456789abcdefghijklmnopqrstuvwxyz一二三四五六七八九十百千")
_BREAK = re.compile(r"[,.;:!?，。；：！？\s]")


@dataclass(frozen=True, slots=True)
class Expression:
    """One way of saying a concept. `工资…不给` allows up to eight characters in between.

    `strength` (0 to 1): how surely somebody who says this means the concept. With a gap only a
    synonym marks documents; what lay people say with a gap is understood in questions alone.
    """

    text: str
    kind: Kind = "synonym"
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class LexiconConcept:
    """A thing people ask about; `term` is what the law calls it, `subject` the room's own code.

    A circumstance is who somebody is and not what is asked: in a question it only helps.
    """

    id: str
    term: str
    subject: str
    expressions: tuple[Expression, ...]
    is_circumstance: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression found in a normalised text, at `start` to `end`.

    `strength`: how surely it means its concepts, the best of its readings.
    """

    start: int
    end: int
    text: str
    concepts: tuple[str, ...]
    strength: float = 1.0


_Edges = tuple[tuple[int, int], tuple[int, int]]
_Places = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class _Gapped:
    """An expression with gaps: its parts, what it means, and what it marks documents with."""

    parts: tuple[str, ...]
    concepts: tuple[str, ...]
    strength: float
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Expressions with gaps by the part they begin with, and what finds any of their parts."""

    by_first: Mapping[str, Sequence[_Gapped]]
    parts: Sequence[str]
    any_part: AhoCorasick

    @classmethod
    def of(cls, expressions: Iterable[_Gapped]) -> _Gaps:
        by_first: dict[str, list[_Gapped]] = {}
        for gapped in expressions:
            by_first.setdefault(gapped.parts[0], []).append(gapped)
        parts = sorted({part for same in by_first.values() for g in same for part in g.parts})
        return cls(by_first, parts, AhoCorasick(parts))


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Concepts, and the words that carry no meaning in a question (请问, 怎么办, 合理吗)."""

    concepts: tuple[LexiconConcept, ...] = ()
    stops: tuple[str, ...] = ()
    by_id: Mapping[str, LexiconConcept] = field(init=False)

    def __post_init__(self) -> None:
        by_id = {concept.id: concept for concept in self.concepts}
        if len(by_id) != len(self.concepts):
            raise ValueError("two concepts of the lexicon share an id")
        object.__setattr__(self, "by_id", by_id)

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever a document would be marked differently."""
        lines = [f"{text}={','.join(ids)}" for text, ids in self._sure.items()]
        lines += [f"{_GAP.join(g.parts)}={','.join(g.marks)}" for g in self._marking_gaps]
        lines = [_MATCHING, *sorted(lines)]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

    @cached_property
    def plain_expressions(self) -> Mapping[str, tuple[str, ...]]:
        """Every expression without a gap, normalised, with the concepts it means."""
        return self._plain

    @cached_property
    def misspellings(self) -> Mapping[str, str]:
        """The listed slips, normalised, with the term that was meant."""
        return {
            normalise(expression.text): normalise(concept.term)
            for concept in self.concepts
            for expression in concept.expressions
            if expression.kind == "misspelling"
        }

    def mentions(self, text: str) -> list[Mention]:
        """Return what a question mentions, the longest expression first where several begin.

        `text` must be normalised. An expression with a gap replaces shorter ones in its own words
        (没…签劳动合同 replaces 签劳动合同) but not what stands in its gap.
        """
        found = [
            self._mention(start, end, text)
            for which, start, end in self._longest.find_matches_as_indexes(text)
            if _is_whole(text, start, end)
        ]
        for mention, edges in sorted(self._gapped(text), key=_widest_first):
            clashing = [other for other in found if _touches(other, edges)]
            if all(_is_within(other, mention, edges) for other in clashing):
                found = [other for other in found if other not in clashing] + [mention]
        return sorted(found, key=lambda mention: mention.start)

    def parts(self, mention: Mention) -> list[Mention]:
        """Return what a compound expression is made of: 怀孕 and 被辞退 in 怀孕被辞退.

        Empty unless it says two things or more that are concepts of their own. Neither what
        means the same as the whole nor what is only likely meant is a part.
        """
        inner = [
            self._mention(start, end, mention.text)
            for _, start, end in self._all.find_matches_as_indexes(mention.text, overlapping=True)
            if _is_whole(mention.text, start, end)
        ]
        kept: list[Mention] = []
        for part in sorted(inner, key=lambda part: (part.start - part.end, part.start)):
            apart = all(part.end <= other.start or other.end <= part.start for other in kept)
            if apart and not set(part.concepts) & set(mention.concepts):
                kept.append(part)
        said = {part.concepts for part in kept}
        return sorted(kept, key=lambda part: part.start) if len(said) > 1 else []

    def marks(self, text: str) -> list[str]:
        """Return the id of a concept for each time a document mentions it.

        Only expressions that surely mean it count, and those that overlap count once. `text`
        must be normalised.
        """
        spans: list[tuple[int, int, tuple[str, ...]]] = []
        meanings, edged = self._sure_meanings, self._edged
        places: dict[str, list[int]] = {}
        for which, start, end in self._marked.places(text):
            if which >= len(meanings):
                places.setdefault(self._marking.parts[which - len(meanings)], []).append(start)
            elif not edged[which] or _is_whole(text, start, end):
                spans.append((start, end, meanings[which]))
        spans += [(*span, g.marks) for g, span in _gaps_at(text, self._marking, places)]
        marks: list[str] = []
        reached: dict[str, int] = {}
        for start, end, concepts in sorted(spans):
            for concept in concepts:
                if start >= reached.get(concept, 0):
                    marks.append(concept)
                    reached[concept] = end
        return marks

    def stop_spans(self, text: str) -> list[tuple[int, int]]:
        """Return where a normalised question only asks, greets or begs."""
        return [span[1:] for span in self._stops.find_matches_as_indexes(text)]

    def expressions_of(self, concept: str) -> tuple[str, ...]:
        """Return the plain expressions that surely mean a concept, normalised, longest first."""
        sure = (e.text for e in self.by_id[concept].expressions if e.strength >= SURE)
        texts = {normalise(text) for text in sure if _GAP not in text}
        texts.add(normalise(self.by_id[concept].term))
        return tuple(sorted(texts, key=lambda text: (-len(text), text)))

    def _mention(self, start: int, end: int, text: str) -> Mention:
        said = text[start:end]
        return Mention(start, end, said, self._plain[said], self._strengths[said])

    def _gapped(self, text: str) -> Iterator[tuple[Mention, _Edges]]:
        places: dict[str, list[int]] = {}
        found = self._asking.any_part.find_matches_as_indexes(text, overlapping=True)
        for which, start, _ in found:
            places.setdefault(self._asking.parts[which], []).append(start)
        for gapped, (start, end) in _gaps_at(text, self._asking, places):
            first, last = gapped.parts[0], gapped.parts[-1]
            edges = ((start, start + len(first)), (end - len(last), end))
            said = text[start:end]
            yield Mention(start, end, said, gapped.concepts, gapped.strength), edges

    @cached_property
    def _marked(self) -> Finder:
        """What finds all that marks a document: sure expressions, then the parts of gapped ones."""
        return Finder([*self._sure, *self._marking.parts])

    @cached_property
    def _edged(self) -> list[bool]:
        """Which sure expressions begin or end with what may be part of a number or Latin word."""
        return [text[0] in _JOINED or text[-1] in _JOINED for text in self._sure]

    @cached_property
    def _plain(self) -> dict[str, tuple[str, ...]]:
        return _grouped((text, id_) for text, id_, _ in self._pairs())

    @cached_property
    def _sure(self) -> dict[str, tuple[str, ...]]:
        return _grouped((text, id_) for text, id_, strength in self._pairs() if strength >= SURE)

    @cached_property
    def _sure_meanings(self) -> list[tuple[str, ...]]:
        return list(self._sure.values())

    def _pairs(self) -> Iterator[tuple[str, str, float]]:
        for concept in self.concepts:
            for expression in (Expression(concept.term, "legal"), *concept.expressions):
                if _GAP not in expression.text:
                    yield normalise(expression.text), concept.id, expression.strength

    @cached_property
    def _all_gaps(self) -> list[_Gapped]:
        """Every expression with gaps, with all it may mean."""
        ways: dict[tuple[str, ...], list[tuple[str, Expression]]] = {}
        for concept in self.concepts:
            for expression in concept.expressions:
                if _GAP in expression.text:
                    parts = tuple(normalise(part) for part in expression.text.split(_GAP))
                    ways.setdefault(parts, []).append((concept.id, expression))
        return [
            _Gapped(
                parts,
                tuple(dict.fromkeys(id_ for id_, _ in meant)),
                max(expression.strength for _, expression in meant),
                tuple(dict.fromkeys(id_ for id_, e in meant if e.kind == "synonym")),
            )
            for parts, meant in ways.items()
        ]

    @cached_property
    def _marking_gaps(self) -> list[_Gapped]:
        return [gapped for gapped in self._all_gaps if gapped.marks]

    @cached_property
    def _asking(self) -> _Gaps:
        return _Gaps.of(self._all_gaps)

    @cached_property
    def _marking(self) -> _Gaps:
        return _Gaps.of(self._marking_gaps)

    @cached_property
    def _strengths(self) -> dict[str, float]:
        best: dict[str, float] = {}
        for concept in self.concepts:
            best[normalise(concept.term)] = 1.0
            for expression in concept.expressions:
                text = normalise(expression.text)
                best[text] = max(best.get(text, 0.0), expression.strength)
        return best

    @cached_property
    def _texts(self) -> list[str]:
        return list(self._plain)

    @cached_property
    def _longest(self) -> AhoCorasick:
        return AhoCorasick(self._texts, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _all(self) -> AhoCorasick:
        return AhoCorasick(list(self._sure))

    @cached_property
    def _stops(self) -> AhoCorasick:
        stops = sorted({normalise(stop) for stop in self.stops})
        return AhoCorasick(stops, matchkind=MatchKind.LeftmostLongest)


def _gaps_at(
    text: str, gaps: _Gaps, places: Mapping[str, Sequence[int]]
) -> Iterator[tuple[_Gapped, tuple[int, int]]]:
    """Yield the expressions with gaps whose parts stand at `places`, and where each time."""
    for first in sorted(places.keys() & gaps.by_first.keys()):
        for gapped in gaps.by_first[first]:
            if all(part in places for part in gapped.parts):
                for start in places[first]:
                    end = _reach(text, gapped.parts, start, places)
                    if end:
                        yield gapped, (start, end)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, dict[str, None]] = {}
    for text, id_ in pairs:
        grouped.setdefault(text, {})[id_] = None
    return {text: tuple(ids) for text, ids in grouped.items()}


def _widest_first(found: tuple[Mention, _Edges]) -> tuple[int, int, int]:
    """Order by place; of two that span the same the one with more words of its own comes first."""
    mention, edges = found
    return mention.start, -mention.end, -sum(end - start for start, end in edges)


def _touches(mention: Mention, edges: _Edges) -> bool:
    return any(mention.start < end and start < mention.end for start, end in edges)


def _is_within(mention: Mention, gapped: Mention, edges: _Edges) -> bool:
    """Say whether `mention` lies in the gapped one, and the words of that one are more."""
    inside = gapped.start <= mention.start and mention.end <= gapped.end
    return inside and sum(end - start for start, end in edges) >= mention.end - mention.start


def _is_whole(text: str, start: int, end: int) -> bool:
    """Say whether a match cuts no number or Latin word: 8小时 is not in 48小时, 三薪 in 十三薪."""
    if text[start] in _JOINED and start and text[start - 1] in _JOINED:
        return False
    return not (text[end - 1] in _JOINED and end < len(text) and text[end] in _JOINED)


def _reach(text: str, parts: Sequence[str], start: int, places: _Places) -> int:
    """Return where the parts, each soon after the other, end if they begin at `start`, or 0."""
    end = start + len(parts[0])
    for part in parts[1:]:
        found = places[part]
        at = bisect_left(found, end)
        if at == len(found) or found[at] - end > _WIDEST_GAP:
            return 0
        if _BREAK.search(text, end, found[at]):
            return 0
        end = found[at] + len(part)
    return end
