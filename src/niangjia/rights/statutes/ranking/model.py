"""What was learned from questions with known articles, as numbers in one small file."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from niangjia.kernel.errors import Unavailable
from niangjia.rights.statutes.ranking.bm25 import share
from niangjia.rights.statutes.ranking.book import ArticleKey
from niangjia.rights.statutes.ranking.grams import Ids
from niangjia.rights.statutes.ranking.shelf import SIGNALS, Evidence, Shelf

FILE = Path(__file__).parent / "weights.npz"
LEARNED = ("learned", "learned_even", "learned_root")
NAMES = (*SIGNALS, *LEARNED)
FORMAT = 2
Matrix = npt.NDArray[np.float64]


class WeightsError(Unavailable):
    """The file of weights cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a question for known articles: `weights` by feature and article.

    Features are the hashed runs `grams` with their `rarity`, then the topics.
    """

    grams: Ids
    rarity: npt.NDArray[np.float32]
    topics: tuple[str, ...]
    articles: tuple[ArticleKey, ...]
    weights: npt.NDArray[np.int8] | Matrix
    scales: npt.NDArray[np.float32]

    def scores(self, features: tuple[Ids, Matrix]) -> Matrix:
        """Return a score for each known article, about 1 where it surely answers."""
        rows, values = features
        found: Matrix = values @ self.weights[rows].astype(np.float64)
        return found * self.scales

    def features(self, evidence: Evidence, topics: Sequence[str]) -> tuple[Ids, Matrix]:
        """Return the numbers and values of the features a question has.

        `topics` are the topics of the book at hand; those unknown when this was learned count
        for nothing.
        """
        runs, counts = np.unique(evidence.grams, return_counts=True)
        at = np.minimum(np.searchsorted(self.grams, runs), max(len(self.grams) - 1, 0))
        known = self.grams[at] == runs if len(self.grams) else np.zeros(len(runs), dtype=bool)
        rows = at[known]
        values = (1 + np.log(counts[known])) * self.rarity[rows]
        values = values / max(float(np.sqrt((values**2).sum())), 1e-9)
        places = {topic: number for number, topic in enumerate(self.topics)}
        meant = [
            (len(self.grams) + places[topic], TOPIC_SHARE * float(strength))
            for topic, strength in zip(topics, evidence.topics, strict=True)
            if strength > 0 and topic in places
        ]
        return (
            np.concatenate((rows, [row for row, _ in meant])).astype(np.int64),
            np.concatenate((values, [value for _, value in meant])),
        )


TOPIC_SHARE = 1 / 3
"""How much a topic counts beside all the words of a question together."""


@dataclass(frozen=True, slots=True)
class Model:
    """Everything learned: the reader, and what each signal counts for in the end."""

    reader: Reader
    mix: npt.NDArray[np.float32]

    def scores(self, shelf: Shelf, evidence: Evidence) -> npt.NDArray[np.float32]:
        """Return a score for every article of the shelf; only their order and gaps mean anything.

        Scores are log-odds up to a constant: their softmax is how sure the model is.
        """
        return self.mix @ self.signals(shelf, evidence)

    def signals(self, shelf: Shelf, evidence: Evidence) -> npt.NDArray[np.float32]:
        """Return every signal, those learned included, by signal and article."""
        topics = [topic.id for topic in shelf.book.topics]
        read = self.reader.scores(self.reader.features(evidence, topics))
        return joined(evidence, spread(shelf, self.reader.articles, read))


def joined(evidence: Evidence, read: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the signals of `NAMES`, given what the reader says of every article."""
    good = np.maximum(read, 0)
    return np.vstack((evidence.signals, np.stack((read, share(good), np.sqrt(good)))))


def spread(shelf: Shelf, articles: Sequence[ArticleKey], scores: Matrix) -> npt.NDArray[np.float32]:
    """Return scores of known articles as scores of all; 0 for the others."""
    found = np.zeros(shelf.size, dtype=np.float32)
    for key, score in zip(articles, scores.tolist(), strict=True):
        number = shelf.at.get(key)
        if number is not None:
            found[number] = score
    return found


@cache
def shipped() -> Model:
    """Return the model of this house, read once per process. Raises WeightsError."""
    return load(FILE)


def load(path: Path) -> Model:
    """Read a file of weights. Raises WeightsError where it is missing or of another make."""
    try:
        with np.load(path, allow_pickle=False) as file:
            table: dict[str, Any] = {name: file[name] for name in file.files}
        if int(table["format"]) != FORMAT or tuple(table["names"].tolist()) != NAMES:
            raise WeightsError(f"{path.name} 是另一个版本写的，请重新训练。")
        return _model(table)
    except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
        raise WeightsError(f"{path.name} 用不了，请重新训练：{error}") from error


def _model(table: dict[str, Any]) -> Model:
    laws = table["laws"].tolist()
    articles = tuple(ArticleKey(laws[law], n, sub) for law, n, sub in table["articles"].tolist())
    reader = Reader(
        grams=table["grams"].astype(np.int64),
        rarity=table["rarity"].astype(np.float32),
        topics=tuple(table["topics"].tolist()),
        articles=articles,
        weights=table["weights"],
        scales=table["scales"],
    )
    return Model(reader, table["mix"])


def save(model: Model, path: Path) -> None:
    """Write a model, its weights rounded to one byte each: the same model, the same bytes."""
    reader = model.reader
    laws = sorted({key.law for key in reader.articles})
    at = {law: number for number, law in enumerate(laws)}
    plain = reader.weights.astype(np.float64) * reader.scales
    scales = np.maximum(np.abs(plain).max(axis=0), 1e-9) / 127
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.stem}.draft.npz")  # nobody ever reads half a file
    np.savez_compressed(
        draft,
        format=np.array(FORMAT),
        names=np.array(NAMES),
        laws=np.array(laws),
        articles=np.array([(at[k.law], k.number, k.sub) for k in reader.articles], dtype=np.int32),
        grams=reader.grams.astype(np.int32),
        rarity=reader.rarity.astype(np.float16),
        topics=np.array(reader.topics),
        weights=np.round(plain / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        mix=model.mix.astype(np.float32),
    )
    draft.replace(path)
