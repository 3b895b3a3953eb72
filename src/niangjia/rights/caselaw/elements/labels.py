"""The twenty elements, and what the rules alone take for each."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.elements.signs import names


@dataclass(frozen=True, slots=True)
class Way:
    """One way of stating an element: signs that must be there and signs that must not."""

    needs: tuple[int, ...]
    bars: tuple[int, ...]

    def fits(self, table: NDArray[np.bool_], around: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tell which passages, a row of signs each, state the element in this way.

        `around` has the signs of the whole sentence: a bar anywhere in it counts.
        """
        there = np.all(table[:, list(self.needs)], axis=1)
        barred = np.any(around[:, list(self.bars)], axis=1)
        return np.asarray(there & ~barred, dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Label:
    """An element: our code, the tag of CAIL 2019, the Chinese name, and its ways."""

    code: str
    tag: str
    name: str
    ways: tuple[Way, ...]


@cache
def labels() -> tuple[Label, ...]:
    """Return the elements in the order in which models count them."""
    return tuple(
        Label(one["code"], one["tag"], one["name"], tuple(_way(words) for words in one["any"]))
        for one in _written()["label"]
    )


def told_by_rules(table: NDArray[np.bool_], around: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which elements the rules alone see in passages, from a row of signs each.

    `around` has the signs of the sentence that each passage stands in.
    """
    told = np.zeros((len(table), len(labels())), dtype=np.bool_)
    for number, label in enumerate(labels()):
        for way in label.ways:
            told[:, number] |= way.fits(table, around)
    return told


def silent(table: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which sentences state nothing, from a row of signs each: headings, rejections."""
    signs = [names().index(name) for name in _written()["silent"]]
    return np.asarray(table[:, signs].any(axis=1), dtype=np.bool_)


@cache
def _written() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))


def _way(words: str) -> Way:
    number = {name: place for place, name in enumerate(names())}
    parts = words.split()
    return Way(
        tuple(number[part] for part in parts if not part.startswith("!")),
        tuple(number[part[1:]] for part in parts if part.startswith("!")),
    )
