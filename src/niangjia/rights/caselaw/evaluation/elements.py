"""How well the elements of sentences are told: by folds over papers, beside simpler ways.

Every choice of a training (where to cut, which passage speaks, what is left to rules) is made
inside the papers trained on, so no figure has seen the paper it speaks of. Only the written signs
and rules are the same in every fold; the papers read while writing them are in elements.toml.
"""

import time
import tomllib
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.bench.machine import machine
from niangjia.rights.caselaw.elements import elements_of
from niangjia.rights.caselaw.elements.features import Features
from niangjia.rights.caselaw.elements.labels import labels
from niangjia.rights.caselaw.elements.model import WEIGHTS
from niangjia.rights.caselaw.elements.training import FEWEST, Paper, fit, folds_of
from niangjia.rights.caselaw.evaluation.labelled_sentences import (
    LabelledPaper,
    labelled_papers,
    taught,
)

FOLDS = 5
RESAMPLES = 2000
Told = NDArray[np.bool_]
Counts = NDArray[np.float64]
"""By draw, paper, element and kind: right, told, true."""
Teller = Callable[[Sequence[LabelledPaper], Sequence[LabelledPaper]], list[Told]]


def evaluate_elements(
    data: Path, *, seeds: int = 3, say: Callable[[str], None] = lambda _text: None
) -> dict[str, Any]:
    """Return micro and macro F1 of each way with 95 % intervals, and the figures per element."""
    papers = labelled_papers(data)
    ways: dict[str, Teller] = {
        "nothing": _nothing,
        "rules": _rules,
        "plain_svm": _plain_svm,
        "characters_alone": _characters,
        "model": _model,
    }
    counts = {}
    for name, way in ways.items():
        say(name)
        counts[name] = np.stack([_drawn(papers, way, seed) for seed in range(1, seeds + 1)])
    fresh = np.array([paper.number not in _looked_at() for paper in papers])
    return {
        "machine": machine(),
        "papers": len(papers),
        "papers_not_looked_at": int(fresh.sum()),
        "sentences": sum(len(paper.sentences) for paper in papers),
        "seeds": seeds,
        "overall": {name: _overall(count) for name, count in counts.items()},
        "not_looked_at": {name: _overall(count[:, fresh]) for name, count in counts.items()},
        "elements": _per_element(counts),
        "papers_per_second": round(_speed(papers), 1),
        "weights_bytes": WEIGHTS.stat().st_size,
    }


def train_elements(data: Path, out: Path = WEIGHTS) -> dict[str, Any]:
    """Train on labelled papers and write the weights: the same papers give the same bytes."""
    papers = labelled_papers(data)
    model = fit(taught(papers))
    content = model.saved()
    out.write_bytes(content)
    by_rules = [label.code for label, rules in zip(labels(), model.by_rules, strict=True) if rules]
    return {
        "papers": len(papers),
        "features": len(model.ids),
        "bytes": len(content),
        "by_rules": by_rules,
        "file": str(out),
    }


def _drawn(papers: Sequence[LabelledPaper], way: Teller, seed: int) -> Counts:
    counts = np.zeros((len(papers), len(labels()), 3))
    for fold in folds_of(len(papers), seed, FOLDS):
        seen = [papers[place] for place in np.setdiff1d(np.arange(len(papers)), fold)]
        held = [papers[place] for place in fold]
        for place, told in zip(fold, way(seen, held), strict=True):
            truth = papers[place].taught.truth
            counts[place] = np.stack([(told & truth).sum(0), told.sum(0), truth.sum(0)], axis=1)
    return counts


def _nothing(_seen: Sequence[LabelledPaper], held: Sequence[LabelledPaper]) -> list[Told]:
    """Tell nothing: what most sentences state."""
    return [np.zeros_like(paper.taught.truth) for paper in held]


def _rules(_seen: Sequence[LabelledPaper], held: Sequence[LabelledPaper]) -> list[Told]:
    return [paper.taught.features.ruled for paper in held]


def _plain_svm(seen: Sequence[LabelledPaper], held: Sequence[LabelledPaper]) -> list[Told]:
    """One linear SVM an element over TF-IDF of character runs, as it comes."""
    reader = import_module("sklearn.feature_extraction.text").TfidfVectorizer(
        analyzer="char", ngram_range=(1, 4), min_df=2, sublinear_tf=True
    )
    table = reader.fit_transform([one for paper in seen for one in paper.sentences])
    truth = np.concatenate([paper.taught.truth for paper in seen])
    tables = [reader.transform(paper.sentences) for paper in held]
    told = [np.zeros_like(paper.taught.truth) for paper in held]
    for label in np.flatnonzero(truth.any(axis=0)):
        fitted = import_module("sklearn.svm").LinearSVC(random_state=0).fit(table, truth[:, label])
        for place, one in enumerate(tables):
            told[place][:, label] = fitted.predict(one)
    return told


