"""Weighted least squares over many features, by conjugate gradients: few steps, little memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from niangjia.rights.questions.model.features import Features, Floats, numbers, width

Doubles = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

STEPS = 60
ENOUGH = 1e-10
"""Where what is left is this small a part of what there was, it is found."""

_PLACES = 6
"""How many are kept of what was found, so that rounding on the way is not seen in the end."""


@dataclass(frozen=True)
class Table:
    """Examples as numbers: `values[k]` stands in row `rows[k]`, column `columns[k]`."""

    rows: Places
    columns: Places
    values: Doubles
    shape: tuple[int, int]

    def scaled(self, first: int, by: float) -> Table:
        """Return the same with the columns from `first` on, but for the last, made `by` times."""
        some = (self.columns >= first) & (self.columns < self.shape[1] - 1)
        return Table(self.rows, self.columns, np.where(some, by, 1.0) * self.values, self.shape)

    def times(self, weights: Doubles) -> Doubles:
        """Return a score for each example."""
        shares = self.values * weights[self.columns]
        return np.asarray(np.bincount(self.rows, shares, minlength=self.shape[0]))

    def across(self, examples: Doubles) -> Doubles:
        """Return for each column what the examples add to it."""
        shares = self.values * examples[self.rows]
        return np.asarray(np.bincount(self.columns, shares, minlength=self.shape[1]))


def table_of(questions: Sequence[Features], rarity: Floats) -> Table:
    """Return questions as numbers: runs, cues of length one, and a constant."""
    constant = width(len(rarity))
    pairs = [numbers(one, rarity, 1.0) for one in questions]
    rows = [np.full(len(ids) + 1, at) for at, (ids, _) in enumerate(pairs)]
    return Table(
        np.concatenate(rows),
        np.concatenate([np.append(ids, constant) for ids, _ in pairs]).astype(np.int64),
        np.concatenate([np.append(values, 1.0) for _, values in pairs]).astype(np.float64),
        (len(pairs), constant + 1),
    )


def descend(table: Table, targets: Doubles, worths: Doubles, penalty: float) -> Doubles:
    """Return the weights of columns that come nearest to `targets`, held back by `penalty`."""
    left = table.across(worths * targets)
    found, towards = np.zeros(table.shape[1]), left.copy()
    length = start = float(np.sum(left * left))
    for _ in range(STEPS):
        if length <= ENOUGH * start:
            break
        pulled = table.across(worths * table.times(towards)) + penalty * towards
        step = length / float(np.sum(towards * pulled))
        found += step * towards
        left -= step * pulled
        before, length = length, float(np.sum(left * left))
        towards = left + (length / before) * towards
    return np.asarray(np.round(found, _PLACES))
