"""What a question is about: from what people say to what the law calls it."""

import numpy as np

from niangjia.rights.statutes.ranking.bm25 import Bm25, Scores, share
from niangjia.rights.statutes.ranking.book import Book, Topic
from niangjia.rights.statutes.ranking.grams import grams

NEAREST_TOPICS = 8
"""So many topics whose sample questions are nearest count; the others do not."""

ASKED_SHARE = 0.7
"""What likeness to sample questions counts beside what is said in so many words."""

MUCH_IN_COMMON = 25.0
"""The BM25 score from which on a question is fully like a sample question; others have 5 to 10."""


class Meaning:
    """Reads questions with a topic book."""

    def __init__(self, book: Book) -> None:
        """Index what people say and ask, topic by topic."""
        self.book = book
        self._asked = Bm25.of([_lay_text(topic) for topic in book.topics], (2, 3))

    def of(self, question: str) -> tuple[Scores, Scores, Scores]:
        """Return for each topic how surely it is said, how near its questions are, and both.

        The first two are from 0 to 1, the third from 0 to 1.7.
        """
        said = np.asarray(self.book.strengths(question), dtype=np.float32)
        asked = _nearest(self._asked.scores(grams(question, (2, 3))))
        return said, asked, said + np.float32(ASKED_SHARE) * asked**2

    def topics(self, question: str, *, limit: int, least: float) -> list[tuple[Topic, float]]:
        """Return the topics most surely meant, at least so surely, with that from 0 to 1.

        What only resembles a sample question counts less than half, and next to nothing where
        it has hardly a word in common even with the nearest.
        """
        said = np.asarray(self.book.strengths(question), dtype=np.float32)
        shared = self._asked.scores(grams(question, (2, 3)))
        near = min(1.0, float(shared.max(initial=0)) / MUCH_IN_COMMON) ** 2
        both = (said + ASKED_SHARE * near * _nearest(shared) ** 2) / (1 + ASKED_SHARE)
        order = [int(at) for at in np.argsort(-both, kind="stable")[:limit]]
        return [(self.book.topics[at], float(both[at])) for at in order if both[at] >= least]


def _nearest(scores: Scores) -> Scores:
    even = share(scores)
    if len(even) <= NEAREST_TOPICS:
        return even
    least = np.partition(even, -NEAREST_TOPICS)[-NEAREST_TOPICS]
    return np.where(even >= least, even, np.float32(0))


def _lay_text(topic: Topic) -> str:
    words = [word for trigger in topic.when for group in trigger.groups for word in group]
    return "。".join((topic.name, *topic.asks, *words))
