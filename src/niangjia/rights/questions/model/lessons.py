"""Questions turned into lessons for the three heads: labour or not, the issue, the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from niangjia.kernel.issues import Issue
from niangjia.rights.questions.model.features import Features, Floats, features
from niangjia.rights.questions.model.labour import learn_labour
from niangjia.rights.questions.model.learning import Head, Lesson, learn
from niangjia.rights.questions.model.ridge import rarity_of
from niangjia.rights.questions.model.weights import FIELDS, HEADS, ISSUES, QuestionModel
from niangjia.rights.questions.rules.borders import borders
from niangjia.rights.questions.rules.fields import Field

EVERY = 3
"""Of what was made up, each third is enough to tell labour matters from others."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question and what is known of it; `labour` None where nobody can tell."""

    features: Features
    labour: bool | None
    issues: tuple[Issue, ...] = ()
    field: Field | None = None
    real: bool = True


def made_up(text: str, issue: Issue) -> Known:
    """Return what is known of a question written for this project."""
    return Known(features(text), labour=True, issues=(issue,), real=False)


def learn_all(asked: Sequence[Known], invented: Sequence[Known]) -> QuestionModel:
    """Learn the three heads."""
    rarity = rarity_among(invented)
    heads: dict[str, Head] = {}
    for name in HEADS:
        lessons = [lesson for lesson in lessons_of(name, asked, invented) if lesson is not None]
        heads[name] = learn_labour(lessons) if name == "labour" else _learn(name, lessons, rarity)
    return QuestionModel(heads)


def _learn(name: str, lessons: Sequence[Lesson], rarity: Floats) -> Head:
    return learn(lessons, HEADS[name], rarity)[0]


def rarity_among(invented: Sequence[Known]) -> Floats:
    """Return how rare runs of characters are in what was made up.

    It depends on no question that anybody asked, so none of them is looked at before its turn.
    """
    return rarity_of([one.features for one in invented])


def lessons_of(head: str, asked: Sequence[Known], invented: Sequence[Known]) -> list[Lesson | None]:
    """Return the lesson of each question for a head, None for one that teaches it nothing."""
    if head == "labour":
        return [*map(_labour, (*asked, *invented[::EVERY])), *_close_by()]
    if head == "issue":
        return [_issue(one) for one in (*asked, *invented)]
    return [_field(one) for one in asked]


@cache
def _close_by() -> tuple[Lesson, ...]:
    """Return what was made up where labour matters and others come close."""
    return tuple(
        Lesson(features(one.text), (0,) if one.labour else (), real=False, weight=one.weight)
        for one in borders()
    )


def _labour(one: Known) -> Lesson | None:
    if one.labour is None:
        return None
    return Lesson(one.features, (0,) if one.labour else (), one.real)


def _issue(one: Known) -> Lesson | None:
    places = tuple(ISSUES.index(issue) for issue in one.issues)
    return Lesson(one.features, places, one.real) if places else None


def _field(one: Known) -> Lesson | None:
    return Lesson(one.features, (FIELDS.index(one.field),), one.real) if one.field else None
