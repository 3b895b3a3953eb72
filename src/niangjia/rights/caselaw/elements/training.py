"""Training the model from labelled papers: needs scikit-learn, which running the house does not.

Nothing is chosen with a paper in view that it is then measured on: how strongly to hold back, the
thresholds, and which elements to leave to the rules are all chosen by folds over the papers given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.elements.features import Features
from niangjia.rights.caselaw.elements.labels import labels
from niangjia.rights.caselaw.elements.model import Model, weighed

FOLDS = 5
SEEDS = (101, 202)
"""Inner folds are drawn this often: with sixty papers one draw says little."""
STRENGTHS = (0.15, 0.3, 0.6)
FEWEST = 10
"""Sentences below which an element is not learned but left to the rules."""
FEWEST_PAPERS = 4
"""Papers a feature must stand in: no name comes so far, and words of one dispute teach little."""
GRID = np.arange(-1.4, 0.61, 0.05)
PULL = 30
"""An element's own threshold weighs n / (n + PULL), n its sentences; the rest the common one."""

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
    tried = {strength: _held_out(papers, strength) for strength in STRENGTHS}
    plans = {strength: _thresholds(scores, truth) for strength, scores in tried.items()}
    best = max(STRENGTHS, key=lambda one: _micro(tried[one] > plans[one], truth))
    scores, thresholds = tried[best], plans[best]
    by_rules = _better_by_rules(scores > thresholds, rules, truth)
    slope, shift = _confidence(scores, thresholds, truth)
    right, told = (rules & truth).sum(axis=0), rules.sum(axis=0)
    weights, step = _coarse(found := _weights(papers, best))
    return Model(
        ids=found.ids,
        rarity=found.rarity,
        weights=weights,
        step=step,
        bias=found.bias.astype(np.float32),
        thresholds=thresholds.astype(np.float32),
        slope=slope,
        shift=shift,
        trust=((right + 1) / (told + 2)).astype(np.float32),
        by_rules=by_rules,
    )


def f1_of(told: Truth, truth: Truth) -> NDArray[np.float64]:
    """Return the F1 of each column; 0 where nothing is true."""
    both = (told & truth).sum(axis=0)
    either = told.sum(axis=0) + truth.sum(axis=0)
    return np.asarray(2 * both / np.maximum(either, 1), dtype=np.float64)


def folds_of(count: int, seed: int, parts: int = FOLDS) -> list[NDArray[np.intp]]:
    """Return the numbers below `count`, shuffled and dealt into parts."""
    order = np.random.default_rng(seed).permutation(count)
    return [order[part::parts] for part in range(parts)]


def _held_out(papers: Sequence[Paper], strength: float) -> Scores:
    """Return the scores of every paper by models that have not seen it, averaged over draws."""
    drawn = [_held_out_once(papers, strength, seed) for seed in SEEDS]
    return np.asarray(np.mean(drawn, axis=0), dtype=np.float32)


def _held_out_once(papers: Sequence[Paper], strength: float, seed: int) -> Scores:
    scores: list[Scores] = [np.zeros((0, 0), dtype=np.float32)] * len(papers)
    for fold in folds_of(len(papers), seed):
        seen = [papers[place] for place in np.setdiff1d(np.arange(len(papers)), fold)]
        weights = _weights(seen, strength)
        for place in fold:
            scores[place] = _scores(weights, papers[place].features)
    return np.concatenate(scores)


def _weights(papers: Sequence[Paper], strength: float) -> _Weights:
    ids, rarity = _vocabulary(papers)
    table = _table([paper.features for paper in papers], ids, rarity)
    truth = np.concatenate([paper.truth for paper in papers])
    weights = np.zeros((len(ids), truth.shape[1]))
    bias = np.full(truth.shape[1], -9.0)
    machine = partial(import_module("sklearn.svm").LinearSVC, C=strength, random_state=0)
    for label in np.flatnonzero(truth.sum(axis=0) >= FEWEST):
        fitted = machine().fit(table, truth[:, label])
        weights[:, label], bias[label] = fitted.coef_[0], fitted.intercept_[0]
    return _Weights(ids, rarity, weights, bias)


def _vocabulary(papers: Sequence[Paper]) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """Return the features of at least FEWEST_PAPERS papers, and their rarity."""
    count = sum(len(paper.features.ruled) for paper in papers)
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
        above += len(features.ruled)
    places = (np.concatenate(rows), np.concatenate(columns))
    shape = (above, len(ids))
    return import_module("scipy.sparse").csr_matrix((np.concatenate(values), places), shape)


def _scores(weights: _Weights, features: Features) -> Scores:
    table = _table([features], weights.ids, weights.rarity)
    return np.asarray(table @ weights.weights + weights.bias, dtype=np.float32)


def _thresholds(scores: Scores, truth: Truth) -> NDArray[np.float64]:
    """Return where to cut each element's scores: between its own best place and the common one."""
    common = max(GRID, key=lambda cut: _micro(scores > cut, truth))
    own = np.array([f1_of(scores > cut, truth) for cut in GRID])
    best = GRID[np.argmax(own, axis=0)]
    share = truth.sum(axis=0) / (truth.sum(axis=0) + PULL)
    return np.asarray(share * best + (1 - share) * common, dtype=np.float64)


def _micro(told: Truth, truth: Truth) -> float:
    return float(2 * (told & truth).sum() / max(told.sum() + truth.sum(), 1))


def _better_by_rules(told: Truth, rules: Truth, truth: Truth) -> NDArray[np.bool_]:
    few = truth.sum(axis=0) < FEWEST
    return np.asarray(few | (f1_of(rules, truth) > f1_of(told, truth)), dtype=np.bool_)


def _confidence(
    scores: Scores, thresholds: NDArray[np.float64], truth: Truth
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return slope and shift of a logistic curve over what lies above the threshold."""
    learned = truth.sum(axis=0) >= FEWEST
    slope, shift = np.ones(len(labels())), np.zeros(len(labels()))
    above = (scores - thresholds)[:, learned].reshape(-1, 1)
    if learned.any():
        curve = import_module("sklearn.linear_model").LogisticRegression()
        curve.fit(above, truth[:, learned].reshape(-1))
        slope[:] = curve.coef_[0, 0]
        shift = curve.intercept_[0] - slope * thresholds
    return slope.astype(np.float32), shift.astype(np.float32)


def _coarse(found: _Weights) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return the weights in 255 steps, and the length of a step, element by element."""
    step = np.maximum(np.abs(found.weights).max(axis=0, initial=0), 1e-9) / 127
    return np.round(found.weights / step).astype(np.int8), step.astype(np.float32)
