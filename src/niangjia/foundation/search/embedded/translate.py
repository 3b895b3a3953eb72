"""From a request to tantivy's queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

import tantivy
from tantivy import FieldType, Occur, Query

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
from niangjia.foundation.search.embedded.schema import (
    CONCEPTS,
    TEXT,
    day,
    keyword,
    number,
)
from niangjia.foundation.search.narrowing import narrowed
from niangjia.foundation.search.port import IndexSpec, SearchRequest
from niangjia.foundation.search.sharpening import sharpened
from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import bigrams, phrase_bigrams

_MOST_COMBINATIONS = 10


class Translator:
    """Turns requests about one index into tantivy queries."""

    def __init__(self, spec: IndexSpec, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self.spec = spec
        self.schema = schema
        self.searcher = searcher

    def whole(self, request: SearchRequest, *, without_filter_on: str = "") -> Query:
        """Return the query of a request, leaving aside the filter on one field."""
        filters = self._filters(request, without_filter_on)
        if request.query is None:
            return _every([Query.all_query(), *filters])
        return self.asked(request.query, filters)

    def asked(self, query: ParsedQuery, filters: Sequence[Query] = ()) -> Query:
        """Return what the reader asked for, within filters that do not score."""
        required = [self._group(group) for group in query.groups if group.role == "required"]
        counted = [self._group(group) for group in query.groups if group.role == "counted"]
        if not required and not counted:
            return Query.empty_query()
        musts = [*filters, *required]
        within = [Query.const_score_query(self._alternative(way), 0.0) for way in query.within]
        if counted:
            musts = _with_counted(musts, counted, max(1, query.minimum), within)
        elif within:
            musts = [_any([_every([*musts, way]) for way in within])]
        clauses = [(Occur.Must, must) for must in musts]
        clauses += [
            (Occur.Should, self._group(group))
            for group in query.groups
            if group.role in {"optional", "preferred"}
        ]
        clauses += [(Occur.MustNot, self.phrase(text)) for text in query.excluded]
        return musts[0] if len(clauses) == 1 else Query.boolean_query(clauses)

    def sharpened(self, request: SearchRequest) -> SearchRequest:
        """Return the request without what nearly every document says anyway."""
        return sharpened(request, self.searcher.num_docs, self.reach)

    def narrowed(self, request: SearchRequest) -> SearchRequest:
        """Return the request as it is put to a library where very much has what was asked."""
        narrow = request.query and narrowed(request.query, self.reach)
        return request if narrow is request.query else replace(request, query=narrow)

    def reach(self, way: Alternative) -> int:
        """Return at most how many documents this can match, at the cost of a look-up a piece."""
        if isinstance(way, Concept):
            return self.searcher.doc_freq(CONCEPTS, way.id)
        pieces = _without_run_ends(normalise(way.text))
        return min((self._occurs(piece) for piece in pieces if len(piece) > 1), default=0)

    def _occurs(self, piece: str) -> int:
        return self.searcher.doc_freq(TEXT, piece)

    def _group(self, group: Group) -> Query:
        ways = [self._alternative(alternative) for alternative in group.alternatives]
        best = ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)
        return best if group.weight == 1.0 else Query.boost_query(best, group.weight)

    def _alternative(self, alternative: Alternative) -> Query:
        match alternative:
            case Concept(id_):
                return self._term(CONCEPTS, id_)
            case Phrase(text):
                return self.phrase(text)
            case AllOf(text):
                return self._together(_without_run_ends(normalise(text)))
            case SomeOf(text):
                return self._together(self._rarer_half(text))

    def phrase(self, text: str) -> Query:
        """Return the documents in which these characters stand next to one another."""
        pieces = phrase_bigrams(normalise(text))
        if not pieces:
            return Query.empty_query()
        if len(pieces) == 1:
            return self._piece(pieces[0])
        return Query.phrase_query(self.schema, TEXT, list(pieces))

    def _together(self, pieces: Iterable[str]) -> Query:
        queries = [self._piece(piece) for piece in dict.fromkeys(pieces)]
        return _every(queries) if queries else Query.empty_query()

    def _rarer_half(self, text: str) -> list[str]:
        """Return those pieces that say most, of those that occur at all."""
        pieces = dict.fromkeys(_without_run_ends(normalise(text)))
        occurring = sorted((self._occurs(piece), piece) for piece in pieces)
        some = [piece for count, piece in occurring if count]
        return some[: (len(some) + 1) // 2]

    def _piece(self, piece: str) -> Query:
        if len(piece) == 1 and not piece.isascii():
            # Every occurrence of a character begins a pair or closes a run.
            return Query.regex_query(self.schema, TEXT, f"{piece}.?")
        return self._term(TEXT, piece)

    def _term(self, field: str, value: str) -> Query:
        option = {TEXT: "freq", CONCEPTS: "freq"}.get(field, "basic")
        return Query.term_query(self.schema, field, value, index_option=option)

    def filtered(self, name: str, values: Iterable[str]) -> Query:
        """Return the documents that carry any of these values, whatever their score."""
        check_declared((name,), self.spec.keyword_fields)
        terms = [self._term(keyword(name), value) for value in sorted(values)]
        if not terms:
            return Query.empty_query()
        return Query.const_score_query(terms[0] if len(terms) == 1 else _any(terms), 0.0)

    def _filters(self, request: SearchRequest, without: str) -> list[Query]:
        found = [
            self.filtered(name, values)
            for name, values in request.filters.items()
            if name != without
        ]
        for name, amounts in request.number_ranges.items():
            check_declared((name,), self.spec.number_fields)
            found.append(self._range(number(name), FieldType.Float, amounts.low, amounts.high))
        for name, days in request.date_ranges.items():
            check_declared((name,), self.spec.date_fields)
            first = days.first.toordinal() if days.first else None
            last = days.last.toordinal() if days.last else None
            found.append(self._range(day(name), FieldType.Unsigned, first, last))
        return found

    def _range(self, field: str, kind: FieldType, low: float | None, high: float | None) -> Query:
        if low is None and high is None:
            return Query.all_query()
        bounds = Query.range_query(self.schema, field, kind, low, high)
        return Query.const_score_query(bounds, 0.0)


def _without_run_ends(text: str) -> list[str]:
    """Leave out single characters that only close a run, unless there is nothing else."""
    pieces = bigrams(text)
    longer = [piece for piece in pieces if len(piece) > 1 or piece.isascii()]
    return longer or pieces


def _every(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _any(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _at_least(queries: Sequence[Query], minimum: int) -> Query:
    if len(queries) == 1:
        return queries[0]
    if minimum >= len(queries):
        return _every(queries)
    if minimum <= 1:
        return _any(queries)
    clauses = [(Occur.Should, query) for query in queries]
    return Query.boolean_query(clauses, minimum_number_should_match=minimum)


def _with_counted(
    musts: list[Query], counted: list[Query], minimum: int, within: Sequence[Query]
) -> list[Query]:
    """Return what must all match for `minimum` of `counted` and one of `within` to match as well.

    A few combinations are written out, each with the filters inside: intersections skip through
    their lists, where counting matches has to look at every one of them.
    """
    sets: list[tuple[Query, ...]] = [tuple(counted)]
    if minimum < len(counted):
        sets = []
        if minimum > 1 and comb(len(counted), minimum) <= _MOST_COMBINATIONS:
            sets = list(combinations(counted, minimum))
    if not sets:
        sets = [(_at_least(counted, minimum),)]
    if len(sets) == 1 and not within:
        return [*musts, *sets[0]]
    ways = [(*chosen, way) for way in within for chosen in sets] if within else sets
    return [_any([_every([*musts, *way]) for way in ways])]
