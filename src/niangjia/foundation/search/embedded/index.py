"""The port's index, kept by tantivy in a folder."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tantivy import Order

from niangjia.foundation.search.asking import AllOf
from niangjia.foundation.search.embedded import schema
from niangjia.foundation.search.embedded.changes import noting
from niangjia.foundation.search.embedded.counting import first_answered, total
from niangjia.foundation.search.embedded.folder import IndexFolder
from niangjia.foundation.search.embedded.reader import Opened, Reader, hashes_of
from niangjia.foundation.search.embedded.rebuilding import Rebuilding, begin
from niangjia.foundation.search.embedded.writer import TantivyWriter
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import (
    Document,
    Hit,
    IndexMissing,
    IndexSpec,
    IndexState,
    IndexWriter,
    SearchRequest,
    SearchResponse,
)
from niangjia.foundation.search.resemblance import resembling
from niangjia.kernel.chinese.normalise import normalise


class TantivyIndex:
    """`SearchIndex` on this machine. Safe to share between threads; opens nothing until used."""

    def __init__(self, root: Path, spec: IndexSpec, lexicon: Lexicon | None = None) -> None:
        self._spec = spec
        self._lexicon = lexicon or Lexicon()
        self._folder = IndexFolder(root / spec.name)
        self._reader = Reader(self._folder, spec, self._lexicon)

    @property
    def spec(self) -> IndexSpec:
        """What the index was declared to hold."""
        return self._spec

    @contextmanager
    def writing(self, *, timeout: float = 30.0) -> Iterator[IndexWriter]:
        """See `SearchIndex.writing`. The first write of all makes the index."""
        with self._folder.locked(timeout):
            self._folder.sweep()
            path = self._folder.current() or self._first_generation()
            opened = self._reader.newest()
            if opened.path != path or opened.outdated:
                raise IndexMissing("检索库是旧版本建立的，请运行 niangjia rebuild-index 重建。")
            with TantivyWriter.committing(opened.index, self._spec, self._lexicon) as writer:
                if self._folder.rebuild_is_under_way():
                    with noting(writer, self._folder.changes) as both:
                        yield both
                else:
                    yield writer

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
        return Rebuilding(self._folder, self._spec, self._lexicon).run(documents, timeout)

    def search(self, request: SearchRequest) -> SearchResponse:
        """See `SearchIndex.search`."""
        began = time.perf_counter()
        opened = self._reader.readable()
        found = first_answered(opened, opened.translator.sharpened(request))
        wanted = request.limit and found.total > request.offset
        hits = self._hits(opened, found.request) if wanted else ()
        took = (time.perf_counter() - began) * 1000
        return SearchResponse(found.total, hits, found.facets, took, found.relaxed, found.narrowed)

    def more_like(
        self,
        text: str,
        *,
        exclude: frozenset[str] = frozenset(),
        filters: Mapping[str, frozenset[str]] | None = None,
        limit: int = 5,
    ) -> tuple[Hit, ...]:
        """See `SearchIndex.more_like`."""
        opened = self._reader.readable()
        query = resembling(
            text,
            self._lexicon,
            lambda word: opened.translator.reach(AllOf(word)),
            opened.searcher.num_docs,
        )
        asked = SearchRequest(query, filters or {}, limit=limit + len(exclude))
        found = first_answered(opened, opened.translator.sharpened(asked))
        hits = self._hits(opened, found.request) if found.total else ()
        return tuple(hit for hit in hits if hit.id not in exclude)[:limit]

    def frequency(self, phrase: str) -> int:
        """See `SearchIndex.frequency`."""
        opened = self._reader.readable()
        query = opened.translator.phrase(normalise(phrase))
        return total(opened, query)

    def count(self) -> int:
        """See `SearchIndex.count`."""
        return int(self._reader.newest().searcher.num_docs)

    def hashes(self) -> Iterator[tuple[str, str]]:
        """See `SearchIndex.hashes`."""
        return hashes_of(self._reader.newest().searcher)

    def state(self) -> IndexState:
        """See `SearchIndex.state`."""
        opened = self._reader.newest()
        documents = int(opened.searcher.num_docs)
        return IndexState(opened.path.name, documents, self._folder.size(), opened.outdated)

    def _first_generation(self) -> Path:
        path = begin(self._folder, self._spec, self._lexicon)
        self._folder.switch_to(path)
        return path

    def _hits(self, opened: Opened, request: SearchRequest) -> tuple[Hit, ...]:
        searcher = opened.searcher
        by = {"newest": (schema.NEWEST, Order.Desc), "oldest": (schema.OLDEST, Order.Asc)}
        field, order = by.get(request.order, (None, Order.Desc))
        found = searcher.search(
            opened.translator.whole(request),
            request.limit,
            count=False,
            order_by_field=field,
            offset=request.offset,
            order=order,
        )
        return tuple(
            Hit(searcher.doc(address)[schema.ID][0], 0.0 if field else float(score))
            for score, address in found.hits
        )
