"""Whose turn it is, kept by the cluster: a document that only one can change at a time.

Every change is a compare-and-swap on the document as last seen. Whoever holds the turn renews it
while working. A holder that has shown no sign of life for the time of a lease, by the watch of the
one who waits, loses it: no two clocks are compared. What a holder that lost its turn still tries
to change fails.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConflictError, NotFoundError, TransportError

from niangjia.foundation.search.opensearch.connection import patiently
from niangjia.foundation.search.port import IndexBusy

_PATIENCE = 0.05
_RENEWALS = 4  # in the time of one lease
_BUSY = "检索库正在由另一个程序更新，请稍后再试。"
_HOLDER, _STAMP = "holder", "stamp"


@dataclass(frozen=True, slots=True)
class _Seen:
    """The document as it was read: `place` is what the next change is compared with."""

    source: dict[str, Any]
    place: tuple[int, int]


@dataclass
class Turn:
    """The turn, held. `source` is what the document says beside whose turn it is.

    `before` names who had the turn last where that one did not give it back in good order.
    """

    client: OpenSearch
    index: str
    id: str
    me: str
    seen: _Seen
    before: str
    lost: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def source(self) -> dict[str, Any]:
        """What the document says."""
        return self.seen.source

    def change(self, **changes: object) -> None:
        """Write down `changes`; raise `IndexBusy` where the turn was lost before."""
        with self.lock:
            if self.lost:
                raise IndexBusy(_BUSY)
            try:
                self.seen = _swap(
                    self.client, self.index, self.id, {**self.seen.source, **changes}, self.seen
                )
            except ConflictError:
                self.lost = True
                raise IndexBusy(_BUSY) from None

    def renew_until(self, stop: threading.Event, every: float) -> None:
        """Show a sign of life every so many seconds."""
        while not stop.wait(every):
            try:
                self.change()
            except IndexBusy:
                return
            except TransportError:
                continue  # the next one may come through; without any, somebody takes over


@dataclass(frozen=True, slots=True)
class Lease:
    """Something that is done by one at a time, on all machines."""

    client: OpenSearch
    index: str
    id: str
    seconds: float

    @contextmanager
    def held(self, timeout: float, **begin: object) -> Iterator[Turn]:
        """Wait up to `timeout` seconds for the turn, else raise `IndexBusy`.

        `begin` is what the document says when it is first made.
        """
        turn = self._taken(timeout, begin)
        stop = threading.Event()
        renewing = threading.Thread(
            target=turn.renew_until, args=(stop, self.seconds / _RENEWALS), daemon=True
        )
        renewing.start()
        clean = False
        try:
            yield turn
            clean = True
        finally:
            stop.set()
            renewing.join()
            self._give_back(turn, clean=clean)

    def read(self) -> dict[str, Any]:
        """Return what the document says just now; empty where there is none."""
        seen = _read(self.client, self.index, self.id)
        return seen.source if seen else {}

    def _taken(self, timeout: float, begin: dict[str, object]) -> Turn:
        me = secrets.token_hex(8)
        deadline = time.monotonic() + timeout
        watched, since = None, time.monotonic()
        while True:
            seen = _read(self.client, self.index, self.id)
            if seen is None or seen.place != watched:
                watched, since = seen and seen.place, time.monotonic()
            silent = time.monotonic() - since >= self.seconds
            if seen is None or not seen.source[_HOLDER] or silent:
                try:
                    return self._take(me, seen, begin)
                except ConflictError:
                    continue  # another one was faster
            if time.monotonic() >= deadline:
                raise IndexBusy(_BUSY)
            time.sleep(_PATIENCE)

    def _take(self, me: str, seen: _Seen | None, begin: dict[str, object]) -> Turn:
        source = seen.source if seen else begin
        before = "" if source.get("clean", True) else str(source["last"])
        taken = {**source, _HOLDER: me, "last": me, "clean": False}
        now = _swap(self.client, self.index, self.id, taken, seen)
        return Turn(self.client, self.index, self.id, me, now, before)

    def _give_back(self, turn: Turn, *, clean: bool) -> None:
        try:
            turn.change(**{_HOLDER: "", "clean": clean})
        except IndexBusy:
            if clean:
                raise
        except TransportError:
            pass  # the turn ends by itself, and what was done under it is done


def _read(client: OpenSearch, index: str, id_: str) -> _Seen | None:
    try:
        found = patiently(lambda: client.get(index=index, id=id_, params={"realtime": "true"}))
    except NotFoundError:
        return None
    return _Seen(found["_source"], (found["_seq_no"], found["_primary_term"]))


def _swap(
    client: OpenSearch, index: str, id_: str, source: dict[str, Any], seen: _Seen | None
) -> _Seen:
    """Write `source` where the document is as `seen`; raise `ConflictError` where it is not.

    `alive` says when, by our own clock. A conflict with our own stamp is our own change, whose
    answer was lost.
    """
    stamped = {**source, _STAMP: secrets.token_hex(8), "alive": time.time()}
    if seen is None:
        params: dict[str, Any] = {"op_type": "create"}
    else:
        params = {"if_seq_no": seen.place[0], "if_primary_term": seen.place[1]}
    try:
        done = patiently(lambda: client.index(index=index, id=id_, body=stamped, params=params))
    except ConflictError:
        now = _read(client, index, id_)
        if now is None or now.source.get(_STAMP) != stamped[_STAMP]:
            raise
        return now
    return _Seen(stamped, (done["_seq_no"], done["_primary_term"]))
