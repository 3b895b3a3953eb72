"""A question as numbers, the same on every machine: hashed runs of characters, and cues."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from niangjia.kernel.chinese.normalise import normalise
from niangjia.rights.questions.rules.cues import cues, heard

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int32]

BITS = 15
SIZE = 1 << BITS
"""How many places runs of characters are hashed to."""

LONGEST = 2_000
"""Characters of a question that are read; the rest of a longer one is left aside."""

_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+")
_SIZES = (1, 2, 3, 4)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Features:
    """The places of a question's runs, how much each counts, and the numbers of its cues."""

    ids: Ids
    values: Floats
    cues: tuple[int, ...]


def features(text: str) -> Features:
    """Return the features of a question; repeating a word counts less each time."""
    plain = normalise(text[:LONGEST])
    counts = Counter(
        crc32(run[at : at + size].encode()) % SIZE
        for run in _RUNS.findall(_NUMBER.sub("0", plain))
        for size in _SIZES
        for at in range(len(run) - size + 1)
    )
    places = sorted(counts)
    return Features(
        np.array(places, dtype=np.int32),
        np.array([1 + math.log(counts[place]) for place in places], dtype=np.float32),
        heard(plain),
    )


def width() -> int:
    """Return the length of a question as numbers: hashed runs first, then cues."""
    return SIZE + len(cues())


def numbers(one: Features, rarity: Floats, cue_weight: float) -> tuple[Ids, Floats]:
    """Return where a question is not zero, and what it is there; each part of length one.

    `rarity` weighs each place by how few questions have it. The part of the cues is `cue_weight`
    long, so that a long story drowns no word that matters.
    """
    weighed = one.values * rarity[one.ids]
    length = float(np.linalg.norm(weighed)) or 1.0
    said = np.array(one.cues, dtype=np.int32) + SIZE
    even = _even(np.full(len(said), 1 / math.sqrt(len(said) or 1), dtype=np.float32))
    return (
        np.concatenate([one.ids, said]),
        np.concatenate([_even(weighed / length), even * np.float32(cue_weight)]),
    )


def _even(values: Floats) -> Floats:
    """Round to 1/1024: sums of products are then exact in any order, on any machine."""
    return np.round(values * 1024) / np.float32(1024)
