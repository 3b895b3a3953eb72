"""Which few of the ranked cases are shown: like the situation, recent, near, and not all alike.

Of two cases equally like it, the one that is explained, newer or nearer comes first; of one
dispute only one paper is shown; and where cases that matter went both ways, both are among them.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from niangjia.kernel import divisions
from niangjia.rights.caselaw.alike.profile import KnownCase, Profile
from niangjia.rights.caselaw.rules.terms import Outcome

EXPLAINED, RECENT, SAME_CITY, SAME_PROVINCE = 0.25, 0.25, 0.25, 0.15
"""What it adds to the score of a case to be told in plain words, of this year, from nearby."""
FADES = 6.0
"""Years in which what being new adds falls to a third."""
ALIKE = 0.6
"""What it takes from a case to be, in every respect, like one already chosen."""
CLOSE = 0.75
"""The share of the best score from which a case may be shown for its other outcome."""
_KEPT = {Outcome.SUPPORTED, Outcome.PARTLY, Outcome.SETTLED}

SameDispute = Callable[[KnownCase, KnownCase], bool]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A case and how like the situation it is."""

    case: KnownCase
    score: float


def preferred(ranked: Sequence[Ranked], asked: Profile, today: date) -> list[Ranked]:
    """Return the cases with what is added for being explained, new and near; best first."""
    lifted = (Ranked(one.case, one.score + _added(one.case, asked, today)) for one in ranked)
    return sorted(lifted, key=lambda one: (-one.score, one.case.code))


def chosen(ranked: Sequence[Ranked], same: SameDispute, limit: int) -> list[KnownCase]:
    """Return up to `limit` of the cases, which come best first; `same` tells papers of a dispute.

    The best comes first; each further one is the best that is not too like those before it.
    """
    left, taken = list(ranked), list[Ranked]()
    while left and len(taken) < limit:
        best = max(left, key=lambda one: one.score - _repeats(one.case, taken))
        taken.append(best)
        left = [one for one in left if one is not best and not same(one.case, best.case)]
    return [one.case for one in _both_ways(taken, left, limit)]


def went_for_worker(case: KnownCase) -> bool | None:
    """Whether the worker got anything; None where the outcome is not known."""
    if not case.outcome:
        return None
    return case.outcome in _KEPT


def _both_ways(taken: list[Ranked], left: Sequence[Ranked], limit: int) -> list[Ranked]:
    """Put in the best case of the missing outcome for the last one, if it is close enough."""
    ways = {went_for_worker(one.case) for one in taken} - {None}
    if limit < 2 or len(ways) != 1 or len(taken) < 2:
        return taken
    missing = not ways.pop()
    least = taken[0].score * CLOSE
    other = next(
        (one for one in left if one.score >= least and went_for_worker(one.case) is missing), None
    )
    if other is None:
        return taken
    return [*(taken if len(taken) < limit else taken[:-1]), other]


def _added(case: KnownCase, asked: Profile, today: date) -> float:
    years = max(0.0, (today - case.decided).days / 365.25) if case.decided else math.inf
    added = RECENT * math.exp(-years / FADES) + EXPLAINED * case.explained
    if asked.place and case.profile.place:
        mine, theirs = divisions.lineage(asked.place), divisions.lineage(case.profile.place)
        if mine[:2] == theirs[:2]:
            added += SAME_CITY
        elif mine[:1] == theirs[:1]:
            added += SAME_PROVINCE
    return added


def _repeats(case: KnownCase, taken: Sequence[Ranked]) -> float:
    return ALIKE * max((_sameness(case, one.case) for one in taken), default=0.0)


def _sameness(one: KnownCase, other: KnownCase) -> float:
    """Return how much of what two cases teach is the same, 0 to 1."""
    kinds = one.profile.kinds | other.profile.kinds
    shared = len(one.profile.kinds & other.profile.kinds) / len(kinds) if kinds else 0.0
    return (
        0.5 * (went_for_worker(one) == went_for_worker(other))
        + 0.3 * shared
        + 0.1 * (one.profile.place == other.profile.place)
        + 0.1 * (one.profile.stage == other.profile.stage)
    )
