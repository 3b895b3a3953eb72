"""The search engine measured, by itself and against SQLite's FTS5 in the same run."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from niangjia.foundation.search.asking import ParsedQuery
from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.port import SearchIndex, SearchRequest, SearchResponse
from niangjia.rights.caselaw.asked import answered, understood
from niangjia.rights.caselaw.bench.building import Say, build
from niangjia.rights.caselaw.bench.cases import FACETS, SPEC, Asking, askings, documents
from niangjia.rights.caselaw.bench.cluster import against_cluster
from niangjia.rights.caselaw.bench.machine import machine
from niangjia.rights.caselaw.bench.peer import Peer
from niangjia.rights.caselaw.bench.stock import Stock
from niangjia.rights.caselaw.rules.lexicon import lexicon

_WARMING = 100
_Result = TypeVar("_Result")


def run(
    *,
    docs: int,
    seed: int,
    against_fts5: bool,
    against_stock: bool = False,
    queries: int,
    work: Path,
    progress: Say,
    cluster: str = "",
) -> dict[str, Any]:
    """Build an index of `docs` made-up cases under `work`, ask it, and return the figures.

    Every second question is narrowed, each asks for ten hits, the total and three facets. `ask`
    is understanding the question and searching, `search` the search alone, in milliseconds, on
    one core after warming up. FTS5 answers the same understood questions, and so does the `cluster`
    whose address is given, through the same port; tantivy as it comes gets the same words, without
    filters, facets and total, each question in turn with ours. What was made under `work` is
    removed again. Raises ValueError where nothing would be measured.
    """
    if docs < 1 or queries < 1:
        raise ValueError("docs and queries must be at least 1")
    asked = askings(queries, seed)
    ours, theirs, plain = work / "bench-ours", work / "bench-fts5", work / "bench-stock"
    try:
        _clear(ours, theirs, plain)
        result: dict[str, Any] = {
            "machine": machine(),
            "docs": docs,
            "seed": seed,
            "queries": queries,
            "facets": list(FACETS),
            "build": build("ours", docs, seed, ours, progress),
        }
        if against_stock:
            result["stock"] = {"build": build("stock", docs, seed, plain, progress)}
        index = open_index(SPEC, ours, lexicon())
        with _one_core():
            progress("计时：检索")
            stock = Stock(plain / "stock") if against_stock else None
            result["engine"], peers, totals = _engine(index, asked, stock)
        if peers:
            result["stock"]["search"] = peers
        if against_fts5:
            result["fts5"] = _against(theirs, docs, seed, index, asked, totals, progress)
            ratio = result["fts5"]["search"]["p99_ms"] / result["engine"]["ask"]["p99_ms"]
            result["times_faster_p99"] = round(ratio, 1)
        if cluster:
            made = documents(docs, seed)
            result["opensearch"] = against_cluster(cluster, made, index, asked, progress)
        return result
    finally:
        _clear(ours, theirs, plain)


@dataclass
class _Measured:
    """Milliseconds on the clock and of the processor, question by question."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def time(self, work: Callable[[], _Result]) -> _Result:
        began, worked = time.perf_counter(), time.thread_time()
        result = work()
        self.processor.append((time.thread_time() - worked) * 1000)
        self.clock.append((time.perf_counter() - began) * 1000)
        return result

    def spread(self) -> dict[str, float]:
        """Return the figures; those of the processor are what an idle machine would come near."""
        processor = {f"processor_{name}": value for name, value in _spread(self.processor).items()}
        return _spread(self.clock) | processor


def _engine(
    index: SearchIndex, asked: Sequence[Asking], stock: Stock | None
) -> tuple[dict[str, Any], dict[str, float] | None, list[int]]:
    """Ask ourselves and the peer in turn, so that what else the machine does falls on both."""
    for asking in asked[:_WARMING]:
        answered(index, _request(understood(asking.question, literal=False, among=index), asking))
        if stock:
            stock.search(asking.question)
    whole, alone, peers = _Measured(), _Measured(), _Measured()
    totals, relaxed = [], 0
    for asking in asked:
        found = whole.time(lambda asking=asking: _answer(index, asking, alone))  # type: ignore[misc]
        totals.append(found.total)
        relaxed += found.relaxed
        if stock:
            peers.time(lambda asking=asking: stock.search(asking.question))  # type: ignore[misc]
    figures = {
        "ask": whole.spread(),
        "search": alone.spread(),
        "queries_per_second": round(len(asked) / sum(whole.clock) * 1000),
        "median_total": median(totals),
        "without_answer": totals.count(0),
        "relaxed": relaxed,
    }
    return figures, peers.spread() if stock else None, totals


def _answer(index: SearchIndex, asking: Asking, alone: _Measured) -> SearchResponse:
    query = understood(asking.question, literal=False, among=index)
    return alone.time(lambda: answered(index, _request(query, asking))[1])


def _against(
    folder: Path,
    docs: int,
    seed: int,
    index: SearchIndex,
    asked: Sequence[Asking],
    totals: Sequence[int],
    progress: Say,
) -> dict[str, Any]:
    figures: dict[str, Any] = {"build": build("fts5", docs, seed, folder, progress)}
    queries = [_in_the_end(index, asking) for asking in asked]
    peer = Peer(folder / "peer.sqlite3")
    with _one_core():
        progress("计时：FTS5")
        for query, asking in list(zip(queries, asked, strict=True))[:_WARMING]:
            peer.search(query, asking)
        took, found = _timed(peer.search, queries, asked)
    peer.close()
    same = sum(a == b for a, b in zip(found, totals, strict=True))
    return figures | {
        "search": _spread(took),
        "queries_per_second": round(len(asked) / sum(took) * 1000),
        "same_totals": round(same / len(asked), 3),
    }


def _in_the_end(index: SearchIndex, asking: Asking) -> ParsedQuery:
    """Return the query that was answered in the end: the peer is spared the tries before it."""
    query = understood(asking.question, literal=False, among=index)
    request, _ = answered(index, _request(query, asking))
    return request.query or query


def _timed(
    search: Callable[[ParsedQuery, Asking], int],
    queries: Sequence[ParsedQuery],
    asked: Sequence[Asking],
) -> tuple[list[float], list[int]]:
    took, found = [], []
    for query, asking in zip(queries, asked, strict=True):
        began = time.perf_counter()
        found.append(search(query, asking))
        took.append((time.perf_counter() - began) * 1000)
    return took, found


def _request(query: ParsedQuery, asking: Asking) -> SearchRequest:
    return SearchRequest(query, filters=asking.filters, facets=FACETS)


def _spread(milliseconds: Sequence[float]) -> dict[str, float]:
    ordered = sorted(milliseconds)
    return {
        "p50_ms": round(median(ordered), 2),
        "p99_ms": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 2),
        "max_ms": round(ordered[-1], 2),
    }


@contextmanager
def _one_core() -> Iterator[None]:
    """Hold this process to one core, as the figures promise, and let it go again."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _clear(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
