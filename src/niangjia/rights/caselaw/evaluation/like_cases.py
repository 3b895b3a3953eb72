"""How well cases like a situation are found, against plain more-like-this and other ways.

Made-up cases lie in an index as an import would read them. A situation is told in lay words, from
the facts of a case that is not among them, or is such a case itself; who is like whom is known
from what both were made from. Neither the cases, nor the questions, nor their wording were learned
from. All of it comes from the same authors, so the figures flatter; the difference is what counts.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from niangjia.rights.caselaw.alike.weights import shipped
from niangjia.rights.caselaw.bench.machine import machine
from niangjia.rights.caselaw.evaluation.like_asking import (
    TOP,
    Asked,
    Understand,
    by_likeness,
    by_likeness_alone,
    by_resemblance,
    by_search,
    by_words,
    grades,
    lay_questions,
    papers,
)
from niangjia.rights.caselaw.evaluation.like_figures import Judged, compared
from niangjia.rights.caselaw.evaluation.like_grades import SAME_ISSUE, gain, grade, ndcg
from niangjia.rights.caselaw.evaluation.like_library import MadeUpLibrary, made_up_library
from niangjia.rights.caselaw.evaluation.like_real import evaluate_real

OURS = "like"
QUESTIONS_APART, PAPERS_APART = 1000, 2000
"""What is added to the seed of the library for the hidden cases: none of them lies in it."""

Lists = dict[str, list[Judged]]
Say = Callable[[str], None]


def evaluate_cases(
    *,
    documents: int,
    questions: int,
    seeds: Sequence[int],
    work: Path,
    understand: Understand,
    data: Path | None,
    say: Say,
) -> dict[str, Any]:
    """Return nDCG@5 and the rest of each way, and by how much ours is better.

    `told` are lay questions as the house understands them, `put_right` the same with every fact
    known, `paper` cases as situations, half as many. With `data`, the evaluation folder, real
    papers too (`like_real`). Raises ValueError where nothing would be measured.
    """
    if documents < 50 or questions < 2 or not seeds:
        raise ValueError("documents must be at least 50, questions at least 2, seeds at least one")
    lists: dict[str, Lists] = {"told": {}, "put_right": {}, "paper": {}}
    for seed in seeds:
        say(f"种子 {seed}：虚构 {documents} 篇案例")
        folder = work / f"like-{seed}"
        try:
            library = made_up_library(documents=documents, seed=seed, folder=folder)
            for name, asked in _askings(questions, seed, understand):
                say(name)
                _judge(library, asked, lists[name])
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    result: dict[str, Any] = {"machine": machine(), "documents": documents, "seeds": list(seeds)}
    result |= {name: compared(judged, OURS) for name, judged in lists.items()}
    return result | ({"real": evaluate_real(data=data, work=work, say=say)} if data else {})


def _askings(
    count: int, seed: int, understand: Understand
) -> Iterator[tuple[str, Iterable[Asked]]]:
    hidden = seed + QUESTIONS_APART
    for name, known in (("told", False), ("put_right", True)):
        yield (
            name,
            lay_questions(
                count=count, seed=hidden, wording="tested", understand=understand, known=known
            ),
        )
    yield "paper", papers(count=count // 2, seed=seed + PAPERS_APART)


def _judge(library: MadeUpLibrary, askings: Iterable[Asked], lists: Lists) -> None:
    for asked in askings:
        truth = [grade(asked.truth, facts) for facts in library.facts.values()]
        best = sorted(map(gain, truth), reverse=True)[:TOP]
        exists = len(_endings(library, asked, library.facts)) == 2
        for name, codes in _answers(library, asked):
            graded = grades(library, asked, codes)
            judged = Judged(
                ndcg(list(map(gain, graded)), best, TOP),
                sum(one >= SAME_ISSUE for one in graded) / TOP,
                len(_endings(library, asked, codes)) == 2 if exists else None,
            )
            lists.setdefault(name, []).append(judged)


def _answers(library: MadeUpLibrary, asked: Asked) -> Iterator[tuple[str, list[str]]]:
    weights, text = shipped(asked.kind), asked.told.text
    yield "more_like", by_resemblance(library.index, text)
    if asked.kind == "words":
        yield "bm25", by_words(library.index, text)
        yield "search", by_search(library.index, text)
    yield "like_not_varied", by_likeness_alone(library, asked, weights)
    yield OURS, by_likeness(library, asked, weights)


def _endings(library: MadeUpLibrary, asked: Asked, codes: Iterable[str]) -> set[bool]:
    """Return how those of the cases ended that are about the same thing: for the worker or not."""
    same = (code for code in codes if grade(asked.truth, library.facts[code]) >= SAME_ISSUE)
    return {library.facts[code].outcome != "refused" for code in same}
