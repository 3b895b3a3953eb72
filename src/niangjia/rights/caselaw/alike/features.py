"""In how far a case is like a situation, one figure for each respect."""

import math
from collections.abc import Sequence

from niangjia.rights.caselaw.alike.profile import Profile
from niangjia.rights.caselaw.rules.terms import Stage

NAMES = (
    "words", "issue_words", "resembling", "issue", "main_issue", "claims", "same_claims",
    "elements", "same_elements", "months", "wage", "amount", "employed", "contract", "stage",
)  # fmt: skip
"""The respects. The first three come from the index and are 1 for the best found."""

FROM_INDEX = 3
_WIDE = {"months": math.log(2.0), "wage": math.log(1.6), "amount": math.log(3.0)}
"""How far apart, as a ratio, two figures are of which one no longer says anything of the other."""
_NEUTRAL = 0.35
"""How near two figures are by chance: what is not known counts as much."""
_COURSE = (Stage.ARBITRATION, Stage.FIRST_INSTANCE, Stage.SECOND_INSTANCE, Stage.RETRIAL)


def features(asked: Profile, case: Profile, found: Sequence[float]) -> tuple[float, ...]:
    """Return the figures in the order of NAMES; `found` are those of the index.

    A share runs from 0 to 1; a comparison is above 0 where both are alike, below where they are
    not, and 0 where one of them is not known.
    """
    return (
        *found,
        shared_issue(asked, case),
        _main_issue(asked, case),
        _share(asked.kinds, case.kinds),
        _overlap(case.kinds, asked.kinds),
        _share(asked.elements, case.elements),
        _overlap(case.elements, asked.elements),
        nearness(asked.months, case.months, "months"),
        nearness(asked.wage, case.wage, "wage"),
        nearness(asked.amount, case.amount, "amount"),
        _alike(asked.employed, case.employed),
        _alike(asked.contract, case.contract),
        stage_nearness(asked.stage, case.stage),
    )


def shared_issue(asked: Profile, case: Profile) -> float:
    """Return how surely the case is about what is asked, 0 to 1."""
    whole = sum(asked.issues.values())
    shared = sum(sure * case.issues.get(issue, 0.0) for issue, sure in asked.issues.items())
    return shared / whole if whole else 0.0


def nearness(one: float | None, other: float | None, what: str) -> float:
    """Return how near two figures are, from above 0 (the same) to below; 0: one is not known."""
    if one is None or other is None:
        return 0.0
    return math.exp(-abs(math.log(one / other)) / _WIDE[what]) - _NEUTRAL


def stage_nearness(one: str, other: str) -> float:
    """Return 1 for the same stage, less the further apart they are on the way of a dispute."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if one not in _COURSE or other not in _COURSE:
        return 0.0
    return max(0.0, 0.5 - 0.25 * (abs(_place(one) - _place(other)) - 1))


def _place(stage: str) -> int:
    return [str(one) for one in _COURSE].index(stage)


def _main_issue(asked: Profile, case: Profile) -> float:
    if not asked.issues or not case.issues:
        return 0.0
    mains = (max(one.issues.items(), key=lambda pair: pair[1])[0] for one in (asked, case))
    return float(next(mains) == next(mains))


def _share(of: frozenset[str], there: frozenset[str]) -> float:
    return len(of & there) / len(of) if of else 0.0


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _alike(one: bool | None, other: bool | None) -> float:  # noqa: FBT001 - both are facts
    if one is None or other is None:
        return 0.0
    return 1.0 if one == other else -1.0
