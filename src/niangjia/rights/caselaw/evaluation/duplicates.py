"""How well papers that belong together are recognised, against made-up ones of which it is known.

The papers are read as an import reads them, and compared all with all.
"""

import time
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from niangjia.rights.caselaw.evaluation.duplicate_papers import KnownPaper, known_papers
from niangjia.rights.caselaw.likeness.pairing import find
from niangjia.rights.caselaw.likeness.traits import (
    Traits,
    figures_in,
    number_form,
    numbers_in,
    surnames_in,
)
from niangjia.rights.caselaw.rules.understanding import Paper, filled, understand

Pairs = Mapping[tuple[int, int], str]
"""What pairs of papers are, by their places."""

KINDS = ("same_paper", "same_dispute")


def evaluate_duplicates(*, documents: int, seed: int) -> dict[str, Any]:
    """Return precision, recall and F1 of each kind, and where the errors lie.

    `recall_by_way` tells, of pairs of a paper and its copy, how many were found, by how the copy
    was degraded; `wrong` counts what was proposed and is not so, by what the pair really is.
    """
    papers = known_papers(documents=documents, seed=seed)
    known = [traits_of(paper) for paper in papers]
    began = time.perf_counter()
    found = {(f.one, f.other): f.kin.kind for f in find([p.text for p in papers], known)}
    seconds = time.perf_counter() - began
    truth = _truth(papers)
    return {
        "documents": len(papers),
        "seed": seed,
        "seconds": round(seconds, 2),
        **{kind: _shares(kind, found, truth) for kind in KINDS},
        "recall_by_way": _by_way(papers, found, truth),
        "wrong": _wrong(papers, found, truth),
    }


def traits_of(paper: KnownPaper) -> Traits:
    """Return what an import would know of a paper."""
    whole = filled(Paper(text=paper.text, court=paper.court, case_no=paper.case_no))
    told = understand(whole)
    number = number_form(whole.case_no)
    return Traits(
        number=number,
        named=frozenset(numbers_in(paper.text)) - {number},
        stage=told.stage,
        region_code=told.region_code,
        dated=told.date,
        employer_key=paper.employer_key,
        surnames=surnames_in(paper.text),
        figures=figures_in(paper.text),
    )


def _truth(papers: list[KnownPaper]) -> Pairs:
    together: dict[int, list[int]] = {}
    for place, paper in enumerate(papers):
        together.setdefault(paper.dispute, []).append(place)
    return {
        (one, other): KINDS[papers[one].paper != papers[other].paper]
        for places in together.values()
        for one, other in combinations(places, 2)
    }


def _shares(kind: str, found: Pairs, truth: Pairs) -> dict[str, float]:
    told = {pair for pair, what in found.items() if what == kind}
    there = {pair for pair, what in truth.items() if what == kind}
    right = len(told & there)
    precision = right / len(told) if told else 1.0
    recall = right / len(there) if there else 1.0
    both = precision + recall
    return {
        "pairs": len(there),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / both, 4) if both else 0.0,
    }


def _by_way(
    papers: list[KnownPaper],
    found: Pairs,
    truth: Pairs,
) -> dict[str, float]:
    there: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (one, other), kind in truth.items():
        ways = {papers[one].way, papers[other].way}
        if kind == "same_paper" and "" in ways:
            way = max(ways)
            there[way] += 1
            right[way] += found.get((one, other)) == kind
    return {way: round(right[way] / there[way], 4) for way in sorted(there)}


def _wrong(
    papers: list[KnownPaper],
    found: Pairs,
    truth: Pairs,
) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for (one, other), kind in found.items():
        really = truth.get((one, other))
        if really != kind:
            families = {papers[one].family, papers[other].family}
            counts[f"{kind}, really {really or ' and '.join(sorted(families))}"] += 1
    return dict(counts.most_common())
