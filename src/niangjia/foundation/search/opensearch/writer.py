"""Writing: a batch that is written down first, counts as a whole, and then is carried out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from niangjia.foundation.search.declared import check_document
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.opensearch.bulk import Line, hand_over, versions
from niangjia.foundation.search.opensearch.generations import Generations
from niangjia.foundation.search.opensearch.journal import BatchBeingWritten, Journal
from niangjia.foundation.search.opensearch.layout import to_source
from niangjia.foundation.search.opensearch.lease import Lease, Turn
from niangjia.foundation.search.port import Document, IndexMissing, IndexSpec
from niangjia.foundation.search.replaying import Change

GIVEN_UP = 3600.0  # seconds after which a rebuild that shows no sign of life keeps no changes
OUTDATED = "检索库是旧版本建立的，请运行 niangjia rebuild-index 重建。"


class ClusterWriter:
    """`IndexWriter` of one batch."""

    def __init__(self, batch: BatchBeingWritten, spec: IndexSpec) -> None:
        self._batch = batch
        self._spec = spec

    def upsert(self, documents: Iterable[Document]) -> int:
        """See `IndexWriter.upsert`. Of two documents of one id the later one stays."""
        count = 0
        for document in documents:
            check_document(self._spec, document)
            self._batch.add(document)
            count += 1
        return count

    def delete(self, ids: Iterable[str]) -> int:
        """See `IndexWriter.delete`."""
        count = 0
        for id_ in ids:
            self._batch.add(id_)
            count += 1
        return count


@dataclass(frozen=True)
class Writing:
    """How one index is written to: `turn` says which batch counted last and which was made."""

    generations: Generations
    spec: IndexSpec
    lexicon: Lexicon
    lease: Lease
    rebuilding: Lease

    @property
    def journal(self) -> Journal:
        """Where batches are written down."""
        return Journal(self.generations.client, self.generations.journal)

    @contextmanager
    def turn(self, timeout: float) -> Iterator[Turn]:
        """Hold the turn to write, with everything made that was begun before us.

        `batch` counted last and was written by `by`; `made` was carried out last. Batches are
        numbered from the time the count began, so that it never begins lower again.
        """
        self.generations.prepare()
        now = int(time.time())
        with self.lease.held(timeout, batch=now, made=now, by="") as turn:
            if turn.before:
                self.journal.drop(turn.source["batch"] + 1, turn.before)  # it never counted
            if turn.source["made"] < turn.source["batch"]:
                self._make(turn)
            yield turn

    @contextmanager
    def batch(self, timeout: float) -> Iterator[ClusterWriter]:
        """Hold the turn, collect a batch, and make its changes when the block is left."""
        with self.turn(timeout) as turn:
            self._check_serving()
            batch = BatchBeingWritten(self.journal, turn.source["batch"] + 1, turn.me)
            try:
                yield ClusterWriter(batch, self.spec)
                is_something = batch.finish()
            except BaseException:
                batch.drop()
                raise
            if is_something:
                turn.change(batch=batch.number, by=batch.by)  # from here on it counts
                self._make(turn)

    def lines(self, changes: Iterable[Change], batch: int) -> Iterator[Line]:
        """Return the changes as the cluster reads them."""
        for version, change in zip(versions(batch), changes, strict=False):
            if isinstance(change, str):
                yield Line(change, version, None)
            else:
                yield Line(change.id, version, to_source(self.spec, self.lexicon, change))

    def _make(self, turn: Turn) -> None:
        """Make the changes of the batch that counts. Doing it twice changes nothing."""
        number, by = turn.source["batch"], turn.source["by"]
        serving = self.generations.serving(fresh=True).name
        lines = self.lines(self.journal.changes(number, by), number)
        hand_over(self.generations.client, serving, lines)
        self.generations.refresh(serving)
        wanted = self._rebuild_wants_it()
        if wanted:
            self.journal.keep(number, by)
        turn.change(made=number)
        if not wanted:
            self.journal.drop(number, by)

    def _check_serving(self) -> None:
        try:
            serving = self.generations.serving(fresh=True)
        except IndexMissing:
            serving = self.generations.create(serving=True)
        if serving.outdated:
            raise IndexMissing(OUTDATED)

    def _rebuild_wants_it(self) -> bool:
        seen = self.rebuilding.read()
        under_way = bool(seen.get("holder") and seen["building"])
        return under_way and time.time() - float(seen["alive"]) < GIVEN_UP
