"""Handing over many changes at once, at the pace the cluster can keep."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any

from opensearchpy import OpenSearch

from niangjia.foundation.search.opensearch.connection import ClusterAway, passing, patiently

_MOST_CHANGES, _MOST_CHARACTERS = 500, 3_000_000  # of one request; a character is up to 3 bytes
_MOST_OF_A_BATCH = 2**24
_AT_ONCE = 2  # requests under way: one being answered while the next is cut
_TIMEOUT = 60.0
_PATIENCE = 120.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_SUPERSEDED, _ABSENT, _FELL = 409, 404, 500


@dataclass(frozen=True, slots=True)
class Line:
    """One change as the cluster reads it. `source` None takes the document out."""

    id: str
    version: int
    source: dict[str, Any] | None

    def text(self) -> str:
        """Return the one or two lines of the request.

        A change counts only where no later version was written: what a writer that has lost its
        turn still sends, and what is sent twice, changes nothing.
        """
        verb = "delete" if self.source is None else "index"
        head = {"_id": self.id, "version": self.version, "version_type": "external_gte"}
        line = json.dumps({verb: head}) + "\n"
        if self.source is None:
            return line
        return line + json.dumps(self.source, ensure_ascii=False) + "\n"


def versions(batch: int) -> Iterator[int]:
    """Yield the versions of a batch's changes: later than any earlier batch's, and rising."""
    return (batch * _MOST_OF_A_BATCH + min(n, _MOST_OF_A_BATCH - 1) for n in count())


def hand_over(client: OpenSearch, index: str, lines: Iterable[Line]) -> None:
    """Send all changes, in order for each document.

    Waits where the cluster has too much to do or a node has fallen; raises `ClusterAway` where
    that goes on for two minutes. What was sent before that stays.
    """
    with ThreadPoolExecutor(1) as sender:  # one, so that the later of two changes comes later
        under_way: list[Future[None]] = []
        for texts in _requests(lines):
            while len(under_way) >= _AT_ONCE:
                under_way.pop(0).result()
            under_way.append(sender.submit(_send, client, index, texts))
        for one in under_way:
            one.result()


def _requests(lines: Iterable[Line]) -> Iterator[list[str]]:
    """Cut the changes into requests; of two changes of one document in one, the later stays."""
    texts: dict[str, str] = {}
    length = 0
    for line in lines:
        text = line.text()
        if texts and (len(texts) >= _MOST_CHANGES or length + len(text) > _MOST_CHARACTERS):
            yield list(texts.values())
            texts, length = {}, 0
        texts[line.id] = text
        length += len(text)
    if texts:
        yield list(texts.values())


def _send(client: OpenSearch, index: str, texts: list[str]) -> None:
    deadline, pause = time.monotonic() + _PATIENCE, _FIRST_PAUSE
    while texts := _not_taken(client, index, texts):
        if time.monotonic() + pause > deadline:
            raise ClusterAway("检索集群一直忙不过来，没有写完；重新运行会接着写。")
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def _not_taken(client: OpenSearch, index: str, texts: list[str]) -> list[str]:
    """Send once; return what has to be sent again."""
    answer = patiently(
        lambda: client.bulk(
            body="".join(texts),
            index=index,
            params={"request_timeout": _TIMEOUT, "filter_path": "items.*.status,items.*.error"},
        ),
        patience=_PATIENCE,
    )
    again: list[str] = []
    for text, item in zip(texts, answer["items"], strict=True):
        ((verb, outcome),) = item.items()
        status = outcome["status"]
        if passing(status) or status == _FELL:
            again.append(text)
        elif "error" in outcome and status != _SUPERSEDED and (verb, status) != ("delete", _ABSENT):
            # Only the kind: the reason may quote the document.
            raise RuntimeError(f"the cluster refused a document: {outcome['error']['type']}")
    return again
