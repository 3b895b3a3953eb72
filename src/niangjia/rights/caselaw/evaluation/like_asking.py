"""Asking a made-up library for cases like made-up situations, and what is true of the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from niangjia.foundation.search.asking import AllOf, Group, ParsedQuery
from niangjia.foundation.search.port import SearchIndex, SearchRequest
from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import words
from niangjia.rights.caselaw.alike.candidates import candidates
from niangjia.rights.caselaw.alike.choosing import chosen, preferred
from niangjia.rights.caselaw.alike.features import features
from niangjia.rights.caselaw.alike.profile import Profile, profile_of_case, profile_of_situation
from niangjia.rights.caselaw.alike.ranking import ranked
from niangjia.rights.caselaw.alike.training import Lesson
from niangjia.rights.caselaw.alike.weights import Kind, Weights
from niangjia.rights.caselaw.asked import answered, understood
from niangjia.rights.caselaw.evaluation.lay_situations import Wording, months_of, tell
from niangjia.rights.caselaw.evaluation.like_grades import gain, grade
from niangjia.rights.caselaw.evaluation.like_library import MadeUpLibrary, read_as_imported
from niangjia.rights.caselaw.evaluation.understanding import generated
from niangjia.rights.caselaw.findings import Situation, SituationFacts
from niangjia.rights.caselaw.generator import generate
from niangjia.rights.caselaw.generator.facts import Facts

TOP = 5
TODAY = date(2026, 1, 1)
"""The day on which made-up cases are looked for: what is recent must not change with the clock."""

Understand = Callable[[str], Situation]
"""How a text in plain words is understood; the house hands in its own way."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A situation whose like is sought, what it is compared by, and the truth behind it."""

    told: Situation
    profile: Profile
    truth: Facts
    kind: Kind


def lay_questions(
    *, count: int, seed: int, wording: Wording, understand: Understand, known: bool = False
) -> Iterator[Asked]:
    """Yield situations told in lay words, as they are understood or, `known`, as they are."""
    rng = Random(f"niangjia-situations-{seed}")
    for case in generate(count=count, seed=seed):
        text = tell(case.facts, wording, rng).text
        told = situation_in_truth(text, case.facts) if known else understand(text)
        yield Asked(told, profile_of_situation(told), case.facts, "words")


def papers(*, count: int, seed: int) -> Iterator[Asked]:
    """Yield cases whose like is sought, read as an import reads them."""
    both = zip(generated(count=count, seed=seed), generate(count=count, seed=seed), strict=True)
    for labelled, made in both:
        case, kinds = read_as_imported(labelled)
        profile = profile_of_case(case, kinds)
        told = Situation(text=f"{case.title}\n{case.text}", issues=profile.issues)
        yield Asked(told, profile, made.facts, "paper")


def situation_in_truth(text: str, facts: Facts) -> Situation:
    """Return a situation of which everything is known: its worker put right what was misread."""
    return Situation(
        text=text,
        issues={facts.issues[0]: 1.0},
        facts=SituationFacts(
            months_worked=months_of(facts),
            monthly_wage=facts.monthly_wage,
            amount=facts.claimed,
            employed=facts.left is None,
        ),
        place=facts.region_code,
        stage=facts.stage,
    )


def lesson(library: MadeUpLibrary, asked: Asked) -> Lesson:
    """Return the candidates of a situation with what each is worth."""
    found = candidates(asked.told, library.index)
    return Lesson(
        [features(asked.profile, library.known[one.code].profile, one.scores) for one in found],
        [gain(grade(asked.truth, library.facts[one.code])) for one in found],
    )


def by_likeness(library: MadeUpLibrary, asked: Asked, weights: Weights) -> list[str]:
    """Return the cases a reader would be shown."""
    found = candidates(asked.told, library.index)
    best = preferred(ranked(asked.profile, found, library.known, weights), asked.profile, TODAY)
    return [case.code for case in chosen(best[:60], lambda _one, _other: False, TOP)]


def by_likeness_alone(library: MadeUpLibrary, asked: Asked, weights: Weights) -> list[str]:
    """Return the most like, whatever their outcome, place and year."""
    found = candidates(asked.told, library.index)
    best = ranked(asked.profile, found, library.known, weights)
    return [one.case.code for one in best[:TOP]]


def by_resemblance(index: SearchIndex, text: str) -> list[str]:
    """Return what plain more-like-this finds for the same text."""
    return [hit.id for hit in index.more_like(text, limit=TOP)]


def by_words(index: SearchIndex, text: str, limit: int = TOP) -> list[str]:
    """Return what BM25 finds for the words as they stand."""
    even = normalise(text)
    said = dict.fromkeys(word for word in words(even) if len(word) > 1)
    groups = tuple(Group(word, (AllOf(word),), "counted") for word in said)
    query = ParsedQuery(text, even, groups, 1)
    return [hit.id for hit in index.search(SearchRequest(query, limit=limit)).hits]


def by_search(index: SearchIndex, text: str) -> list[str]:
    """Return what the search page finds for the same text, lay words and issue understood."""
    query = understood(text, literal=False, among=index)
    return [hit.id for hit in answered(index, SearchRequest(query, limit=TOP))[1].hits]


def grades(library: MadeUpLibrary, asked: Asked, codes: Sequence[str]) -> list[float]:
    """Return how like the situation each of these cases is in truth."""
    return [grade(asked.truth, library.facts[code]) for code in codes]
