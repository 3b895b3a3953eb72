"""Learning from questions whose articles are known: plain numpy, no chance, the same every time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from niangjia.rights.statutes.ranking.book import ArticleKey
from niangjia.rights.statutes.ranking.grams import SIZE
from niangjia.rights.statutes.ranking.model import (
    NAMES,
    Matrix,
    Model,
    Reader,
    joined,
    spread,
)
from niangjia.rights.statutes.ranking.shelf import Evidence, Shelf

FROM_EACH = 40
"""So many of the best articles by each telling signal are candidates when the mix is learned."""

_TELLING = tuple(
    NAMES.index(name)
    for name in (
        "words", "topic_best", "topic_all", "asked_best", "both_best", "both_all", "learned",
    )
)  # fmt: skip
STEPS = 25
HALVINGS = 20


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the articles that answer it; `source` names the collection it is from."""

    id: str
    question: str
    articles: frozenset[ArticleKey]
    source: str


@dataclass(frozen=True, slots=True)
class Settings:
    """How strongly the reader (`ridge`) and the mix (`calm`) are held back.

    `own` is what a question of the book counts beside a real one.
    """

    ridge: float = 2.0
    calm: float = 0.1
    own: float = 0.2


class Seen:
    """Evidence of questions on one shelf, worked out once and kept while training goes on."""

    def __init__(self, shelf: Shelf) -> None:
        """Begin with nothing seen."""
        self.shelf = shelf
        self._kept: dict[str, Evidence] = {}

    def __call__(self, question: str) -> Evidence:
        """Return the evidence of a question."""
        if question not in self._kept:
            self._kept[question] = self.shelf.evidence(question)
        return self._kept[question]


def train(seen: Seen, examples: Sequence[Example], settings: Settings) -> Model:
    """Learn from examples and from the book's own questions.

    The collections count alike, however large. What the reader says of an example while the mix
    is learned leaves that example out.
    """
    shelf = seen.shelf
    reader, left_out = _read(seen, examples, settings)
    weights = balance(examples)
    problems = [
        _problem(shelf, seen(e.question), reader, left_out[at], e)
        for at, e in enumerate(examples)
        if any(key in shelf.at for key in e.articles)
    ]
    counted = [w for e, w in zip(examples, weights, strict=True) if e.articles & shelf.at.keys()]
    return Model(reader, _mix(problems, counted, settings.calm))


def balance(examples: Sequence[Example]) -> list[float]:
    """Return a weight for each example, so that every collection counts as much as another."""
    sizes = Counter(example.source for example in examples)
    return [len(examples) / len(sizes) / sizes[example.source] for example in examples]


def _read(seen: Seen, examples: Sequence[Example], settings: Settings) -> tuple[Reader, Matrix]:
    """Fit the reader by ridge regression; also what it says of each example without it."""
    shelf = seen.shelf
    own = [(ask, dict(topic.articles)) for topic in shelf.book.topics for ask in topic.asks]
    wanted = [(e.question, dict.fromkeys(e.articles, 1.0)) for e in examples] + own
    articles = tuple(sorted({key for _, keys in wanted for key in keys if key in shelf.at}))
    topics = tuple(topic.id for topic in shelf.book.topics)
    empty = _vocabulary(seen, [question for question, _ in wanted], topics, articles)
    size = len(empty.grams) + len(topics)
    told = np.zeros((len(wanted), size))
    for at, (question, _) in enumerate(wanted):
        rows, values = empty.features(seen(question), topics)
        told[at, rows] = values
    number = {key: column for column, key in enumerate(articles)}
    right = np.zeros((len(wanted), len(articles)))
    for at, (_, keys) in enumerate(wanted):
        for key, weight in keys.items():
            if key in number:
                right[at, number[key]] = weight
    trust = np.concatenate((np.ones(len(examples)), np.full(len(own), settings.own)))
    inner = np.linalg.inv(told @ told.T + settings.ridge * np.diag(1 / trust))
    dual = inner @ right
    left_out = (right - dual / np.diag(inner)[:, None])[: len(examples)]
    reader = Reader(empty.grams, empty.rarity, topics, articles, told.T @ dual, empty.scales)
    return reader, left_out


def _vocabulary(
    seen: Seen, questions: Sequence[str], topics: tuple[str, ...], articles: tuple[ArticleKey, ...]
) -> Reader:
    """Return a reader that knows the runs found in two questions at least, and nothing more."""
    held = np.zeros(SIZE, dtype=np.int64)
    for question in questions:
        held[np.unique(seen(question).grams)] += 1
    known = np.flatnonzero(held >= 2)
    rarity = np.log((len(questions) + 1) / (held[known] + 1)).astype(np.float16)
    return Reader(
        grams=known,
        rarity=rarity.astype(np.float32),
        topics=topics,
        articles=articles,
        weights=np.zeros((0, len(articles))),
        scales=np.ones(len(articles), dtype=np.float32),
    )


Problem = tuple[Matrix, npt.NDArray[np.bool_]]


def _problem(
    shelf: Shelf, evidence: Evidence, reader: Reader, read: Matrix, example: Example
) -> Problem:
    """Return the signals of the candidates of an example, and which of them are right."""
    signals = joined(evidence, spread(shelf, reader.articles, read))
    right = {shelf.at[key] for key in example.articles if key in shelf.at}
    candidates = set(right)
    for row in _TELLING:
        candidates.update(np.argsort(-signals[row], kind="stable")[:FROM_EACH].tolist())
    order = np.array(sorted(candidates))
    return signals[:, order].T.astype(np.float64), np.isin(order, list(right))


def _mix(
    problems: Sequence[Problem], weights: Sequence[float], calm: float
) -> npt.NDArray[np.float32]:
    """Return what each signal counts for: Newton's steps on the softmax over candidates."""
    if not problems:
        raise ValueError("none of the examples has an article of the library")
    spreads = np.concatenate([signals for signals, _ in problems]).std(axis=0) + 1e-6
    even = [(signals / spreads, right / right.sum()) for signals, right in problems]
    shares = np.asarray(weights) / sum(weights)
    found = np.zeros(len(NAMES))
    loss, slope, bend = _bent(even, shares, calm, found)
    for _ in range(STEPS):
        step = np.linalg.solve(bend, slope)
        for _ in range(HALVINGS):
            tried = _bent(even, shares, calm, found - step)
            if tried[0] <= loss:
                break
            step /= 2
        else:
            break
        found = found - step
        loss, slope, bend = tried
    mix: npt.NDArray[np.float32] = (found / spreads).astype(np.float32)
    return mix


def _bent(
    problems: Sequence[tuple[Matrix, Matrix]],
    shares: npt.NDArray[np.float64],
    calm: float,
    mix: npt.NDArray[np.float64],
) -> tuple[float, npt.NDArray[np.float64], Matrix]:
    """Return how wrong a mix is, and the first and second derivatives of that."""
    loss = calm * float(mix @ mix) / 2
    slope, bend = calm * mix, calm * np.eye(len(mix))
    for (signals, right), weight in zip(problems, shares.tolist(), strict=True):
        odds = signals @ mix
        odds -= odds.max()
        chance = np.exp(odds)
        whole = chance.sum()
        chance /= whole
        loss += weight * float(np.log(whole) - odds @ right)
        expected = signals.T @ chance
        slope = slope + weight * (expected - signals.T @ right)
        bend = bend + weight * (
            (signals * chance[:, None]).T @ signals - np.outer(expected, expected)
        )
    return loss, slope, bend
