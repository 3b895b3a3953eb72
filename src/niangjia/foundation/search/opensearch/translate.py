"""From a request to the cluster's query language.

The shape is that of the embedded engine's queries, so that both rank alike: BM25 over the same
terms, the best of several ways of saying it, combinations written out where some of several
things must be there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import Any

from niangjia.foundation.search.asking import (
    AllOf,
    Alternative,
    Concept,
    Group,
    ParsedQuery,
    Phrase,
    SomeOf,
)
from niangjia.foundation.search.declared import check_declared
from niangjia.foundation.search.opensearch.frequencies import Piece
from niangjia.foundation.search.opensearch.layout import (
    CONCEPTS,
    ID,
    NEWEST,
    OLDEST,
    TEXT,
    day,
    keyword,
    number,
)
from niangjia.foundation.search.port import IndexSpec, SearchRequest
from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import bigrams, phrase_bigrams

Query = dict[str, Any]
Occurs = Callable[[str], int]
_NOTHING: Query = {"match_none": {}}
_MOST_COMBINATIONS = 10
_MOST_VALUES = 60_000
# Lucene leaves the factor k1 + 1 = 2.2 out of BM25, tantivy does not; what scores a constant has to
# be as much smaller.
_CONSTANT = 1 / 2.2
_ORDERS = {"newest": {NEWEST: "desc"}, "oldest": {OLDEST: "asc"}, "relevance": {"_score": "desc"}}


def body_of(spec: IndexSpec, request: SearchRequest, occurs: Occurs) -> dict[str, Any]:
    """Return one search that finds, counts and orders.

    Filters on fields that are counted apply after counting, and each count leaves its own aside.
    """
    check_declared(request.facets, spec.keyword_fields)
    filters = {name: _filter(spec, name, values) for name, values in request.filters.items()}
    after = {name: filters[name] for name in request.facets if name in filters}
    before = [query for name, query in filters.items() if name not in after]
    before += _ranges(spec, request)
    asked = {"match_all": {}} if request.query is None else asked_for(request.query, occurs)
    body: dict[str, Any] = {
        "query": {"bool": {"must": [asked], "filter": before}},
        "from": request.offset,
        "size": request.limit,
        "sort": [_ORDERS[request.order], {ID: "asc"}],
        "track_total_hits": True,
        "_source": False,
    }
    if after:
        body["post_filter"] = {"bool": {"filter": list(after.values())}}
    if request.facets:
        body["aggs"] = {name: _facet(name, after) for name in request.facets}
    return body


def _facet(name: str, after: Mapping[str, Query]) -> Query:
    others = [query for other, query in after.items() if other != name]
    values = {"terms": {"field": keyword(name), "size": _MOST_VALUES}}
    return {"filter": {"bool": {"filter": others}}, "aggs": {"values": values}}


def _filter(spec: IndexSpec, name: str, values: Iterable[str]) -> Query:
    check_declared((name,), spec.keyword_fields)
    return {"terms": {keyword(name): sorted(values)}}


def _ranges(spec: IndexSpec, request: SearchRequest) -> list[Query]:
    found: list[Query] = []
    for name, amounts in request.number_ranges.items():
        check_declared((name,), spec.number_fields)
        found.append(_range(number(name), amounts.low, amounts.high))
    for name, days in request.date_ranges.items():
        check_declared((name,), spec.date_fields)
        first = days.first.toordinal() if days.first else None
        last = days.last.toordinal() if days.last else None
        found.append(_range(day(name), first, last))
    return found


def _range(field: str, low: float | None, high: float | None) -> Query:
    bounds = {sign: bound for sign, bound in (("gte", low), ("lte", high)) if bound is not None}
    return {"range": {field: bounds}} if bounds else {"match_all": {}}


def asked_for(query: ParsedQuery, occurs: Occurs) -> Query:
    """Return what the reader asked for."""
    required = [_group(group, occurs) for group in query.groups if group.role == "required"]
    counted = [_group(group, occurs) for group in query.groups if group.role == "counted"]
    if not required and not counted:
        return _NOTHING
    musts = _with_counted(required, counted, max(1, query.minimum)) if counted else required
    lifting = [
        _group(group, occurs) for group in query.groups if group.role in {"optional", "preferred"}
    ]
    excluded = [next_to_one_another(text) for text in query.excluded]
    return {"bool": {"must": musts, "should": lifting, "must_not": excluded}}


def pieces_of(query: ParsedQuery) -> list[Piece]:
    """Return everything whose frequency may decide how this is asked."""
    return [
        piece
        for group in query.groups
        for way in group.alternatives
        for piece in pieces_of_way(way)
    ]


def pieces_of_way(way: Alternative) -> list[Piece]:
    """Return the terms that must be there for this way of saying it."""
    if isinstance(way, Concept):
        return [(CONCEPTS, way.id)]
    return [(TEXT, piece) for piece in _without_run_ends(normalise(way.text))]


def reach(way: Alternative, counts: Mapping[Piece, int]) -> int:
    """Return at most how many documents this can match."""
    if isinstance(way, Concept):
        return counts[CONCEPTS, way.id]
    longer = [piece for piece in pieces_of_way(way) if len(piece[1]) > 1]
    return min((counts[piece] for piece in longer), default=0)


def next_to_one_another(text: str) -> Query:
    """Return the documents in which these characters stand next to one another."""
    pieces = phrase_bigrams(normalise(text))
    if not pieces:
        return _NOTHING
    if len(pieces) == 1:
        return _piece(pieces[0])
    return {"match_phrase": {TEXT: {"query": " ".join(pieces), "analyzer": "whitespace"}}}


def _group(group: Group, occurs: Occurs) -> Query:
    ways = [_alternative(alternative, occurs) for alternative in group.alternatives]
    if len(ways) == 1 and group.weight == 1.0:
        return ways[0]
    return {"dis_max": {"queries": ways, "boost": group.weight}}


def _alternative(alternative: Alternative, occurs: Occurs) -> Query:
    match alternative:
        case Concept(id_):
            return {"term": {CONCEPTS: id_}}
        case Phrase(text):
            return next_to_one_another(text)
        case AllOf(text):
            return _together(_without_run_ends(normalise(text)))
        case SomeOf(text):
            return _together(_rarer_half(text, occurs))


def _together(pieces: Iterable[str]) -> Query:
    queries = [_piece(piece) for piece in dict.fromkeys(pieces)]
    return _every(queries) if queries else _NOTHING


def _rarer_half(text: str, occurs: Occurs) -> list[str]:
    pieces = dict.fromkeys(_without_run_ends(normalise(text)))
    occurring = sorted((occurs(piece), piece) for piece in pieces)
    some = [piece for count, piece in occurring if count]
    return some[: (len(some) + 1) // 2]


def _piece(piece: str) -> Query:
    if len(piece) == 1 and not piece.isascii():
        # Every occurrence of a character begins a pair or closes a run.
        return {"prefix": {TEXT: {"value": piece, "boost": _CONSTANT}}}
    return {"term": {TEXT: piece}}


def _without_run_ends(text: str) -> list[str]:
    """Leave out single characters that only close a run, unless there is nothing else."""
    pieces = bigrams(text)
    longer = [piece for piece in pieces if len(piece) > 1 or piece.isascii()]
    return longer or pieces


def _every(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else {"bool": {"must": list(queries)}}


def _with_counted(musts: list[Query], counted: list[Query], minimum: int) -> list[Query]:
    """Return what must all match for `minimum` of `counted` to match beside `musts`."""
    if minimum >= len(counted):
        return [*musts, *counted]
    if minimum > 1 and comb(len(counted), minimum) <= _MOST_COMBINATIONS:
        ways = [_every([*musts, *way]) for way in combinations(counted, minimum)]
        return [{"bool": {"should": ways}}]
    return [*musts, {"bool": {"should": list(counted), "minimum_should_match": minimum}}]
