"""Reading an index that other processes write and replace."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Query

from niangjia.foundation.search.embedded.folder import IndexFolder
from niangjia.foundation.search.embedded.schema import HASH, ID, declaration, open_index
from niangjia.foundation.search.embedded.translate import Translator
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import IndexMissing, IndexSpec

Stamp = tuple[int, ...]
_ATTEMPTS = 20
_BATCH = 50_000


@dataclass(frozen=True)
class Opened:
    """One generation, as of one commit."""

    path: Path
    index: tantivy.Index
    searcher: tantivy.Searcher
    translator: Translator
    differs: frozenset[str]

    @property
    def outdated(self) -> bool:
        """Whether a rebuild would lay documents down otherwise."""
        return bool(self.differs)

    @property
    def readable(self) -> bool:
        """Whether it has the fields that requests of today name."""
        return self.differs <= {"lexicon"}


class Reader:
    """Hands out the newest searcher; two stat calls a search tell whether there is a newer one."""

    def __init__(self, folder: IndexFolder, spec: IndexSpec, lexicon: Lexicon) -> None:
        self._folder = folder
        self._spec = spec
        self._declaration = declaration(spec, lexicon)
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self._stamp: Stamp = ()

    def newest(self) -> Opened:
        """Return the index as last committed by anybody. Raises `IndexMissing`."""
        opened = self._opened
        if opened is not None and self._stamp == self._stamp_of(opened.path):
            return opened
        with self._lock:
            return self._renewed()

    def readable(self) -> Opened:
        """Return the newest, if requests of today can be put to it. Raises `IndexMissing`."""
        opened = self.newest()
        if not opened.readable:
            raise IndexMissing("检索库是旧版本建立的，请运行 niangjia rebuild-index 重建。")
        return opened

    def _renewed(self) -> Opened:
        for _ in range(_ATTEMPTS):
            path = self._folder.current()
            if path is None:
                raise IndexMissing("检索库尚未建立，请先运行 niangjia setup。")
            stamp = self._stamp_of(path)
            try:
                self._opened, self._stamp = self._open(path), stamp
            except (OSError, ValueError):
                continue  # replaced and swept away between reading CURRENT and opening
            return self._opened
        raise IndexMissing("检索库无法打开，请运行 niangjia verify 检查。")

    def _open(self, path: Path) -> Opened:
        before = self._opened
        if before is not None and before.path == path:
            before.index.reload()
            return self._opened_at(path, before.index, before.differs)
        differs = differences(path, self._declaration)
        same_fields = differs <= {"lexicon"}
        index = open_index(path, self._spec) if same_fields else tantivy.Index.open(str(path))
        index.config_reader(reload_policy="manual")
        return self._opened_at(path, index, differs)

    def _opened_at(self, path: Path, index: tantivy.Index, differs: frozenset[str]) -> Opened:
        searcher = index.searcher()
        translator = Translator(self._spec, index.schema, searcher)
        return Opened(path, index, searcher, translator, differs)

    def _stamp_of(self, path: Path) -> Stamp:
        try:
            meta = (path / "meta.json").stat()
        except FileNotFoundError:
            return ()
        return (*self._folder.current_stamp(), meta.st_ino, meta.st_mtime_ns, meta.st_size)


def declare(path: Path, line: str) -> None:
    """Write down how the documents in this generation lie."""
    (path / "declared.json").write_text(line, encoding="utf-8")


def differences(path: Path, line: str) -> frozenset[str]:
    """Return in which respects the generation was built otherwise than would be done today."""
    today = json.loads(line)
    try:
        written = json.loads((path / "declared.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return frozenset(today)
    return frozenset(name for name, value in today.items() if written.get(name) != value)


def hashes_of(searcher: tantivy.Searcher) -> Iterator[tuple[str, str]]:
    """Yield (id, hash) of every document that can be found, as of one moment."""
    everything = Query.all_query()
    for offset in range(0, searcher.num_docs, _BATCH):
        for _, address in searcher.search(everything, _BATCH, count=False, offset=offset).hits:
            stored = searcher.doc(address)
            yield stored[ID][0], bytes(stored[HASH][0]).decode()
