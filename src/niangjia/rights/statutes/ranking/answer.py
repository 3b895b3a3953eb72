"""The articles that answer a question, best first, each with what speaks for it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import numpy as np

from niangjia.rights.statutes.ranking.grams import Ids, grams
from niangjia.rights.statutes.ranking.model import NAMES, Model
from niangjia.rights.statutes.ranking.sentences import deciding
from niangjia.rights.statutes.ranking.shelf import NAMED_TOPICS, Entry, Evidence, Shelf

Signal = Literal["topic", "words", "learned"]
ENOUGH_WORDS, ENOUGH_LEARNED, ENOUGH_TOPIC = 0.5, 0.15, 0.15
"""From these values on a signal is worth telling the reader."""

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
    question = question[:LONGEST]
    evidence = shelf.evidence(question)
    if not shelf.size or not len(evidence.grams):
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
    best = np.argsort(-scores, kind="stable")[:limit]
    return tuple(
        Ranked(
            shelf.entries[number],
            round(float(sure[number]), 4),
            _signals(signals[:, number].tolist()),
            shelf.topics_for(int(number), evidence, ENOUGH_TOPIC)[:MOST_TOPICS],
            *deciding(shelf.entries[number].text, asked, shelf.words),
        )
        for number in best
        if np.isfinite(scores[number])
    )


_SPEAKING = ("words", "both_best", "learned")


def _asked(shelf: Shelf, question: str, evidence: Evidence) -> Ids:
    """Return the pairs of the question, and those of the legal names of what it is about."""
    meant = np.argsort(-evidence.topics, kind="stable")[:NAMED_TOPICS]
    names = [shelf.book.topics[t].name for t in meant if evidence.topics[t] > ENOUGH_WORDS]
    return np.unique(grams("。".join((question, *names)), (2,)))


def _signals(values: list[float]) -> tuple[Signal, ...]:
    by_name = dict(zip(NAMES, values, strict=True))
    found: list[Signal] = []
    if by_name["both_best"] >= ENOUGH_TOPIC:
        found.append("topic")
    if by_name["words"] >= ENOUGH_WORDS:
        found.append("words")
    if by_name["learned"] >= ENOUGH_LEARNED:
        found.append("learned")
    return tuple(found)
