"""Where an index lies on disk.

    <root>/writer.lock     held by whoever writes, in any process
    <root>/CURRENT         the name of the generation that serves
    <root>/g-000007/       one complete index, with declared.json

A rebuild fills a new folder and then replaces CURRENT in one step. A folder that CURRENT does not
name is the remainder of a rebuild that was cut short, and goes when the next writer comes.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from niangjia.foundation.search.port import IndexBusy

_PATIENCE = 0.05


class IndexFolder:
    """The folder of one index; knows generations and locks, nothing of what is inside."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> Path | None:
        """Return the generation that serves, or None before the first was complete."""
        try:
            name = (self.root / "CURRENT").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        return self.root / name

    def current_stamp(self) -> tuple[int, int]:
        """Return something that differs after every switch, at the cost of one stat call."""
        try:
            found = (self.root / "CURRENT").stat()
        except FileNotFoundError:
            return (0, 0)
        return (found.st_ino, found.st_mtime_ns)

    def new_generation(self) -> Path:
        """Make an empty folder for the next generation. The lock must be held."""
        numbers = [int(path.name[2:]) for path in self._generations()]
        path = self.root / f"g-{max(numbers, default=0) + 1:06d}"
        path.mkdir()
        return path

    def switch_to(self, generation: Path) -> None:
        """Let `generation` serve from now on. The lock must be held."""
        staged = self.root / "CURRENT.new"
        with staged.open("w", encoding="ascii") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(generation)
        staged.replace(self.root / "CURRENT")
        _sync_folder(self.root)

    def sweep(self) -> None:
        """Remove every generation but the one that serves. The lock must be held."""
        keep = self.current()
        for path in self._generations():
            if path != keep:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def locked(self, timeout: float) -> Iterator[None]:
        """Hold the right to write; raise `IndexBusy` when it is not free within `timeout` s."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "writer.lock").open("a") as lock:
            self._wait_for(lock.fileno(), timeout)
            try:
                yield
            finally:
                fcntl.flock(lock, fcntl.LOCK_UN)

    def size(self) -> int:
        """Return the bytes the serving generation takes on disk."""
        generation = self.current()
        if generation is None:
            return 0
        return sum(_size(path) for path in generation.iterdir())

    def _wait_for(self, lock: int, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while True:
            try:
                return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise IndexBusy("检索库正在由另一个程序更新，请稍后再试。") from None
                time.sleep(_PATIENCE)

    def _generations(self) -> list[Path]:
        return [path for path in self.root.glob("g-*") if path.name[2:].isdigit()]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0  # merged away while we were counting


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
