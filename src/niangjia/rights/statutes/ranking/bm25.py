"""How well texts answer a question by the words they share: BM25 over hashed pairs."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from niangjia.rights.statutes.ranking.grams import SIZE, Ids

Scores = npt.NDArray[np.float32]


class Bm25:
    """An inverted index of texts, each given as its hashed pieces with repeats.

    `k1` says how soon repeats stop counting, `b` how much long texts are held back.
    """

    def __init__(self, texts: Iterable[Ids], *, k1: float = 1.2, b: float = 0.5) -> None:
        """Index the texts, in the order in which scores will be returned."""
        terms, documents, weights, lengths = _counted(texts)
        self.size = len(lengths)
        mean = float(lengths.mean()) if self.size else 1.0
        rest = k1 * (1 - b + b * lengths[documents] / max(mean, 1.0))
        order = np.argsort(terms, kind="stable")
        self._documents = documents[order]
        self._weights = (weights * (k1 + 1) / (weights + rest))[order].astype(np.float32)
        held = np.bincount(terms, minlength=SIZE)
        self._starts = np.concatenate(([0], np.cumsum(held))).astype(np.int32)
        seen = np.log(1 + (self.size - held + 0.5) / (held + 0.5))
        self._rarity = np.where(held > 0, seen, 0).astype(np.float32)

    def scores(self, asked: Ids, strengths: Sequence[float] | None = None) -> Scores:
        """Return a score for each text; 0 for those that share nothing with what is asked."""
        found = np.zeros(self.size, dtype=np.float32)
        terms, firsts, counts = np.unique(asked, return_index=True, return_counts=True)
        for term, first, count in zip(terms, firsts, counts, strict=True):
            start, end = self._starts[term], self._starts[term + 1]
            weight = self._rarity[term] * min(int(count), 2)
            if strengths is not None:
                weight *= strengths[first]
            found[self._documents[start:end]] += self._weights[start:end] * weight
        return found


def _counted(
    texts: Iterable[Ids],
) -> tuple[Ids, Ids, npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return terms, their documents and counts, and how long each document is."""
    terms: list[Ids] = []
    counts: list[Ids] = []
    lengths: list[int] = []
    for text in texts:
        unique, count = np.unique(text, return_counts=True)
        terms.append(unique)
        counts.append(count)
        lengths.append(len(text))
    sizes = [len(term) for term in terms]
    none = np.empty(0, dtype=np.int64)
    return (
        np.concatenate([none, *terms]),
        np.repeat(np.arange(len(sizes), dtype=np.int64), sizes),
        np.concatenate([none, *counts]).astype(np.float64),
        np.asarray(lengths, dtype=np.float64),
    )
