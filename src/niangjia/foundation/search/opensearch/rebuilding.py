"""Building anew beside the generation that serves, and going on after an interruption.

While it runs, whatever others write is made in the serving generation and stays in the journal.
In the end, with the turn to write held for as long as that takes, the same changes are made in
the new generation, and the alias moves on in one step. Cut short at any point, the old generation
serves on, and the next rebuild goes on with the unfinished one: documents that lie there with the
same hash are not cut and sent again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from opensearchpy import OpenSearch

from niangjia.foundation.search.opensearch.bulk import hand_over
from niangjia.foundation.search.opensearch.generations import Generation, Generations
from niangjia.foundation.search.opensearch.lease import Turn
from niangjia.foundation.search.opensearch.reading import hashes_of
from niangjia.foundation.search.opensearch.writer import Writing
from niangjia.foundation.search.port import Document, IndexMissing
from niangjia.foundation.search.resuming import Remaining
from niangjia.kernel.errors import Unavailable

_COPIES = 60  # seconds to wait for the copies of the new generation before it serves
_MOST_KEPT = 10_000  # batches looked through for what an earlier rebuild has left behind
_CATCHING_UP = 300.0  # seconds to wait for the turn in the end: so much work is not thrown away


@dataclass(frozen=True)
class Rebuilding:
    """How one index is built anew."""

    writing: Writing

    @property
    def _generations(self) -> Generations:
        return self.writing.generations

    def run(self, documents: Iterable[Document], timeout: float) -> int:
        """Build, catch up, switch; return how many documents were read."""
        self._generations.prepare()
        with self.writing.rebuilding.held(timeout, building="", since=0) as turn:
            generation, since = self._begin(turn, timeout)
            self._generations.refresh(generation.name)
            there = dict(hashes_of(self._client, generation.name))
            remaining = Remaining(_while_ours(documents, turn), there)
            lines = self.writing.lines(remaining, since)
            hand_over(self._client, generation.name, lines)
            hand_over(self._client, generation.name, self.writing.lines(remaining.surplus, since))
            self._generations.refresh(generation.name)
            self._generations.await_copies(generation.name, _COPIES)
            self._finish(turn, generation, since)
            return remaining.read

    @property
    def _client(self) -> OpenSearch:
        return self._generations.client

    def _begin(self, turn: Turn, timeout: float) -> tuple[Generation, int]:
        """Return the generation to fill, new or unfinished, and a batch of our own, without lines.

        Its number makes what this run lays down later than anything before, and earlier than what
        others write from now on. That is kept for us; of what they wrote before, nothing is
        needed, since the documents are read after this.
        """
        with self.writing.turn(timeout) as writing:
            since = writing.source["batch"] + 1
            writing.change(batch=since, made=since, by="")
            before = turn.source["since"] or since  # 0 where nothing was ever rebuilt
            for batch in range(max(before, since - _MOST_KEPT), since):
                self.writing.journal.drop_kept(batch)
            generation = self._unfinished(turn.source["building"]) or self._generations.create()
            turn.change(building=generation.name, since=since)
            self._sweep(generation)
            return generation, since

    def _unfinished(self, name: str) -> Generation | None:
        generation = self._generations.named(name) if name else None
        if generation is None or generation.outdated or generation.name == self._serving():
            return None
        return generation

    def _finish(self, turn: Turn, generation: Generation, since: int) -> None:
        with self.writing.turn(_CATCHING_UP) as writing:
            meanwhile = range(since + 1, writing.source["batch"] + 1)
            for batch in meanwhile:
                self._repeat(generation, batch)
            self._generations.refresh(generation.name)
            turn.change()  # fails where another has taken the rebuild over
            self._generations.switch_to(generation.name)
            turn.change(building="")
            for batch in meanwhile:
                self.writing.journal.drop_kept(batch)
            self._sweep(generation)

    def _repeat(self, generation: Generation, batch: int) -> None:
        by = self.writing.journal.kept(batch)
        if by is None:
            raise Unavailable("重建期间的改动没有全部留下，请再运行一次 niangjia rebuild-index。")
        changes = self.writing.journal.changes(batch, by)
        hand_over(self._client, generation.name, self.writing.lines(changes, batch))

    def _serving(self) -> str:
        try:
            return self._generations.serving(fresh=True).name
        except IndexMissing:
            return ""

    def _sweep(self, keep: Generation) -> None:
        """Remove every generation but this one and the one that serves."""
        needed = {keep.name, self._serving()}
        for name in self._generations.all():
            if name not in needed:
                self._generations.remove(name)


def _while_ours(documents: Iterable[Document], turn: Turn) -> Iterator[Document]:
    """Stop where another has taken the rebuild over because we stood still too long."""
    for document in documents:
        if turn.lost:
            turn.change()
        yield document
