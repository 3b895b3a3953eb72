"""Understanding what a reader typed: phrases, terms, exclusions, or a question in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from niangjia.foundation.search.asking import (
    AllOf,
    Concept,
    Correction,
    Group,
    ParsedQuery,
    Phrase,
    Role,
)
from niangjia.foundation.search.correction import Frequency, corrected
from niangjia.foundation.search.expansion import SURE, Lexicon, Mention
from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import bigrams, runs, words

LONGEST_QUESTION = 600
_QUOTED = r"“[^“”]+”|\"[^\"]+\"|「[^「」]+」|『[^『』]+』|＂[^＂]+＂"
_EXCLUDED = re.compile(rf"(?:(?<!\S)[-－−]|(?<!\S)不含[:：])\s*(?P<what>{_QUOTED}|[^\s\-－]\S*)")
_PHRASE = re.compile(_QUOTED)
_CASE_NUMBER = re.compile(r"\(\d{4}\)[^\s,;]{1,20}?\d+号(?:之[一二三四五六七八九十]+)?")
_AMOUNT = re.compile(
    r"[\d.,]+(?:年|月|日|号|天|个月|个|小时|万元|元|块|万|千|岁|次|人|点)*"
    r"|[一二两三四五六七八九十百千万几半]+(?:年|个多月|个月|月|天|日|小时|周|万|千|块|元|次|个)+(?:多|左右)?"
)
_SENTENCE = re.compile(r"[,;:!?，。；：！？、\n]")
_TERM_LENGTH = 8
_WORD_WEIGHT = 0.3
_MOST_REQUIRED, _MOST_COUNTED, _MOST_OPTIONAL = 20, 8, 8
_ENOUGH = 4


@dataclass
class _Understood:
    """What has been found so far."""

    groups: list[Group] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    concepts: dict[str, None] = field(default_factory=dict)
    highlights: dict[str, None] = field(default_factory=dict)
    seen: set[object] = field(default_factory=set)

    def add(self, group: Group, *highlights: str) -> None:
        self.highlights.update(dict.fromkeys(highlights))
        if group.alternatives not in self.seen:
            self.seen.add(group.alternatives)
            self.groups.append(group)


def parse(
    original: str,
    lexicon: Lexicon,
    *,
    frequency: Frequency | None = None,
    literal: bool = False,
) -> ParsedQuery:
    """Return what `original` asks for.

    Quoted phrases and `-excluded` words are taken to the letter. Short terms with spaces between
    them must all be there. Anything longer is a question: of the concepts in it most must be
    there, its other words only help. `literal` leaves slips uncorrected, for a reader who wants
    what was typed; `frequency` (see `SearchIndex.frequency`) lets short slips be recognised.
    """
    rest = original.strip()[:LONGEST_QUESTION]
    excluded = [normalise(_bare(m["what"])) for m in _EXCLUDED.finditer(rest)]
    rest = _EXCLUDED.sub(" ", rest)
    phrases = [normalise(_bare(m.group())) for m in _PHRASE.finditer(rest)]
    rest = _PHRASE.sub(" ", rest)
    found = _Understood()
    for phrase in filter(bigrams, phrases):
        found.add(Group(phrase, (Phrase(phrase),), "required"), phrase)
    text = _understand(rest, lexicon, None if literal else _Corrector(lexicon, frequency), found)
    groups = _bounded(found.groups)
    return ParsedQuery(
        original=original,
        text=" ".join([*(f"“{phrase}”" for phrase in phrases), *([text] if text else [])]),
        groups=groups,
        minimum=_minimum(groups),
        excluded=tuple(filter(bigrams, excluded)),
        corrections=tuple(found.corrections),
        highlight_terms=tuple(sorted(found.highlights, key=lambda term: (-len(term), term))),
        concepts=tuple(found.concepts),
    )


@dataclass(frozen=True)
class _Corrector:
    lexicon: Lexicon
    frequency: Frequency | None

    def __call__(self, text: str) -> tuple[str, tuple[Correction, ...]]:
        return corrected(text, self.lexicon, self.frequency)


def _understand(
    rest: str, lexicon: Lexicon, corrector: _Corrector | None, found: _Understood
) -> str:
    """Add the groups of everything that is neither quoted nor excluded; return it as searched."""
    text = " ".join(filter(None, (normalise(term) for term in rest.split())))
    if corrector is not None:
        text, made = corrector(text)
        found.corrections.extend(made)
    read = (_read(term, lexicon) for term in text.split(" "))
    terms = [term for term in read if _meaningful(term, lexicon)]
    if all(_is_term(term, lexicon) for term in terms):
        for term in terms:
            _add_term(term, lexicon, found)
    else:
        for clause in _SENTENCE.split(" ".join(term.text for term in terms)):
            _add_clause(clause, lexicon, found)
        _count_words_if_alone(found)
    if not any(group.role != "optional" for group in found.groups):
        _add_whatever_there_is(text, found)
    return text


@dataclass(frozen=True)
class _Stretch:
    """A piece of the question, the concepts it mentions and what stands between them."""

    text: str
    mentions: list[Mention]
    gaps: list[str]


def _read(text: str, lexicon: Lexicon) -> _Stretch:
    mentions = lexicon.mentions(text)
    gaps, at = [], 0
    for mention in mentions:
        gaps.append(text[at : mention.start])
        at = max(at, mention.end)
    gaps.append(text[at:])
    return _Stretch(text, mentions, [gap for gap in gaps if gap.strip()])


def _meaningful(term: _Stretch, lexicon: Lexicon) -> bool:
    if term.mentions:
        return True
    return bool(bigrams(term.text)) and lexicon.stop_spans(term.text) != [(0, len(term.text))]


def _is_term(term: _Stretch, lexicon: Lexicon) -> bool:
    if _CASE_NUMBER.fullmatch(term.text):
        return True
    if len(term.text) > _TERM_LENGTH and not term.text.isascii():
        return False
    asks = any(lexicon.stop_spans(gap) for gap in term.gaps)
    return not asks and not _SENTENCE.search(term.text)


def _add_term(term: _Stretch, lexicon: Lexicon, found: _Understood) -> None:
    if _CASE_NUMBER.fullmatch(term.text):
        found.add(Group(term.text, (Phrase(term.text),), "required"), term.text)
        return
    for mention in term.mentions:
        _add_mention(mention, "required", lexicon, found)
    for gap in term.gaps:
        for run in runs(gap):
            found.add(Group(run, (AllOf(run),), "required"), run)


def _add_clause(text: str, lexicon: Lexicon, found: _Understood) -> None:
    for number in _CASE_NUMBER.findall(text):
        found.add(Group(number, (Phrase(number),), "required"), number)
    clause = _read(_CASE_NUMBER.sub("\n", text), lexicon)
    for mention in clause.mentions:
        sure = lexicon.strength(mention) >= SURE
        _add_mention(mention, "counted" if sure else "optional", lexicon, found)
    for gap in clause.gaps:
        for word in _telling_words(gap, lexicon):
            found.add(Group(word, (AllOf(word),), "optional", _WORD_WEIGHT), word)


def _add_mention(mention: Mention, role: Role, lexicon: Lexicon, found: _Understood) -> None:
    """Ask for the concept, and prefer documents that say it as the reader did."""
    shown = lexicon.by_id[mention.concepts[0]].term
    ways = tuple(Concept(id_) for id_ in mention.concepts)
    expressions = [text for id_ in mention.concepts for text in lexicon.expressions_of(id_)]
    found.concepts.update(dict.fromkeys(mention.concepts))
    found.add(Group(shown, ways, role, lexicon.strength(mention)), mention.text, *expressions)
    sure = lexicon.strength(mention) >= SURE
    if sure and mention.text in lexicon.plain_expressions and len(mention.text) > 1:
        own = Group(mention.text, (AllOf(mention.text),), "optional", _WORD_WEIGHT)
        found.add(own)


def _telling_words(gap: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the words of a stretch that is no concept, without asking, numbers and particles."""
    rest = list(gap)
    for start, end in lexicon.stop_spans(gap):
        rest[start:end] = "\n" * (end - start)
    for word in words(_AMOUNT.sub("\n", "".join(rest))):
        if len(word) > 1:
            yield word


def _count_words_if_alone(found: _Understood) -> None:
    """Without any sure concept let the words, and what is only likely meant, be counted."""
    if not any(group.role != "optional" for group in found.groups):
        found.groups = [replace(group, role="counted", weight=1.0) for group in found.groups]


def _bounded(groups: list[Group]) -> tuple[Group, ...]:
    """Keep what a long story says first: every further thing costs time and decides little."""
    left = {"required": _MOST_REQUIRED, "counted": _MOST_COUNTED, "optional": _MOST_OPTIONAL}
    kept: list[Group] = []
    for group in groups:
        if left[group.role]:
            left[group.role] -= 1
            kept.append(group)
    return tuple(kept)


def _add_whatever_there_is(text: str, found: _Understood) -> None:
    for run in runs(text):
        found.add(Group(run, (AllOf(run),), "counted"), run)


def _minimum(groups: Sequence[Group]) -> int:
    """Return how many of the counted groups must be there: both of two, three of five."""
    counted = sum(group.role == "counted" for group in groups)
    return counted if counted <= 2 else min(_ENOUGH, round(counted * 0.6))


def _bare(quoted: str) -> str:
    return quoted[1:-1] if _PHRASE.fullmatch(quoted) else quoted
