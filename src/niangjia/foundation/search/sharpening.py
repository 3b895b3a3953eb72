"""Leaving out of a question what nearly every document says anyway."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from niangjia.foundation.search.asking import Alternative
from niangjia.foundation.search.port import SearchRequest

NEARLY_ALL = 0.6
FEW_DOCUMENTS = 1000


def sharpened(
    request: SearchRequest, documents: int, reach: Callable[[Alternative], int]
) -> SearchRequest:
    """Return the request without the groups that more than six in ten documents match.

    Such a group decides nothing and costs most. At least one group that decides is kept. `reach`
    tells at most how many of the `documents` a way of saying it can match.
    """
    query = request.query
    if query is None or documents < FEW_DOCUMENTS:
        return request
    most = documents * NEARLY_ALL
    telling = tuple(
        group
        for group in query.groups
        if group.role == "required" or max(map(reach, group.alternatives)) <= most
    )
    if all(group.role in {"optional", "preferred"} for group in telling):
        return request
    counted = sum(group.role == "counted" for group in telling)
    sharper = replace(query, groups=telling, minimum=min(query.minimum, counted))
    return replace(request, query=sharper)
