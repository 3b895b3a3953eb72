"""What the model sees of a passage: its characters in runs of one to three, and its signs.

A feature is a number of 32 bits, made from the characters or signs and not to be turned back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.elements import signs
from niangjia.rights.caselaw.elements.labels import silent, told_by_rules
from niangjia.rights.caselaw.elements.passages import passages_of
from niangjia.rights.caselaw.elements.sentences import plain

LONGEST_RUN = 3
_STEP = np.uint64(0x9E3779B97F4A7C15)
_STIR = np.uint64(0xBF58476D1CE4E5B9)
_SIGN = np.uint64(1 << 31)
"""The highest bit tells signs from characters."""


@dataclass(frozen=True, slots=True)
class Features:
    """The features of a paper's passages: `ids[k]` is in passage `rows[k]`, once.

    `owner[p]` is the sentence of passage p. `ruled[i, j]` tells whether the rules alone see label
    j in sentence i; `silent[i]` whether sentence i states nothing, whatever its words.
    """

    rows: NDArray[np.intp]
    ids: NDArray[np.uint32]
    owner: NDArray[np.intp]
    ruled: NDArray[np.bool_]
    silent: NDArray[np.bool_]

    def are_signs(self) -> NDArray[np.bool_]:
        """Tell which features are signs and not characters."""
        return self.ids >= np.uint32(_SIGN)

    def most(self, scores: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return the highest of the scores of each sentence's passages, from a row a passage."""
        starts = np.flatnonzero(np.r_[True, self.owner[1:] != self.owner[:-1]])
        return np.asarray(np.maximum.reduceat(scores, starts, axis=0))


def features_of(sentences: Sequence[str]) -> Features:
    """Return the features of a paper's sentences, as written, in order."""
    seen = signs.read_signs([plain(sentence) for sentence in sentences])
    blank = np.array([not words.strip("，；。：\n ") for words in seen.words], dtype=np.bool_)
    passages = passages_of(seen.owner, blank)
    table, whole = passages.any_of(seen.clauses), seen.of_sentences()
    around = whole[passages.owner]
    ruled = told_by_rules(table, around)
    voices = np.array(seen.voices, dtype=np.uint64)[passages.owner]
    parts = [
        *_runs(passages.words(seen.words)),
        *_signs(table, around, voices),
        *_rules(told_by_rules(table, table), ruled, voices),
    ]
    keys = _once(np.concatenate(parts))
    return Features(
        (keys >> np.uint64(32)).astype(np.intp),
        (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32),
        passages.owner,
        passages.by_sentence(ruled & passages.short()[:, None]),
        silent(whole),
    )


def _runs(passages: Sequence[str]) -> list[NDArray[np.uint64]]:
    """Return the runs of characters, each as a key of passage and feature."""
    text = "\n" + "\n".join(passages) + "\n"
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    breaks = points == 10
    owner = np.cumsum(breaks) - 1
    found, held = [], np.zeros(len(points), dtype=np.uint64)
    for length in range(1, LONGEST_RUN + 1):
        room = len(points) - length + 1
        held = _stirred(held[:room] + points[length - 1 :])
        # a run may open with the end before it, so that how a passage begins can be told
        whole = ~breaks[length - 1 :]
        for inside in range(1, length - 1):
            whole &= ~breaks[inside : inside + room]
        row = owner[length - 1 :].astype(np.uint64)
        found.append(_keys(row[whole], held[whole] >> np.uint64(33)))
    return found


def _signs(
    table: NDArray[np.bool_], around: NDArray[np.bool_], voices: NDArray[np.uint64]
) -> Iterator[NDArray[np.uint64]]:
    """Yield the signs of passages, alone and in twos, those around them, and who speaks."""
    yield from _twos(1, table)
    at, sign = np.nonzero(around)
    yield _keys(at, _named(2, sign, sign))
    yield _spoken(3, table, voices)
    yield _keys(np.arange(len(table)), _named(4, voices, voices))


def _rules(
    ruled: NDArray[np.bool_], unbarred: NDArray[np.bool_], voices: NDArray[np.uint64]
) -> Iterator[NDArray[np.uint64]]:
    """Yield what the rules see, alone and in twos, with who speaks, and if nothing around bars."""
    yield from _twos(5, ruled)
    yield _spoken(6, ruled, voices)
    at, label = np.nonzero(unbarred)
    yield _keys(at, _named(7, label, label))


def _twos(place: int, table: NDArray[np.bool_]) -> Iterator[NDArray[np.uint64]]:
    """Yield what stands in each row, and each with each later one of the same row."""
    at, sign = np.nonzero(table)
    yield _keys(at, _named(place, sign, sign))
    for apart in range(1, int(table.sum(axis=1).max(initial=0))):
        together = np.flatnonzero(at[:-apart] == at[apart:])
        pairs = _named(place, sign[together], sign[together + apart])
        yield _keys(at[together], pairs)


def _spoken(place: int, table: NDArray[np.bool_], voices: NDArray[np.uint64]) -> NDArray[np.uint64]:
    at, sign = np.nonzero(table)
    return _keys(at, _named(place, sign, voices[at]))


def _named(place: int, one: NDArray[np.generic], other: NDArray[np.generic]) -> NDArray[np.uint64]:
    number = (np.uint64(place) << np.uint64(16)) | (one.astype(np.uint64) << np.uint64(8))
    return (_stirred(number | other.astype(np.uint64)) >> np.uint64(33)) | _SIGN


def _keys(rows: NDArray[np.generic], ids: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return (rows.astype(np.uint64) << np.uint64(32)) | ids


def _once(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    keys = np.sort(keys)  # several times as fast as numpy.unique, which hashes
    return keys[np.r_[True, keys[1:] != keys[:-1]]]


def _stirred(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = (numbers + np.uint64(1)) * _STEP
    return (mixed ^ (mixed >> np.uint64(29))) * _STIR
