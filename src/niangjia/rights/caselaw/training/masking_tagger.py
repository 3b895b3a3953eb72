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
_KEPT_OF_FAR = 0.2
_MOST = 120


def fit_tagger(folder: Path | None, *, rounds: int = 3) -> NDArray[np.int8]:
    """Return the table of the tagger, its last row the bias, fitted to the material."""
    rows, told, sure = _examples(_twice(material(folder, rounds)))
    return _fitted(rows, told, sure)


def _twice(papers: Iterable[tuple[LabelledPaper, bool]]) -> Iterable[tuple[LabelledPaper, bool]]:
    for number, (paper, sure) in enumerate(papers):
        yield (widened(paper, Random(f"widened-{number}")) if number % 4 else paper), sure


def _examples(
    papers: Iterable[tuple[LabelledPaper, bool]],
) -> tuple[NDArray[np.int32], NDArray[np.int8], NDArray[np.bool_]]:
    rows, told, sures = [], [], []
    for number, (paper, sure) in enumerate(papers):
        page = Page(paper.text)
        every = np.stack(features(page), axis=1).astype(np.int32)
        labels, near = _labels(paper)
        chosen = near | (np.random.default_rng(number).random(len(labels)) < _KEPT_OF_FAR)
        rows.append(every[chosen])
        told.append(labels[chosen])
        sures.append(np.full(int(chosen.sum()), sure))
    return np.concatenate(rows), np.concatenate(told), np.concatenate(sures)


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


def _fitted(
    rows: NDArray[np.int32], told: NDArray[np.int8], sure: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """Fit twice: first without real text, where names may stand that nobody labelled.

    What then looks a little like a name in it is left out the second time, so that nobody's real
    name is learnt as a word.
    """
    matrix = _matrix(rows)
    known = sure.nonzero()[0]
    doubtful = np.zeros(len(told), np.bool_)
    for label in range(len(LABELS)):
        first = _model(matrix[known], told[known] == label, label, _FIRST_ROUNDS)
        doubtful |= first.decision_function(matrix) > _DOUBTFUL
    kept = (sure | (told >= 0) | ~doubtful).nonzero()[0]
    matrix, told = matrix[kept], told[kept]
    out = np.zeros((ROWS + 1, len(LABELS)))
    for label in range(len(LABELS)):
        model = _model(matrix, told == label, label, _ROUNDS)
        out[:-1, label] = model.coef_[0]
        out[-1, label] = model.intercept_[0] / 4
    return np.clip(np.rint(out * SCALE), -_MOST, _MOST).astype(np.int8)


_FIRST_ROUNDS, _ROUNDS = 2, 5
_DOUBTFUL = -3.0


def _matrix(rows: NDArray[np.int32]) -> csr_matrix:
    count, width = rows.shape
    begins = np.arange(0, count * width + 1, width, dtype=np.int64)
    data = np.ones(count * width, np.float32)
    return csr_matrix((data, rows.ravel(), begins), shape=(count, ROWS))


def _model(matrix: csr_matrix, right: NDArray[np.bool_], label: int, rounds: int) -> SGDClassifier:
    model = SGDClassifier(
        loss="log_loss", alpha=2e-6, max_iter=rounds, tol=None, average=True, random_state=label
    )
    return model.fit(matrix, right)
