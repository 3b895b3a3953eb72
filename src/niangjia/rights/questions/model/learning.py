"""Learning one head (labour or not, the issue, the field) from examples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from niangjia.rights.questions.model.confidence import confidences, fitted
from niangjia.rights.questions.model.features import Features, Floats, numbers
from niangjia.rights.questions.model.ridge import Doubles, Likeness, likeness, primal, solve

SECOND = 0.6
"""What the second label of a question is worth where the first is worth one."""

PENALTIES = (0.3, 1.0)
CUE_WEIGHTS = (0.7, 1.2)
MADE_UP_WEIGHTS = (0.3,)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question with its right classes, the main one first; `real` if somebody asked it."""

    features: Features
    classes: tuple[int, ...]
    real: bool
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen by how well examples are told that were left out."""

    penalty: float
    cue_weight: float
    made_up: float


@dataclass(frozen=True)
class Head:
    """Weights of features for each class, and of the signs of confidence."""

    rarity: Floats
    cue_weight: float
    weights: Floats
    sure: Doubles

    def scores(self, questions: Sequence[Features]) -> Doubles:
        """Return the score of each class for each question."""
        rows = []
        for one in questions:
            ids, values = numbers(one, self.rarity, self.cue_weight)
            rows.append(values @ self.weights[ids].astype(np.float32) + self.weights[-1])
        return np.asarray(rows, dtype=np.float64)

    def confidences(self, questions: Sequence[Features]) -> Doubles:
        """Return how likely each class is for each question."""
        return confidences(self.scores(questions), self.sure)


def learn(
    lessons: Sequence[Lesson], classes: int, rarity: Floats, alike: Likeness | None = None
) -> tuple[Head, Settings]:
    """Learn a head; settings and confidences come from what each example got when left out.

    With one class the question is whether an example has it at all. `alike`: how alike the
    examples are, where that is known already.
    """
    questions = [lesson.features for lesson in lessons]
    targets = _targets(lessons, classes)
    real = np.array([lesson.real for lesson in lessons])
    alike = alike or likeness(questions, rarity)
    best: tuple[float, Settings, Doubles, Doubles] | None = None
    for cue_weight in CUE_WEIGHTS:
        together = alike.weighed(cue_weight)
        for penalty, made_up in product(PENALTIES, MADE_UP_WEIGHTS):
            weights = _weights(lessons, made_up)
            solution = solve(together, targets, weights, penalty)
            worth = _worth(solution.left_out[real], targets[real])
            if best is None or worth > best[0]:
                settings = Settings(penalty, cue_weight, made_up)
                best = (worth, settings, solution.shares, solution.left_out)
    if best is None:
        raise ValueError("nothing to choose from")
    _, settings, shares, left_out = best
    sure = fitted(left_out[real], targets[real] > 0)
    learned = primal(questions, rarity, settings.cue_weight, shares)
    return Head(rarity, settings.cue_weight, learned.astype(np.float32), sure), settings


def _targets(lessons: Sequence[Lesson], classes: int) -> Doubles:
    targets = np.zeros((len(lessons), classes))
    for row, lesson in zip(targets, lessons, strict=True):
        for place, one in enumerate(lesson.classes):
            row[one] = SECOND if place else 1.0
    return targets


def _weights(lessons: Sequence[Lesson], made_up: float) -> Doubles:
    return np.array([lesson.weight * (1.0 if lesson.real else made_up) for lesson in lessons])


def _worth(scores: Doubles, targets: Doubles) -> float:
    """Return the share told right; where the first place decides, main labels count more."""
    if scores.shape[1] == 1:
        return float(np.mean((scores > 0.5) == (targets > 0))) - _loss(scores, targets)
    first: npt.NDArray[np.float64] = targets[np.arange(len(scores)), scores.argmax(axis=1)]
    return float(np.mean((first > 0) + (first == 1)) / 2) - _loss(scores, targets)


def _loss(scores: Doubles, targets: Doubles) -> float:
    """Return the mean squared error: it settles what the shares leave open."""
    return float(np.mean((scores - targets) ** 2))
