"""Fitting the points names are weighed by: logistic regression over what speaks for one."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from niangjia.rights.caselaw.evaluation.masking_papers import LabelledPaper
from niangjia.rights.caselaw.rules.masking import clues
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.training.masking_material import material, widened

_HEAD = (
    "# Points for and against a name, fitted to papers with invented names by "
    "`niangjia train masking`; see docs/models/masking.md.\n"
)
_SELDOM = 30
_GROUP = re.compile(r"[A-Za-z_]+[:|]")
Example = tuple[tuple[str, ...], bool]


def fit_points(folder: Path | None) -> str:
    """Return the text of points.toml, fitted to one round of the material."""
    told = [one for paper in _papers(folder) for one in _examples(paper)]
    names, matrix = _matrix([features for features, _ in told])
    weights, bias = _fitted(matrix, np.array([is_name for _, is_name in told]))
    points = {
        name: round(10 * weight)
        for name, weight in zip(names, weights, strict=True)
        if round(10 * weight)
    }
    return _written(round(10 * bias), points)


def _papers(folder: Path | None) -> Iterator[LabelledPaper]:
    for number, (paper, _) in enumerate(material(folder, 1)):
        yield widened(paper, Random(f"points-{number}")) if number % 4 else paper


def _examples(paper: LabelledPaper) -> Iterator[Example]:
    page, tally = Page(paper.text), clues.Tally(paper.text)
    around = clues.Around(page)
    gold = {(x.start, paper.text[x.start : x.end]) for x in paper.labels if x.kind == "person"}
    found = [one for one in clues.candidates(paper.text) if "title" not in clues.of_name(one[1])]
    for at, name in found:
        tally.places.setdefault(name, []).append(at)
    for at, name in found:
        told = (
            *clues.of_name(name),
            *clues.cut_by(paper.text, at, name),
            *around.told(at, name),
            *clues.of_paper(tally, name),
        )
        yield told, (at, name) in gold


def _matrix(told: list[tuple[str, ...]]) -> tuple[list[str], csr_matrix]:
    counts = Counter(one for features in told for one in set(features))
    names = sorted(name for name, count in counts.items() if count >= _SELDOM)
    number = {name: n for n, name in enumerate(names)}
    rows, columns = [], []
    for row, features in enumerate(told):
        for name in sorted(set(features)):
            if name in number:
                rows.append(row)
                columns.append(number[name])
    data = (np.ones(len(rows)), (rows, columns))
    return names, csr_matrix(data, shape=(len(told), len(names)))


def _fitted(matrix: csr_matrix, is_name: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Fit twice: what looks like a name though nobody put it there may be one, and is left out."""
    first = LogisticRegression(C=0.3, max_iter=120).fit(matrix, is_name)
    weights = np.where(~is_name & (first.decision_function(matrix) > 3), 0.0, 1.0)
    model = LogisticRegression(C=0.3, max_iter=200).fit(matrix, is_name, sample_weight=weights)
    return model.coef_[0], float(model.intercept_[0])


def _written(bias: int, points: dict[str, int]) -> str:
    groups: dict[str, dict[str, int]] = {}
    for name in sorted(points):
        found = _GROUP.match(name)
        group = found[0] if found and len(name) > len(found[0]) else "whole"
        groups.setdefault(group, {})[name if group == "whole" else name[len(group) :]] = points[
            name
        ]
    lines = [_HEAD + f"bias = {bias}\n"]
    for group in sorted(groups):
        lines.append(f'\n["{group}"]\n' if group != "whole" else "\n[whole]\n")
        lines += [f'"{name}" = {value}\n' for name, value in groups[group].items()]
    return "".join(lines)
