"""What is told without this model: the commonest issue, and plain TF-IDF."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.issues import Issue
from niangjia.rights.questions.evaluation.material import Asked

Vector = dict[str, float]
Answers = dict[int, list[Issue | None]]


def learned(
    asked: Sequence[Asked], labelled: Sequence[int], rounds: Sequence[Sequence[int]], folds: int
) -> dict[str, Answers]:
    """Return for each baseline what it says in every round of the same cross-validation."""
    commonest: Answers = {at: [] for at in labelled}
    nearest: Answers = {at: [] for at in labelled}
    counted = {at: _pairs(asked[at].text) for at in labelled}
    for fold in rounds:
        for number in range(folds):
            seen = [at for at in labelled if fold[at] != number]
            most = Counter(asked[at].issues[0] for at in seen).most_common(1)[0][0]
            rarity = _rarity([counted[at] for at in seen])
            middles = _middles([(asked[at].issues[0], counted[at]) for at in seen], rarity)
            for at in labelled:
                if fold[at] == number:
                    commonest[at].append(most)
                    nearest[at].append(_nearest(_vector(counted[at], rarity), middles))
    return {"commonest": commonest, "tf_idf": nearest}


def _pairs(text: str) -> Counter[str]:
    plain = normalise(text)
    return Counter(plain[at : at + 2] for at in range(len(plain) - 1))


def _rarity(seen: Sequence[Counter[str]]) -> Vector:
    having = Counter(pair for one in seen for pair in one)
    return {pair: math.log((1 + len(seen)) / (1 + count)) + 1 for pair, count in having.items()}


def _vector(counted: Counter[str], rarity: Vector) -> Vector:
    weighed = {pair: n * rarity[pair] for pair, n in counted.items() if pair in rarity}
    length = math.sqrt(sum(value**2 for value in weighed.values())) or 1.0
    return {pair: value / length for pair, value in weighed.items()}


def _middles(seen: Sequence[tuple[Issue, Counter[str]]], rarity: Vector) -> dict[Issue, Vector]:
    """Return the middle of the questions of each issue, of length one."""
    sums: dict[Issue, Counter[str]] = {}
    for issue, counted in seen:
        total = sums.setdefault(issue, Counter())
        for pair, value in _vector(counted, rarity).items():
            total[pair] += value  # type: ignore[assignment] # a Counter adds floats as well
    middles = {}
    for issue, total in sums.items():
        length = math.sqrt(sum(value**2 for value in total.values())) or 1.0
        middles[issue] = {pair: value / length for pair, value in total.items()}
    return middles


def _nearest(vector: Vector, middles: dict[Issue, Vector]) -> Issue:
    def near(issue: Issue) -> float:
        middle = middles[issue]
        return sum(value * middle.get(pair, 0.0) for pair, value in vector.items())

    return max(middles, key=near)
