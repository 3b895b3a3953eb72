"""The same port over an OpenSearch cluster: how fast it is, and whether it ranks alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median
from typing import Any

from niangjia.foundation.search.opensearch.settings import cluster_settings
from niangjia.foundation.search.port import Document, Hit, SearchIndex, SearchRequest
from niangjia.rights.caselaw.asked import answered, understood
from niangjia.rights.caselaw.bench.cases import FACETS, SPEC, Asking
from niangjia.rights.caselaw.rules.lexicon import lexicon

_TOP = 10
_WARMING = 100


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two engines gave the same answers to the same questions, each from 0 to 1.

    `overlap` is the mean share of the first ten that both show; `with_ties` counts as shown by
    both what one of them left out only because as many cases were just as good. `same_first`,
    `same_totals` and `same_facets` are shares of the questions.
    """

    questions: int
    overlap: float
    with_ties: float
    same_first: float
    same_totals: float
    same_facets: float


def against_cluster(
    address: str,
    documents: Iterable[Document],
    index: SearchIndex,
    asked: Sequence[Asking],
    progress: Callable[[str], None],
) -> dict[str, Any]:
    """Fill an index of its own on the cluster, ask both, and return times and agreement.

    The questions are understood by `index`, in this process as in use; the cluster's time is that
    of the search, with the way there and back. What was made is removed again.
    """
    # Loading the client takes a while; whoever has no cluster is spared it.
    from niangjia.foundation.search.opensearch.index import ClusterIndex  # noqa: PLC0415 - only where a cluster is asked

    settings = cluster_settings(address)
    theirs = ClusterIndex(replace(settings, prefix=f"{settings.prefix}-bench"), SPEC, lexicon())
    theirs.remove()
    try:
        making = _Making(documents)
        progress("建索引：OpenSearch")
        began = time.perf_counter()
        count = theirs.rebuild(making)
        seconds = time.perf_counter() - began - making.seconds
        progress("计时：OpenSearch")
        requests = [_request(index, asking) for asking in asked]
        took = _timed(theirs, requests)
        return {
            "build": {
                "seconds": round(seconds, 1),
                "docs_per_second": round(count / seconds),
                "index_megabytes": round(theirs.state().bytes / 1e6, 1),
            },
            "shards": settings.shards,
            "replicas": settings.replicas,
            "search": {
                "p50_ms": round(median(took), 2),
                "p99_ms": round(took[min(len(took) - 1, int(len(took) * 0.99))], 2),
                "max_ms": round(took[-1], 2),
            },
            "agreement": {
                name: round(getattr(found, name), 4)
                for found in [agreement(index, theirs, requests)]
                for name in Agreement.__slots__
            },
        }
    finally:
        theirs.remove()


def agreement(
    ours: SearchIndex, theirs: SearchIndex, requests: Sequence[SearchRequest]
) -> Agreement:
    """Put the same requests to both and compare the answers."""
    overlaps, tied, firsts, totals, facets = [], [], [], [], []
    for request in requests:
        _, here = answered(ours, replace(request, limit=3 * _TOP))
        _, there = answered(theirs, replace(request, limit=3 * _TOP))
        overlaps.append(_overlap(here.hits, there.hits))
        tied.append(_overlap_with_ties(here.hits, there.hits))
        firsts.append([hit.id for hit in here.hits[:1]] == [hit.id for hit in there.hits[:1]])
        totals.append(here.total == there.total)
        facets.append(here.facets == there.facets)
    return Agreement(
        len(requests), mean(overlaps), mean(tied), mean(firsts), mean(totals), mean(facets)
    )


def _overlap(here: Sequence[Hit], there: Sequence[Hit]) -> float:
    ours, theirs = ({hit.id for hit in hits[:_TOP]} for hits in (here, there))
    return len(ours & theirs) / max(len(ours), len(theirs), 1)


def _overlap_with_ties(here: Sequence[Hit], there: Sequence[Hit]) -> float:
    shown = max(len(here[:_TOP]), len(there[:_TOP]), 1)
    ours, theirs = _as_good_as_the_tenth(here), _as_good_as_the_tenth(there)
    missed = sum(hit.id not in theirs for hit in here[:_TOP])
    missing = sum(hit.id not in ours for hit in there[:_TOP])
    return 1 - max(missed, missing) / shown


def _as_good_as_the_tenth(hits: Sequence[Hit]) -> set[str]:
    if not hits:
        return set()
    least = hits[:_TOP][-1].score * (1 - 1e-4)
    return {hit.id for hit in hits if hit.score >= least}


def _request(index: SearchIndex, asking: Asking) -> SearchRequest:
    query = understood(asking.question, literal=False, among=index)
    return SearchRequest(query, filters=asking.filters, facets=FACETS)


def _timed(index: SearchIndex, requests: Sequence[SearchRequest]) -> list[float]:
    """Return how long each took, in milliseconds, the shortest first."""
    for request in requests[:_WARMING]:
        answered(index, request)
    took = []
    for request in requests:
        began = time.perf_counter()
        answered(index, request)
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)


class _Making:
    """Hands over documents and keeps apart the time it took to make them up."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.seconds = 0.0
        self._documents = iter(documents)

    def __iter__(self) -> Iterator[Document]:
        while True:
            began = time.perf_counter()
            document = next(self._documents, None)
            self.seconds += time.perf_counter() - began
            if document is None:
                return
            yield document
