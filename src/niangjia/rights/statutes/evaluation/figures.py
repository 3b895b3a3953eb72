"""Figures of rankings: how many of the right articles are among the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from statistics import mean
from typing import Any

DEPTHS = (1, 5, 10, 100)
NOWHERE = 10**9
"""The place of an article that the library does not have."""

Places = tuple[int, ...]
"""Where each right article of a question was ranked, from 0."""

SAMPLES = 1_000


def figures(answers: Mapping[str, Sequence[Places]]) -> dict[str, Any]:
    """Return the figures of a collection, each question asked once or in several rounds.

    `recall_at_N`: the mean share of a question's right articles among the first N, those the
    library lacks counted as missed; `answerable_recall_at_N`: of those it has, over the questions
    that have any; `mrr`: the mean of one by the place of the first right one. `interval_at_10`
    holds 95 of 100 means of questions drawn anew, `rounds_at_10` the mean of each round.
    """
    shares = {
        n: [mean(_share(p, n) for p in rounds) for rounds in answers.values()] for n in DEPTHS
    }
    had = [
        [tuple(at for at in places if at < NOWHERE) for places in rounds]
        for rounds in answers.values()
        if any(at < NOWHERE for at in rounds[0])
    ]
    turns = zip(*answers.values(), strict=True)
    firsts = [mean(1 / (1 + min(places)) for places in rounds) for rounds in answers.values()]
    return {
        "questions": len(answers),
        "answerable": len(had),
        **{f"recall_at_{n}": _round(mean(shares[n])) for n in DEPTHS},
        "interval_at_10": _interval(shares[10]),
        "rounds_at_10": [_round(mean(_share(p, 10) for p in turn)) for turn in turns],
        "answerable_recall_at_10": _round(mean(mean(_share(p, 10) for p in r) for r in had)),
        "answerable_recall_at_100": _round(mean(mean(_share(p, 100) for p in r) for r in had)),
        "mrr": _round(mean(firsts)),
    }


def _share(places: Places, depth: int) -> float:
    return sum(at < depth for at in places) / len(places)


def _interval(values: Sequence[float]) -> list[float]:
    chance = Random("statutes-interval")
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(SAMPLES))
    return [_round(means[int(SAMPLES * 0.025)]), _round(means[int(SAMPLES * 0.975)])]


def _round(value: float) -> float:
    return round(value, 4)
