"""How well made-up lay questions find made-up cases of their issue.

Cases and questions come from the same authors, so the figures flatter: they show whether a
change makes finding better or worse, not how well strangers' questions are answered.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.port import Document, SearchIndex, SearchRequest
from niangjia.rights.caselaw.asked import answered, understood
from niangjia.rights.caselaw.evaluation.understanding import Labelled, generated, sampled
from niangjia.rights.caselaw.generator.questions import labelled_questions
from niangjia.rights.caselaw.indexing import SPEC, document_of
from niangjia.rights.caselaw.intake import samples
from niangjia.rights.caselaw.models import Case
from niangjia.rights.caselaw.rules.lexicon import lexicon
from niangjia.rights.caselaw.rules.understanding import Understood, filled, understand

TOP = 5
FITTING = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question of an issue got: the issues of the first cases found, by their authors."""

    issue: str
    found: tuple[str, ...]
    relaxed: bool

    @property
    def fitting(self) -> int:
        """How many of the cases shown first are about what was asked."""
        return self.found.count(self.issue)


def evaluate_finding(*, questions: int, seed: int, documents: int, work: Path) -> dict[str, Any]:
    """Ask so many lay questions of the sample library with `documents` made-up cases beside it.

    The cases lie in the index as an import would understand them, and are judged by what their
    authors say. For all questions and for each issue: `precision` is the share of the first five
    whose main issue is that of the question (a missing one counts as wrong), `three_fitting` the
    share of questions with at least three such, `without_answer` and `relaxed` the shares that
    found nothing, and nothing but what has only a part of the question. The index is made under
    `work` and removed again. Raises ValueError where nothing would be asked.
    """
    if questions < 1:
        raise ValueError("questions must be at least 1")
    folder = work / "finding"
    try:
        index = open_index(SPEC, folder, lexicon())
        known: dict[str, str] = {}
        size = index.rebuild(with_samples(documents, seed, known))
        asked = labelled_questions(count=questions, seed=seed)
        answers = [_ask(index, issue, question, known) for issue, question in asked]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    by_issue = {issue: [a for a in answers if a.issue == issue] for issue, _ in asked}
    return {
        "seed": seed,
        "documents": size,
        "all": _shares(answers),
        "issues": {issue: _shares(some) for issue, some in by_issue.items()},
    }


def with_samples(count: int, seed: int, known: dict[str, str]) -> Iterator[Document]:
    """Yield the sample library and `count` made-up cases; write what each is about in `known`."""
    for sample, labelled in zip(samples.samples().values(), sampled(), strict=True):
        case = case_read(sample.understood(), labelled)
        digest = sample.digest()
        digest.case = case
        known[case.code] = labelled.known["issue"]
        yield document_of(case)
    for labelled in generated(count=count, seed=seed):
        case = case_read(understand(filled(labelled.paper)), labelled)
        known[case.code] = labelled.known["issue"]
        yield document_of(case)


def case_read(understood: Understood, labelled: Labelled) -> Case:
    """Return the case an import would make of a paper, without keeping it."""
    return Case(
        stage=understood.stage,
        title=understood.title,
        date=understood.date,
        region_code=understood.region_code,
        text=labelled.paper.text,
        body=understood.body,
        issue=understood.issue,
        other_issues=list(understood.other_issues),
        outcome=understood.outcome,
        claimed=understood.claimed,
        awarded=understood.awarded,
    )


def _ask(index: SearchIndex, issue: str, question: str, known: Mapping[str, str]) -> Answer:
    query = understood(question, literal=False, among=index)
    _, response = answered(index, SearchRequest(query=query, limit=TOP))
    return Answer(issue, tuple(known[hit.id] for hit in response.hits), response.relaxed)


def _shares(answers: Iterable[Answer]) -> dict[str, float]:
    some = list(answers)
    count = len(some)
    return {
        "questions": count,
        "precision": round(sum(a.fitting for a in some) / (TOP * count), 4),
        "three_fitting": round(sum(a.fitting >= FITTING for a in some) / count, 4),
        "without_answer": round(sum(not a.found for a in some) / count, 4),
        "relaxed": round(sum(a.relaxed for a in some) / count, 4),
    }
