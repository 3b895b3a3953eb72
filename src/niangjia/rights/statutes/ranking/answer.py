"""The articles that answer a question, best first, each with what speaks for it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from niangjia.rights.statutes.ranking.grams import Ids, grams
from niangjia.rights.statutes.ranking.model import LEARNED, NAMES, Model
from niangjia.rights.statutes.ranking.sentences import deciding
from niangjia.rights.statutes.ranking.shelf import NAMED_TOPICS, SIGNALS, Entry, Evidence, Shelf

Signal = Literal["topic", "words", "learned"]
ENOUGH_TOPIC = 0.15
"""From this strength on a topic is named to the reader."""

MEANT = 0.5
"""From this strength on the legal name of a topic helps to find the sentence that matters."""

WORTH_TELLING = 0.25
"""A kind of signal is told where it gives at least this share of what lifts an article."""

LOCAL_IN, LOCAL_SAYS = 5, 0.6
"""One in so many articles is law of the place, if it says at least so much of what is asked."""

MOST_TOPICS = 2
LONGEST = 2_000
"""Characters of a question that are read."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article, how sure it is (0 to 1, over all articles), and why it is here.

    `topics` are names from the book; `start` and `end` where the sentence that matters stands.
    """

    entry: Entry
    score: float
    signals: tuple[Signal, ...]
    topics: tuple[str, ...]
    start: int
    end: int


def rank(
    shelf: Shelf, model: Model, question: str, *, places: Collection[str] = (), limit: int = 10
) -> tuple[Ranked, ...]:
    """Return the articles that answer best; law of a place only where it is among `places`.

    Nothing for a question without words, and none that nothing speaks for.
    """
    if not shelf.size:
        return ()
    question = question[:LONGEST]
    evidence = shelf.evidence(question)
    if not len(evidence.grams):
        return ()
    signals = model.signals(shelf, evidence)
    scores = model.mix @ signals
    open_ = np.array([not e.place or e.place in places for e in shelf.entries])
    spoken = signals[[NAMES.index(name) for name in _SPEAKING]].max(axis=0) > 0
    scores = np.where(open_ & spoken, scores, -np.inf)
    if not np.isfinite(scores).any():
        return ()
    sure = np.exp(scores - scores.max())
    sure /= sure.sum()
    asked = _asked(shelf, question, evidence)
    best = _with_local(shelf, signals, scores, limit)
    return tuple(
        Ranked(
            shelf.entries[number],
            round(float(sure[number]), 4),
            _speaking(_parts(model, signals, int(number))),
            shelf.topics_for(int(number), evidence, ENOUGH_TOPIC)[:MOST_TOPICS],
            *deciding(shelf.entries[number].text, asked, shelf.words),
        )
        for number in best
        if np.isfinite(scores[number])
    )


_SPEAKING = ("words", "both_best", "learned")
_WORDS = ("words", "words_raw", "words_of_labour")
_KINDS: dict[Signal, tuple[int, ...]] = {
    "words": tuple(NAMES.index(name) for name in _WORDS),
    "learned": tuple(NAMES.index(name) for name in LEARNED),
    "topic": tuple(
        NAMES.index(name) for name in SIGNALS if name not in (*_WORDS, "local", "law_in_book")
    ),
}


def _with_local(
    shelf: Shelf, signals: npt.NDArray[np.float32], scores: npt.NDArray[np.float32], limit: int
) -> list[int]:
    """Return the best articles, one in five of them law of the place where that says something.

    Nobody has told yet which local articles answer which question, so nothing learned can lift
    them: the best by words take the last places.
    """
    best = [int(at) for at in np.argsort(-scores, kind="stable")[:limit]]
    said = signals[NAMES.index("words")] + signals[NAMES.index("terms")]
    said = np.where((shelf.local > 0) & np.isfinite(scores), said, 0)
    most = limit // LOCAL_IN
    local = [int(at) for at in np.argsort(-said, kind="stable")[:most] if said[at] >= LOCAL_SAYS]
    missing = [at for at in local if at not in best]
    return best[: limit - len(missing)] + missing


def _asked(shelf: Shelf, question: str, evidence: Evidence) -> Ids:
    """Return the pairs of the question, and those of the legal names of what it is about."""
    meant = np.argsort(-evidence.topics, kind="stable")[:NAMED_TOPICS]
    names = [shelf.book.topics[t].name for t in meant if evidence.topics[t] > MEANT]
    return np.unique(grams("。".join((question, *names)), (2,)))


def _speaking(parts: dict[Signal, float]) -> tuple[Signal, ...]:
    """Return what speaks for an article more than for others, the strongest first."""
    whole = sum(max(part, 0) for part in parts.values())
    order = sorted(parts, key=lambda signal: -parts[signal])
    return tuple(s for s in order if parts[s] >= WORTH_TELLING * whole) if whole else ()


def _parts(model: Model, signals: npt.NDArray[np.float32], number: int) -> dict[Signal, float]:
    """Return how much each kind of signal lifts an article above the average of all."""
    lifted = model.mix * (signals[:, number] - signals.mean(axis=1))
    return {kind: float(lifted[list(rows)].sum()) for kind, rows in _KINDS.items()}
