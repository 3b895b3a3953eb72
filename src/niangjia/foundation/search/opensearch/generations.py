"""Which of the cluster's indexes is ours, and which of them serves.

<prefix>-cases                     the alias: always exactly one generation
<prefix>-cases-g000007             one complete index; its _meta says how it was built
<prefix>-cases-turns               whose turn it is to write and to rebuild (lease)
<prefix>-cases-journal             what is about to change (journal)
"""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, RequestError

from niangjia.foundation.search.opensearch.connection import patiently
from niangjia.foundation.search.opensearch.layout import differences
from niangjia.foundation.search.port import IndexMissing

_FRESH = 5.0  # seconds for which a process may go on believing which generation serves
_KEPT = {  # of documents that are only ever read by their id
    "mappings": {"dynamic": False, "properties": {}},
}
_SLOW = {"request_timeout": 60, "cluster_manager_timeout": "50s", "timeout": "50s"}


@dataclass(frozen=True, slots=True)
class Generation:
    """An index of ours, and in which respects it was built otherwise than would be done today."""

    name: str
    differs: frozenset[str]

    @property
    def outdated(self) -> bool:
        """Whether a rebuild would lay documents down otherwise."""
        return bool(self.differs)


class Generations:
    """The indexes of one `IndexSpec` on one cluster."""

    def __init__(self, client: OpenSearch, base: str, body: dict[str, Any]) -> None:
        self.client = client
        self.alias = base
        self.turns = f"{base}-turns"
        self.journal = f"{base}-journal"
        self._body = body
        self._serving: Generation | None = None
        self._until = 0.0
        self._prepared = False
        self._lock = threading.Lock()

    def serving(self, *, fresh: bool = False) -> Generation:
        """Return what serves; raise `IndexMissing` before the first build."""
        with self._lock:
            if fresh or self._serving is None or time.monotonic() > self._until:
                self._serving = self._look_up(self.alias)
                self._until = time.monotonic() + _FRESH
            if self._serving is None:
                raise IndexMissing("检索库尚未建立，请先运行 niangjia setup。")
            return self._serving

    def forget(self) -> None:
        """Look again with the next question."""
        self._until = 0.0

    def named(self, name: str) -> Generation | None:
        """Return the generation of this name, or None where there is none."""
        return self._look_up(name)

    def prepare(self) -> None:
        """Make what writing needs, where it is not there yet."""
        if self._prepared:
            return
        settings = self._body["settings"]
        kept = {"number_of_shards": 1, "number_of_replicas": settings["number_of_replicas"]}
        for name in (self.turns, self.journal):
            if not self._exists(name):
                self._create(name, {**_KEPT, "settings": kept})
        self._prepared = True

    def create(self, *, serving: bool = False) -> Generation:
        """Make the next generation, empty. The turn to write must be held."""
        numbers = [int(name[-6:]) for name in self.all()]
        name = f"{self.alias}-g{max(numbers, default=0) + 1:06d}"
        aliases: dict[str, Any] = {self.alias: {}} if serving else {}
        self._create(name, {**self._body, "aliases": aliases})
        self.forget()
        return Generation(name, frozenset())

    def all(self) -> list[str]:
        """Return the names of all generations there are."""
        found = patiently(
            lambda: self.client.indices.get_alias(
                index=f"{self.alias}-g*", params={"expand_wildcards": "all"}
            )
        )
        mine = re.compile(re.escape(self.alias) + r"-g\d{6}")
        return sorted(name for name in found if mine.fullmatch(name))

    def refresh(self, name: str) -> None:
        """Let everything written be found."""
        patiently(lambda: self.client.indices.refresh(index=name, params={"request_timeout": 60}))

    def await_copies(self, name: str, seconds: int) -> None:
        """Wait until every copy of every shard is there, but not longer than so many seconds."""
        params = {"wait_for_status": "green", "timeout": f"{seconds}s", "ignore": 408}
        params |= {"request_timeout": seconds + 10}
        patiently(lambda: self.client.cluster.health(index=name, params=params))

    def switch_to(self, name: str) -> None:
        """Let this generation serve from now on, in one step."""
        actions = [{"remove": {"index": f"{self.alias}-g*", "alias": self.alias}}]
        if self._look_up(self.alias) is None:
            actions = []
        actions.append({"add": {"index": name, "alias": self.alias}})
        body = {"actions": actions}
        patiently(lambda: self.client.indices.update_aliases(body=body, params=_SLOW))
        self.forget()

    def remove(self, name: str) -> None:
        """Remove a generation that does not serve."""
        params = {"ignore": 404, **_SLOW}
        patiently(lambda: self.client.indices.delete(index=name, params=params))

    def remove_all(self) -> None:
        """Remove every generation, the turns and the journal."""
        for name in (*self.all(), self.turns, self.journal):
            self.remove(name)
        self._prepared = False
        self.forget()

    def _look_up(self, name: str) -> Generation | None:
        try:
            found = patiently(lambda: self.client.indices.get_mapping(index=name))
        except NotFoundError:
            return None
        ((index, described),) = found.items()
        built = described["mappings"].get("_meta", {})
        return Generation(index, differences(built, self._body["mappings"]["_meta"]))

    def _exists(self, name: str) -> bool:
        return bool(patiently(lambda: self.client.indices.exists(index=name)))

    def _create(self, name: str, body: dict[str, Any]) -> None:
        try:
            patiently(lambda: self.client.indices.create(index=name, body=body, params=_SLOW))
        except RequestError as error:
            if error.error != "resource_already_exists_exception":
                raise  # else it is ours: made by another process, or by a request sent twice
