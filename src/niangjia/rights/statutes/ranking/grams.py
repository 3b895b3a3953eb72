"""Text as numbers: runs of a few characters, hashed the same way on every machine."""

import sys
from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt

from niangjia.kernel.chinese.normalise import normalise

Ids = npt.NDArray[np.int64]
Kinds = npt.NDArray[np.uint8]
BITS = 20
SIZE = 1 << BITS
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - BITS)
_HALF = np.uint64(29)
_BETWEEN = "\0"


def even(text: str) -> str:
    """Return a text in the one spelling that is compared, small letters throughout."""
    return normalise(text).lower()


def grams(text: str, sizes: Iterable[int]) -> Ids:
    """Return the hashed runs of these lengths, repeats included, in no particular order.

    A run is all Chinese characters, all letters or all figures.
    """
    return grams_of_all([text], sizes)[0]


def grams_of_all(texts: Iterable[str], sizes: Iterable[int]) -> tuple[Ids, Ids]:
    """Return the hashed runs of all texts, and for each the number of its text."""
    joined = _BETWEEN.join(even(text) for text in texts)
    signs = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    kinds = _kinds()[signs]
    owners = np.cumsum(signs == 0)
    codes = signs.astype(np.uint64)
    found = [_runs(codes, kinds, owners, size) for size in sizes]
    return (
        np.concatenate([ids for ids, _ in found]),
        np.concatenate([whose for _, whose in found]),
    )


def _runs(
    codes: npt.NDArray[np.uint64], kinds: Kinds, owners: npt.NDArray[np.int64], size: int
) -> tuple[Ids, Ids]:
    last = len(codes) - size + 1
    if last <= 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    whole = kinds[:last] > 0
    mixed = np.full(last, size, dtype=np.uint64)
    for at in range(size):
        whole &= kinds[at : at + last] == kinds[:last]
        mixed = (mixed ^ codes[at : at + last]) * _ODD
        mixed ^= mixed >> _HALF
    ids = ((mixed * _ODD) >> _SHIFT).astype(np.int64)
    return ids[whole], owners[:last][whole]


@cache
def _kinds() -> Kinds:
    """Return for every character: 1 for Chinese, 2 for letters, 3 for figures, 0 for the rest."""
    kinds = np.zeros(sys.maxunicode + 1, dtype=np.uint8)
    for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x323AF)):
        kinds[first : last + 1] = 1
    kinds[0x3007] = 1
    kinds[ord("a") : ord("z") + 1] = 2
    kinds[ord("0") : ord("9") + 1] = 3
    return kinds
