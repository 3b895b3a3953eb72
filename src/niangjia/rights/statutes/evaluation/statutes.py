"""How well questions of lay people find the articles that answer them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import numpy.typing as npt

from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import words
from niangjia.rights.statutes.evaluation.figures import NOWHERE, Places, figures
from niangjia.rights.statutes.evaluation.folds import Groups, folds, groups, untouched
from niangjia.rights.statutes.evaluation.material import MaterialMissing, examples, library
from niangjia.rights.statutes.ranking.bm25 import Bm25
from niangjia.rights.statutes.ranking.book import book
from niangjia.rights.statutes.ranking.grams import SIZE, Ids
from niangjia.rights.statutes.ranking.model import Model
from niangjia.rights.statutes.ranking.shelf import SIGNALS, Evidence, Shelf
from niangjia.rights.statutes.ranking.training import Example, Seen, Settings, train

FOLDS, INNER = 5, 3
CHOICES = (
    Settings(ridge=2, calm=0.1),
    Settings(ridge=2, calm=0.3),
    Settings(ridge=5, calm=0.1),
    Settings(ridge=5, calm=0.3),
)
"""What is chosen among inside every training part, never by a question that is asked later."""

Scores = npt.NDArray[np.float32]
Scorer = Callable[[str], Scores]
Say = Callable[[str], None]
Answers = dict[str, tuple[Places, ...]]
"""Where the right articles of each question stood, once for every round."""


def evaluate_statutes(data: Path, *, day: date, rounds: int, say: Say) -> dict[str, Any]:
    """Ask every question of the whole library and return the table of figures.

    Learned ways are asked only what they have not seen: five folds, questions alike in the same
    one, `rounds` times dealt anew; what may be chosen is chosen inside the training part. Raises
    MaterialMissing, and ValueError where nothing would be asked.
    """
    if rounds < 1:
        raise ValueError("rounds must be at least 1")
    began = time.perf_counter()
    asked = examples(data)
    shelf = Shelf(library(data, day), book())
    seen, grouped = Seen(shelf), groups(asked)
    if len(set(grouped)) < FOLDS:
        raise MaterialMissing(f"提问太少：至少要有 {FOLDS} 条各不相同的。")
    ways: dict[str, Answers] = {
        name: {e.id: (_places(shelf, scorer(e.question), e),) for e in asked}
        for name, scorer in _baselines(shelf, seen).items()
    }
    ways |= _cross_validated(seen, asked, grouped, rounds, say)
    half = untouched(asked, grouped)
    return {
        "articles": shelf.size,
        "topics": len(shelf.book.topics),
        "rounds": rounds,
        "cross_validated": {name: _by_source(asked, found) for name, found in ways.items()},
        "untouched_half": _by_source([e for e in asked if e.id in half], ways["ours"]),
        "other_collections": _across(seen, asked, grouped, say),
        "seconds": round(time.perf_counter() - began, 1),
    }


def _by_source(asked: Sequence[Example], found: Answers) -> dict[str, dict[str, Any]]:
    sources = sorted({example.source for example in asked})
    return {
        source: figures({e.id: found[e.id] for e in asked if e.source == source})
        for source in sources
    }


def _baselines(shelf: Shelf, seen: Seen) -> dict[str, Scorer]:
    cut = [words(normalise(f"{e.title}。{e.heading}。{e.text}")) for e in shelf.entries]
    numbers = {word: number for number, word in enumerate(sorted({w for c in cut for w in c}))}
    if len(numbers) >= SIZE:
        raise ValueError("too many different words")
    by_word = Bm25(
        _numbered(cut, numbers),
        np.repeat(np.arange(len(cut)), [len(text) for text in cut]),
        len(cut),
    )
    return {
        "pairs of characters": lambda q: seen(q).signals[SIGNALS.index("words")],
        "words": lambda q: by_word.scores(_numbered([words(normalise(q))], numbers)),
        "ours, nothing learned": lambda q: unlearned(seen(q)),
    }


def _numbered(cut: Iterable[Sequence[str]], numbers: dict[str, int]) -> Ids:
    return np.array([numbers[w] for text in cut for w in text if w in numbers], dtype=np.int64)


def unlearned(evidence: Evidence) -> Scores:
    """Return a score by the book and the words alone, added up without any weights learned."""
    by_name = dict(zip(SIGNALS, evidence.signals, strict=True))
    total: Scores = (
        by_name["topic_all"]
        + by_name["asked_all"]
        + np.float32(0.3) * (by_name["topic_best"] + by_name["words"])
    )
    return total


def _cross_validated(
    seen: Seen, asked: Sequence[Example], grouped: Groups, rounds: int, say: Say
) -> dict[str, Answers]:
    ours: dict[str, list[Places]] = {e.id: [] for e in asked}
    often: dict[str, list[Places]] = {e.id: [] for e in asked}
    unknown = np.zeros(seen.shelf.size, dtype=np.float32)
    for turn in range(rounds):
        fold = folds(asked, grouped, FOLDS, turn)
        for number in range(FOLDS):
            say(f"{turn * FOLDS + number + 1}/{rounds * FOLDS}")
            known = [at for at in range(len(asked)) if fold[at] != number]
            model = _chosen(seen, [asked[at] for at in known], [grouped[at] for at in known])
            habits = _habits(seen.shelf, [asked[at] for at in known])
            for e in (e for e, f in zip(asked, fold, strict=True) if f == number):
                ours[e.id].append(
                    _places(seen.shelf, model.scores(seen.shelf, seen(e.question)), e)
                )
                often[e.id].append(_places(seen.shelf, habits.get(e.source, unknown), e))
    return {
        "the most frequent articles": {name: tuple(found) for name, found in often.items()},
        "ours": {name: tuple(found) for name, found in ours.items()},
    }


def _habits(shelf: Shelf, known: Sequence[Example]) -> dict[str, Scores]:
    """Return for each collection how often an article answered its questions, whatever is asked."""
    counted: dict[str, Scores] = {}
    for example in known:
        scores = counted.setdefault(example.source, np.zeros(shelf.size, dtype=np.float32))
        for key in example.articles & shelf.at.keys():
            scores[shelf.at[key]] += 1
    return counted


def _chosen(seen: Seen, known: Sequence[Example], grouped: Sequence[int]) -> Model:
    """Train on all that is known, with the settings that do best inside it."""
    fold = _inner(known, grouped)
    best = max(CHOICES, key=lambda settings: _inside(seen, known, fold, settings))
    return train(seen, known, best)


def _inner(known: Sequence[Example], grouped: Sequence[int]) -> tuple[int, ...]:
    first = {group: at for at, group in reversed(list(enumerate(grouped)))}
    return folds(known, tuple(first[group] for group in grouped), INNER, -1)


def _inside(seen: Seen, known: Sequence[Example], fold: Sequence[int], settings: Settings) -> float:
    shares: dict[str, list[float]] = {}
    for number in range(INNER):
        model = train(seen, [e for e, f in zip(known, fold, strict=True) if f != number], settings)
        for e in (e for e, f in zip(known, fold, strict=True) if f == number):
            places = _places(seen.shelf, model.scores(seen.shelf, seen(e.question)), e)
            shares.setdefault(e.source, []).append(mean(at < 10 for at in places))
    return mean(mean(found) for found in shares.values())


def _across(
    seen: Seen, asked: Sequence[Example], grouped: Groups, say: Say
) -> dict[str, dict[str, Any]]:
    """Learn from some collections, ask another; questions alike to its own are left out."""
    sources = sorted({example.source for example in asked})
    found: dict[str, dict[str, Any]] = {}
    for target in sources:
        others = [source for source in sources if source != target]
        for learned in [others, *([s] for s in others if len(others) > 1)]:
            name = f"{' + '.join(learned)} -> {target}"
            say(name)
            barred = {g for e, g in zip(asked, grouped, strict=True) if e.source == target}
            known = [
                e
                for e, g in zip(asked, grouped, strict=True)
                if e.source in learned and g not in barred
            ]
            if known:
                model = train(seen, known, CHOICES[-1])
                mine = [e for e in asked if e.source == target]
                answers = {
                    e.id: (_places(seen.shelf, model.scores(seen.shelf, seen(e.question)), e),)
                    for e in mine
                }
                found[name] = {"learned_from": len(known), **figures(answers)}
    return found


def _places(shelf: Shelf, scores: Scores, example: Example) -> Places:
    """Return where the right articles stand; law of places counts behind that of the nation."""
    open_ = np.where(shelf.local > 0, np.float32(-1e6), scores)
    order = np.empty(shelf.size, dtype=np.int64)
    order[np.argsort(-open_, kind="stable")] = np.arange(shelf.size)
    return tuple(
        int(order[shelf.at[key]]) if key in shelf.at else NOWHERE
        for key in sorted(example.articles)
    )
