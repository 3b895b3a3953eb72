"""SQLite's FTS5 as a good engineer would use it for the same task.

The same pieces (bigrams, and the concepts the lexicon marks) are handed over ready cut, in two
columns. Filters and facets lie in tables of small whole numbers with covering indexes. Each
question evaluates the full-text index once, into a temporary table from which the ten best, the
total and the facets are read. The peer is spared what it cannot express: words that only lift.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path

from niangjia.foundation.search.asking import (
    AllOf,
    Alternative,
    Concept,
    Group,
    ParsedQuery,
    Phrase,
    SomeOf,
)
from niangjia.foundation.search.port import Document
from niangjia.foundation.search.relaxing import relaxations
from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import bigrams, phrase_bigrams
from niangjia.rights.caselaw.bench.cases import FACETS, SPEC, Asking
from niangjia.rights.caselaw.rules.lexicon import lexicon

_NOWHERE = "x0nowhere0x"
_SCHEMA = """
CREATE VIRTUAL TABLE pieces USING fts5(
  text, concepts, content='', columnsize=1,
  tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(pieces, 'row');
CREATE TABLE labels (label INTEGER PRIMARY KEY, field TEXT, value TEXT, UNIQUE (field, value));
CREATE TABLE labelled (field TEXT, label INTEGER, doc INTEGER,
  PRIMARY KEY (field, doc, label)) WITHOUT ROWID;
CREATE TABLE documents (doc INTEGER PRIMARY KEY, id TEXT, amount REAL, day INTEGER);
"""
_INDEX = """
CREATE UNIQUE INDEX by_label ON labelled (label, doc);
INSERT INTO pieces (pieces) VALUES ('optimize');
ANALYZE;
"""


def fill(path: Path, documents: Iterable[Document]) -> int:
    """Make the database and return how many documents went in."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
    labels: dict[tuple[str, str], int] = {}
    count = 0
    for count, document in enumerate(documents, start=1):
        _insert(connection, count, document, labels)
    rows = [(number, *label) for label, number in labels.items()]
    connection.executemany("INSERT INTO labels VALUES (?, ?, ?)", rows)
    connection.commit()
    connection.executescript(_INDEX)
    connection.close()
    return count


def _insert(
    connection: sqlite3.Connection,
    number: int,
    document: Document,
    labels: dict[tuple[str, str], int],
) -> None:
    pieces: list[str] = []
    marks: list[str] = []
    for field in SPEC.text_fields:
        even = normalise(document.text[field.name])
        pieces += bigrams(even) * field.boost
        marks += lexicon().marks(even) * field.boost
    connection.execute(
        "INSERT INTO pieces (rowid, text, concepts) VALUES (?, ?, ?)",
        (number, " ".join(pieces), " ".join(marks)),
    )
    day = document.dates["date"]
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?)",
        (number, document.id, document.numbers["amount"], day and day.toordinal()),
    )
    for field_name, values in document.keywords.items():
        for value in dict.fromkeys(values):
            label = labels.setdefault((field_name, value), len(labels) + 1)
            connection.execute("INSERT INTO labelled VALUES (?, ?, ?)", (field_name, label, number))


class Peer:
    """A filled database, asked the way the library asks its index."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript(
            "PRAGMA mmap_size=8000000000; PRAGMA cache_size=-500000; PRAGMA temp_store=MEMORY;"
            "CREATE TEMP TABLE matched (doc INTEGER PRIMARY KEY, score REAL);"
        )
        rows = self._connection.execute("SELECT field, value, label FROM labels")
        self._labels = {(field, value): label for field, value, label in rows}

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def search(self, query: ParsedQuery, asking: Asking) -> int:
        """Find the ten best and count facets; return the total, relaxing where there is none."""
        total = self._answered(query, asking)
        for looser in () if total else relaxations(query):
            total = self._answered(looser, asking)
            if total:
                break
        return total

    def _answered(self, query: ParsedQuery, asking: Asking) -> int:
        match = match_of(query, self._occurs)
        if not match:
            return 0
        run = self._connection.execute
        run("DELETE FROM matched")
        run(
            "INSERT INTO matched SELECT rowid, bm25(pieces) FROM pieces WHERE pieces MATCH ?",
            (match,),
        )
        narrow = self._narrowed(asking.filters)
        total: int = run(f"SELECT count(*) FROM matched WHERE {narrow}").fetchone()[0]  # noqa: S608 - constants
        run(
            "SELECT id, score FROM matched JOIN documents USING (doc)"  # noqa: S608 - constants
            f" WHERE {narrow} ORDER BY score, doc LIMIT 10"
        ).fetchall()
        for facet in FACETS:
            others = {name: v for name, v in asking.filters.items() if name != facet}
            run(
                "SELECT label, count(*) FROM matched JOIN labelled USING (doc)"  # noqa: S608 - constants
                f" WHERE labelled.field = ? AND {self._narrowed(others)} GROUP BY label",
                (facet,),
            ).fetchall()
        return total

    def _occurs(self, piece: str) -> int:
        found = self._connection.execute("SELECT doc FROM vocabulary WHERE term = ?", (piece,))
        row = found.fetchone()
        return row[0] if row else 0

    def _narrowed(self, filters: Mapping[str, frozenset[str]]) -> str:
        """Return conditions on `matched.doc`; the labels are our own whole numbers."""
        conditions = ["1"]
        for name, values in filters.items():
            labels = ",".join(str(self._labels.get((name, value), 0)) for value in values)
            conditions.append(
                "EXISTS (SELECT 1 FROM labelled AS has WHERE has.doc = matched.doc"  # noqa: S608 - constants
                f" AND has.label IN ({labels}))"
            )
        return " AND ".join(conditions)


def match_of(query: ParsedQuery, occurs: Callable[[str], int]) -> str:
    """Return the query in FTS5's own language; empty where nothing can be asked.

    `occurs` tells in how many documents a piece is.
    """

    def group(asked: Group) -> str:
        return " OR ".join(f"({_alternative(way, occurs)})" for way in asked.alternatives)

    required = [group(asked) for asked in query.groups if asked.role == "required"]
    counted = [group(asked) for asked in query.groups if asked.role == "counted"]
    if counted:
        required.append(_at_least(counted, max(1, query.minimum)))
    if not required:
        return ""
    excluded = "".join(f" NOT {_phrase(text)}" for text in query.excluded)
    return " AND ".join(f"({part})" for part in required) + excluded


def _at_least(parts: list[str], minimum: int) -> str:
    ways = combinations(parts, min(minimum, len(parts)))
    return " OR ".join("(" + " AND ".join(f"({part})" for part in way) + ")" for way in ways)


def _alternative(way: Alternative, occurs: Callable[[str], int]) -> str:
    match way:
        case Concept(id_):
            return f'concepts : "{id_}"'
        case Phrase(text):
            return f"text : {_phrase(text)}"
        case AllOf(text):
            return _together(_open_pieces(text))
        case SomeOf(text):
            counts = sorted((occurs(piece), piece) for piece in dict.fromkeys(_open_pieces(text)))
            some = [piece for count, piece in counts if count]
            return _together(some[: (len(some) + 1) // 2])


def _together(pieces: list[str]) -> str:
    return " AND ".join(f'text : "{piece}"' for piece in pieces) or f'text : "{_NOWHERE}"'


def _phrase(text: str) -> str:
    return '"' + " ".join(phrase_bigrams(normalise(text))) + '"'


def _open_pieces(text: str) -> list[str]:
    pieces = bigrams(normalise(text))
    return [piece for piece in pieces if len(piece) > 1 or piece.isascii()] or pieces
