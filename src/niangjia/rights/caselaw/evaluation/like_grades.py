"""How like two disputes are in truth, by what both were made from, and how well a list does."""

from __future__ import annotations

import math
from collections.abc import Sequence

from niangjia.rights.caselaw.evaluation.lay_situations import months_of
from niangjia.rights.caselaw.generator.facts import Facts

SAME_ISSUE = 2
"""From this grade on a case is about the same thing in the first place."""
_WITHIN = {"months": 1.5, "wage": 1.3, "amount": 2.0}
"""By how much two figures may differ, as a ratio, and still be close."""


def grade(asked: Facts, case: Facts) -> float:
    """Return 0 for another issue, 1 for one it is beside, 2 for the same main issue.

    Above that one more for claims of which half are shared, one for close figures (two of:
    months worked, wage, sum claimed), and half a grade for the same stage.
    """
    main = asked.issues[0]
    if main != case.issues[0]:
        return int(main in case.issues)
    stage = 0.5 * (asked.stage == case.stage)
    return SAME_ISSUE + _claims(asked, case) + _figures(asked, case) + stage


def gain(graded: float) -> float:
    """Return what a case of a grade is worth in a list."""
    return float(2.0**graded - 1)


def ndcg(gains: Sequence[float], best: Sequence[float], depth: int) -> float:
    """Return the discounted gain of a list as a share of the best there could be; 1 for none."""
    most = _dcg(sorted(best, reverse=True)[:depth])
    return _dcg(gains[:depth]) / most if most else 1.0


def _dcg(gains: Sequence[float]) -> float:
    return sum(one / math.log2(place + 2) for place, one in enumerate(gains))


def _claims(asked: Facts, case: Facts) -> bool:
    mine, theirs = ({claim.kind for claim in one.claims} for one in (asked, case))
    return len(mine & theirs) * 2 >= len(mine | theirs)


def _figures(asked: Facts, case: Facts) -> bool:
    pairs = {
        "months": (months_of(asked), months_of(case)),
        "wage": (asked.monthly_wage, case.monthly_wage),
        "amount": (asked.claimed, case.claimed),
    }
    return sum(_close(*pair, _WITHIN[name]) for name, pair in pairs.items()) >= 2


def _close(one: object, other: object, within: float) -> bool:
    if not one or not other:
        return False
    return abs(math.log(float(str(one)) / float(str(other)))) <= math.log(within)
