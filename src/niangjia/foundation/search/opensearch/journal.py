"""What is to change, written down on the cluster before it is changed.

A batch is one or more chunks, marked with who wrote them. It counts from the moment the turn's
document names it (`writer`): cut short before that, it never was; after that, whoever writes next
makes its changes, which can be made any number of times. While a rebuild is under way the batch is
kept, and the rebuild makes the same changes in the new index.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError

from niangjia.foundation.search.opensearch.connection import patiently
from niangjia.foundation.search.replaying import Change, from_line, to_line

_MOST_CHARACTERS = 2_000_000  # of one chunk


class Journal:
    """The batches of one index."""

    def __init__(self, client: OpenSearch, index: str) -> None:
        self.client = client
        self.index = index

    def write(self, id_: str, body: dict[str, Any]) -> None:
        """Write down one chunk."""
        patiently(lambda: self.client.index(index=self.index, id=id_, body=body))

    def changes(self, batch: int, by: str) -> Iterator[Change]:
        """Yield the changes of a batch in order."""
        chunk = 0
        while (found := self._read(_chunk_id(batch, by, chunk))) is not None:
            yield from map(from_line, filter(None, found["changes"].split("\n")))
            chunk += 1

    def keep(self, batch: int, by: str) -> None:
        """Note that this batch counted and is still wanted."""
        self.write(str(batch), {"by": by})

    def kept(self, batch: int) -> str | None:
        """Return who wrote the batch, or None where it was not kept."""
        found = self._read(str(batch))
        return None if found is None else str(found["by"])

    def drop(self, batch: int, by: str) -> None:
        """Remove a batch, last chunk first: what is left of it always begins with the first."""
        chunks = 0
        while self._read(_chunk_id(batch, by, chunks), source=False) is not None:
            chunks += 1
        for chunk in reversed(range(chunks)):
            self._remove(_chunk_id(batch, by, chunk))

    def drop_kept(self, batch: int) -> None:
        """Remove a batch that was kept, if it was."""
        by = self.kept(batch)
        if by is not None:
            self.drop(batch, by)
            self._remove(str(batch))

    def _read(self, id_: str, *, source: bool = True) -> dict[str, Any] | None:
        params = {"_source": "true" if source else "false"}
        try:
            found = patiently(lambda: self.client.get(index=self.index, id=id_, params=params))
        except NotFoundError:
            return None
        written: dict[str, Any] = found.get("_source", {})
        return written

    def _remove(self, id_: str) -> None:
        patiently(lambda: self.client.delete(index=self.index, id=id_, params={"ignore": 404}))


class BatchBeingWritten:
    """Collects changes and writes them down chunk by chunk."""

    def __init__(self, journal: Journal, number: int, by: str) -> None:
        self.number = number
        self.by = by
        self._journal = journal
        self._lines: list[str] = []
        self._length = 0
        self._chunks = 0

    def add(self, change: Change) -> None:
        """Add one change."""
        line = to_line(change)
        self._lines.append(line)
        self._length += len(line)
        if self._length >= _MOST_CHARACTERS:
            self._write()

    def finish(self) -> bool:
        """Write down what is left; return whether there is anything in the batch."""
        if self._lines:
            self._write()
        return self._chunks > 0

    def drop(self) -> None:
        """Remove what was written down."""
        self._journal.drop(self.number, self.by)

    def _write(self) -> None:
        id_ = _chunk_id(self.number, self.by, self._chunks)
        self._journal.write(id_, {"changes": "".join(self._lines)})
        self._lines, self._length = [], 0
        self._chunks += 1


def _chunk_id(batch: int, by: str, chunk: int) -> str:
    return f"{batch}-{by}-{chunk}"
