"""Learning how cases are compared, from cases and situations whose likeness is known."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from niangjia.rights.caselaw.alike.training import fit
from niangjia.rights.caselaw.alike.weights import FILE, Kind, Weights, written
from niangjia.rights.caselaw.evaluation.like_asking import Understand
from niangjia.rights.caselaw.evaluation.like_lessons import (
    DOCUMENTS,
    QUESTIONS,
    paper_lessons,
    word_lessons,
)
from niangjia.rights.caselaw.evaluation.like_real import real_lessons, real_papers


def train_cases(
    *,
    understand: Understand,
    data: Path | None,
    work: Path,
    out: Path | None = None,
    documents: int = DOCUMENTS,
    questions: int = QUESTIONS,
    say: Callable[[str], None] = lambda _text: None,
) -> dict[str, Any]:
    """Learn the weights, write them and say what was learned from.

    Situations are made up, as many as `questions`; cases whose like is sought are made up, half
    as many, and with `data` as much is learned from real papers with marked sentences. The same
    material gives the same bytes. What is made under `work` is removed again. Raises ValueError
    (MaterialMissing) where `data` holds no marked sentences.
    """
    say(f"平常话的情形：虚构 {documents} 篇案例，{questions} 个情形")
    words = fit(word_lessons(work, understand, documents=documents, count=questions))
    say("案例作为情形")
    courses = [paper_lessons(work, documents=documents, count=questions // 2)]
    if data:
        courses.append(_real(data, work))
    learned: dict[Kind, Weights] = {"words": words, "paper": fit(*courses)}
    content, file = written(learned).encode(), out or FILE
    file.write_bytes(content)
    return {
        "documents": documents,
        "questions": questions,
        "papers": questions // 2,
        "real_papers": len(courses[1]) if data else 0,
        "file": str(file),
        "bytes": len(content),
    }


def _real(data: Path, work: Path) -> list[Any]:
    folder = work / "like-real"
    try:
        real = real_papers(data, folder)
        return real_lessons(real, frozenset(range(len(real.cases))))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
