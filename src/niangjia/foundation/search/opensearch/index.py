"""The port's index, kept by an OpenSearch cluster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from opensearchpy.exceptions import NotFoundError
from opensearchpy.helpers import ScanError

from niangjia.foundation.search.asking import AllOf, ParsedQuery
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.opensearch.connection import (
    ClusterAway,
    connected,
    patiently,
    spoken,
)
from niangjia.foundation.search.opensearch.frequencies import EVERYTHING, Frequencies
from niangjia.foundation.search.opensearch.generations import Generations
from niangjia.foundation.search.opensearch.layout import DEEPEST, TEXT, index_body
from niangjia.foundation.search.opensearch.lease import Lease
from niangjia.foundation.search.opensearch.reading import hashes_of
from niangjia.foundation.search.opensearch.rebuilding import Rebuilding
from niangjia.foundation.search.opensearch.settings import ClusterSettings
from niangjia.foundation.search.opensearch.translate import (
    body_of,
    next_to_one_another,
    pieces_of,
    pieces_of_way,
    reach,
)
from niangjia.foundation.search.opensearch.writer import OUTDATED, ClusterWriter, Writing
from niangjia.foundation.search.port import (
    Document,
    FacetCount,
    Hit,
    IndexMissing,
    IndexSpec,
    IndexState,
    SearchRequest,
    SearchResponse,
)
from niangjia.foundation.search.relaxing import relaxations
from niangjia.foundation.search.resemblance import resembling
from niangjia.foundation.search.sharpening import sharpened
from niangjia.kernel.errors import Invalid

Found = TypeVar("Found")
_ATTEMPTS = 5  # at finding the generation that serves, when it is replaced just now


class ClusterIndex:
    """`SearchIndex` on a cluster. Safe to share between threads; connects when first used.

    A batch counts once its block is left, and counts whole: it is written down before anything is
    changed, and where we fall while changing, the next writer carries it out. Until then readers
    may find a part of it. An exception inside the block leaves nothing; one while leaving it
    (`ClusterAway`) leaves either nothing or the whole batch, to be carried out by the next writer.
    """

    def __init__(
        self, settings: ClusterSettings, spec: IndexSpec, lexicon: Lexicon | None = None
    ) -> None:
        self._spec = spec
        self._lexicon = lexicon or Lexicon()
        self._client = connected(settings)
        base = f"{settings.prefix}-{spec.name}"
        body = index_body(spec, self._lexicon, settings)
        self._generations = Generations(self._client, base, body)
        self._frequencies = Frequencies(self._client)
        turns = self._generations.turns
        write = Lease(self._client, turns, "write", settings.lease)
        rebuild = Lease(self._client, turns, "rebuild", settings.lease)
        self._writing = Writing(self._generations, spec, self._lexicon, write, rebuild)

    @property
    def spec(self) -> IndexSpec:
        """What the index was declared to hold."""
        return self._spec

    @contextmanager
    def writing(self, *, timeout: float = 30.0) -> Iterator[ClusterWriter]:
        """See `SearchIndex.writing`. The first write of all makes the index."""
        with spoken(), self._writing.batch(timeout) as writer:
            yield writer
        self._frequencies.forget()

    def upsert(self, documents: Sequence[Document]) -> int:
        """See `SearchIndex.upsert`."""
        with self.writing() as writer:
            return writer.upsert(documents)

    def delete(self, ids: Sequence[str]) -> int:
        """See `SearchIndex.delete`."""
        with self.writing() as writer:
            return writer.delete(ids)

    def rebuild(self, documents: Iterable[Document], *, timeout: float = 30.0) -> int:
        """See `SearchIndex.rebuild`."""
        with spoken():
            count = Rebuilding(self._writing).run(documents, timeout)
        self._frequencies.forget()
        return count

    def search(self, request: SearchRequest) -> SearchResponse:
        """See `SearchIndex.search`."""
        began = time.perf_counter()
        if request.offset + request.limit > DEEPEST:
            raise Invalid(f"只能翻看前 {DEEPEST} 条结果，请缩小范围。")
        answer, relaxed = self._of_what_serves(lambda name: self._first_answered(name, request))
        facets = {
            name: _facet(answer["aggregations"][name]["values"]["buckets"])
            for name in request.facets
        }
        took = (time.perf_counter() - began) * 1000
        return SearchResponse(_total(answer), _hits(answer), facets, took, relaxed)

    def more_like(
        self,
        text: str,
        *,
        exclude: frozenset[str] = frozenset(),
        filters: Mapping[str, frozenset[str]] | None = None,
        limit: int = 5,
    ) -> tuple[Hit, ...]:
        """See `SearchIndex.more_like`."""

        def found(name: str) -> tuple[Hit, ...]:
            query = self._resembling(name, text)
            asked = SearchRequest(query, filters or {}, limit=limit + len(exclude))
            return _hits(self._first_answered(name, asked)[0])

        hits = self._of_what_serves(found)
        return tuple(hit for hit in hits if hit.id not in exclude)[:limit]

    def frequency(self, phrase: str) -> int:
        """See `SearchIndex.frequency`."""
        body = {"query": next_to_one_another(phrase)}

        def counted(name: str) -> int:
            return int(patiently(lambda: self._client.count(index=name, body=body))["count"])

        return self._of_what_serves(counted)

    def count(self) -> int:
        """See `SearchIndex.count`."""
        with spoken():
            name = self._generations.serving(fresh=True).name
            return int(patiently(lambda: self._client.count(index=name))["count"])

    def hashes(self) -> Iterator[tuple[str, str]]:
        """See `SearchIndex.hashes`. Raises `ClusterAway` where it is replaced meanwhile."""
        with spoken():
            try:
                yield from hashes_of(self._client, self._generations.serving(fresh=True).name)
            except ScanError as error:
                raise ClusterAway("没能读完检索库，请稍后再试。") from error

    def state(self) -> IndexState:
        """See `SearchIndex.state`. `bytes` counts every document once, however many copies."""
        with spoken():
            serving = self._generations.serving(fresh=True)
            name = serving.name
            stats = patiently(lambda: self._client.indices.stats(index=name, metric="store"))
        size = int(stats["_all"]["primaries"]["store"]["size_in_bytes"])
        return IndexState(name, self.count(), size, serving.outdated)

    def remove(self) -> None:
        """Remove the index and all that belongs to it, for good, if there is one."""
        with spoken():
            self._generations.remove_all()
        self._frequencies.forget()

    def _of_what_serves(self, ask: Callable[[str], Found]) -> Found:
        """Ask the generation that serves; where it was just replaced, the one that serves now."""
        with spoken():
            for attempt in range(_ATTEMPTS):
                serving = self._generations.serving(fresh=attempt > 0)
                if not serving.differs <= {"lexicon"}:
                    serving = self._generations.serving(fresh=True)
                if not serving.differs <= {"lexicon"}:
                    raise IndexMissing(OUTDATED)
                try:
                    return ask(serving.name)
                except NotFoundError:
                    continue
            raise IndexMissing("检索库无法打开，请运行 niangjia verify 检查。")

    def _first_answered(self, name: str, request: SearchRequest) -> tuple[dict[str, Any], bool]:
        """Return the answer to the request, or to the first looser one that finds anything."""
        asked = self._sharpened(name, request)
        answer = self._answered(name, asked)
        if _total(answer) or asked.query is None or not asked.query.groups:
            return answer, False
        for looser in relaxations(asked.query):
            instead = self._answered(name, replace(asked, query=looser))
            if _total(instead):
                return instead, True
        return answer, False

    def _answered(self, name: str, request: SearchRequest) -> dict[str, Any]:
        def occurs(piece: str) -> int:
            return self._frequencies.of(name, [(TEXT, piece)])[TEXT, piece]

        body = body_of(self._spec, request, occurs)
        # Counted over all shards first, so that a word is as rare everywhere as it is in the whole.
        params = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}
        answer: dict[str, Any] = patiently(
            lambda: self._client.search(index=name, body=body, params=params)
        )
        return answer

    def _sharpened(self, name: str, request: SearchRequest) -> SearchRequest:
        if request.query is None:
            return request
        counts = self._frequencies.of(name, [EVERYTHING, *pieces_of(request.query)])
        return sharpened(request, counts[EVERYTHING], lambda way: reach(way, counts))

    def _resembling(self, name: str, text: str) -> ParsedQuery:
        """Read the text twice: first to learn which words to count, all in one go."""
        wanted: list[str] = []

        def none_yet(word: str) -> int:
            wanted.append(word)
            return 0

        resembling(text, self._lexicon, none_yet, 0)
        pieces = [piece for word in wanted for piece in pieces_of_way(AllOf(word))]
        counts = self._frequencies.of(name, [EVERYTHING, *pieces])
        return resembling(
            text, self._lexicon, lambda word: reach(AllOf(word), counts), counts[EVERYTHING]
        )


def _total(answer: Mapping[str, Any]) -> int:
    return int(answer["hits"]["total"]["value"])


def _hits(answer: Mapping[str, Any]) -> tuple[Hit, ...]:
    return tuple(Hit(hit["_id"], float(hit["_score"] or 0.0)) for hit in answer["hits"]["hits"])


def _facet(buckets: Sequence[Mapping[str, Any]]) -> tuple[FacetCount, ...]:
    found = (FacetCount(bucket["key"], bucket["doc_count"]) for bucket in buckets)
    return tuple(sorted(found, key=lambda facet: (-facet.count, facet.value)))
