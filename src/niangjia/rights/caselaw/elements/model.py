"""The model: one row of weights a feature, one column an element. Reading it needs numpy alone."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.elements.features import Features
from niangjia.rights.caselaw.elements.labels import labels

WEIGHTS = Path(__file__).parent / "weights.npz"
SIGN_SHARE = 1.0
"""How long the vector of signs is beside that of characters."""


@dataclass(frozen=True, slots=True)
class Model:
    """What training found.

    `ids` is sorted; `rarity[k]` is the inverse document frequency of ids[k] and
    `weights[k, j]` what it says for label j, in steps of `step[j]`. A score above `thresholds[j]`
    means that the sentence states element j; `slope` and `shift` turn it into a confidence.
    Elements in `by_rules` are told by rules alone; `trust` is how often these were right.
    """

    ids: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    weights: NDArray[np.int8]
    step: NDArray[np.float32]
    bias: NDArray[np.float32]
    thresholds: NDArray[np.float32]
    slope: NDArray[np.float32]
    shift: NDArray[np.float32]
    trust: NDArray[np.float32]
    by_rules: NDArray[np.bool_]

    def scores(self, features: Features) -> NDArray[np.float32]:
        """Return a score for each sentence and element: that of the passage that says most."""
        rows, known, values = weighed(features, self.ids, self.rarity)
        total = np.zeros((len(features.owner), self.weights.shape[1]), dtype=np.float32)
        if len(rows):
            first = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
            shares = self.weights[known].astype(np.float32) * values[:, None]
            total[rows[first]] = np.add.reduceat(shares, first, axis=0)
        most = features.most(total * self.step + self.bias)
        return np.asarray(most, dtype=np.float32)

    def tells(self, features: Features) -> NDArray[np.bool_]:
        """Return which elements each sentence states."""
        return self.judged(features)[0]

    def judged(self, features: Features) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
        """Return which elements each sentence states, and how sure that is, told or not."""
        scores = self.scores(features)
        heard = ~features.silent[:, None]
        told = (scores > self.thresholds) & heard
        sure = heard / (1 + np.exp(-(scores * self.slope + self.shift)))
        told[:, self.by_rules] = features.ruled[:, self.by_rules]
        sure[:, self.by_rules] = told[:, self.by_rules] * self.trust[self.by_rules]
        return told, sure.astype(np.float32)

    def saved(self) -> bytes:
        """Return the model as bytes, the same for the same model."""
        file = io.BytesIO()
        np.savez(file, **{name: getattr(self, name) for name in self.__slots__})
        return file.getvalue()


def weighed(
    features: Features, ids: NDArray[np.uint32], rarity: NDArray[np.float32]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32]]:
    """Return rows, places in `ids` and values of the features that `ids` knows.

    The characters of a passage make a vector of length 1, its signs one of SIGN_SHARE.
    """
    place = np.minimum(np.searchsorted(ids, features.ids), len(ids) - 1)
    known = ids[place] == features.ids
    rows, place, signs = features.rows[known], place[known], features.are_signs()[known]
    values = rarity[place].astype(np.float32)
    count = len(features.owner)
    for kind, length in ((~signs, 1.0), (signs, SIGN_SHARE)):
        square = np.bincount(rows[kind], weights=values[kind] ** 2, minlength=count)
        values[kind] *= length / np.sqrt(square[rows[kind]])
    return rows, place, values


@cache
def shipped() -> Model:
    """Return the model that is part of the package."""
    return load(WEIGHTS)


def load(file: Path) -> Model:
    """Return the model of a file. Raises ValueError where it does not fit the labels."""
    with np.load(file, allow_pickle=False) as kept:
        model = Model(**{name: kept[name] for name in Model.__slots__})
    if model.weights.shape != (len(model.ids), len(labels())):
        raise ValueError("模型与要素的数目不符，请重新训练。")
    return model
