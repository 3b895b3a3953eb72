"""In how many documents a piece occurs, asked for many pieces at once."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import HTTP_EXCEPTIONS, TransportError

from niangjia.foundation.search.opensearch.connection import patiently

Piece = tuple[str, str]
"""A field and a term in it."""
EVERYTHING: Piece = ("", "")
_FRESH = 30.0  # seconds: what the numbers decide does not hang on single documents
_AT_ONCE = 100
_MOST_REMEMBERED = 50_000


class Frequencies:
    """Counts by generation, remembered for a short while. Safe to share between threads."""

    def __init__(self, client: OpenSearch) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._known: dict[tuple[str, Piece], tuple[float, int]] = {}

    def of(self, index: str, pieces: Iterable[Piece]) -> dict[Piece, int]:
        """Return the count of each piece; of `EVERYTHING` the number of all documents."""
        wanted = list(dict.fromkeys(pieces))
        oldest = time.monotonic() - _FRESH
        with self._lock:
            remembered = {piece: self._known.get((index, piece)) for piece in wanted}
        found = {piece: seen[1] for piece, seen in remembered.items() if seen and seen[0] > oldest}
        asked = [piece for piece in wanted if piece not in found]
        for start in range(0, len(asked), _AT_ONCE):
            found |= self._asked(index, asked[start : start + _AT_ONCE])
        return found

    def forget(self) -> None:
        """Count anew with the next question."""
        with self._lock:
            self._known.clear()

    def _asked(self, index: str, pieces: list[Piece]) -> dict[Piece, int]:
        lines = "".join("{}\n" + json.dumps(_count(piece)) + "\n" for piece in pieces)
        counts = patiently(lambda: self._counted(index, lines))
        now = time.monotonic()
        with self._lock:
            if len(self._known) > _MOST_REMEMBERED:
                self._known.clear()
            self._known |= {
                (index, piece): (now, count) for piece, count in zip(pieces, counts, strict=True)
            }
        return dict(zip(pieces, counts, strict=True))

    def _counted(self, index: str, lines: str) -> list[int]:
        return [_total(one) for one in self._client.msearch(body=lines, index=index)["responses"]]


def _count(piece: Piece) -> dict[str, Any]:
    field, term = piece
    query: dict[str, Any] = {"term": {field: term}} if field else {"match_all": {}}
    return {"size": 0, "track_total_hits": True, "query": query}


def _total(response: dict[str, Any]) -> int:
    """Return one count; raise what the client would, had it been asked alone."""
    if "error" in response:
        status = response["status"]
        kind = HTTP_EXCEPTIONS.get(status, TransportError)
        raise kind(status, response["error"]["type"], response)
    return int(response["hits"]["total"]["value"])
