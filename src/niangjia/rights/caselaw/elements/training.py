"""Training the model from labelled papers: needs scikit-learn, which running the house does not.

Where to cut the scores is chosen by folds over the papers given, so that whoever measures on other
papers measures honestly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.elements.features import Features
from niangjia.rights.caselaw.elements.labels import labels
from niangjia.rights.caselaw.elements.model import Model, weighed

FOLDS = 5
"""Inner folds, by which the cut is chosen."""
SEED = 101
STRENGTH = 0.3
"""How much errors count beside weights that stay small: the lower, the more is held back."""
ROUNDS = 5
"""How often is learned: with all passages, then with those that speak for their sentences."""
AGAINST = 0.5
"""How much a passage that does not state the element counts beside one that does."""
FEWEST = 10
"""Sentences below which an element is not learned but left to the rules."""
FEWEST_PAPERS = 4
"""Papers a feature must stand in: no name comes so far, and words of one dispute teach little."""
GRID = np.arange(-1.4, 0.61, 0.05)
UNSTATED = -9.0
"""Below every cut: the score of what is not stated."""
STRETCH = 5
"""Steps of GRID that are looked at together."""

Truth = NDArray[np.bool_]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Paper:
    """A labelled paper: the features of its sentences, and which elements each states."""

    features: Features
    truth: Truth


@dataclass(frozen=True, slots=True)
class _Weights:
    ids: NDArray[np.uint32]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float64]
    bias: NDArray[np.float64]


def fit(papers: Sequence[Paper]) -> Model:
    """Return a model of the papers. The same papers in the same order give the same model."""
    truth = np.concatenate([paper.truth for paper in papers])
    rules = np.concatenate([paper.features.ruled for paper in papers])
    heard = ~np.concatenate([paper.features.silent for paper in papers])
    scores = _held_out(papers)
    cut = _cut(scores, truth)
    slope, shift = _confidence(scores[heard], truth[heard])
    right, told = (rules & truth).sum(axis=0), rules.sum(axis=0)
    weights, step = _coarse(found := _weights(papers))
    return Model(
        ids=found.ids,
        rarity=found.rarity,
        weights=weights,
        step=step,
        bias=found.bias.astype(np.float32),
        thresholds=np.full(len(labels()), cut, dtype=np.float32),
        slope=slope,
        shift=shift,
        trust=((right + 1) / (told + 2)).astype(np.float32),
        by_rules=truth.sum(axis=0) < FEWEST,
    )


def folds_of(count: int, seed: int, parts: int) -> list[NDArray[np.intp]]:
    """Return the numbers below `count`, shuffled and dealt into parts."""
    order = np.random.default_rng(seed).permutation(count)
    return [order[part::parts] for part in range(parts)]


def _held_out(papers: Sequence[Paper]) -> Scores:
    """Return the scores of every paper by models that have not seen it."""
    scores: list[Scores] = [np.zeros((0, 0), dtype=np.float32)] * len(papers)
    for fold in folds_of(len(papers), SEED, FOLDS):
        seen = [papers[place] for place in np.setdiff1d(np.arange(len(papers)), fold)]
        weights = _weights(seen)
        for place in fold:
            features = papers[place].features
            scores[place] = _scores(weights, features)
            scores[place][features.silent] = UNSTATED
    return np.concatenate(scores)


def _weights(papers: Sequence[Paper]) -> _Weights:
    ids, rarity = _vocabulary(papers)
    table = _table([paper.features for paper in papers], ids, rarity)
    truth = np.concatenate([paper.truth for paper in papers])
    weights = np.zeros((len(ids), truth.shape[1]))
    bias = np.full(truth.shape[1], UNSTATED)
    owner = _owners(papers)
    often = truth.sum(axis=0)
    for label in np.flatnonzero((often >= FEWEST) & (often < len(truth))):
        weights[:, label], bias[label] = _taught(table, owner, truth[:, label])
    return _Weights(ids, rarity, weights, bias)


def _taught(
    table: Any, owner: NDArray[np.intp], stated: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias of one element, learned from passages though sentences are labelled.

    At first every passage of a sentence that states the element speaks for it, together as much as
    two; then, round after round, only the one that says it most. All passages of the other
    sentences speak against it. (A support vector machine of many instances: Andrews et al., 2003.)
    """
    machine = partial(import_module("sklearn.svm").LinearSVC, C=STRENGTH, random_state=0)
    count = np.bincount(owner)[owner]
    speaks_for = stated[owner]
    fitted = machine().fit(table, speaks_for, np.where(speaks_for, 2 / count, 1 / np.sqrt(count)))
    for _round in range(1, ROUNDS):
        scores = np.asarray(table @ fitted.coef_[0])
        most = np.full(len(stated), -np.inf)
        np.maximum.at(most, owner, scores)
        learned = ~speaks_for | (scores >= most[owner])
        share = np.where(speaks_for[learned], 1.0, AGAINST)
        fitted = machine().fit(table[learned], speaks_for[learned], share)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _owners(papers: Sequence[Paper]) -> NDArray[np.intp]:
    """Return the sentence of each passage, counted over all papers."""
    above = accumulate((len(paper.truth) for paper in papers), initial=0)
    return np.concatenate(
        [paper.features.owner + start for paper, start in zip(papers, above, strict=False)]
    )


