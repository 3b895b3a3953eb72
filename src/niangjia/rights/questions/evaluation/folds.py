"""Which questions may be learned from when others are asked."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from niangjia.kernel.chinese.normalise import normalise

ALIKE = 0.6
"""From this share of the shorter question's pairs on, two questions count as the same one."""


def groups(texts: Sequence[str]) -> tuple[int, ...]:
    """Return for each question the number of its group: those alike stay together."""
    pairs = [_pairs(text) for text in texts]
    leader = list(range(len(pairs)))

    def first(at: int) -> int:
        while leader[at] != at:
            at = leader[at]
        return at

    for a, mine in enumerate(pairs):
        for b in range(a):
            shorter = min(len(mine), len(pairs[b]))
            if shorter and len(mine & pairs[b]) / shorter > ALIKE:
                leader[first(a)] = first(b)
    return tuple(first(at) for at in range(len(pairs)))


def folds(grouped: Sequence[int], sources: Sequence[str], count: int, seed: int) -> tuple[int, ...]:
    """Return for each question the number of its fold; collections are dealt out evenly."""
    source = dict(zip(grouped, sources, strict=True))
    order = sorted(source)
    Random(f"questions-{seed}").shuffle(order)
    order.sort(key=lambda group: source[group])
    fold = {group: number % count for number, group in enumerate(order)}
    return tuple(fold[group] for group in grouped)


def _pairs(text: str) -> frozenset[str]:
    plain = normalise(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
