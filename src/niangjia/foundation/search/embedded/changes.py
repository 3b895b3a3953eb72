"""Changes made while a rebuild is under way, one file a batch, for the rebuild to make as well."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeVar

from niangjia.foundation.search.port import Document, IndexWriter
from niangjia.foundation.search.replaying import apply, from_line, to_line

_UNFINISHED = "unfinished"
Kind = TypeVar("Kind", Document, str)


class NotingWriter:
    """`IndexWriter` that writes down what another one does."""

    def __init__(self, writer: IndexWriter, out: TextIO) -> None:
        self._writer = writer
        self._out = out

    def upsert(self, documents: Iterable[Document]) -> int:
        """See `IndexWriter.upsert`."""
        return self._writer.upsert(self._noted(documents))

    def delete(self, ids: Iterable[str]) -> int:
        """See `IndexWriter.delete`."""
        return self._writer.delete(self._noted(ids))

    def _noted(self, changes: Iterable[Kind]) -> Iterator[Kind]:
        for change in changes:
            self._out.write(to_line(change))
            yield change


@contextmanager
def noting(writer: IndexWriter, folder: Path) -> Iterator[NotingWriter]:
    """Write down in `folder` what is done with `writer`; keep it when the block is left well.

    The right to write must be held. What is kept is on the disk before the batch is committed: at
    worst the rebuild makes a change that was not made here, which its writer then makes again.
    """
    folder.mkdir(exist_ok=True)
    unfinished = folder / _UNFINISHED
    with unfinished.open("w", encoding="utf-8", newline="\n") as out:
        yield NotingWriter(writer, out)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(folder / f"{len(_batches(folder)) + 1:09d}")


def repeat(folder: Path, writer: IndexWriter) -> None:
    """Make all changes kept in `folder` with `writer`, in their order."""
    for batch in _batches(folder):
        with batch.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                apply(from_line(line), writer)


def forget(folder: Path) -> None:
    """Remove what was kept."""
    shutil.rmtree(folder, ignore_errors=True)


def _batches(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.name != _UNFINISHED)
