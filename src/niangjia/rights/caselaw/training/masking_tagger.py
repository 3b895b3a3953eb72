"""Fitting the net that tells where names of people and firms and places begin and go on."""

from collections.abc import Iterable
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from niangjia.rights.caselaw.evaluation.masking_papers import LabelledPaper
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.rules.masking.tagger import (
    CHANNELS,
    CLASSES,
    LAYERS,
    SIZES,
    WIDTHS,
    told,
    windows,
)
from niangjia.rights.caselaw.training.masking_material import OTHERS, material, widened

Floats = NDArray[np.float32]
_GAP, _BATCH = 12, 4096
_FIRST_ROUNDS, _ROUNDS = 1, 2
_RATE = 3e-3
_DOUBTFUL = 0.3
_HIDDEN = 0.05
"""Share of characters hidden at every step, so that the others must tell as well."""
_KINDS = {"person": 1, "firm": 3, "address": 5}


def fit_tagger(
    folder: Path | None, *, rounds: int = 3, sets: tuple[str, ...] = OTHERS
) -> dict[str, NDArray[np.float16]]:
    """Return the weights, fitted to the material on one thread, so that the same come out."""
    with threadpool_limits(1):
        corpus = Corpus(_changed(material(folder, rounds, sets)))
        net = Net(np.random.default_rng(7))
        steps = net.fit(corpus, corpus.sure, _FIRST_ROUNDS, begin=0.0, end=0.4)
        kept = corpus.sure | (corpus.told > 0) | (net.doubt(corpus) < _DOUBTFUL)
        net.fit(corpus, kept, _ROUNDS, begin=0.4, end=1.0, done=steps)
    return {name: value.astype(np.float16) for name, value in sorted(net.weights.items())}


def _changed(papers: Iterable[tuple[LabelledPaper, bool]]) -> Iterable[tuple[LabelledPaper, bool]]:
    for number, (paper, sure) in enumerate(papers):
        yield (widened(paper, Random(f"net-{number}")) if number % 4 else paper), sure


class Corpus:
    """All papers as one long row of characters, with gaps between them."""

    def __init__(self, papers: Iterable[tuple[LabelledPaper, bool]]) -> None:
        parts: dict[str, list[NDArray[np.int16]]] = {name: [] for name in SIZES}
        labels, sures, real = [], [], []
        for paper, sure in papers:
            numbers = told(Page(paper.text))
            length = len(paper.text) + _GAP
            for name in SIZES:
                parts[name].append(np.pad(numbers[name].astype(np.int16), (0, _GAP)))
            labels.append(np.pad(_labels(paper), (0, _GAP)))
            sures.append(np.full(length, sure))
            real.append(np.arange(length) < len(paper.text))
        self.numbers = {name: np.concatenate(each) for name, each in parts.items()}
        self.told = np.concatenate(labels)
        self.real = np.concatenate(real)
        self.sure = np.concatenate(sures)


def _labels(paper: LabelledPaper) -> NDArray[np.int8]:
    labels = np.zeros(len(paper.text), np.int8)
    for label in paper.labels:
        if first := _KINDS.get(label.kind):
            labels[label.start] = first
            labels[label.start + 1 : label.end] = first + 1
    return labels


