"""A crew on a Dask cluster: its workers have Niangjia installed, and nothing else of the house.

Papers travel to them as they came. That the way there is encrypted, and that nobody else uses
the workers, is for whoever runs the cluster to see to (docs/operators.md).
"""

import re
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

from django.utils.translation import gettext as _

from niangjia.kernel.errors import Invalid, Unavailable
from niangjia.rights.caselaw.hands.chunks import Came, Chunk, Lost, Outcomes
from niangjia.rights.caselaw.hands.edition import edition
from niangjia.rights.caselaw.hands.reading import read_chunk

REACHED_WITHIN = "15s"
"""How long the scheduler, and then a first worker, may take to answer."""

ASKED_EVERY = 30.0
"""Seconds without any news after which is looked whether there is still somebody to wait for."""

DESERTED = 20
"""How many such looks may find nobody before the import ends: ten minutes."""

COUNTED_EVERY = 10.0
"""Seconds after which is looked again how many workers there are: they may come and go."""

_ADDRESS = re.compile(
    r"((tcp|tls|ws|wss)://)?[\w.\-]+:\d{1,5}|(tcp|tls|ws|wss)://\[[\da-f:]+\]:\d{1,5}"
)

ReadChunk = Callable[[Chunk], tuple[str, Outcomes]]


class Cluster:
    """The workers of a Dask scheduler."""

    def __init__(self, address: str, read: ReadChunk = read_chunk) -> None:
        if find_spec("distributed") is None:
            raise Invalid(_("使用 --cluster 要先安装：pip install 'niangjia[cluster]'"))
        if not _ADDRESS.fullmatch(address):
            raise Invalid(_("集群地址应当像 tls://10.0.0.5:8786。"))
        self._dask: Any = import_module("distributed")
        self._address = address
        self._read = read
        self._client: Any = None
        self._events: SimpleQueue[tuple[int, Any]] = SimpleQueue()
        self._out: dict[int, Any] = {}
        self._width = 1
        self._counted = float("-inf")

    def __enter__(self) -> Self:
        try:
            self._client = self._dask.Client(
                self._address, timeout=REACHED_WITHIN, set_as_default=False
            )
        except (OSError, ValueError, TypeError) as error:  # a timeout is an OSError
            raise Unavailable(
                _("连不上 Dask 集群 {address}。").format(address=self._address)
            ) from error
        try:
            self._check()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for future in self._out.values():
            future.cancel()
        self._client.close()

    @property
    def width(self) -> int:
        """How many papers the cluster reads at a time just now."""
        if time.monotonic() - self._counted > COUNTED_EVERY:
            self._width = max(1, self._threads())
            self._counted = time.monotonic()
        return self._width

    def submit(self, number: int, chunk: Chunk) -> None:
        """Hand out a chunk under a number."""
        future = self._client.submit(self._read, chunk, pure=False)
        self._out[number] = future
        future.add_done_callback(lambda done: self._events.put((number, done)))

    def next(self) -> Came | Lost:
        """Wait until a chunk came back or was lost. Raises Unavailable where none ever will."""
        number, future = self._wait()
        del self._out[number]
        if future.status == "error":
            return self._lost(number, future.exception())
        if future.status != "finished":
            raise self._gone()
        try:
            told, outcomes = future.result(timeout=ASKED_EVERY)
        except (OSError, self._dask.CancelledError) as error:
            raise self._gone() from error
        _demand_same(told)
        return Came(number, outcomes)

    def _wait(self) -> tuple[int, Any]:
        deserted = 0
        while deserted < DESERTED:
            try:
                return self._events.get(timeout=ASKED_EVERY)
            except Empty:
                deserted = 0 if self._threads() else deserted + 1
        raise self._gone()

    def _threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except (OSError, RuntimeError) as error:  # the scheduler is gone, or the client closed
            raise self._gone() from error

    def _lost(self, number: int, error: BaseException) -> Lost:
        """Return the loss of a chunk; what is no loss but a fault of the cluster is raised."""
        if isinstance(error, self._dask.KilledWorker):
            return Lost(number, {}, at=0, surely=False)
        raise Unavailable(
            _("集群读不了文书（{kind}）：请在每个节点安装同一版本的娘家。").format(
                kind=type(error).__name__
            )
        ) from error

    def _check(self) -> None:
        """Demand that a worker is there, and that all who are there read as we do."""
        try:
            self._client.wait_for_workers(1, timeout=REACHED_WITHIN)
            self._client.get_versions(check=True)
            told = self._client.run(edition)
        except (TimeoutError, self._dask.TimeoutError) as error:
            raise Unavailable(_("Dask 集群里没有工作进程。")) from error
        except ImportError as error:
            raise Unavailable(_("集群的节点上没有安装娘家。")) from error
        except ValueError as error:
            raise Unavailable(_("集群节点上的 Python 或 Dask 版本与这里不同。")) from error
        for one in told.values():
            _demand_same(one)

    def _gone(self) -> Unavailable:
        return Unavailable(_("与 Dask 集群的联系断了；已导入的都在，再导入一次会接着来。"))


def _demand_same(told: str) -> None:
    """Raise Unavailable where a worker reads by other rules or data than this house."""
    if told != edition():
        raise Unavailable(
            _("集群节点上的娘家（或它用的词库）与这里的版本不同，读出的结果会不一致。")
        )
