"""What to find where more documents have what was asked than anybody could look through.

In a library of a million a thing said in half of the papers finds half a million of them, most of
which only mention it. Of so many only those are found that are about it, and words that are said
everywhere no longer lift anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from niangjia.foundation.search.asking import Alternative, Group, ParsedQuery

MANY = 30_000
"""So many documents nobody looks through; with fewer everything stays as it was asked."""

COMMON = 100_000
"""What so many documents say lifts none of them."""

Reach = Callable[[Alternative], int]


def narrowed(query: ParsedQuery, reach: Reach) -> ParsedQuery:
    """Return the query as it is put to a large library.

    Decided by the words alone and never by filters, so that what a facet promises is found.
    `reach` tells at most how many documents a way of saying it can match. Where a reader demanded
    words rather than asked a question, all that have them are found.
    """
    if any(group.role == "required" for group in query.groups) or _most(query, reach) <= MANY:
        return query
    groups = tuple(group for group in query.groups if not _is_idle(group, reach))
    subjects = [group for group in groups if group.narrows and _reach(group, reach)]
    strongest = max((group.weight for group in subjects), default=0.0)
    chosen = [group for group in subjects if group.weight == strongest]
    if len(chosen) == 1:
        groups = tuple(replace(g, role="required") if g is chosen[0] else g for g in groups)
        return replace(query, groups=groups)
    within = tuple(way for group in chosen for way in group.alternatives)
    return replace(query, groups=groups, within=within)


def _most(query: ParsedQuery, reach: Reach) -> int:
    """Return at most how many documents have what is demanded.

    Whatever has `minimum` of the counted groups has one of the rarest that could be left out.
    """
    counted = sorted(_reach(group, reach) for group in query.groups if group.role == "counted")
    minimum = max(1, query.minimum)
    return min(sum(counted[: len(counted) - minimum + 1]), sum(counted) // minimum)


def _is_idle(group: Group, reach: Reach) -> bool:
    return group.role == "optional" and not group.narrows and _reach(group, reach) > COMMON


def _reach(group: Group, reach: Reach) -> int:
    return sum(map(reach, group.alternatives))
