"""What two papers are to each other: the same paper, one dispute, or neither, and why.

Each piece of evidence weighs for or against; the weights are on the scale of log-odds, chosen by
hand and checked with `niangjia eval duplicates`. A score is between 0 and 1 and above one half
where the kind is proposed. A proposal is for a person to decide.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from niangjia.rights.caselaw.likeness.shingles import Hashes, shared
from niangjia.rights.caselaw.likeness.traits import Traits, is_odd, level_of

Kind = Literal["same_paper", "same_dispute"]

FEW = 3
"""Figures below which their agreement tells little."""

_YEARS_APART = 4
_THROUGH = 4.0
_SLIP = 0.85
_ORDER = ("arbitration", "first_instance", "second_instance", "retrial")


@dataclass(frozen=True, slots=True)
class Compared:
    """A paper as it is compared: all its shingles, and its traits."""

    shingles: Hashes
    traits: Traits


@dataclass(frozen=True, slots=True)
class Kin:
    """What two papers are to each other. `reasons` are codes, the weightiest first."""

    kind: Kind
    score: float
    reasons: tuple[str, ...]


Evidence = list[tuple[str, float]]


def judge(one: Compared, other: Compared, *, through: bool = False) -> Kin | None:
    """Return what two papers are to each other, None where they are neither.

    `through` says that a third paper is kin to both.
    """
    paper = _kin("same_paper", -4.0, _as_paper(one, other))
    if paper:
        return paper
    third: Evidence = [("through", _THROUGH)] if through else []
    return _kin("same_dispute", -6.0, third + _as_dispute(one, other))


def containment(one: Hashes, other: Hashes) -> float:
    """Return the share of the smaller set that the larger one has too."""
    smaller = min(len(one), len(other))
    return shared(one, other) / smaller if smaller else 0.0


def _kin(kind: Kind, start: float, evidence: Evidence) -> Kin | None:
    total = start + sum(weight for _, weight in evidence)
    if total <= 0:
        return None
    speaking = sorted((pair for pair in evidence if pair[1] > 0), key=lambda pair: -pair[1])
    reasons = tuple(reason for reason, _ in speaking)
    return Kin(kind, round(1 / (1 + math.exp(-total)), 4), reasons)


def _as_paper(one: Compared, other: Compared) -> Evidence:
    text = containment(one.shingles, other.shingles)
    evidence: Evidence = [("text", 12 * (text - 0.3))]
    a, b = one.traits, other.traits
    figures = _overlap(a.figures, b.figures)
    if figures is not None:
        evidence.append(("figures", 12 * (figures - 0.75)))
    if a.number and b.number:
        evidence.append(("own_number", 3.0 if a.number == b.number else -_number_gap(a, b)))
    if a.stage and b.stage and a.stage != b.stage:
        evidence.append(("stage", -4.0))
    if a.number and b.number and (a.number in b.named or b.number in a.named):
        evidence.append(("numbered", -4.0))
    evidence += _parties(a, b, firm=1.0, worker=1.0, surname=0.5)
    return evidence


def _number_gap(a: Traits, b: Traits) -> float:
    """Return how much two different numbers speak against one paper: a slip less than a number."""
    return 3.0 if _is_slip(a.number, b.number) else 8.0


def _is_slip(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SLIP


def _as_dispute(one: Compared, other: Compared) -> Evidence:
    a, b = one.traits, other.traits
    evidence = _numbers(a, b) + _parties(a, b, firm=2.5, worker=5.0, surname=0.7)
    evidence += _equal("joined", a.joined, b.joined, 3.0, -2.0)
    evidence += _equal("left", a.left, b.left, 2.5, -1.5)
    evidence += _equal("wage", a.wage, b.wage, 2.0, -1.0)
    evidence.append(("figures", _shared_figures(a, b)))
    text = containment(one.shingles, other.shingles)
    evidence.append(("passages", 6 * (min(text, 0.6) - 0.15)))
    if a.region_code and b.region_code:
        near = a.region_code[:2] == b.region_code[:2]
        evidence.append(("region", 0.5 if near else -4.0))
    if a.stage and a.stage == b.stage:
        evidence.append(("stage", -4.0))
    if _out_of_time(a, b):
        evidence.append(("time", -4.0))
    return evidence


def _out_of_time(a: Traits, b: Traits) -> bool:
    """Whether the days of two papers fit no one dispute: years apart, or in wrong order."""
    if a.dated is None or b.dated is None:
        return False
    if abs(a.dated.year - b.dated.year) > _YEARS_APART:
        return True
    if a.stage not in _ORDER or b.stage not in _ORDER:
        return False
    steps = _ORDER.index(a.stage) - _ORDER.index(b.stage)
    return steps * (a.dated - b.dated).days < 0


def _shared_figures(a: Traits, b: Traits) -> float:
    """Return how much the sums and days that both name speak for one dispute: odd sums most."""
    share = _overlap(a.figures, b.figures)
    if share is None:
        return 0.0
    both = a.figures & b.figures
    odd = sum(map(is_odd, both))
    if not a.days & b.days and min(len(a.days), len(b.days)) >= FEW:
        return -3.0
    return min(4.0, 0.7 * len(both)) + min(5.0, 1.7 * odd) + 6 * (min(share, 0.6) - 0.35)


def _numbers(a: Traits, b: Traits) -> Evidence:
    if (a.number and a.number in b.named) or (b.number and b.number in a.named):
        return [("numbered", 7.0)]
    if a.named & b.named:
        return [("same_earlier", 5.0)]
    one, other = _by_level(a), _by_level(b)
    return (
        [("other_numbers", -5.0)]
        if any(_differ(one[level], other[level]) for level in one.keys() & other.keys())
        else []
    )


def _by_level(traits: Traits) -> dict[int, set[str]]:
    """Return the numbers a paper bears and names by how far the dispute was."""
    numbers: dict[int, set[str]] = defaultdict(set)
    for number in (traits.number, *traits.named):
        level = level_of(number)
        if level is not None:
            numbers[level].add(number)
    return numbers


def _differ(some: set[str], others: set[str]) -> bool:
    return not any(_is_slip(one, other) for one in some for other in others)


def _parties(a: Traits, b: Traits, *, firm: float, worker: float, surname: float) -> Evidence:
    evidence = _equal("employer", a.employer_key or None, b.employer_key or None, firm, -6.0)
    if a.worker_keys and b.worker_keys:
        evidence.append(("worker", worker if a.worker_keys & b.worker_keys else -7.0))
    if a.surnames and b.surnames:
        evidence.append(("surname", surname if a.surnames & b.surnames else -3.0))
    return evidence


def _equal(
    name: str, a: object | None, b: object | None, same: float, different: float
) -> Evidence:
    if a is None or b is None:
        return []
    return [(name, same if a == b else different)]


def _overlap(a: frozenset[str], b: frozenset[str]) -> float | None:
    """Return the share of the fewer figures that the others have too; None for too few."""
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer >= FEW else None
