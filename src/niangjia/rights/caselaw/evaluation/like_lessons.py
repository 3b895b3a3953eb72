"""What the ranking of cases learns from: made-up libraries, asked for cases of which all is known.

Neither seeds nor wordings are those that figures are measured on.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from niangjia.rights.caselaw.alike.training import Lesson
from niangjia.rights.caselaw.evaluation.like_asking import (
    Understand,
    lay_questions,
    lesson,
    papers,
)
from niangjia.rights.caselaw.evaluation.like_library import made_up_library

DOCUMENTS, QUESTIONS, SEED = 1000, 600, 101


def paper_lessons(
    work: Path, *, documents: int = DOCUMENTS, count: int = QUESTIONS // 2
) -> list[Lesson]:
    """Return lessons of cases whose like is sought."""
    folder = work / "like-lessons"
    try:
        library = made_up_library(documents=documents, seed=SEED, folder=folder)
        return [lesson(library, asked) for asked in papers(count=count, seed=SEED + 2000)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def word_lessons(
    work: Path, understand: Understand, *, documents: int = DOCUMENTS, count: int = QUESTIONS
) -> list[Lesson]:
    """Return lessons of situations told in lay words."""
    folder = work / "like-lessons"
    try:
        library = made_up_library(documents=documents, seed=SEED, folder=folder)
        told = lay_questions(count=count, seed=SEED + 1000, wording="taught", understand=understand)
        return [lesson(library, asked) for asked in told]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
