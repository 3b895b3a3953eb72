"""The articles of a day, made ready to be ranked, and what speaks for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from niangjia.rights.statutes.ranking.bm25 import Bm25, Scores, share
from niangjia.rights.statutes.ranking.book import ArticleKey, Book
from niangjia.rights.statutes.ranking.grams import Ids, grams
from niangjia.rights.statutes.ranking.meaning import Meaning

SIGNALS = (
    "words", "words_raw", "topic_best", "topic_all", "topic_all_raw", "asked_best", "asked_all",
    "terms", "both_best", "both_all", "often_in_book", "law_in_book", "local", "words_of_labour",
)  # fmt: skip
NAMED_TOPICS = 3
"""The legal names of so many topics are looked for in the articles."""

RAW_SCALE = 30.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to be ranked. `place` is the division where it holds, "" for everywhere."""

    key: ArticleKey
    title: str
    heading: str
    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a question says: `signals` by signal and entry, `topics` how surely each is meant."""

    signals: npt.NDArray[np.float32]
    topics: npt.NDArray[np.float32]
    grams: Ids


class Shelf:
    """Articles in one order, indexed by their words and by the topics of the book."""

    def __init__(self, entries: Sequence[Entry], book: Book) -> None:
        """Index the articles; those of the book that are not among them are left out."""
        self.entries = tuple(entries)
        self.book = book
        self.at = {entry.key: number for number, entry in enumerate(self.entries)}
        texts = [f"{entry.title}。{entry.heading}。{entry.text}" for entry in self.entries]
        self.words = Bm25.of(texts, (2,))
        self.meaning = Meaning(book)
        self._names = [grams(topic.name, (2,)) for topic in book.topics]
        self._cited = [self._articles_of(topic.articles) for topic in book.topics]
        laws = {law: number for number, law in enumerate(sorted({k.law for k in self.at}))}
        self.laws = laws
        self.law_of = np.array([laws[e.key.law] for e in self.entries], dtype=np.int64)
        self.local = np.array([bool(e.place) for e in self.entries], dtype=np.float32)

    @property
    def size(self) -> int:
        """How many articles there are."""
        return len(self.entries)

    def evidence(self, question: str) -> Evidence:
        """Return everything that speaks for each article, before anything learned."""
        pairs = grams(question, (2,))
        words = self.words.scores(pairs)
        said, asked, both = self.meaning.of(question)
        said_best, said_all = self._spread(said)
        asked_best, _ = self._spread(asked)
        _, asked_all = self._spread(asked**2)
        both_best, both_all = self._spread(both)
        even_words = share(words)
        signals = (
            even_words, words / np.float32(RAW_SCALE), said_best, share(said_all),
            np.log1p(said_all), asked_best, share(asked_all), share(self._named(both)), both_best,
            share(both_all), self.in_book, self.law_in_book, self.local,
            share(even_words * self.law_in_book),
        )  # fmt: skip
        return Evidence(np.stack(signals).astype(np.float32), both, grams(question, (1, 2, 3)))

    def topics_for(self, number: int, evidence: Evidence, least: float) -> tuple[str, ...]:
        """Return the names of the topics meant that cite an article, the surest first."""
        given = {
            topic: float(weights[numbers == number][0]) * float(evidence.topics[topic])
            for topic, (numbers, weights) in enumerate(self._cited)
            if evidence.topics[topic] > 0 and number in numbers
        }
        sure = sorted((t for t in given if given[t] >= least), key=lambda t: -given[t])
        return tuple(self.book.topics[topic].name for topic in sure)

    @cached_property
    def in_book(self) -> Scores:
        """Return from 0 to 1 how much the book cites each article."""
        return share(np.log1p(self._mass))

    @cached_property
    def law_in_book(self) -> Scores:
        """Return from 0 to 1 how much the book cites the law of each article."""
        by_law = np.zeros(len(self.laws), dtype=np.float32)
        np.add.at(by_law, self.law_of, self._mass)
        return share(np.log1p(by_law)[self.law_of])

    @cached_property
    def _mass(self) -> Scores:
        return self._spread(np.ones(len(self.book.topics), dtype=np.float32))[1]

    def _articles_of(
        self, articles: Sequence[tuple[ArticleKey, float]]
    ) -> tuple[npt.NDArray[np.int64], Scores]:
        here = {self.at[key]: weight for key, weight in articles if key in self.at}
        return (
            np.array(list(here), dtype=np.int64),
            np.array(list(here.values()), dtype=np.float32),
        )

    def _spread(self, strengths: npt.NDArray[np.float32]) -> tuple[Scores, Scores]:
        """Return for each article the best and the sum of what its topics give it."""
        best = np.zeros(self.size, dtype=np.float32)
        total = np.zeros(self.size, dtype=np.float32)
        for topic in np.flatnonzero(strengths):
            numbers, weights = self._cited[topic]
            given = weights * strengths[topic]
            best[numbers] = np.maximum(best[numbers], given)
            total[numbers] += given
        return best, total

    def _named(self, topics: npt.NDArray[np.float32]) -> Scores:
        """Return how well articles answer the legal names of the topics that are meant."""
        found = np.zeros(self.size, dtype=np.float32)
        for topic in np.argsort(-topics, kind="stable")[:NAMED_TOPICS]:
            if topics[topic] > 0:
                found += topics[topic] * share(self.words.scores(self._names[topic]))
        return found
