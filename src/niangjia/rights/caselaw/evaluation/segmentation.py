"""Words, pairs of characters, or both: which finds more, and at what cost.

Every way of cutting gets the same engine and the same ranking (any shared piece, BM25), so that
only the pieces differ. With `concepts` the lexicon's marks are added to the pieces.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from niangjia.foundation.search.embedded.trial import Cut, Trial
from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import bigrams, phrase_bigrams, unigrams, words
from niangjia.rights.caselaw.evaluation import material
from niangjia.rights.caselaw.rules.lexicon import lexicon

_PHRASE_LENGTHS = range(3, 9)
_PHRASE_CUTS: dict[str, Cut] = {
    "words": words,
    "words and concepts": words,
    "unigrams": unigrams,
}


def compare_segmentations(data: Path) -> dict[str, Any]:
    """Return, per way of cutting, what it finds and costs. Raises `MaterialMissing`.

    recall_*: share of the questions' articles among the first 10 or 100 of all articles; a law in
    several versions counts once. slips_first: mistyped sentences that find their correct form
    first. phrases_*: searching for the lexicon's terms as phrases, against looking for the very
    characters in every text.
    """
    laws = list(material.articles(data))
    cases = material.case_texts(data)
    asked = {"equals": material.equals_questions(data), "stard": material.stard_questions(data)}
    pairs = material.slips(data)
    return {
        "articles": len(laws),
        "cases": len(cases),
        "questions": {name: len(questions) for name, questions in asked.items()},
        "slips": len(pairs),
        "ways": {name: _measured(name, laws, cases, asked, pairs) for name in _ways()},
    }


def _ways() -> dict[str, Cut]:
    return {
        "words": words,
        "unigrams": unigrams,
        "bigrams": bigrams,
        "words and bigrams": lambda text: [*bigrams(text), *(f"w:{w}" for w in words(text))],
        "words and concepts": lambda text: [*words(text), *_marks(text)],
        "bigrams and concepts": lambda text: [*bigrams(text), *_marks(text)],
    }


def _marks(text: str) -> list[str]:
    sure = [f"c:{id_}" for id_ in lexicon().marks(text)]
    gapped = (id_ for mention in lexicon().mentions(text) for id_ in mention.concepts)
    return sure or [f"c:{id_}" for id_ in gapped]


def _measured(
    name: str,
    laws: Sequence[tuple[str, str, str]],
    cases: Sequence[tuple[str, str]],
    asked: Mapping[str, Sequence[material.Question]],
    pairs: Sequence[tuple[str, str]],
) -> dict[str, Any]:
    measured: dict[str, Any] = {}
    cut = _ways()[name]
    trial = Trial(cut, ((id_, normalise(text)) for id_, _, text in laws))
    names = {id_: name for id_, name, _ in laws}
    for source, questions in asked.items():
        measured |= _recalls(trial, names, source, questions)
    measured |= {"index_bytes": trial.size.bytes, "index_seconds": round(trial.size.seconds, 2)}
    trial.close()
    measured["slips_first"] = round(_slips_first(cut, pairs), 4)
    return measured | _phrases(name, cases)


def _recalls(
    trial: Trial, names: Mapping[str, str], source: str, questions: Iterable[material.Question]
) -> dict[str, Any]:
    known = set(names.values())
    at: dict[int, list[float]] = {10: [], 100: []}
    took: list[float] = []
    for question in questions:
        wanted = question.articles & known
        if not wanted:
            continue
        even, began = normalise(question.text), time.perf_counter()
        ranked = [names[id_] for id_ in trial.ranked(even, 300)]
        took.append((time.perf_counter() - began) * 1000)
        once = list(dict.fromkeys(ranked))
        for most, shares in at.items():
            shares.append(len(wanted & set(once[:most])) / len(wanted))
    took.sort()
    return {
        **{f"recall_{source}_{most}": round(mean(shares), 4) for most, shares in at.items()},
        f"p50_ms_{source}": round(took[len(took) // 2], 2),
        f"p99_ms_{source}": round(took[int(len(took) * 0.99)], 2),
    }


def _slips_first(cut: Cut, pairs: Sequence[tuple[str, str]]) -> float:
    trial = Trial(cut, ((str(i), normalise(clean)) for i, (_, clean) in enumerate(pairs)))
    first = [trial.ranked(normalise(noisy), 1) == [str(i)] for i, (noisy, _) in enumerate(pairs)]
    trial.close()
    return mean(first)


def _phrases(name: str, cases: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Search the terms as phrases and compare with the texts that really hold the characters."""
    even = {id_: normalise(text) for id_, text in cases}
    trial = Trial(_ways()[name], even.items())
    found_share: list[float] = []
    right_share: list[float] = []
    for phrase in lexicon().plain_expressions:
        there = {id_ for id_, text in even.items() if phrase in text}
        if len(phrase) not in _PHRASE_LENGTHS or not there:
            continue
        found = trial.containing(_PHRASE_CUTS.get(name, phrase_bigrams)(phrase))
        found_share.append(len(found & there) / len(there))
        right_share.append(len(found & there) / len(found) if found else 1.0)
    trial.close()
    return {
        "phrases": len(found_share),
        "phrases_found": round(mean(found_share), 4),
        "phrases_right": round(mean(right_share), 4),
    }
