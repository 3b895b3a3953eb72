"""How well real papers like a paper are found: those that state the same elements, by people.

The papers of the labelled sentences (CAIL 2019), each in turn the situation and the others the
library. What a paper states is told to the ranking by a tagger that has not seen that paper, and
the weights are learned by folds: no paper that is asked for, nor any paper of its fold, taught
them. How like two are in truth is the share of elements that people marked in both, of those in
either.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.port import SearchIndex
from niangjia.rights.caselaw.alike.candidates import candidates
from niangjia.rights.caselaw.alike.features import features
from niangjia.rights.caselaw.alike.finding import known_case
from niangjia.rights.caselaw.alike.profile import KnownCase
from niangjia.rights.caselaw.alike.ranking import ranked
from niangjia.rights.caselaw.alike.training import Lesson, fit
from niangjia.rights.caselaw.alike.weights import Weights
from niangjia.rights.caselaw.elements.labels import labels
from niangjia.rights.caselaw.elements.training import fit as fit_elements
from niangjia.rights.caselaw.elements.training import folds_of
from niangjia.rights.caselaw.evaluation.labelled_sentences import (
    LabelledPaper,
    labelled_papers,
    taught,
)
from niangjia.rights.caselaw.evaluation.like_asking import TOP, by_words
from niangjia.rights.caselaw.evaluation.like_figures import Judged, compared
from niangjia.rights.caselaw.evaluation.like_grades import ndcg
from niangjia.rights.caselaw.evaluation.like_lessons import paper_lessons
from niangjia.rights.caselaw.evaluation.like_library import read_as_imported
from niangjia.rights.caselaw.evaluation.understanding import Labelled
from niangjia.rights.caselaw.findings import Situation
from niangjia.rights.caselaw.indexing import SPEC, document_of
from niangjia.rights.caselaw.models import Case
from niangjia.rights.caselaw.rules.lexicon import lexicon
from niangjia.rights.caselaw.rules.understanding import Paper

FOLDS, SEED = 5, 1
_LONGEST_WORDS = 400
"""Characters of a paper that plain BM25 is asked: all of them would match everything."""


@dataclass(frozen=True, slots=True)
class RealPapers:
    """Real papers in an index, as an import reads them, and the elements people marked in each."""

    index: SearchIndex
    cases: tuple[tuple[Case, KnownCase], ...]
    marked: tuple[frozenset[int], ...]

    def gains(self, number: int) -> list[float]:
        """Return how like a paper each other one is; for itself nothing."""
        mine = self.marked[number]
        shared = [_shared(mine, theirs) for theirs in self.marked]
        shared[number] = 0.0
        return shared


def real_papers(data: Path, folder: Path) -> RealPapers:
    """Return the labelled papers of an evaluation folder, their index under `folder`.

    Raises MaterialMissing where they are not there.
    """
    papers = labelled_papers(data)
    stated = _stated_unseen(papers)
    cases = tuple(_case(number, paper, stated[number]) for number, paper in enumerate(papers))
    index = open_index(SPEC, folder, lexicon())
    index.rebuild(document_of(case) for case, _known in cases)
    return RealPapers(index, cases, tuple(_marked(paper) for paper in papers))


def real_lessons(real: RealPapers, among: frozenset[int]) -> list[Lesson]:
    """Return what these papers teach by one another, leaving all others aside."""
    lessons = []
    for number in sorted(among):
        case, asked = real.cases[number]
        gains = real.gains(number)
        found = [one for one in _candidates(real, case, asked) if int(one.code) in among]
        figures = [
            features(asked.profile, real.cases[int(one.code)][1].profile, one.scores)
            for one in found
        ]
        lessons.append(Lesson(figures, [gains[int(one.code)] for one in found]))
    return lessons


def evaluate_real(*, data: Path, work: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Return nDCG@5 by elements in common, ours beside more-like-this and BM25.

    `no_elements` is ours where the ranking is not told what the papers state, `made_up_only` where
    no real paper taught the weights. Raises MaterialMissing where the labelled sentences are not
    there.
    """
    folder = work / "like-real"
    try:
        real = real_papers(data, folder)
        say(f"真实文书 {len(real.cases)} 篇，分 {FOLDS} 折")
        made_up = paper_lessons(work)
        everything, alone = frozenset(range(len(real.cases))), fit(made_up)
        lists: dict[str, list[Judged]] = {}
        for fold in folds_of(len(real.cases), SEED, FOLDS):
            held = frozenset(int(number) for number in fold)
            learned = fit(made_up, real_lessons(real, everything - held))
            for number in sorted(held):
                _judge(real, number, learned, alone, lists)
        return compared(lists, "like")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _judge(
    real: RealPapers,
    number: int,
    learned: Weights,
    alone: Weights,
    lists: dict[str, list[Judged]],
) -> None:
    if not real.marked[number]:
        return  # nothing was marked in it: no paper is like it, by this measure
    case, _known = real.cases[number]
    gains = real.gains(number)
    best = sorted(gains, reverse=True)[:TOP]
    resembling = real.index.more_like(case.text, exclude=frozenset({case.code}), limit=TOP)
    said = by_words(real.index, case.text[:_LONGEST_WORDS], TOP + 1)
    known = {one.code: one for _case_, one in real.cases}
    bare = {code: _without_elements(one) for code, one in known.items()}
    answers = {
        "more_like": [hit.id for hit in resembling],
        "bm25": [code for code in said if code != case.code][:TOP],
        "no_elements": _like(real, case, bare, learned),
        "made_up_only": _like(real, case, known, alone),
        "like": _like(real, case, known, learned),
    }
    for name, codes in answers.items():
        found = [gains[int(code)] for code in codes]
        lists.setdefault(name, []).append(Judged(ndcg(found, best, TOP)))


def _like(real: RealPapers, case: Case, known: dict[str, KnownCase], weights: Weights) -> list[str]:
    asked = known[case.code]
    best = ranked(asked.profile, _candidates(real, case, asked), known, weights)
    return [one.case.code for one in best[:TOP]]


def _candidates(real: RealPapers, case: Case, asked: KnownCase) -> Sequence[Any]:
    told = Situation(text=case.text, issues=asked.profile.issues)
    return candidates(told, real.index, without=frozenset({case.code}))


def _stated_unseen(papers: Sequence[LabelledPaper]) -> list[str]:
    """Return the elements of each paper as a tagger tells them that learned from others alone."""
    stated = [""] * len(papers)
    codes = [label.code for label in labels()]
    for fold in folds_of(len(papers), SEED, FOLDS):
        others = [papers[at] for at in np.setdiff1d(np.arange(len(papers)), fold)]
        model = fit_elements(taught(others))
        for at in fold:
            told = model.tells(papers[at].taught.features)
            stated[at] = " ".join(codes[label] for label in np.flatnonzero(told.any(axis=0)))
    return stated


def _case(number: int, paper: LabelledPaper, elements: str) -> tuple[Case, KnownCase]:
    case, kinds = read_as_imported(Labelled(Paper(text="\n".join(paper.sentences)), {}))
    case.code, case.elements = f"{number:012d}", elements
    return case, replace(known_case(case, kinds), number=number)


def _marked(paper: LabelledPaper) -> frozenset[int]:
    return frozenset(np.flatnonzero(paper.taught.truth.any(axis=0)).tolist())


def _without_elements(case: KnownCase) -> KnownCase:
    return replace(case, profile=replace(case.profile, elements=frozenset()))


def _shared(mine: frozenset[int], theirs: frozenset[int]) -> float:
    return len(mine & theirs) / len(mine | theirs) if mine else 0.0
