"""Writing: one tantivy writer, held for one batch that becomes visible as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import tantivy

from niangjia.foundation.search.embedded.schema import ID, to_tantivy
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import Document, IndexSpec

_AT_ONCE = 16  # papers spelt and cut together: as many as the cache holds
BATCH_MEMORY = 64_000_000
BUILD_MEMORY = 160_000_000  # with what waits for the writer, under a gigabyte in all


class TantivyWriter:
    """`IndexWriter` of one batch."""

    def __init__(self, writer: tantivy.IndexWriter, spec: IndexSpec, lexicon: Lexicon) -> None:
        self._writer = writer
        self._spec = spec
        self._lexicon = lexicon

    @classmethod
    @contextmanager
    def committing(
        cls, index: tantivy.Index, spec: IndexSpec, lexicon: Lexicon, *, bulk: bool = False
    ) -> Iterator[TantivyWriter]:
        """Commit when the block is left; take everything back when it fails.

        `bulk` takes more memory, for when very much is to come.
        """
        writer = index.writer(BUILD_MEMORY if bulk else BATCH_MEMORY, num_threads=1)
        try:
            yield cls(writer, spec, lexicon)
        except BaseException:
            writer.rollback()
            writer.wait_merging_threads()
            raise
        writer.commit()
        writer.wait_merging_threads()

    def checkpoint(self) -> None:
        """Make what was written so far outlast our end; readers of the index see it."""
        self._writer.commit()

    def upsert(self, documents: Iterable[Document]) -> int:
        """See `IndexWriter.upsert`. Of two documents of one id the later one stays."""
        count = 0
        remaining = iter(documents)
        while some := list(islice(remaining, _AT_ONCE)):
            made = to_tantivy(self._spec, self._lexicon, some)
            for document, as_stored in zip(some, made, strict=True):
                self._writer.delete_documents_by_term(ID, document.id)
                self._writer.add_document(as_stored)
            count += len(some)
        return count

    def delete(self, ids: Iterable[str]) -> int:
        """See `IndexWriter.delete`."""
        count = 0
        for id_ in ids:
            self._writer.delete_documents_by_term(ID, id_)
            count += 1
        return count
