"""Filling an engine in a process of its own, so that its memory can be told from ours."""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.port import Document
from niangjia.rights.caselaw.bench import peer, stock
from niangjia.rights.caselaw.bench.cases import SPEC, documents
from niangjia.rights.caselaw.bench.starting import start
from niangjia.rights.caselaw.rules.lexicon import lexicon

EngineName = Literal["ours", "stock", "fts5"]
Say = Callable[[str], None]
_SAY_EVERY = 10_000


def build(engine: EngineName, docs: int, seed: int, folder: Path, progress: Say) -> dict[str, Any]:
    """Fill `engine` under `folder`; return how fast, how large, and with how much memory."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=start, args=(there, engine, docs, seed, folder))
    child.start()
    there.close()
    result: dict[str, Any] | None = None
    try:
        while result is None:
            kind, told = here.recv()
            if kind == "say":
                progress(f"{engine}：{told}/{docs}")
            else:
                result = told
    except EOFError:
        child.join()
        raise RuntimeError(f"building {engine} failed, exit code {child.exitcode}") from None
    child.join()
    return result


def fill(out: Connection, engine: str, docs: int, seed: int, folder: Path) -> None:
    """Fill an engine in this process and tell `out` how it goes and what it cost."""
    folder.mkdir(parents=True, exist_ok=True)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    making = _Making(documents(docs, seed), out)
    lexicon().marks("")  # read once for a process, not for a gigabyte
    worked, began = time.process_time(), time.perf_counter()
    if engine == "ours":
        open_index(SPEC, folder, lexicon()).rebuild(making)
    elif engine == "stock":
        stock.fill(folder / "stock", making)
    else:
        peer.fill(folder / "peer.sqlite3", making)
    seconds = time.perf_counter() - began - making.seconds
    processor = time.process_time() - worked - making.processor
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = {
        "seconds": round(seconds, 1),
        "making_seconds": round(making.seconds, 1),
        "processor_seconds": round(processor, 1),
        "processor_seconds_per_gigabyte": round(processor / making.bytes * 1e9, 1),
        "docs_per_second": round(docs / seconds),
        "megabytes_per_second": round(making.bytes / 1e6 / seconds, 2),
        "text_megabytes": round(making.bytes / 1e6, 1),
        "index_megabytes": round(size / 1e6, 1),
        "peak_memory_megabytes": round(peak_kb / 1024),
        "peak_private_megabytes": round(making.private / 1024),
    }
    out.send(("done", told))


class _Making:
    """Hands over documents and keeps apart the time it took to make them up."""

    def __init__(self, source: Iterator[Document], out: Connection) -> None:
        self.seconds = 0.0
        self.processor = 0.0
        self.bytes = 0
        self.private = 0
        self._source = source
        self._out = out

    def __iter__(self) -> Iterator[Document]:
        count = 0
        while True:
            worked, began = time.thread_time(), time.perf_counter()
            document = next(self._source, None)
            self.seconds += time.perf_counter() - began
            self.processor += time.thread_time() - worked
            if document is None:
                self.private = max(self.private, _private_kb())
                return
            self.bytes += sum(len(text.encode()) for text in document.text.values())
            yield document
            count += 1
            if count % _SAY_EVERY == 0:
                self._out.send(("say", str(count)))
                self.private = max(self.private, _private_kb())


def _private_kb() -> int:
    """Return what this process holds for itself; pages of mapped files go when others need them."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    held = (line.split()[1] for line in lines if line.startswith("RssAnon:"))
    return int(next(held, "0"))
