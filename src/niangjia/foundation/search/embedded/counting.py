"""How many documents match, and how many of them carry which value.

Everything is counted in one pass over what matches. Only a facet that is itself filtered gets a
pass of its own, since its counts leave its own filter aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from typing import Any

from tantivy import Query

from niangjia.foundation.search.declared import check_declared
from niangjia.foundation.search.embedded import schema
from niangjia.foundation.search.embedded.reader import Opened
from niangjia.foundation.search.port import FacetCount, SearchRequest
from niangjia.foundation.search.relaxing import relaxations

_TOTAL = "total"
_COUNT = itemgetter(1)
_MOST_SETS = 60_000  # just under what tantivy allows in one answer
_TOTAL_COUNT = {_TOTAL: {"value_count": {"field": schema.NEWEST}}}

Facets = Mapping[str, tuple[FacetCount, ...]]
Buckets = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """The request that was answered in the end, and how many documents it found."""

    request: SearchRequest
    total: int
    facets: Facets
    relaxed: bool
    narrowed: bool


def first_answered(opened: Opened, request: SearchRequest) -> Found:
    """Count the request as asked, or the first looser one that finds anything."""
    asked = _answered(opened, request, relaxed=False)
    if asked.total or request.query is None or not request.query.groups:
        return asked
    for looser in relaxations(request.query):
        found = _answered(opened, replace(request, query=looser), relaxed=True)
        if found.total:
            return found
    return asked


def total(opened: Opened, query: Query) -> int:
    """Count the documents of a query."""
    counted = opened.searcher.aggregate(query, _TOTAL_COUNT)
    return int(counted[_TOTAL]["value"])


def _answered(opened: Opened, request: SearchRequest, *, relaxed: bool) -> Found:
    narrow = opened.translator.narrowed(request)
    found, facets = _counted(opened, narrow)
    if not found and narrow is not request:
        narrow = request
        found, facets = _counted(opened, request)
    return Found(narrow, found, facets, relaxed, _demands_more(narrow, request))


def _demands_more(narrow: SearchRequest, request: SearchRequest) -> bool:
    if narrow.query is None or request.query is None or narrow is request:
        return False
    demands = [
        sum(group.role == "required" for group in query.groups)
        for query in (narrow.query, request.query)
    ]
    return bool(narrow.query.within) or demands[0] > demands[1]


def _counted(opened: Opened, request: SearchRequest) -> tuple[int, Facets]:
    check_declared(request.facets, opened.translator.spec.keyword_fields)
    own = [name for name in request.facets if name in request.filters]
    shared = {name: _terms(name) for name in request.facets if name not in own}
    counts = opened.searcher.aggregate(opened.translator.whole(request), {**shared, **_TOTAL_COUNT})
    for name in own:
        wider = opened.translator.whole(request, without_filter_on=name)
        counts |= opened.searcher.aggregate(wider, {name: _terms(name)})
    facets = {name: _facet(_sums(counts[name]["buckets"])) for name in request.facets}
    return int(counts[_TOTAL]["value"]), facets


def _terms(name: str) -> dict[str, object]:
    size = _MOST_SETS
    return {"terms": {"field": schema.value_set(name), "size": size, "segment_size": size}}


def _sums(buckets: Buckets) -> dict[str, int]:
    """Take the counted sets of values apart into counts of single values."""
    counts: dict[str, int] = {}
    for bucket in buckets:
        count = bucket["doc_count"]
        for value in _values(bucket["key"]):
            counts[value] = counts.get(value, 0) + count
    return counts


def _facet(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    """Return the counts, the largest first, those alike by value: sorted twice, without a key."""
    by_value = sorted(counts.items())
    by_value.sort(key=_COUNT, reverse=True)
    return tuple(map(FacetCount._make, by_value))


@lru_cache(maxsize=_MOST_SETS)
def _values(key: str) -> tuple[str, ...]:
    return tuple(key.split(schema.SEPARATOR))