class Net:
    """The weights with what Adam remembers of them."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.weights: dict[str, Floats] = {}
        for name, size in SIZES.items():
            self.weights[name] = self._drawn(size, WIDTHS[name], 0.1)
        inner = sum(WIDTHS.values())
        for number, (width, _) in enumerate(LAYERS):
            self.weights[f"layer{number}"] = self._drawn(
                width * inner, CHANNELS, float((2 / (width * inner)) ** 0.5)
            )
            self.weights[f"bias{number}"] = np.zeros(CHANNELS, np.float32)
            inner = CHANNELS
        self.weights["last"] = self._drawn(CHANNELS, len(CLASSES), 0.1)
        self.weights["last_bias"] = np.zeros(len(CLASSES), np.float32)
        self.first = {name: np.zeros_like(value) for name, value in self.weights.items()}
        self.second = {name: np.zeros_like(value) for name, value in self.weights.items()}

    def _drawn(self, rows: int, columns: int, scale: float) -> Floats:
        return (self.rng.standard_normal((rows, columns)) * scale).astype(np.float32)

    def fit(
        self,
        corpus: Corpus,
        kept: NDArray[np.bool_],
        rounds: int,
        *,
        begin: float,
        end: float,
        done: int = 0,
    ) -> int:
        """Go over the corpus so many times, the rate falling; return how many steps were made."""
        starts = np.arange(0, len(corpus.told) - _BATCH, _BATCH)
        every = rounds * len(starts)
        step = 0
        for _ in range(rounds):
            for start in self.rng.permutation(starts):
                place = int(start) + int(self.rng.integers(_BATCH // 2))
                part = slice(place, min(place + _BATCH, len(corpus.told)))
                share = begin + (end - begin) * step / every
                step += 1
                self.step(corpus, part, kept[part], _RATE * (1.02 - share), done + step)
        return done + step

    def _forward(
        self, corpus: Corpus, part: slice, hidden: Floats | None = None
    ) -> tuple[list[Floats], list[Floats], Floats]:
        weights = self.weights
        real = corpus.real[part, None]
        layer = np.concatenate(
            [weights[name][corpus.numbers[name][part]] for name in SIZES], axis=1
        )
        if hidden is not None:
            layer *= hidden
        layer *= real
        seen, layers = [], [layer]
        for number, (width, spread) in enumerate(LAYERS):
            beside = windows(layer, width, spread)
            out = np.maximum(beside @ weights[f"layer{number}"] + weights[f"bias{number}"], 0)
            layer = (out + layer if number else out) * real
            seen.append(beside)
            layers.append(out)
        raw = layer @ weights["last"] + weights["last_bias"]
        raw -= raw.max(axis=1, keepdims=True)
        chances = np.exp(raw)
        chances /= chances.sum(axis=1, keepdims=True)
        return seen, [*layers, layer], chances

    def chances(self, corpus: Corpus, part: slice) -> Floats:
        """Return how likely every class is for every character of a part."""
        return self._forward(corpus, part)[2]

    def doubt(self, corpus: Corpus) -> Floats:
        """Return for every character how likely it is part of a name."""
        out = np.zeros(len(corpus.told), np.float32)
        for start in range(0, len(out), _BATCH):
            part = slice(start, start + _BATCH)
            out[part] = 1 - self.chances(corpus, part)[:, 0]
        return out

    def step(
        self, corpus: Corpus, part: slice, kept: NDArray[np.bool_], rate: float, step: int
    ) -> None:
        """Move the weights once, by what part of the corpus tells; only `kept` counts."""
        if not kept.any():
            return
        hidden = (self.rng.random((len(kept), 1)) > _HIDDEN).astype(np.float32)
        seen, layers, chances = self._forward(corpus, part, hidden)
        real = (corpus.real[part] & kept).astype(np.float32)[:, None]
        wrong = chances.copy()
        wrong[np.arange(len(wrong)), corpus.told[part]] -= 1
        wrong *= real / max(1.0, float(real.sum()))
        slopes = {"last": layers[-1].T @ wrong, "last_bias": wrong.sum(axis=0)}
        back = (wrong @ self.weights["last"].T) * corpus.real[part, None]
        for number in reversed(range(len(LAYERS))):
            width, spread = LAYERS[number]
            inner = np.asarray(back * (layers[number + 1] > 0), np.float32)
            slopes[f"layer{number}"] = seen[number].T @ inner
            slopes[f"bias{number}"] = inner.sum(axis=0)
            before = _gathered(inner @ self.weights[f"layer{number}"].T, width, spread)
            back = before + back if number else before
            back *= corpus.real[part, None]
        back *= hidden
        at = 0
        for name, width in WIDTHS.items():
            numbers = corpus.numbers[name][part]
            chosen = csr_matrix(
                (np.ones(len(numbers), np.float32), (numbers, np.arange(len(numbers)))),
                shape=(SIZES[name], len(numbers)),
            )
            slopes[name] = chosen @ back[:, at : at + width]
            at += width
        self._move(slopes, rate, step)

    def _move(self, slopes: dict[str, Floats], rate: float, step: int) -> None:
        scale = rate * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)
        for name, slope in slopes.items():
            first, second = self.first[name], self.second[name]
            first += 0.1 * (slope - first)
            second += 0.001 * (slope * slope - second)
            self.weights[name] -= np.float32(scale) * first / (np.sqrt(second) + np.float32(1e-7))


def _gathered(beside: Floats, width: int, spread: int) -> Floats:
    """Turn around what `windows` does: add up for every row what its copies were told."""
    length, channels = len(beside), beside.shape[1] // width
    out = np.zeros((length, channels), np.float32)
    for place in range(width):
        shift = (place - width // 2) * spread
        low, high = max(0, -shift), min(length, length - shift)
        if high > low:
            out[low + shift : high + shift] += beside[
                low:high, place * channels : (place + 1) * channels
            ]
    return out
