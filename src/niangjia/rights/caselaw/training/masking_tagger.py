"""Fitting the linear model that tells where names of people and firms begin and go on."""

from collections.abc import Iterable
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from niangjia.rights.caselaw.evaluation.masking_papers import LabelledPaper
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.rules.masking.tagger import LABELS, ROWS, SCALE, features
from niangjia.rights.caselaw.training.masking_material import material, widened

_NEAR = 6
_KEPT_OF_FAR = 0.3
_MOST = 120


def fit_tagger(folder: Path | None, *, rounds: int = 4) -> NDArray[np.int8]:
    """Return the table of the tagger, its last row the bias, fitted to the material."""
    rows, told = _examples(_twice(material(folder, rounds)))
    return _fitted(rows, told)


def _twice(papers: Iterable[LabelledPaper]) -> Iterable[LabelledPaper]:
    for number, paper in enumerate(papers):
        yield widened(paper, Random(f"widened-{number}")) if number % 4 else paper


def _examples(
    papers: Iterable[LabelledPaper],
) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    rows, told = [], []
    for number, paper in enumerate(papers):
        page = Page(paper.text)
        every = np.stack(features(page), axis=1).astype(np.int32)
        labels, near = _labels(paper)
        chosen = near | (np.random.default_rng(number).random(len(labels)) < _KEPT_OF_FAR)
        rows.append(every[chosen])
        told.append(labels[chosen])
    return np.concatenate(rows), np.concatenate(told)


def _labels(paper: LabelledPaper) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    labels = np.full(len(paper.text), -1, np.int8)
    near = np.zeros(len(paper.text), np.bool_)
    for label in paper.labels:
        near[max(0, label.start - _NEAR) : label.end + _NEAR] = True
        if label.kind in ("person", "firm"):
            begin = 0 if label.kind == "person" else 2
            labels[label.start] = begin
            labels[label.start + 1 : label.end] = begin + 1
    return labels, near


def _fitted(rows: NDArray[np.int32], told: NDArray[np.int8]) -> NDArray[np.int8]:
    count, width = rows.shape
    matrix = csr_matrix(
        (
            np.ones(count * width, np.float32),
            rows.ravel(),
            np.arange(0, count * width + 1, width, dtype=np.int32),
        ),
        shape=(count, ROWS),
    )
    out = np.zeros((ROWS + 1, len(LABELS)))
    for label in range(len(LABELS)):
        model = SGDClassifier(
            loss="log_loss", alpha=2e-6, max_iter=6, tol=None, average=True, random_state=label
        )
        model.fit(matrix, told == label)
        out[:-1, label] = model.coef_[0]
        out[-1, label] = model.intercept_[0] / 4
    return np.clip(np.rint(out * SCALE), -_MOST, _MOST).astype(np.int8)
