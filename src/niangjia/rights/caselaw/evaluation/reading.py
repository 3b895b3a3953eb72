"""How well judgments are read: what is found, and whether it is right."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from niangjia.rights.caselaw.evaluation.reading_papers import (
    KnownClaim,
    KnownPaper,
    by_hand,
    generated,
    masked,
    real,
)
from niangjia.rights.caselaw.rules.judgment import Claim, Judgment, read_judgment

_FACTS = (
    "stage", "joined", "left", "applied", "filed", "decided", "monthly_wage", "years",
)  # fmt: skip
Count = Counter[tuple[str, str]]


def evaluate_reading(
    *, documents: int, seed: int, say: Callable[[str], None] = lambda _text: None
) -> dict[str, Any]:
    """Return the figures of each set, those made by hand and real ones also when masked.

    Of a fact: `coverage`, the share of papers that state it in which something was read, and
    `accuracy`, the share that is right of all that was read, also where nothing was stated. Of a
    list: precision and recall. Fates and sums granted are counted over claims found.
    """
    papers = list(generated(count=documents, seed=seed))
    hand, unseen, actual = by_hand("reading.toml"), by_hand("reading_unseen.toml"), real()
    read_judgment(papers[0].text)
    began = time.process_time()
    for paper in papers:
        read_judgment(paper.text)
    took = time.process_time() - began
    sets = {
        "generated": papers,
        "by_hand": hand,
        "by_hand_masked": list(masked(hand)),
        "unseen": unseen,
        "unseen_masked": list(masked(unseen)),
    }
    if actual is None:
        say("没有设置 NIANGJIA_EVAL_DATA，真实文书不评")
    else:
        sets |= {"real": actual, "real_masked": list(masked(actual))}
    result: dict[str, Any] = {"seed": seed, "per_second": round(documents / took, 1)}
    return result | {name: figures(known) for name, known in sets.items()}


def figures(papers: Sequence[KnownPaper]) -> dict[str, Any]:
    """Return the figures of one set of papers."""
    counts: Count = Counter()
    for paper in papers:
        _count(paper, read_judgment(paper.text), counts)
    told = {name: _shares(counts, name) for name in (*_FACTS, "fate", "granted")}
    lists = {
        name: _list_shares(counts, name) for name in ("parties", "claims", "chain", "citations")
    }
    return {"documents": len(papers), **told, **lists}


def _count(paper: KnownPaper, got: Judgment, counts: Count) -> None:
    for name in _FACTS:
        _count_fact(name, paper.facts[name], getattr(got, name) or None, counts)
    _count_list("parties", paper.parties, [f"{p.role} {p.kind}" for p in got.parties], counts)
    links = [f"{link.stage} own" if link.is_own else link.stage for link in got.chain]
    _count_list("chain", paper.chain, links, counts)
    cited = [f"{law} {article}" for law, article in got.citations]
    _count_list("citations", paper.citations, cited, counts)
    asked = [(claim.kind, claim.claimed) for claim in paper.claims]
    _count_list("claims", asked, [(claim.kind, claim.claimed) for claim in got.claims], counts)
    for known, claim in pairs(paper.claims, got.claims):
        _count_fact("fate", known.fate or None, claim.fate or None, counts)
        _count_fact("granted", known.granted, claim.granted, counts)


def pairs(known: Iterable[KnownClaim], got: Iterable[Claim]) -> list[tuple[KnownClaim, Claim]]:
    """Pair the claims that were found, by kind and sum, in the order of the paper."""
    left = list(got)
    found: list[tuple[KnownClaim, Claim]] = []
    for label in known:
        same = [c for c in left if (c.kind, c.claimed) == (label.kind, label.claimed)]
        if same:
            left.remove(same[0])
            found.append((label, same[0]))
    return found


def _count_fact(name: str, known: object, got: object, counts: Count) -> None:
    counts[name, "stated"] += known is not None
    counts[name, "read"] += got is not None
    counts[name, "covered"] += known is not None and got is not None
    counts[name, "right"] += got is not None and got == known


def _count_list(
    name: str, known: Sequence[object] | None, got: Sequence[object], counts: Count
) -> None:
    if known is None:
        return
    counts[name, "stated"] += len(known)
    counts[name, "read"] += len(got)
    counts[name, "right"] += (Counter(known) & Counter(got)).total()


def _shares(counts: Count, name: str) -> dict[str, Any]:
    stated, read = counts[name, "stated"], counts[name, "read"]
    return {
        "stated": stated,
        "coverage": _share(counts[name, "covered"], stated),
        "accuracy": _share(counts[name, "right"], read),
    }


def _list_shares(counts: Count, name: str) -> dict[str, Any]:
    stated, read = counts[name, "stated"], counts[name, "read"]
    return {
        "stated": stated,
        "precision": _share(counts[name, "right"], read),
        "recall": _share(counts[name, "right"], stated),
    }


def _share(part: int, whole: int) -> float | None:
    """Return the share, or None where there is nothing to take a share of."""
    return round(part / whole, 4) if whole else None
