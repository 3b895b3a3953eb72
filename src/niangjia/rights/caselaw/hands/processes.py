"""A crew of processes on this machine, each with a pipe of its own.

Not `concurrent.futures.ProcessPoolExecutor`: there all results come through one pipe, so that
somebody killed while writing leaves everybody waiting for ever; and when one dies all the others
are killed with it, and nobody can tell over which paper. Here a pipe that ends says who is gone,
and what came through it before says how far that one had come.

A process that outlives this one finds its pipe closed and ends. None of them sees the database.
"""

import os
import threading
from collections import deque
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext as _

from niangjia.kernel.errors import Unavailable
from niangjia.rights.caselaw.hands.chunks import Came, Chunk, Lost, Outcome, Outcomes, Task
from niangjia.rights.caselaw.hands.edition import edition
from niangjia.rights.caselaw.hands.reading import read_one
from niangjia.rights.caselaw.hands.working import AT, READY, work

FRUITLESS = 10
"""Processes that may die in a row without having begun a single paper."""

_SPAWN = get_context("spawn")


def every_core() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0))


class _Hand:
    """One process as the importer sees it: its pipe, the chunk it has, how far it is."""

    def __init__(self, read: Callable[[Task], Outcome]) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.process: SpawnProcess = _SPAWN.Process(target=work, args=(theirs, read), daemon=True)
        self.process.start()
        theirs.close()  # or the pipe would not end with the process
        self.is_ready = False
        self.chunk: int | None = None
        self.length = 0
        self.at: int | None = None
        self.done: dict[int, Outcome] = {}

    def give(self, number: int, chunk: Chunk) -> None:
        self.chunk, self.length, self.at, self.done = number, len(chunk), None, {}
        self.pipe.send(chunk)

    def take(self) -> Came | None:
        """Take one message. Raises EOFError or OSError where the process is gone."""
        kind, content = self.pipe.recv()
        if kind == READY:
            self.is_ready = content == edition()
            if not self.is_ready:
                raise Unavailable(_("程序在导入期间被更新过，请重新运行导入。"))
        elif kind == AT:
            self.at = content
        elif self.at is not None and self.chunk is not None:
            self.done[self.at], self.at = content, None
            if len(self.done) == self.length:
                came = Came(self.chunk, Outcomes(self.done[n] for n in range(self.length)))
                self.chunk = None
                return came
        return None

    def bury(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class Processes:
    """So many processes, begun when there is something to read and replaced when they die.

    Messages are taken by a thread of its own, so that nobody waits while the importer writes to
    the database.
    """

    def __init__(self, width: int, read: Callable[[Task], Outcome] = read_one) -> None:
        self.width = width
        self._read = read
        self._hands: list[_Hand] = []
        self._waiting: deque[tuple[int, Chunk]] = deque()
        self._events: SimpleQueue[Came | Lost | BaseException] = SimpleQueue()
        self._bell, self._ring = _SPAWN.Pipe(duplex=False)
        self._thread = threading.Thread(target=self._run, name="hands", daemon=True)
        self._fruitless = 0
        self._is_over = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_over = True
        self._ring.send(None)
        self._thread.join()
        self._ring.close()
        self._bell.close()

    @property
    def pids(self) -> list[int]:
        """The processes there are now."""
        return [hand.process.pid for hand in list(self._hands) if hand.process.pid]

    def submit(self, number: int, chunk: Chunk) -> None:
        """Hand out a chunk under a number."""
        self._waiting.append((number, chunk))
        self._ring.send(None)

    def next(self) -> Came | Lost:
        """Wait until a chunk came back or was lost. Raises Unavailable where none ever will."""
        event = self._events.get()
        if isinstance(event, BaseException):
            raise event
        return event

    def _run(self) -> None:
        try:
            while not self._is_over:
                self._staff()
                pipes: dict[Any, _Hand] = {hand.pipe: hand for hand in self._hands}
                for pipe in wait([self._bell, *pipes]):
                    if pipe is self._bell:
                        self._bell.recv()
                    else:
                        self._listen(pipes[pipe])
        except BaseException as error:  # noqa: BLE001 - raised in the importer's own thread
            self._events.put(error)
        finally:
            for hand in self._hands:
                hand.bury()

    def _staff(self) -> None:
        """Begin processes while there is more to do than hands, and give work to the idle."""
        busy = sum(hand.chunk is not None for hand in self._hands)
        while len(self._hands) < min(self.width, busy + len(self._waiting)):
            self._hands.append(_Hand(self._read))
        for hand in list(self._hands):
            if self._waiting and hand.is_ready and hand.chunk is None:
                try:
                    hand.give(*self._waiting.popleft())
                except OSError:
                    self._lose(hand)

    def _listen(self, hand: _Hand) -> None:
        if hand not in self._hands:
            return
        try:
            came = hand.take()
        except (EOFError, OSError):
            self._lose(hand)
            return
        self._fruitless = 0 if hand.at is not None else self._fruitless
        if came:
            self._events.put(came)

    def _lose(self, hand: _Hand) -> None:
        """Let the dead go and say what it had."""
        self._hands.remove(hand)
        hand.bury()
        if hand.chunk is not None:
            self._events.put(Lost(hand.chunk, hand.done, hand.at, surely=True))
        if hand.at is None and not hand.done:
            self._fruitless += 1
        if self._fruitless >= FRUITLESS:
            raise Unavailable(
                _("读文书的进程一启动就退出，可能是内存不足；可以用 --processes 1 再试。")
            )
