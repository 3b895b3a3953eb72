"""Which union is responsible: the nearest one that is not the other side of the dispute.

The order, and why:

1. An employer's own union helps its workers with whatever is not a dispute with the employer.
   Where it is, that union and everything below it is out: it is paid by the other side.
2. Otherwise the nearest place decides: township, county, city, province, country. Unions are led
   by place first and by industry second, and a worker reaches a near office, not a far one.
3. Within one place the union of the employer's industry goes before the general one, because it
   knows the trade.

A township whose union has no number of its own is known only from where the employer's own union
stands in the tree.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from niangjia.foundation.organisations.rules.levels import GRASSROOTS, INDUSTRY, TERRITORIAL
from niangjia.foundation.organisations.rules.places import places_of

TOWNSHIP = "township"
_TOWNSHIP_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A union as the rule sees it."""

    number: int
    path: str
    level: str
    region_code: str
    industry: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Where it happened, in what industry, at an employer with which own union, against whom."""

    region_code: str
    industry: str = ""
    own: Candidate | None = None
    against_employer: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """The responsible union's number and the ground: own, industry or place."""

    number: int
    ground: str


def decide(question: Question, candidates: Iterable[Candidate]) -> Verdict | None:
    """Return the responsible union, or None where no candidate answers for the place."""
    own = question.own
    if own and not question.against_employer:
        return Verdict(own.number, "own")
    open_to = [one for one in candidates if not _is_other_side(one, question)]
    ranked = [(rank, one) for one in open_to if (rank := _rank(one, question)) is not None]
    if not ranked:
        return None
    _, nearest = min(ranked, key=lambda pair: (pair[0], pair[1].path, pair[1].number))
    return Verdict(nearest.number, "industry" if nearest.level == INDUSTRY else "place")


def _is_other_side(one: Candidate, question: Question) -> bool:
    own = question.own
    return one.level == GRASSROOTS or bool(own and one.path.startswith(own.path))


def _rank(one: Candidate, question: Question) -> tuple[int, int, int] | None:
    """How far away: place first, then industry before general, then the smaller union."""
    places = places_of(question.region_code)
    if _is_own_township(one, question):
        return (-1, 1, 0)
    if one.region_code not in places:
        return None
    distance = places.index(one.region_code)
    if one.level == INDUSTRY:
        fits = one.industry and one.industry == question.industry
        return (distance, 0, -len(one.path)) if fits else None
    if one.level == TOWNSHIP and len(one.region_code) != _TOWNSHIP_DIGITS:
        return None  # it answers for a part of the county that its number does not tell
    return (distance, 1, -TERRITORIAL.index(one.level))


def _is_own_township(one: Candidate, question: Question) -> bool:
    own = question.own
    return bool(own and one.level == TOWNSHIP and own.path.startswith(one.path))
