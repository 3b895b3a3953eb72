"""Which questions may be learned from when others are asked."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from random import Random

from niangjia.rights.statutes.ranking.grams import grams
from niangjia.rights.statutes.ranking.training import Example

ALIKE = 0.6
"""From this share of the shorter question's pairs on, two questions count as the same one."""

Groups = tuple[int, ...]


def groups(examples: Sequence[Example]) -> Groups:
    """Return for each question the number of its group: those alike stay together."""
    pairs = [frozenset(grams(example.question, (2,)).tolist()) for example in examples]
    leader = list(range(len(pairs)))

    def first(at: int) -> int:
        while leader[at] != at:
            at = leader[at]
        return at

    for a in range(len(pairs)):
        for b in range(a):
            shorter = min(len(pairs[a]), len(pairs[b]))
            if shorter and len(pairs[a] & pairs[b]) / shorter > ALIKE:
                leader[first(a)] = first(b)
    return tuple(first(at) for at in range(len(pairs)))


def folds(examples: Sequence[Example], grouped: Groups, count: int, seed: int) -> tuple[int, ...]:
    """Return for each question the number of its fold; collections are dealt out evenly."""
    order = sorted(set(grouped))
    Random(f"statutes-{seed}").shuffle(order)
    order.sort(key=lambda group: examples[group].source)
    fold = {group: number % count for number, group in enumerate(order)}
    return tuple(fold[group] for group in grouped)


def untouched(examples: Sequence[Example], grouped: Groups) -> frozenset[str]:
    """Return the questions whose answers nobody looked at while the topic book was revised.

    That is one half by a checksum; what was missed in the other half was read once, before the
    second writing of the book.
    """
    names: dict[int, str] = {}
    for example, group in zip(examples, grouped, strict=True):
        names[group] = min(names.get(group, example.id), example.id)
    return frozenset(
        example.id
        for example, group in zip(examples, grouped, strict=True)
        if zlib.crc32(names[group].encode()) % 2
    )
