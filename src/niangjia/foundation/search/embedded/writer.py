"""Writing: one tantivy writer, held for one batch that becomes visible as a whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import tantivy

from niangjia.foundation.search.embedded.schema import ID, to_tantivy
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import Document, IndexSpec

_AT_ONCE = 16  # papers spelt and cut together: as many as the cache holds
_REMAINDERS = 2**26  # eight megabytes of bits
BATCH_MEMORY = 64_000_000
BUILD_MEMORY = 160_000_000  # with what waits for the writer, under a gigabyte in all


class KnownIds:
    """Which ids may lie in an index already: now and then one that does not, never the reverse.

    A bit for each remainder of a checksum: at a million ids one new one in seventy is taken for a
    known one, which costs a look-up.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._bits = bytearray(_REMAINDERS // 8)
        for id_ in ids:
            self.add(id_)

    def add(self, id_: str) -> bool:
        """Note an id; return whether it may have been known before."""
        place, bit = divmod(zlib.crc32(id_.encode()) % _REMAINDERS, 8)
        before = self._bits[place] >> bit & 1
        self._bits[place] |= 1 << bit
        return bool(before)


class TantivyWriter:
    """`IndexWriter` of one batch."""

    def __init__(
        self,
        writer: tantivy.IndexWriter,
        spec: IndexSpec,
        lexicon: Lexicon,
        known: KnownIds | None = None,
    ) -> None:
        self._writer = writer
        self._spec = spec
        self._lexicon = lexicon
        self._known = known

    @classmethod
    @contextmanager
    def committing(
        cls,
        index: tantivy.Index,
        spec: IndexSpec,
        lexicon: Lexicon,
        *,
        known: KnownIds | None = None,
    ) -> Iterator[TantivyWriter]:
        """Commit when the block is left; take everything back when it fails.

        Where it is `known` what lies in the index, very much is to come: that takes more memory,
        and only what may lie there is looked for to be replaced.
        """
        writer = index.writer(BATCH_MEMORY if known is None else BUILD_MEMORY, num_threads=1)
        try:
            yield cls(writer, spec, lexicon, known)
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
                if self._known is None or self._known.add(document.id):
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
