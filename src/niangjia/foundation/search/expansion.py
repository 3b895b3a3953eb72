"""A lexicon: which expressions mean the same, from a worker's words to the words of the law.

The room that owns a field of law writes the lexicon; here it is only matched against text. When a
document is indexed every concept it mentions is marked, so that a question about a concept costs
one look-up however many ways there are of saying it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from niangjia.kernel.chinese.normalise import normalise

Kind = Literal["legal", "synonym", "lay", "misspelling"]

SURE = 0.5  # from this strength on an expression is taken to mean its concept
_GAP = "…"
_WIDEST_GAP = 8


@dataclass(frozen=True, slots=True)
class Expression:
    """One way of saying a concept. `工资…不给` allows up to eight characters in between.

    `strength` (0 to 1): how surely somebody who says this means the concept.
    """

    text: str
    kind: Kind = "synonym"
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class LexiconConcept:
    """A thing people ask about; `term` is what the law calls it, `subject` the room's own code."""

    id: str
    term: str
    subject: str
    expressions: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """An expression found in a normalised text, at `start` to `end`."""

    start: int
    end: int
    text: str
    concepts: tuple[str, ...]


_Edges = tuple[tuple[int, int], tuple[int, int]]
_Gapped = tuple[list[str], re.Pattern[str], tuple[str, ...]]


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
        lines = sorted(f"{text}={','.join(ids)}" for text, ids in self._sure.items())
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
            Mention(start, end, text[start:end], self._plain[self._texts[which]])
            for which, start, end in self._longest.find_matches_as_indexes(text)
        ]
        gapped = sorted(self._gapped(text), key=lambda pair: (pair[0].start, -pair[0].end))
        for mention, edges in gapped:
            clashing = [other for other in found if _touches(other, edges)]
            if all(_is_within(other, mention, edges) for other in clashing):
                found = [other for other in found if other not in clashing] + [mention]
        return sorted(found, key=lambda mention: mention.start)

    def marks(self, text: str) -> list[str]:
        """Return the id of a concept for each time a document mentions it.

        Only expressions that surely mean it count, and those that overlap count once. `text`
        must be normalised.
        """
        marks: list[str] = []
        reached: dict[str, int] = {}
        meanings = self._sure_meanings
        for which, start, end in self._all.find_matches_as_indexes(text, overlapping=True):
            for concept in meanings[which]:
                if start >= reached.get(concept, 0):
                    marks.append(concept)
                    reached[concept] = end
        return marks

    def stop_spans(self, text: str) -> list[tuple[int, int]]:
        """Return where a normalised question only asks, greets or begs."""
        return [span[1:] for span in self._stops.find_matches_as_indexes(text)]

    def strength(self, mention: Mention) -> float:
        """Return how surely the mention means its concept: the best of its readings."""
        return self._strengths.get(mention.text, 1.0)

    def expressions_of(self, concept: str) -> tuple[str, ...]:
        """Return the plain expressions that surely mean a concept, normalised, longest first."""
        sure = (e.text for e in self.by_id[concept].expressions if e.strength >= SURE)
        texts = {normalise(text) for text in sure if _GAP not in text}
        texts.add(normalise(self.by_id[concept].term))
        return tuple(sorted(texts, key=lambda text: (-len(text), text)))

    def _gapped(self, text: str) -> Iterator[tuple[Mention, _Edges]]:
        present = {
            self._parts[i]
            for i, _, _ in self._any_part.find_matches_as_indexes(text, overlapping=True)
        }
        for first in present:
            for parts, pattern, concepts in self._gaps.get(first, ()):
                if present.issuperset(parts):
                    for found in pattern.finditer(text):
                        start, end = found.span()
                        edges = ((start, start + len(first)), (end - len(parts[-1]), end))
                        yield Mention(start, end, found.group(), concepts), edges

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
    def _gaps(self) -> dict[str, list[_Gapped]]:
        """The expressions with gaps, by the part they begin with."""
        by_first: dict[str, list[_Gapped]] = {}
        pairs = ((e.text, c.id) for c in self.concepts for e in c.expressions if _GAP in e.text)
        for text, ids in _grouped(pairs).items():
            parts = [normalise(part) for part in text.split(_GAP)]
            by_first.setdefault(parts[0], []).append((parts, _gap_pattern(parts), ids))
        return by_first

    @cached_property
    def _parts(self) -> list[str]:
        gapped = (gapped for same in self._gaps.values() for gapped in same)
        return sorted({part for parts, _, _ in gapped for part in parts})

    @cached_property
    def _any_part(self) -> AhoCorasick:
        return AhoCorasick(self._parts)

    @cached_property
    def _strengths(self) -> dict[str, float]:
        best: dict[str, float] = {}
        for concept in self.concepts:
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


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, dict[str, None]] = {}
    for text, id_ in pairs:
        grouped.setdefault(text, {})[id_] = None
    return {text: tuple(ids) for text, ids in grouped.items()}


def _touches(mention: Mention, edges: _Edges) -> bool:
    return any(mention.start < end and start < mention.end for start, end in edges)


def _is_within(mention: Mention, gapped: Mention, edges: _Edges) -> bool:
    """Say whether `mention` lies in the gapped one, and the words of that one are more."""
    inside = gapped.start <= mention.start and mention.end <= gapped.end
    return inside and sum(end - start for start, end in edges) >= mention.end - mention.start


def _gap_pattern(parts: Iterable[str]) -> re.Pattern[str]:
    between = rf"[^,.;:!?，。；：！？\s]{{0,{_WIDEST_GAP}}}?"
    return re.compile(between.join(re.escape(part) for part in parts))
