"""The passages of a sentence: each clause, each two neighbours, and the sentence as a whole.

A sentence of a judgment often states several things, and often one of its clauses alone states
what a label names. The model therefore looks at every passage, and the one that says most counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a paper, sentence by sentence: clauses first[k] to last[k], both counted.

    `owner[k]` is the sentence of passage k; every sentence has one passage or more.
    """

    first: NDArray[np.intp]
    last: NDArray[np.intp]
    owner: NDArray[np.intp]

    def short(self) -> NDArray[np.bool_]:
        """Tell which passages are a clause or two neighbours."""
        return self.last - self.first < 2

    def words(self, clauses: Sequence[str]) -> list[str]:
        """Return the words of each passage, on one line."""
        spans = zip(self.first.tolist(), self.last.tolist(), strict=True)
        return ["".join(clauses[first : last + 1]).rstrip("\n") for first, last in spans]

    def any_of(self, clauses: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return what is true of any clause of each passage, from a row a clause."""
        above = np.zeros((1, clauses.shape[1]), dtype=np.int32)
        count = np.concatenate([above, np.cumsum(clauses, axis=0, dtype=np.int32)])
        return np.asarray(count[self.last + 1] > count[self.first], dtype=np.bool_)

    def by_sentence(self, passages: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return what is true of any passage of each sentence, from a row a passage."""
        return np.asarray(np.logical_or.reduceat(passages, self.starts(), axis=0), dtype=np.bool_)

    def starts(self) -> NDArray[np.intp]:
        """Return the number of each sentence's first passage."""
        return np.flatnonzero(np.r_[True, self.owner[1:] != self.owner[:-1]])


def passages_of(owner: NDArray[np.intp], blank: NDArray[np.bool_]) -> Passages:
    """Return the passages of clauses, of which `owner` names the sentence of each, in order.

    Clauses without words (`blank`) make no passage, unless a sentence has no others.
    """
    spans: list[tuple[int, int, int]] = []
    for sentence in range(int(owner[-1]) + 1):
        start, end = np.searchsorted(owner, (sentence, sentence + 1)).tolist()
        full = [clause for clause in range(start, end) if not blank[clause]] or [start]
        found = dict.fromkeys([*zip(full, full, strict=True), *pairwise(full)])
        found[full[0], full[-1]] = None
        spans += [(first, last, sentence) for first, last in found]
    table = np.array(spans, dtype=np.intp)
    return Passages(table[:, 0], table[:, 1], table[:, 2])
