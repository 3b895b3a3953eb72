"""Labelled sentences of labour judgments, in the form of CAIL 2019."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from niangjia.rights.caselaw.elements.features import features_of
from niangjia.rights.caselaw.elements.labels import labels
from niangjia.rights.caselaw.elements.training import Paper
from niangjia.rights.caselaw.evaluation.material import MaterialMissing

FILE = Path("bench") / "cail2019_labor_elements.jsonl"

FEWEST = 12
"""Papers below which nothing can be learned or measured."""


@dataclass(frozen=True, slots=True)
class LabelledPaper:
    """A paper with its number, its sentences, and what it teaches."""

    number: str
    sentences: tuple[str, ...]
    taught: Paper


def labelled_papers(data: Path) -> list[LabelledPaper]:
    """Return the papers of a file, or of the evaluation folder that holds it.

    Each line is a paper: {"doc_id", "sentences": [{"sentence", "labels": ["LB1", ...]}]}. Raises
    MaterialMissing, with the line, where that is not so.
    """
    file = data / FILE if data.is_dir() else data
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise MaterialMissing(f"读不了 {file}：{error.strerror}") from error
    papers = [_paper(file, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if len(papers) < FEWEST:
        raise MaterialMissing(f"{file} 里只有 {len(papers)} 篇文书，至少要 {FEWEST} 篇")
    return papers


def _paper(file: Path, number: int, line: str) -> LabelledPaper:
    try:
        found = json.loads(line)
        sentences = tuple(str(one["sentence"]) for one in found["sentences"])
        told = [frozenset(one["labels"]) for one in found["sentences"]]
        name = str(found["doc_id"])
    except (ValueError, KeyError, TypeError) as error:
        raise MaterialMissing(f"{file} 第 {number} 行不是标注过的文书：{error}") from error
    if not sentences:
        raise MaterialMissing(f"{file} 第 {number} 行没有句子")
    tags = [label.tag for label in labels()]
    if unknown := sorted(frozenset[Any]().union(*told) - set(tags)):
        raise MaterialMissing(f"{file} 第 {number} 行有不认识的标签：{unknown[0]}")
    truth = np.array([[tag in one for tag in tags] for one in told], dtype=np.bool_)
    return LabelledPaper(
        name, sentences, Paper(features_of(sentences), truth.reshape(-1, len(tags)))
    )


def taught(papers: Sequence[LabelledPaper]) -> list[Paper]:
    """Return what training takes of each paper."""
    return [paper.taught for paper in papers]
