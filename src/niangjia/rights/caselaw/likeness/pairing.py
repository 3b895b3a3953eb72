"""Finding, among many papers, those that are one paper or of one dispute."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.likeness.candidates import pairs, searched
from niangjia.rights.caselaw.likeness.judging import Compared, Kin, judge
from niangjia.rights.caselaw.likeness.shingles import Hashes, all_shingles, samples, shared
from niangjia.rights.caselaw.likeness.traits import Traits, strong_keys, weak_keys

SIGNED_AT_ONCE = 100
"""Texts signed together: enough to be fast, few enough to stay in the processor's cache."""

HELD = 4000
"""Papers whose shingles are held in memory at once while pairs are compared."""

TEXT_SHARED = 3
"""Shingles of the searched part that two texts must share to be worth comparing."""

WEAK_SHARED = 2
"""Days and sums of one city that two papers must share to be worth comparing."""

_LIKE_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """Two papers by their places in what was given, the lower first, and what they are."""

    one: int
    other: int
    kin: Kin


def sign(texts: Sequence[str]) -> list[Hashes]:
    """Return the sample of each text."""
    signed: list[Hashes] = []
    for start in range(0, len(texts), SIGNED_AT_ONCE):
        signed += samples(texts[start : start + SIGNED_AT_ONCE])
    return signed


def alike(signed: Sequence[Hashes], *, new_from: int = 0) -> NDArray[np.intp]:
    """Return the pairs whose texts share enough uncommon shingles to be worth comparing."""
    keys = [searched(sample) for sample in signed]
    return pairs(keys, new_from=new_from, at_least=TEXT_SHARED)


def related(known: Sequence[Traits], *, new_from: int = 0) -> NDArray[np.intp]:
    """Return the pairs whose numbers, parties, days or sums are worth comparing."""
    strong = pairs([strong_keys(traits) for traits in known], new_from=new_from)
    weak = pairs([weak_keys(traits) for traits in known], new_from=new_from, at_least=WEAK_SHARED)
    return np.concatenate((strong, weak))


def find(texts: Sequence[str], known: Sequence[Traits]) -> list[Found]:
    """Return every pair of papers that is one paper or of one dispute, sorted by their places."""
    signed = sign(texts)
    close = [pair for pair in alike(signed) if _close(signed, pair)]
    both = np.unique(
        np.concatenate((np.array(close, np.intp).reshape(-1, 2), related(known))), axis=0
    )
    compared = lru_cache(maxsize=HELD)(lambda at: Compared(all_shingles(texts[at]), known[at]))
    found: dict[tuple[int, int], Kin] = {}
    for one, other in both.tolist():
        kin = judge(compared(one), compared(other))
        if kin:
            found[one, other] = kin
    for one, other in through_others(found):
        kin = judge(compared(one), compared(other), through=True)
        if kin:
            found[one, other] = kin
    return [Found(one, other, kin) for (one, other), kin in sorted(found.items())]


def through_others(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pairs that are not found but have a third paper to which both were found kin."""
    known = set(found)
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in known:
        beside[one].add(other)
        beside[other].add(one)
    pairs = {pair for some in beside.values() for pair in combinations(sorted(some), 2)}
    return sorted(pairs - known)


def _close(signed: Sequence[Hashes], pair: NDArray[np.intp]) -> bool:
    one, other = signed[pair[0]], signed[pair[1]]
    return shared(one, other) >= _LIKE_ENOUGH * min(len(one), len(other))
