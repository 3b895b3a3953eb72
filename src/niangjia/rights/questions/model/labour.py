"""Learning to tell labour matters from others.

Places are weighed by how much more often labour matters have them than others (naive Bayes), and
least squares are fitted on top. How much a place tells is counted in what is learned from, so
settings and confidences come from questions left out by fives and not one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from niangjia.rights.questions.model.confidence import fitted
from niangjia.rights.questions.model.descent import Table, descend, table_of
from niangjia.rights.questions.model.features import FINE, Features, Floats
from niangjia.rights.questions.model.learning import Head, Lesson
from niangjia.rights.questions.model.ridge import Doubles

PARTS = 5
PENALTIES = (0.5, 1.0)
CUE_WEIGHTS = (0.7, 1.0)
MADE_UP = 0.2
"""What a made-up question counts."""


def learn_labour(lessons: Sequence[Lesson]) -> Head:
    """Learn whether a question is a labour matter."""
    real = np.array([lesson.real for lesson in lessons])
    true = np.array([bool(lesson.classes) for lesson in lessons])
    best: tuple[float, float, float, Doubles] | None = None
    for (penalty, cue_weight), scores in _left_out(lessons).items():
        off = float(np.mean((scores[real] - true[real]) ** 2))
        worth = float(np.mean((scores[real] > 0.5) == true[real])) - off
        if best is None or worth > best[0]:
            best = (worth, penalty, cue_weight, scores)
    if best is None:
        raise ValueError("nothing to choose from")
    _, penalty, cue_weight, scores = best
    sure = fitted(scores[real][:, None], true[real][:, None])
    telling = _telling(lessons)
    table = table_of(_features(lessons), telling).scaled(FINE, cue_weight)
    found = _descended(lessons, table, penalty).astype(np.float32)
    return Head(telling, cue_weight, found[:, None], sure)


def _left_out(lessons: Sequence[Lesson]) -> dict[tuple[float, float], Doubles]:
    """Return for each setting the score of each lesson by what was learned without it."""
    settings = list(product(PENALTIES, CUE_WEIGHTS))
    scores = {setting: np.zeros(len(lessons)) for setting in settings}
    part = np.arange(len(lessons)) % PARTS
    for number in range(min(PARTS, len(lessons))):
        seen = [one for one, its in zip(lessons, part, strict=True) if its != number]
        held = [one for one, its in zip(lessons, part, strict=True) if its == number]
        telling = _telling(seen)
        known, asked = table_of(_features(seen), telling), table_of(_features(held), telling)
        for penalty, cue_weight in settings:
            found = _descended(seen, known.scaled(FINE, cue_weight), penalty)
            scores[penalty, cue_weight][part == number] = asked.scaled(FINE, cue_weight).times(
                found
            )
    return scores


def _telling(lessons: Sequence[Lesson]) -> Floats:
    """Return how much each place tells: how uneven its sides are, and how rare it is."""
    sides = np.ones((2, FINE))
    seen = np.zeros(FINE)
    for lesson, weight in zip(lessons, _worths(lessons), strict=True):
        sides[int(bool(lesson.classes)), lesson.features.fine_ids] += weight
        seen[lesson.features.fine_ids] += 1
    shares = sides / sides.sum(axis=1, keepdims=True)
    rarity = np.log((1 + len(lessons)) / (1 + seen)) + 1
    told = np.abs(np.log(shares[1] / shares[0])) * rarity
    return np.asarray(told.astype(np.float16), dtype=np.float32)


def _descended(lessons: Sequence[Lesson], table: Table, penalty: float) -> Doubles:
    true = np.array([float(bool(lesson.classes)) for lesson in lessons])
    return descend(table, true, _worths(lessons), penalty)


def _worths(lessons: Sequence[Lesson]) -> Doubles:
    return np.array([one.weight * (1.0 if one.real else MADE_UP) for one in lessons])


def _features(lessons: Sequence[Lesson]) -> list[Features]:
    return [lesson.features for lesson in lessons]
