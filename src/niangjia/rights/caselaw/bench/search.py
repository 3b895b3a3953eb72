"""The search engine measured, by itself and against SQLite's FTS5 in the same run."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from niangjia.foundation.search.asking import ParsedQuery
from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.port import SearchIndex, SearchRequest
from niangjia.rights.caselaw.asked import answered, understood
from niangjia.rights.caselaw.bench.building import Say, build
from niangjia.rights.caselaw.bench.cases import FACETS, SPEC, Asking, askings, documents
from niangjia.rights.caselaw.bench.cluster import against_cluster
from niangjia.rights.caselaw.bench.machine import machine
from niangjia.rights.caselaw.bench.peer import Peer
from niangjia.rights.caselaw.rules.lexicon import lexicon

_WARMING = 100


def run(
    *,
    docs: int,
    seed: int,
    against_fts5: bool,
    queries: int,
    work: Path,
    progress: Say,
    cluster: str = "",
) -> dict[str, Any]:
    """Build an index of `docs` made-up cases under `work`, ask it, and return the figures.

    Every second question is narrowed, each asks for ten hits, the total and three facets. `ask`
    is understanding the question and searching, `search` the search alone, in milliseconds, on
    one core after warming up. The peer answers the same understood questions; so does the
    `cluster` whose address is given, through the same port. What was made under `work` is removed
    again. Raises ValueError where nothing would be measured.
    """
    if docs < 1 or queries < 1:
        raise ValueError("docs and queries must be at least 1")
    asked = askings(queries, seed)
    ours, theirs = work / "bench-ours", work / "bench-fts5"
    try:
        _clear(ours, theirs)
        result: dict[str, Any] = {
            "machine": machine(),
            "docs": docs,
            "seed": seed,
            "queries": queries,
            "facets": list(FACETS),
            "build": build("ours", docs, seed, ours, progress),
        }
        index = open_index(SPEC, ours, lexicon())
        with _one_core():
            progress("计时：检索")
            result["engine"], totals = _engine(index, asked)
        if against_fts5:
            result["fts5"] = _against(theirs, docs, seed, index, asked, totals, progress)
            ratio = result["fts5"]["search"]["p99_ms"] / result["engine"]["ask"]["p99_ms"]
            result["times_faster_p99"] = round(ratio, 1)
        if cluster:
            made = documents(docs, seed)
            result["opensearch"] = against_cluster(cluster, made, index, asked, progress)
        return result
    finally:
        _clear(ours, theirs)


def _engine(index: SearchIndex, asked: Sequence[Asking]) -> tuple[dict[str, Any], list[int]]:
    for asking in asked[:_WARMING]:
        answered(index, _request(understood(asking.question, literal=False, among=index), asking))
    whole, alone, totals, relaxed = [], [], [], 0
    for asking in asked:
        began = time.perf_counter()
        query = understood(asking.question, literal=False, among=index)
        read = time.perf_counter()
        _, response = answered(index, _request(query, asking))
        ended = time.perf_counter()
        whole.append((ended - began) * 1000)
        alone.append((ended - read) * 1000)
        totals.append(response.total)
        relaxed += response.relaxed
    figures = {
        "ask": _spread(whole),
        "search": _spread(alone),
        "queries_per_second": round(len(asked) / sum(whole) * 1000),
        "median_total": median(totals),
        "without_answer": totals.count(0),
        "relaxed": relaxed,
    }
    return figures, totals


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