def _vocabulary(papers: Sequence[Paper]) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Return the features of at least FEWEST_PAPERS papers, and their rarity."""
    count = sum(len(paper.features.owner) for paper in papers)
    per_paper = [np.unique(paper.features.ids) for paper in papers]
    ids, in_papers = np.unique(np.concatenate(per_paper), return_counts=True)
    ids = ids[in_papers >= FEWEST_PAPERS]
    every = np.concatenate([paper.features.ids for paper in papers])
    place = np.minimum(np.searchsorted(ids, every), len(ids) - 1)
    often = np.bincount(place[ids[place] == every], minlength=len(ids))
    rarity = np.log((1 + count) / (1 + often)) + 1
    rarity[ids >= np.uint32(1 << 31)] = 1  # signs were chosen by hand: none is noise
    return ids, rarity.astype(np.float32)


def _table(papers: Sequence[Features], ids: NDArray[np.uint32], rarity: NDArray[np.float32]) -> Any:
    rows, columns, values, above = [], [], [], 0
    for features in papers:
        row, column, value = weighed(features, ids, rarity)
        rows.append(row + above)
        columns.append(column)
        values.append(value)
        above += len(features.owner)
    places = (np.concatenate(rows), np.concatenate(columns))
    shape = (above, len(ids))
    return import_module("scipy.sparse").csr_matrix((np.concatenate(values), places), shape)


def _scores(weights: _Weights, features: Features) -> Scores:
    table = _table([features], weights.ids, weights.rarity)
    return np.asarray(features.most(table @ weights.weights + weights.bias), dtype=np.float32)


def _cut(scores: Scores, truth: Truth) -> float:
    """Return where to cut all scores.

    One place for all elements: places of their own, of so few sentences, did worse on other papers.
    The best stretch of the curve is taken and not its highest point, which is often chance.
    """
    curve = [_micro(scores > cut, truth) for cut in GRID]
    smooth = np.convolve(curve, np.ones(STRETCH) / STRETCH, mode="valid")
    return float(GRID[np.argmax(smooth) + STRETCH // 2])


def _micro(told: Truth, truth: Truth) -> float:
    return float(2 * (told & truth).sum() / max(told.sum() + truth.sum(), 1))


def _confidence(scores: Scores, truth: Truth) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return slope and shift of the logistic curve from scores to shares of right answers."""
    learned = truth.sum(axis=0) >= FEWEST
    slope, shift = np.ones(len(labels())), np.zeros(len(labels()))
    if learned.any():
        curve = import_module("sklearn.linear_model").LogisticRegression()
        curve.fit(scores[:, learned].reshape(-1, 1), truth[:, learned].reshape(-1))
        slope[:], shift[:] = curve.coef_[0, 0], curve.intercept_[0]
    return slope.astype(np.float32), shift.astype(np.float32)


def _coarse(found: _Weights) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return the weights in 255 steps, and the length of a step, element by element."""
    step = np.maximum(np.abs(found.weights).max(axis=0, initial=0), 1e-9) / 127
    return np.round(found.weights / step).astype(np.int8), step.astype(np.float32)
