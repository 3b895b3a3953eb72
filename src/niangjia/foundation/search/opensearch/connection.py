"""Talking to the cluster: what may be asked again is, and what goes wrong is said plainly.

Everything this room sends can be sent twice: questions change nothing, documents carry their id
and a version, and turns are taken by compare-and-swap. So a request whose answer was lost, because
a node fell or took too long, is put to the next node.
"""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TypeVar

from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    NotFoundError,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import ConnectionError as NoConnection

from niangjia.foundation.search.opensearch.settings import ClusterSettings
from niangjia.foundation.search.port import IndexMissing
from niangjia.kernel.errors import Unavailable

Answer = TypeVar("Answer")
_PATIENCE = 8.0  # seconds: longer than a replica takes to stand in for a fallen node
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 1.0
_PASSING = {429, 502, 503, 504}
_FELL = {  # what a node answers with 500 for whom it asked and who fell meanwhile
    "search_phase_execution_exception",
    "node_disconnected_exception",
    "node_not_connected_exception",
    "node_closed_exception",
}
# The client writes down what was asked (DEBUG) and what is absent (WARNING, in ordinary use).
logging.getLogger("opensearch").setLevel(logging.ERROR)
logging.getLogger("opensearchpy.trace").setLevel(logging.CRITICAL)


class ClusterAway(Unavailable):
    """The cluster does not answer, or not as it should."""


class ClusterRefused(ClusterAway):
    """The cluster does not let us in: user, password or certificate."""


@lru_cache(maxsize=8)
def connected(settings: ClusterSettings) -> OpenSearch:
    """Return the client of a cluster, shared by all indexes and threads of this process."""
    context = ssl.create_default_context(cafile=settings.ca or None) if settings.tls else None
    return OpenSearch(
        hosts=[{"host": host, "port": port} for host, port in settings.hosts],
        http_auth=(settings.user, settings.password) if settings.user else None,
        use_ssl=settings.tls,
        ssl_context=context,
        timeout=settings.timeout,
        max_retries=max(3, len(settings.hosts)),
        retry_on_timeout=True,
        pool_maxsize=20,
    )


@contextmanager
def spoken() -> Iterator[None]:
    """Say in plain words what the client says in its own."""
    try:
        yield
    except (AuthenticationException, AuthorizationException, SSLError) as error:
        raise ClusterRefused(
            "检索集群不接受我们的连接，请检查 NIANGJIA_SEARCH 的用户名、口令和证书。"
        ) from error
    except NoConnection as error:
        raise ClusterAway("检索集群没有应答，请稍后再试；管理员请检查各节点是否在运行。") from error
    except NotFoundError as error:
        raise IndexMissing("检索库尚未建立或刚被替换，请先运行 niangjia setup。") from error
    except TransportError as error:
        if not _passes(error):
            raise
        raise ClusterAway("检索集群一时忙不过来，请稍后再试。") from error


def patiently(ask: Callable[[], Answer], *, patience: float | None = None) -> Answer:
    """Return what `ask` returns, asking again for a while where waiting may help."""
    deadline, pause = time.monotonic() + (patience or _PATIENCE), _FIRST_PAUSE
    while True:
        try:
            return ask()
        except TransportError as error:
            if not _passes(error) or time.monotonic() + pause > deadline:
                raise
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def passing(status: object) -> bool:
    """Whether what the cluster answered may be otherwise a moment later."""
    return status in _PASSING


def _passes(error: TransportError) -> bool:
    if isinstance(error, SSLError):
        return False
    if error.status_code == 500:
        return error.error in _FELL
    return isinstance(error, NoConnection) or passing(error.status_code)
