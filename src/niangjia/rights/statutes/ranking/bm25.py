"""How well texts answer a question by the words they share: BM25 over hashed runs."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from niangjia.rights.statutes.ranking.grams import SIZE, Ids, grams_of_all

Scores = npt.NDArray[np.float32]
MOST_REPEATS = 2
"""A run that a question repeats counts at most so often."""


class Bm25:
    """An inverted index. `k1` says how soon repeats stop counting, `b` holds long texts back."""

    def __init__(self, terms: Ids, owners: Ids, size: int, *, k1: float = 1.2, b: float = 0.5):
        """Index `size` texts by their hashed terms, `owners` saying whose each term is."""
        self.size = size
        lengths = np.bincount(owners, minlength=size).astype(np.float64)
        both, counts = np.unique(terms * size + owners, return_counts=True)
        held_by = both % max(size, 1)
        mean = max(float(lengths.sum()) / max(size, 1), 1.0)
        rest = k1 * (1 - b + b * lengths[held_by] / mean)
        self._documents = held_by.astype(np.int32)
        self._weights = (counts * (k1 + 1) / (counts + rest)).astype(np.float32)
        held = np.bincount(both // max(size, 1), minlength=SIZE)
        self._starts = np.concatenate(([0], np.cumsum(held))).astype(np.int32)
        seen = np.log(1 + (size - held + 0.5) / (held + 0.5))
        self.rarity = np.where(held > 0, seen, 0).astype(np.float32)

    @classmethod
    def of(cls, texts: Sequence[str], sizes: Iterable[int]) -> "Bm25":
        """Index texts by their runs of these lengths."""
        terms, owners = grams_of_all(texts, sizes)
        return cls(terms, owners, len(texts))

    def scores(self, asked: Ids) -> Scores:
        """Return a score for each text; 0 for those that share nothing with what is asked."""
        found = np.zeros(self.size, dtype=np.float32)
        terms, counts = np.unique(asked, return_counts=True)
        for term, count in zip(terms.tolist(), counts.tolist(), strict=True):
            start, end = self._starts[term], self._starts[term + 1]
            weight = self.rarity[term] * min(count, MOST_REPEATS)
            found[self._documents[start:end]] += self._weights[start:end] * weight
        return found


def share(scores: Scores) -> Scores:
    """Return scores as shares of the highest; all 0 stays all 0."""
    highest = scores.max(initial=0)
    return (scores / highest).astype(np.float32) if highest > 0 else scores
