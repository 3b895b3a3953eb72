"""How many documents match, and how many of them carry which value.

Everything is counted in one pass over what matches. Only a facet that is itself filtered needs
more: its counts leave its own filter aside. Where it has few sets of values, that wider pass counts
the other facets for each of them, and those of the chosen values are added up; otherwise it
gets a pass of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tantivy import Query

from niangjia.foundation.search.embedded import schema
from niangjia.foundation.search.embedded.reader import Opened
from niangjia.foundation.search.port import FacetCount, SearchRequest
from niangjia.foundation.search.relaxing import relaxations

_TOTAL = "total"
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
    return Found(narrow, found, facets, relaxed)


def _counted(opened: Opened, request: SearchRequest) -> tuple[int, Facets]:
    schema.check_declared(request.facets, opened.translator.spec.keyword_fields)
    own = [name for name in request.facets if name in request.filters]
    if len(own) == 1 and _fit_into_one_answer(opened, request, own[0]):
        return _counted_within(opened, request, own[0])
    shared = {name: _terms(name) for name in request.facets if name not in own}
    counts = opened.searcher.aggregate(opened.translator.whole(request), {**shared, **_TOTAL_COUNT})
    for name in own:
        wider = opened.translator.whole(request, without_filter_on=name)
        counts |= opened.searcher.aggregate(wider, {name: _terms(name)})
    facets = {name: _facet(_sums(counts[name]["buckets"])) for name in request.facets}
    return int(counts[_TOTAL]["value"]), facets


def _counted_within(opened: Opened, request: SearchRequest, own: str) -> tuple[int, Facets]:
    """Count all facets for each set of values of `own`, and add up the sets that were chosen."""
    shared = {name: _terms(name) for name in request.facets if name != own}
    within = _terms(own) | ({"aggs": shared} if shared else {})
    wider = opened.translator.whole(request, without_filter_on=own)
    buckets: Sequence[Mapping[str, Any]] = opened.searcher.aggregate(wider, {own: within})[own][
        "buckets"
    ]
    chosen = [b for b in buckets if not request.filters[own].isdisjoint(_values(b["key"]))]
    facets = {own: _facet(_sums(buckets))}
    for name in shared:
        facets[name] = _facet(_sums(b for bucket in chosen for b in bucket[name]["buckets"]))
    facets = {name: facets[name] for name in request.facets}
    return sum(bucket["doc_count"] for bucket in chosen), facets


def _fit_into_one_answer(opened: Opened, request: SearchRequest, own: str) -> bool:
    sets = opened.value_sets
    others = sum(sets[name] for name in request.facets if name != own)
    return sets[own] * (1 + others) <= schema.MOST_SETS


def _terms(name: str) -> dict[str, object]:
    size = schema.MOST_SETS
    return {"terms": {"field": schema.value_set(name), "size": size, "segment_size": size}}


def _sums(buckets: Buckets) -> Counter[str]:
    """Take the counted sets of values apart into counts of single values."""
    counts: Counter[str] = Counter()
    for bucket in buckets:
        count = bucket["doc_count"]
        for value in _values(bucket["key"]):
            counts[value] += count
    return counts


def _facet(counts: Mapping[str, int]) -> tuple[FacetCount, ...]:
    ordered = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
    return tuple(FacetCount(value, count) for value, count in ordered)


@lru_cache(maxsize=schema.MOST_SETS)
def _values(key: str) -> tuple[str, ...]:
    return tuple(key.split(schema.SEPARATOR))
