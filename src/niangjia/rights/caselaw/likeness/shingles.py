"""Shingles of many papers at once: what a text is made of, as numbers.

A paper becomes the set of its shingles, five characters each, without what differs between two
copies of one paper: white space, punctuation, wide forms, and the characters that stand where a
name stood. A shingle is known by a hash of 32 bits. A sample keeps the shingles whose hash lies
in the lowest part of all hashes: which ones are kept depends on the shingle alone, so what two
papers share shows in their samples in the same proportion, also where one is cut off.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]

LENGTH = 5
"""Characters of one shingle."""

SAMPLED = 16
"""One shingle in so many is in the sample: about a hundred of a usual judgment."""

_MASKS = "某×＊*xXＸ○〇□■_＿△"
_UNITS = "utf-16-le"
_STEP = np.uint32(0x01000193)


def samples(texts: Sequence[str]) -> list[Hashes]:
    """Return the sample of each text: hashes, sorted, none twice."""
    hashes, owners = _hashed(texts, np.uint32(2**32 // SAMPLED - 1))
    keys = np.sort((owners.astype(np.uint64) << np.uint64(32)) | hashes)
    keys = keys[np.flatnonzero(np.diff(keys, prepend=np.uint64(2**64 - 1)))]
    ends = np.searchsorted(keys >> np.uint64(32), np.arange(1, len(texts) + 1, dtype=np.uint64))
    return list(np.split(keys.astype(np.uint32), ends[:-1]))


def all_shingles(text: str) -> Hashes:
    """Return every shingle of one text: hashes, sorted, none twice."""
    return np.unique(_hashed([text], np.uint32(2**32 - 1))[0])


def shared(one: Hashes, other: Hashes) -> int:
    """Return how many hashes two sorted sets share."""
    if len(one) > len(other):
        one, other = other, one
    if not len(one):
        return 0
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    return int(np.count_nonzero(other[places] == one))


def _hashed(texts: Sequence[str], below: np.uint32) -> tuple[Hashes, NDArray[np.intp]]:
    """Return the hashes up to `below` of all texts, and the number of the text of each."""
    units = np.frombuffer("".join(texts).encode(_UNITS, "surrogatepass"), dtype="<u2")
    values = _values().take(units)
    kept = values != 0
    before = np.concatenate((np.zeros(1, np.int32), np.cumsum(kept, dtype=np.int32)))
    ends = before[np.cumsum(_lengths(texts, len(units)))]
    hashes = _rolled(np.compress(kept, values))
    places = np.flatnonzero(hashes <= below)
    owners = np.searchsorted(ends, places, side="right")
    within = places + LENGTH <= ends[owners]
    return hashes[places[within]], owners[within]


def _lengths(texts: Sequence[str], units: int) -> NDArray[np.intp]:
    """Return how many of all the `units` of UTF-16 each text takes."""
    lengths = [len(text) for text in texts]
    if sum(lengths) != units:  # characters beyond the first plane take two
        lengths = [len(text.encode(_UNITS, "surrogatepass")) // 2 for text in texts]
    return np.array(lengths, dtype=np.intp)


def _rolled(values: Hashes) -> Hashes:
    """Return the hash of each run of LENGTH values, well mixed: its low part decides."""
    if len(values) < LENGTH:
        return np.empty(0, np.uint32)
    count = len(values) - LENGTH + 1
    hashes = values[:count].copy()
    for at in range(1, LENGTH):
        hashes *= _STEP
        hashes += values[at : at + count]
    hashes ^= hashes >> np.uint32(16)
    hashes *= np.uint32(0x85EBCA6B)
    hashes ^= hashes >> np.uint32(13)
    hashes *= np.uint32(0xC2B2AE35)
    hashes ^= hashes >> np.uint32(16)
    return hashes


@lru_cache(maxsize=1)
def _values() -> Hashes:
    """Return a random number for every unit of UTF-16, 0 for what does not count."""
    random = np.random.Generator(np.random.PCG64(20_240_701))
    values = random.integers(1, 2**32, size=2**16, dtype=np.uint32)
    table = values.copy()
    for unit in range(2**16):
        table[unit] = _value(unit, values)
    return table


def _value(unit: int, values: Hashes) -> np.uint32:
    character = chr(unit)
    if 0xD800 <= unit < 0xE000:
        return np.uint32(values[unit])
    plain = unicodedata.normalize("NFKC", character).lower()
    if character in _MASKS or not plain or not plain[0].isalnum():
        return np.uint32(0)
    return np.uint32(values[ord(plain[0])]) if ord(plain[0]) < 2**16 else np.uint32(values[unit])
