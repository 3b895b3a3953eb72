"""Text as numbers: runs of one to four characters, hashed the same way on every machine."""

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from niangjia.kernel.chinese.normalise import CJK, normalise

Ids = npt.NDArray[np.int64]
BITS = 20
SIZE = 1 << BITS
_PIECE = re.compile(f"[{CJK}]+|[a-z]+|[0-9]+(?:\\.[0-9]+)?%?")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - BITS)


def pieces(text: str) -> list[str]:
    """Return the runs of Chinese characters, letters and figures, evened out."""
    return _PIECE.findall(normalise(text).lower())


def grams(text: str, sizes: Iterable[int]) -> Ids:
    """Return the hashed runs of these lengths, repeats included, in no particular order."""
    runs = pieces(text)
    wanted = tuple(sizes)
    found: list[npt.NDArray[np.uint64]] = []
    for run in runs:
        signs = np.frombuffer(run.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
        found += [_hashed(signs, size) for size in wanted if len(signs) >= size]
    if not found:
        return np.empty(0, dtype=np.int64)
    return np.concatenate(found).astype(np.int64)


def _hashed(signs: npt.NDArray[np.uint64], size: int) -> npt.NDArray[np.uint64]:
    last = len(signs) - size + 1
    mixed = np.full(last, size, dtype=np.uint64)
    for at in range(size):
        mixed = (mixed ^ signs[at : at + last]) * _ODD
        mixed ^= mixed >> np.uint64(29)
    return (mixed * _ODD) >> _SHIFT
