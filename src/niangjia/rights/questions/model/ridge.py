"""Least squares over few examples and many features, solved where the examples are.

For n examples the answer is a weight for each example, found by solving n equations; what each
example would have scored had it been left out follows from the same inverse, so that settings
and confidences are chosen without a second round of training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from niangjia.rights.questions.model.features import SIZE, Features, Floats, numbers, width

Doubles = npt.NDArray[np.float64]
_BLOCK = 4_096
_PLACES = 6
"""How many are kept of what was solved: beyond them, machines and numbers of cores differ."""

_CONSTANT = 1.0
"""What every example has, so that a score need not pass through zero."""


def rarity_of(questions: Sequence[Features]) -> Floats:
    """Return for each hashed place how much it tells: more, the fewer questions have it."""
    seen = np.zeros(SIZE)
    for one in questions:
        seen[one.ids] += 1
    rarity = np.log((1 + len(questions)) / (1 + seen)) + 1
    return rarity.astype(np.float16).astype(np.float32)


@dataclass(frozen=True)
class Likeness:
    """How alike examples are, by their runs of characters and by their cues."""

    runs: Doubles
    cues: Doubles

    def among(self, chosen: Sequence[int]) -> Likeness:
        """Return how alike some of the examples are."""
        square = np.ix_(chosen, chosen)
        return Likeness(self.runs[square], self.cues[square])

    def weighed(self, cue_weight: float) -> Doubles:
        """Return both together, cues counting `cue_weight` times their length."""
        return np.asarray(self.runs + cue_weight**2 * self.cues + _CONSTANT)


def likeness(questions: Sequence[Features], rarity: Floats) -> Likeness:
    """Return how alike each two questions are, a block of features at a time."""
    rows = [numbers(one, rarity, 1.0) for one in questions]
    owners = np.concatenate([np.full(len(ids), at) for at, (ids, _) in enumerate(rows)])
    places = np.concatenate([ids for ids, _ in rows])
    values = np.concatenate([numbers for _, numbers in rows])
    runs = np.zeros((len(rows), len(rows)))
    for first in range(0, SIZE, _BLOCK):
        runs += _inner(owners, places, values, (first, first + _BLOCK), len(rows))
    return Likeness(runs, _inner(owners, places, values, (SIZE, width()), len(rows)))


def _inner(
    owners: npt.NDArray[np.int64],
    places: npt.NDArray[np.int32],
    values: Floats,
    columns: tuple[int, int],
    rows: int,
) -> Doubles:
    first, after = columns
    here = (places >= first) & (places < after)
    block = np.zeros((rows, after - first), dtype=np.float32)
    block[owners[here], places[here] - first] = values[here]
    block = block[:, block.any(axis=0)]
    return np.asarray(block @ block.T, dtype=np.float64)


@dataclass(frozen=True)
class Solution:
    """`shares`: what each example adds to each class; `left_out`: its scores without itself."""

    shares: Doubles
    left_out: Doubles


def solve(alike: Doubles, targets: Doubles, weights: Doubles, penalty: float) -> Solution:
    """Return the weighted ridge regression of `targets` (examples by classes)."""
    inverse = np.linalg.inv(alike + np.diag(penalty / weights))
    shares = inverse @ targets
    left_out = targets - shares / np.diag(inverse)[:, None]
    return Solution(np.round(shares, _PLACES), np.round(left_out, _PLACES))


def primal(
    questions: Sequence[Features], rarity: Floats, cue_weight: float, shares: Doubles
) -> Doubles:
    """Return the same solution as weights of features, the constant last."""
    learned = np.zeros((width() + 1, shares.shape[1]))
    for one, share in zip(questions, shares, strict=True):
        ids, values = numbers(one, rarity, cue_weight)
        learned[ids] += values[:, None].astype(np.float64) * share
        learned[-1] += _CONSTANT * share
    return learned
