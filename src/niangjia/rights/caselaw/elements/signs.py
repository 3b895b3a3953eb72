"""Which signs of signs.toml stand in the sentences of a paper, clause by clause."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_CLAUSE_END = re.compile(r"[，；。：\n]")


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a paper: `clauses[c, s]` tells whether sign s begins in clause c.

    `words[c]` are the words of clause c and `owner[c]` is the sentence it belongs to; `voices[i]`
    tells who speaks in sentence i.
    """

    clauses: NDArray[np.bool_]
    words: tuple[str, ...]
    owner: NDArray[np.intp]
    voices: tuple[int, ...]

    def of_sentences(self) -> NDArray[np.bool_]:
        """Return whether each sign stands anywhere in each sentence."""
        first = np.searchsorted(self.owner, np.arange(len(self.voices)))
        found: NDArray[np.bool_] = np.logical_or.reduceat(self.clauses, first, axis=0)
        return found


@cache
def names() -> tuple[str, ...]:
    """Return the names of all signs, in order."""
    return tuple(_patterns())


def read_signs(sentences: Sequence[str]) -> Signs:
    """Read the signs of a paper from its sentences in order, each in its plain spelling."""
    text = "\n".join(sentences) + "\n"
    ends = [match.start() for match in _CLAUSE_END.finditer(text)]
    starts = list(accumulate((len(sentence) + 1 for sentence in sentences), initial=0))
    owner = np.array([bisect_right(starts, end) - 1 for end in ends], dtype=np.intp)
    clauses = np.zeros((len(ends), len(names())), dtype=np.bool_)
    at, sign = [], []
    for number, pattern in enumerate(_patterns().values()):
        found = [match.start() for match in pattern.finditer(text)]
        at += found
        sign += [number] * len(found)
    if at:
        clauses[np.searchsorted(ends, at), sign] = True
    words = tuple(text[start:end] for start, end in pairwise([0, *(end + 1 for end in ends)]))
    return Signs(clauses, words, owner, tuple(_voices(sentences)))


def _voices(sentences: Sequence[str]) -> list[int]:
    speaking, heard = len(_openings()) - 1, []
    for sentence in sentences:
        fits = (voice for voice, opening in enumerate(_openings()) if opening.search(sentence))
        speaking = next(fits, speaking)
        heard.append(speaking)
    return heard


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    written = _written()
    both = written["things"] | written["speech"]
    return {
        name: re.compile(words.replace("[^", "[^\n"), re.MULTILINE) for name, words in both.items()
    }


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(words) for words in _written()["voices"].values())


@cache
def _written() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "signs.toml").read_text(encoding="utf-8"))
