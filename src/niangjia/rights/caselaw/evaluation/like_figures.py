"""Figures of lists of cases, and how sure it is that one way of making them is better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

RESAMPLES = 2000
_SEED = 7


@dataclass(frozen=True, slots=True)
class Judged:
    """One list: its nDCG, the share about the same thing, and whether it shows both endings.

    `both` is None where no two cases about the same thing ended differently; the share is None
    where that is not known.
    """

    ndcg: float
    same_issue: float | None = None
    both: bool | None = None


def compared(lists: Mapping[str, Sequence[Judged]], ours: str) -> dict[str, Any]:
    """Return the means of each way, and by how much ours is better than each other one.

    The interval (95 %) comes from drawing the questions anew; the same questions for both ways.
    """
    others = (name for name in lists if name != ours)
    return {
        "questions": len(lists[ours]),
        "ways": {name: _means(judged) for name, judged in lists.items()},
        "better_by": {name: better_by(lists[ours], lists[name]) for name in others},
    }


def better_by(ours: Sequence[Judged], theirs: Sequence[Judged]) -> dict[str, Any]:
    """Return the mean difference of nDCG, list by list, with its interval."""
    apart = np.array([a.ndcg - b.ndcg for a, b in zip(ours, theirs, strict=True)])
    draws = np.random.default_rng(_SEED).integers(0, len(apart), (RESAMPLES, len(apart)))
    low, high = np.percentile(apart[draws].mean(axis=1), (2.5, 97.5))
    return {
        "ndcg": round(float(apart.mean()), 4),
        "interval": [round(float(low), 4), round(float(high), 4)],
        "excludes_zero": bool(low > 0 or high < 0),
    }


def _means(judged: Sequence[Judged]) -> dict[str, float]:
    figures = {"ndcg": float(np.mean([one.ndcg for one in judged]))}
    issues = [one.same_issue for one in judged if one.same_issue is not None]
    both = [one.both for one in judged if one.both is not None]
    if issues:
        figures["same_issue"] = float(np.mean(issues))
    if both:
        figures["both_endings"] = float(np.mean(both))
    return {name: round(value, 4) for name, value in figures.items()}
