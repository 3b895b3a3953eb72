"""Learning how much each respect counts, from lists of cases whose likeness is known.

Of two cases compared with the same situation the one that is more like it should score higher;
the weights are those under which that is so most surely, pairs far apart counting most. No weight
falls below nothing: being alike in some respect never speaks against a case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.alike.features import NAMES
from niangjia.rights.caselaw.alike.weights import Weights

PAIRS = 150
"""Pairs taken of one situation: many questions teach more than many pairs of one."""
RESTRAINT = 1e-3
SEED = 1


@dataclass(frozen=True, slots=True)
class Lesson:
    """The candidates of one situation: their figures, and what each is worth in a list."""

    figures: Sequence[Sequence[float]]
    gains: Sequence[float]


def fit(*courses: Iterable[Lesson]) -> Weights:
    """Return the weights of these courses of lessons, each of which counts as much as any other.

    The same lessons give the same weights. Needs scipy, which running the house does not. Raises
    ValueError where nothing can be learned.
    """
    taken = [pairs for pairs in map(_pairs, courses) if len(pairs[0])]
    if not taken:
        raise ValueError("没有可供学习的案例：每个情形至少要有两个相似程度不同的案例。")
    steps = np.concatenate([step for step, _matters in taken])
    matters = np.concatenate([one / one.sum() / len(taken) for _step, one in taken])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = steps @ weights
        wrong = matters * np.logaddexp(0, -margin)
        slope = -(steps.T @ (matters / (1 + np.exp(margin))))
        return float(wrong.sum() + RESTRAINT * weights @ weights), slope + 2 * RESTRAINT * weights

    bounds = [(0.0, None)] * len(NAMES)
    minimize: Any = import_module("scipy.optimize").minimize
    found = minimize(loss, np.ones(len(NAMES)), jac=True, method="L-BFGS-B", bounds=bounds)
    return Weights(tuple(round(float(weight), 2) for weight in found.x))


def _pairs(lessons: Iterable[Lesson]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how each better case differs from a worse one, and by how much it is worth more."""
    rng = np.random.default_rng(SEED)
    steps, matters = [np.empty((0, len(NAMES)))], [np.empty(0)]
    for lesson in lessons:
        gains = np.asarray(lesson.gains, dtype=np.float64)
        if len(gains) < 2:
            continue
        figures = np.asarray(lesson.figures, dtype=np.float64)
        one, other = rng.integers(0, len(gains), (2, PAIRS * 6))
        better = gains[one] > gains[other]
        one, other = one[better][:PAIRS], other[better][:PAIRS]
        steps.append(figures[one] - figures[other])
        matters.append(gains[one] - gains[other])
    return np.concatenate(steps), np.concatenate(matters)
