"""Building anew beside the generation that serves, and going on after an interruption.

While it runs others write to the generation that serves, and what they write is noted as well
(`changes`). In the end, with the right to write held for as long as that takes, the same changes
are made in the new generation, and CURRENT moves on in one step. Killed at any point, the old
generation serves on, and the next rebuild goes on with the unfinished one from its last
checkpoint: documents that lie there with the same hash are not cut and written again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import tantivy

from niangjia.foundation.search.embedded import schema
from niangjia.foundation.search.embedded.changes import forget, repeat
from niangjia.foundation.search.embedded.folder import IndexFolder
from niangjia.foundation.search.embedded.reader import declare, differences, hashes_of
from niangjia.foundation.search.embedded.writer import KnownIds, TantivyWriter
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import Document, IndexSpec
from niangjia.foundation.search.resuming import Remaining

CHECKPOINT_SECONDS = 30.0
"""So much work at most is lost to a kill; each checkpoint costs a segment more to merge."""
_CATCHING_UP = 300.0  # seconds to wait for the right to write: so much work is not thrown away


def begin(folder: IndexFolder, spec: IndexSpec, lexicon: Lexicon) -> Path:
    """Make an empty generation. The right to write must be held."""
    path = folder.new_generation()
    schema.open_index(path, spec)
    declare(path, schema.declaration(spec, lexicon))
    return path


@dataclass(frozen=True)
class Rebuilding:
    """How one index is built anew."""

    folder: IndexFolder
    spec: IndexSpec
    lexicon: Lexicon

    def run(self, documents: Iterable[Document], timeout: float) -> int:
        """Build, catch up, switch; return how many documents were read."""
        with self.folder.locked_for_rebuilding(timeout):
            path = self._begin(timeout)
            index = schema.open_index(path, self.spec)
            there = dict(hashes_of(index.searcher()))
            known = KnownIds(there)
            remaining = Remaining(documents, there)
            with TantivyWriter.committing(index, self.spec, self.lexicon, known=known) as writer:
                writer.upsert(_with_checkpoints(remaining, writer))
                writer.delete(remaining.surplus)
            self._finish(index, path)
            return remaining.read

    def _begin(self, timeout: float) -> Path:
        """Return the generation to fill, new or unfinished.

        Of what others wrote before this nothing is needed: the documents are read after it.
        """
        with self.folder.locked(timeout):
            forget(self.folder.changes)
            path = self.folder.building()
            line = schema.declaration(self.spec, self.lexicon)
            if path is None or path == self.folder.current() or differences(path, line):
                path = begin(self.folder, self.spec, self.lexicon)
                self.folder.build_in(path)
            self.folder.sweep()
            return path

    def _finish(self, index: tantivy.Index, path: Path) -> None:
        with self.folder.locked(_CATCHING_UP):
            with TantivyWriter.committing(index, self.spec, self.lexicon) as writer:
                repeat(self.folder.changes, writer)
            self.folder.switch_to(path)
            forget(self.folder.changes)
            self.folder.sweep()


def _with_checkpoints(documents: Iterable[Document], writer: TantivyWriter) -> Iterator[Document]:
    last = time.monotonic()
    for document in documents:
        yield document
        if time.monotonic() - last > CHECKPOINT_SECONDS:
            writer.checkpoint()
            last = time.monotonic()
