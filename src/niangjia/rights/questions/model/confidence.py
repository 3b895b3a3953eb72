"""From scores to confidences that can be taken at their word."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
_STEPS = 50
_PRIOR = 1e-2
"""A little pull towards zero, so that a perfect separation stays finite."""


def signs_of(scores: Doubles) -> Doubles:
    """Return what a confidence rests on, for each question and class.

    A constant, the score, and how far it lies above the best of the others. With one class
    alone there are no others.
    """
    ones = np.ones_like(scores)
    if scores.shape[1] == 1:
        return np.stack([ones, scores], axis=-1)
    ranked = np.sort(scores, axis=1)
    others = np.where(scores == ranked[:, -1:], ranked[:, -2:-1], ranked[:, -1:])
    return np.stack([ones, scores, scores - others], axis=-1)


def fitted(scores: Doubles, true: npt.NDArray[np.bool_]) -> Doubles:
    """Return the weights of a logistic regression of `true` on the signs, by Newton's method."""
    signs = signs_of(scores)
    x = signs.reshape(-1, signs.shape[-1])
    y = true.reshape(-1).astype(np.float64)
    weights = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = _logistic(x @ weights)
        slope = x.T @ (y - p) - _PRIOR * weights
        bend = (x * (p * (1 - p))[:, None]).T @ x + _PRIOR * np.eye(x.shape[1])
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def confidences(scores: Doubles, weights: Doubles) -> Doubles:
    """Return for each question and class how likely it is."""
    return _logistic(signs_of(scores) @ weights)


def _logistic(x: Doubles) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -40, 40))))
