"""Where an index lies on disk.

    <root>/writer.lock     held by whoever writes, in any process
    <root>/rebuild.lock    held by whoever rebuilds, for as long as that takes
    <root>/CURRENT         the name of the generation that serves
    <root>/BUILDING        the name of the generation that is being filled, or was when we fell
    <root>/g-000007/       one index, with declared.json
    <root>/changes/        what was written while a rebuild was under way

A rebuild fills a new folder and then replaces CURRENT in one step; cut short, it is gone on with.
A folder that neither file names is of no use, and goes when the next writer comes.
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
        return self._named("CURRENT")

    def building(self) -> Path | None:
        """Return the generation that a rebuild is filling, or left unfinished."""
        return self._named("BUILDING")

    @property
    def changes(self) -> Path:
        """Where changes lie that were made while a rebuild was under way."""
        return self.root / "changes"

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

    def build_in(self, generation: Path) -> None:
        """Note that `generation` is the one being filled. The lock must be held."""
        self._name("BUILDING", generation)

    def switch_to(self, generation: Path) -> None:
        """Let `generation` serve from now on. The lock must be held."""
        _sync_folder(generation)
        self._name("CURRENT", generation)
        if self.building() == generation:
            (self.root / "BUILDING").unlink()

    def sweep(self) -> None:
        """Remove what neither serves nor is being filled. The lock must be held."""
        keep = {self.current(), self.building()}
        for path in self._generations():
            if path not in keep:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def locked(self, timeout: float) -> Iterator[None]:
        """Hold the right to write; raise `IndexBusy` when it is not free within `timeout` s."""
        with self._locked("writer.lock", timeout):
            yield

    @contextmanager
    def locked_for_rebuilding(self, timeout: float) -> Iterator[None]:
        """Hold the right to rebuild, beside those who write; raise `IndexBusy` as `locked`."""
        with self._locked("rebuild.lock", timeout):
            yield

    def rebuild_is_under_way(self) -> bool:
        """Whether some process rebuilds just now. A process that fell holds nothing."""
        try:
            with self._locked("rebuild.lock", 0.0):
                return False
        except IndexBusy:
            return True

    def size(self) -> int:
        """Return the bytes the serving generation takes on disk."""
        generation = self.current()
        if generation is None:
            return 0
        return sum(_size(path) for path in generation.iterdir())

    def _named(self, file: str) -> Path | None:
        try:
            return self.root / (self.root / file).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None

    def _name(self, file: str, generation: Path) -> None:
        staged = self.root / f"{file}.new"
        with staged.open("w", encoding="ascii") as out:
            out.write(generation.name)
            out.flush()
            os.fsync(out.fileno())
        staged.replace(self.root / file)
        _sync_folder(self.root)

    @contextmanager
    def _locked(self, name: str, timeout: float) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / name).open("a") as lock:
            self._wait_for(lock.fileno(), timeout)
            try:
                yield
            finally:
                fcntl.flock(lock, fcntl.LOCK_UN)

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
