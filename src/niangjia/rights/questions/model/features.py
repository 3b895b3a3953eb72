"""A question as numbers, the same on every machine: hashed runs of characters, and cues."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
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

FINE = 1 << 18
"""How many places there are for telling labour matters, where each place has one weight alone."""

LONGEST = 2_000
"""Characters of a question that are read; the rest of a longer one is left aside."""

_RUNS = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+")
_SIZES = (1, 2, 3, 4)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Features:
    """The places of a question's runs, how much each counts, and the numbers of its cues.

    The fine places are of runs over marks and spaces as well, and of each two cues together.
    """

    ids: Ids
    values: Floats
    cues: tuple[int, ...]
    fine_ids: Ids
    fine_values: Floats

    def among(self, size: int) -> tuple[Ids, Floats]:
        """Return the places and how much each counts, where there are `size` of them."""
        return (self.ids, self.values) if size == SIZE else (self.fine_ids, self.fine_values)


def features(text: str) -> Features:
    """Return the features of a question; repeating a word counts less each time."""
    plain = normalise(text[:LONGEST])
    spelled = _NUMBER.sub("0", plain)
    said = heard(plain)
    twos = (f"{one}&{other}" for one, other in combinations(said, 2))
    ids, values = _counted(_runs(_RUNS.findall(spelled)), SIZE)
    return Features(ids, values, said, *_counted(chain(_runs([spelled]), twos), FINE))


def _runs(parts: Sequence[str]) -> Iterator[str]:
    return (
        part[at : at + size]
        for part in parts
        for size in _SIZES
        for at in range(len(part) - size + 1)
    )


def _counted(runs: Iterable[str], size: int) -> tuple[Ids, Floats]:
    counts = Counter(crc32(run.encode()) % size for run in runs)
    places = sorted(counts)
    return (
        np.array(places, dtype=np.int32),
        np.array([1 + math.log(counts[place]) for place in places], dtype=np.float32),
    )


def width(size: int = SIZE) -> int:
    """Return the length of a question as numbers: hashed runs first, then cues."""
    return size + len(cues())


def numbers(one: Features, rarity: Floats, cue_weight: float) -> tuple[Ids, Floats]:
    """Return where a question is not zero, and what it is there; each part of length one.

    `rarity` weighs each place by how much it tells. The part of the cues is `cue_weight` long, so
    that a long story drowns no word that matters; it stands after the places.
    """
    ids, values = one.among(len(rarity))
    weighed = values * rarity[ids]
    length = float(np.linalg.norm(weighed)) or 1.0
    said = np.array(one.cues, dtype=np.int32) + len(rarity)
    even = _even(np.full(len(said), 1 / math.sqrt(len(said) or 1), dtype=np.float32))
    return (
        np.concatenate([ids, said]),
        np.concatenate([_even(weighed / length), even * np.float32(cue_weight)]),
    )


def _even(values: Floats) -> Floats:
    """Round to 1/1024: sums of products are then exact in any order, on any machine."""
    return np.round(values * 1024) / np.float32(1024)
