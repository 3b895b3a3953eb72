"""Figures of classifiers: shares with intervals, calibration, what is taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from statistics import mean

SAMPLES = 1_000
_BINS = 10

Interval = tuple[float, float]


def interval(shares: Sequence[float], groups: Sequence[int]) -> Interval:
    """Return where 95 of 100 means lie when groups of questions are drawn anew."""
    members: dict[int, list[float]] = {}
    for share, group in zip(shares, groups, strict=True):
        members.setdefault(group, []).append(share)
    drawn = list(members.values())
    chance = Random("questions-interval")
    means = []
    for _ in range(SAMPLES):
        sample = chance.choices(drawn, k=len(drawn))
        means.append(sum(map(sum, sample)) / sum(map(len, sample)))
    means.sort()
    return rounded(means[int(SAMPLES * 0.025)]), rounded(means[int(SAMPLES * 0.975)])


def calibration_error(told: Iterable[tuple[float, bool]]) -> float:
    """Return the mean distance of confidence and share told right, over ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in told:
        bins.setdefault(min(int(sure * _BINS), _BINS - 1), []).append((sure, right))
    total = sum(map(len, bins.values()))
    off = sum(
        abs(mean(sure for sure, _ in one) - mean(right for _, right in one)) * len(one)
        for one in bins.values()
    )
    return rounded(off / total) if total else 0.0


def confusion(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Return for each true class how often each was told; pairs are (true, told)."""
    rows: dict[str, Counter[str]] = {}
    for true, told in pairs:
        rows.setdefault(true, Counter())[told] += 1
    return {true: dict(rows[true].most_common()) for true in sorted(rows)}


def rounded(value: float) -> float:
    """Return four places."""
    return round(value, 4)