def _characters(seen: Sequence[LabelledPaper], held: Sequence[LabelledPaper]) -> list[Told]:
    """The model without signs and rules."""
    model = fit([_without_signs(paper.taught) for paper in seen])
    return [model.tells(_without_signs(paper.taught).features) for paper in held]


def _without_signs(paper: Paper) -> Paper:
    features = paper.features
    keep = ~features.are_signs()
    nothing = np.zeros_like(features.ruled)
    shown = Features(
        features.rows[keep], features.ids[keep], features.owner, nothing, nothing[:, 0]
    )
    return Paper(shown, paper.truth)


def _model(seen: Sequence[LabelledPaper], held: Sequence[LabelledPaper]) -> list[Told]:
    model = fit(taught(seen))
    return [model.tells(paper.taught.features) for paper in held]


def _overall(counts: Counts) -> dict[str, Any]:
    """Return the means over draws; intervals from drawing papers anew."""
    random = np.random.default_rng(0)
    picks = random.integers(0, counts.shape[1], (RESAMPLES, counts.shape[1]))
    again = [_summed(counts[:, pick].sum(axis=1)) for pick in picks]
    found = _summed(counts.sum(axis=1))
    spread = {name: [one[name] for one in again] for name in ("micro_f1", "macro_f1")}
    return {name: round(value, 4) for name, value in found.items()} | {
        f"{name}_95": [round(float(cut), 4) for cut in np.quantile(values, (0.025, 0.975))]
        for name, values in spread.items()
    }


def _summed(counts: Counts) -> dict[str, float]:
    """`counts`: by draw and element. Macro: over the elements that occur at all."""
    right, told, true = np.moveaxis(counts, -1, 0)
    f1 = _ratio(2 * right, told + true)
    there, often = true[0] > 0, true[0] >= FEWEST
    return {
        "micro_f1": float(_ratio(2 * right.sum(1), (told + true).sum(1)).mean()),
        "micro_precision": float(_ratio(right.sum(1), told.sum(1)).mean()),
        "micro_recall": float(_ratio(right.sum(1), true.sum(1)).mean()),
        "macro_f1": float(f1[:, there].mean()) if there.any() else 0.0,
        "macro_f1_all_20": float(f1.mean()),
        "macro_f1_common": float(f1[:, often].mean()) if often.any() else 0.0,
        "cail_score": float(_by_the_judge(counts).mean()),
    }


def _by_the_judge(counts: Counts) -> Any:
    """Return what CAIL 2019 counts: the mean of micro F1 and of macro F1 over all elements.

    Its judge gives 1 for an element that nobody states and nobody tells.
    """
    right, told, true = np.moveaxis(counts, -1, 0)
    f1 = np.where(told + true == 0, 1.0, _ratio(2 * right, told + true))
    micro = _ratio(2 * right.sum(1), (told + true).sum(1))
    return (micro + f1.mean(1)) / 2


def _per_element(counts: dict[str, Counts]) -> dict[str, Any]:
    table = {}
    for place, label in enumerate(labels()):
        right, told, true = counts["model"][:, :, place].sum(axis=(0, 1))
        table[label.code] = {
            "name": label.name,
            "sentences": int(counts["model"][0, :, place, 2].sum()),
            "precision": round(float(_ratio(right, told)), 3),
            "recall": round(float(_ratio(right, true)), 3),
            "f1": {name: round(_f1(count[:, :, place]), 3) for name, count in counts.items()},
        }
    return table


def _f1(counts: Counts) -> float:
    right, told, true = np.moveaxis(counts.sum(axis=1), -1, 0)
    return float(_ratio(2 * right, told + true).mean())


def _ratio(part: Any, whole: Any) -> Any:
    return part / np.maximum(whole, 1)


def _speed(papers: Sequence[LabelledPaper]) -> float:
    texts = ["".join(paper.sentences) for paper in papers]
    elements_of(texts[0])
    began = time.process_time()
    for text in texts:
        elements_of(text)
    return len(texts) / (time.process_time() - began)


def _looked_at() -> frozenset[str]:
    listed = (Path(__file__).parent / "elements.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(listed)["looked_at"])
