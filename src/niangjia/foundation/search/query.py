"""Understanding what a reader typed: phrases, terms, exclusions, or a question in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import rjieba

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
_CLAUSE = re.compile(r"(?<=[,;:!?，。；：！？、\n])")
_PUNCTUATION = re.compile(r"[,;:!?，。；：！？、\n]")
_ASKS = re.compile(
    r"[?？]|[吗么]\W*$|是否|能否|能不能|可不可以|是不是|算不算|有没有|要不要|该不该|合不合|"
    r"怎么|怎样|如何|咋|什么|多少|多久|几[天年个倍]|哪|为何|合法|合理|违法|可以要求"
)
_TERM_LENGTH = 8
_WORD_WEIGHT = 0.3
_CIRCUMSTANCE_WEIGHT = 0.4
_LONE_WORD_WEIGHT, _LONE_CONCEPT_WEIGHT = 0.3, 0.45  # below SURE: not what it must be about
_ASKED = 1.5  # how much more what a question asks weighs than the story around it
_MOST_REQUIRED, _MOST_COUNTED, _MOST_OPTIONAL = 20, 8, 8
_ENOUGH = 4


_ROLES: Sequence[Role] = ("required", "counted", "optional")


@dataclass
class _Understood:
    """What has been found so far."""

    groups: list[Group] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    concepts: dict[str, None] = field(default_factory=dict)
    highlights: dict[str, None] = field(default_factory=dict)
    places: dict[object, int] = field(default_factory=dict)

    def add(self, group: Group, *highlights: str) -> None:
        """Add a group; what is said twice counts once, as it was said most strongly."""
        self.highlights.update(dict.fromkeys(highlights))
        at = self.places.setdefault(group.alternatives, len(self.groups))
        if at == len(self.groups):
            self.groups.append(group)
            return
        before = self.groups[at]
        self.groups[at] = replace(
            before,
            role=min(before.role, group.role, key=_ROLES.index),
            weight=max(before.weight, group.weight),
        )


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
    there, those it asks about before those it tells of; its other words and who is asking only
    help. `literal` leaves slips uncorrected, for a reader who wants
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
        clauses = _CLAUSE.split(" ".join(term.text for term in terms))
        asking = [clause for clause in clauses if _ASKS.search(clause)]
        for clause in clauses:
            more = _ASKED if clause in asking and len(asking) < len(clauses) else 1.0
            _add_clause(clause, more, lexicon, found)
        _count_what_there_is_if_alone(found, lexicon)
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
    asks = any(_stops(gap, lexicon) for gap in term.gaps)
    return not asks and not _PUNCTUATION.search(term.text)


def _add_term(term: _Stretch, lexicon: Lexicon, found: _Understood) -> None:
    if _CASE_NUMBER.fullmatch(term.text):
        found.add(Group(term.text, (Phrase(term.text),), "required"), term.text)
        return
    for mention in term.mentions:
        _add_mention(mention, "required", lexicon, found)
    for gap in term.gaps:
        for run in runs(gap):
            found.add(Group(run, (AllOf(run),), "required"), run)


def _add_clause(text: str, more: float, lexicon: Lexicon, found: _Understood) -> None:
    """Add what a clause says; what is counted in it weighs `more` times as much."""
    for number in _CASE_NUMBER.findall(text):
        found.add(Group(number, (Phrase(number),), "required"), number)
    clause = _read(_CASE_NUMBER.sub("\n", text), lexicon)
    for mention in clause.mentions:
        role: Role = "counted" if mention.strength >= SURE else "optional"
        _add_mention(mention, role, lexicon, found, more)
    for gap in clause.gaps:
        for word in _telling_words(gap, lexicon):
            found.add(Group(word, (AllOf(word),), "optional", _WORD_WEIGHT), word)


def _add_mention(
    mention: Mention, role: Role, lexicon: Lexicon, found: _Understood, more: float = 1.0
) -> None:
    """Ask for the concept, and prefer documents that say it as the reader did.

    Of a compound its parts are asked for, which a document may say far from one another; the
    whole lifts those that say it.
    """
    parts = lexicon.parts(mention)
    _add_concept(mention, "optional" if parts else role, lexicon, found, more)
    for part in parts:
        _add_concept(part, role, lexicon, found, more)
    sure = mention.strength >= SURE
    if sure and mention.text in lexicon.plain_expressions and len(mention.text) > 1:
        found.add(Group(mention.text, (AllOf(mention.text),), "optional", _WORD_WEIGHT))


def _add_concept(
    mention: Mention, role: Role, lexicon: Lexicon, found: _Understood, more: float
) -> None:
    concepts = [lexicon.by_id[id_] for id_ in mention.concepts]
    weight = mention.strength * more
    if role != "required" and all(concept.is_circumstance for concept in concepts):
        role, weight = "optional", _CIRCUMSTANCE_WEIGHT
    sure = mention.concepts if mention.strength >= SURE else ()
    expressions = [text for id_ in sure for text in lexicon.expressions_of(id_)]
    found.concepts.update(dict.fromkeys(mention.concepts))
    ways = tuple(Concept(id_) for id_ in mention.concepts)
    found.add(Group(concepts[0].term, ways, role, weight), mention.text, *expressions)


def _telling_words(gap: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the words of a stretch that is no concept, without asking, numbers and particles."""
    rest = list(gap)
    for start, end in _stops(gap, lexicon):
        rest[start:end] = "\n" * (end - start)
    for word in words(_AMOUNT.sub("\n", "".join(rest))):
        if len(word) > 1:
            yield word


def _stops(gap: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return where a stretch only asks: 会 alone does, 会 in 会计 or 委员会 does not."""
    spans = lexicon.stop_spans(gap)
    if all(end - start > 1 for start, end in spans):
        return spans
    single, at = set(), 0
    for word in rjieba.cut(gap):
        if len(word) == 1:
            single.add(at)
        at += len(word)
    return [(start, end) for start, end in spans if end - start > 1 or start in single]


def _count_what_there_is_if_alone(found: _Understood, lexicon: Lexicon) -> None:
    """Without any sure concept count what is only likely meant, and the words beside it."""
    if any(group.role != "optional" for group in found.groups):
        return
    for at, group in enumerate(found.groups):
        if _is_concept(group):
            found.groups[at] = replace(group, role="counted", weight=_LONE_CONCEPT_WEIGHT)
        elif group.shown not in lexicon.plain_expressions:
            found.groups[at] = replace(group, role="counted", weight=_LONE_WORD_WEIGHT)


def _is_concept(group: Group) -> bool:
    return all(isinstance(way, Concept) for way in group.alternatives)


def _bounded(groups: list[Group]) -> tuple[Group, ...]:
    """Keep what a long story asks, then what it says first, concepts before words.

    Every further thing costs time and decides little.
    """
    left = {"required": _MOST_REQUIRED, "counted": _MOST_COUNTED, "optional": _MOST_OPTIONAL}
    kept: list[Group] = []
    for group in sorted(groups, key=lambda group: -group.weight):
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
