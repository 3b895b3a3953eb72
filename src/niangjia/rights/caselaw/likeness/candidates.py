"""Which papers are worth comparing: those that share keys which few others have.

A key is a number: a shingle of the sample, or the hash of a trait. What very many papers share,
such as the sentence on interest for delay, tells nothing and would cost most, so it is left out.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.likeness.shingles import Hashes

COMMON = 48
"""Papers that may share a key before it counts as common and tells nothing."""

_SEARCHED = np.uint32(2**32 // 48 - 1)
_OWNER = np.uint64(0xFFFFFFFF)
_KEY = np.uint64(32)


def searched(sample: Hashes) -> Hashes:
    """Return the part of a sample that candidates are searched by: a third, three dozen hashes."""
    return sample[: np.searchsorted(sample, _SEARCHED, side="right")]


def pairs(keys: Sequence[Hashes], *, new_from: int = 0, at_least: int = 1) -> NDArray[np.intp]:
    """Return the pairs (lower number, higher number) of papers that share at least so many keys.

    `keys` holds the sorted keys of each paper, none twice. Only pairs whose higher number is
    `new_from` or above are returned: papers known before come first and are not compared again.
    Sorted, none twice.
    """
    keyed = _keyed(keys)
    key = keyed >> _KEY
    owner = keyed & _OWNER
    starts = np.flatnonzero(np.concatenate((np.ones(min(1, len(key)), bool), key[1:] != key[:-1])))
    sizes = np.diff(starts, append=len(key))
    told = np.repeat((sizes > 1) & (sizes <= COMMON), sizes)
    key, owner = key[told], owner[told]
    found = [np.empty(0, np.uint64)]
    for apart in range(1, COMMON):
        same = np.flatnonzero(key[:-apart] == key[apart:]) if apart < len(key) else starts[:0]
        if not len(same):
            break
        higher = owner[same + apart]
        kept = higher >= np.uint64(new_from)
        found.append((owner[same[kept]] << _KEY) | higher[kept])
    both, times = np.unique(np.concatenate(found), return_counts=True)
    both = both[times >= at_least]
    return np.column_stack((both >> _KEY, both & _OWNER)).astype(np.intp)


def _keyed(keys: Sequence[Hashes]) -> NDArray[np.uint64]:
    """Return all keys with their papers in the low half, sorted by key, then by paper."""
    if not keys:
        return np.empty(0, np.uint64)
    owners = np.repeat(np.arange(len(keys), dtype=np.uint64), [len(some) for some in keys])
    keyed = np.concatenate(keys).astype(np.uint64) << _KEY
    keyed |= owners
    keyed.sort()
    return keyed
