"""Changes written down, to be made in a second index as well: one line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from niangjia.foundation.search.port import Document, IndexWriter

Change = Document | str
"""A document to add or replace, or the id of one to take out."""


def to_record(change: Change) -> dict[str, Any]:
    """Return a change as JSON can hold it."""
    if isinstance(change, str):
        return {"gone": change}
    return {
        "id": change.id,
        "hash": change.hash,
        "text": dict(change.text),
        "keywords": {name: list(values) for name, values in change.keywords.items()},
        "numbers": dict(change.numbers),
        "dates": {name: on and on.isoformat() for name, on in change.dates.items()},
    }


def from_record(record: Mapping[str, Any]) -> Change:
    """Return the change that `to_record` wrote down."""
    if "gone" in record:
        return str(record["gone"])
    return Document(
        id=record["id"],
        hash=record["hash"],
        text=record["text"],
        keywords={name: tuple(values) for name, values in record["keywords"].items()},
        numbers=record["numbers"],
        dates={name: on and date.fromisoformat(on) for name, on in record["dates"].items()},
    )


def to_line(change: Change) -> str:
    """Return a change as one line."""
    return json.dumps(to_record(change), ensure_ascii=False) + "\n"


def from_line(line: str) -> Change:
    """Return the change of a line."""
    return from_record(json.loads(line))


def apply(change: Change, writer: IndexWriter) -> None:
    """Make the change with `writer`."""
    if isinstance(change, str):
        writer.delete([change])
    else:
        writer.upsert([change])
