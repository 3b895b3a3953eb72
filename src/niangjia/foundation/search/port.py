"""The one way into a search index, whatever engine stands behind it.

A room declares an `IndexSpec`, hands over `Document`s and asks with a `SearchRequest`. Nothing here
knows an engine: the embedded one and a cluster are held to the same tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from niangjia.foundation.search.asking import ParsedQuery
from niangjia.kernel.errors import Invalid, Unavailable

Order = Literal["relevance", "newest", "oldest"]


class IndexBusy(Unavailable):
    """Another process is writing, and went on longer than we were willing to wait."""


class IndexMissing(Unavailable):
    """There is no such index yet, or its folder cannot be read; build it with `rebuild`."""


class UnknownField(Invalid):
    """A filter, range or facet names a field the index does not declare."""


@dataclass(frozen=True, slots=True)
class TextField:
    """Searchable text. A word in a field of boost 3 counts like three in one of boost 1."""

    name: str
    boost: int = 1


@dataclass(frozen=True, slots=True)
class IndexSpec:
    """What an index holds.

    Keyword fields take several values and can be filtered and counted; numbers and dates can be
    limited to a range; the first date field is the one `newest` and `oldest` go by.
    """

    name: str
    text_fields: tuple[TextField, ...]
    keyword_fields: tuple[str, ...] = ()
    number_fields: tuple[str, ...] = ()
    date_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to be found. `hash` is the caller's digest of everything that was indexed."""

    id: str
    hash: str
    text: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, float | None] = field(default_factory=dict)
    dates: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """From `low` to `high`, both included; None leaves that side open."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """From `first` to `last`, both included; None leaves that side open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question to the index.

    `query` None means everything. Within one filter any value will do, every filter must hold.
    """

    query: ParsedQuery | None = None
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    number_ranges: Mapping[str, NumberRange] = field(default_factory=dict)
    date_ranges: Mapping[str, DateRange] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    order: Order = "relevance"
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. `score` has meaning only within one response ordered by relevance."""

    id: str
    score: float


class FacetCount(NamedTuple):
    """How many of the documents found carry this value. A tuple: an answer has hundreds of them."""

    value: str
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a count


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """What was found.

    The counts of a facet leave that facet's own filter aside, so that a reader sees what choosing
    another value would give. `relaxed` says that nothing matched the query as asked and that fewer
    of its words were demanded; `narrowed`, that very many did, and only those that are about it are
    counted and listed.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    took_ms: float
    relaxed: bool = False
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class IndexState:
    """What serves just now. `outdated`: built from other fields or words than declared today."""

    generation: str
    documents: int
    bytes: int
    outdated: bool


class IndexWriter(Protocol):
    """Changes that become visible together, when the `writing` block is left without an error."""

    def upsert(self, documents: Iterable[Document]) -> int:
        """Add documents or replace those of the same id; return how many."""

    def delete(self, ids: Iterable[str]) -> int:
        """Take documents out; an id that is not there is no error. Return how many were asked."""


@runtime_checkable
class SearchIndex(Protocol):
    """An index that many may read and one at a time may write, from any process."""

    @property
    def spec(self) -> IndexSpec:
        """What the index was declared to hold."""

    def writing(self, *, timeout: float = 30.0) -> AbstractContextManager[IndexWriter]:
        """Wait up to `timeout` seconds for the right to write; raise `IndexBusy` after that.

        Leaving the block commits; an exception inside it takes everything back.
        """

    def upsert(self, documents: Sequence[Document]) -> int:
        """`writing` for one batch: visible to every process when this returns."""

    def delete(self, ids: Sequence[str]) -> int:
        """`writing` for one batch of deletions."""

    def rebuild(self, documents: Iterable[Document], *, timeout: float = 30.0) -> int:
        """Build anew beside the old index, which serves until the new one is complete.

        `documents` is all that is to be in the index, read from when this is called. Returns how
        many there were. What others write meanwhile is in the old index at once and in the new one
        as well; a second rebuild is `IndexBusy`. Cut short, the old index goes on serving, and the
        next rebuild goes on with the unfinished one: what lies there with the same hash is kept.
        """

    def search(self, request: SearchRequest) -> SearchResponse:
        """Find, count, order. Raises `UnknownField`, and `IndexMissing` before the first build."""

    def more_like(
        self,
        text: str,
        *,
        exclude: frozenset[str] = frozenset(),
        filters: Mapping[str, frozenset[str]] | None = None,
        limit: int = 5,
    ) -> tuple[Hit, ...]:
        """Documents about the same as `text`, best first, without those in `exclude`."""

    def frequency(self, phrase: str) -> int:
        """In how many documents these characters stand next to one another, at a guess.

        Deleted documents may still be counted until their segment is merged.
        """

    def count(self) -> int:
        """How many documents can be found."""

    def hashes(self) -> Iterator[tuple[str, str]]:
        """Every (id, hash), as of one moment, in no order: for comparing with the database."""

    def state(self) -> IndexState:
        """What serves just now."""
