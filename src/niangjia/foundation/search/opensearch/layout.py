"""How an `IndexSpec` and its documents look on the cluster.

The words are cut here and handed over with spaces between them, so that this engine sees the very
terms the embedded one sees: all text in one field, a word of boost 3 written three times, and the
concepts in a field of their own. No text is kept, only ids and hashes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

from niangjia.foundation.search.declared import check_document
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.opensearch.settings import ClusterSettings
from niangjia.foundation.search.port import Document, IndexSpec
from niangjia.kernel.chinese.normalise import normalise
from niangjia.kernel.chinese.segment import bigrams

ID, HASH, TEXT, CONCEPTS, NEWEST, OLDEST = "id", "hash", "text", "concepts", "newest", "oldest"
LAYOUT = 1  # to be raised whenever an index written before would be read wrongly
DEEPEST = 100_000  # how far a reader can page
_LAST_DAY = 2**24
_TIE = 2**32


def keyword(name: str) -> str:
    """Return the cluster's field of a keyword field; the letter keeps names of ours apart."""
    return f"k_{name}"


def number(name: str) -> str:
    """Return the cluster's field of a number field."""
    return f"n_{name}"


def day(name: str) -> str:
    """Return the cluster's field of a date field; it holds the day's ordinal."""
    return f"d_{name}"


def index_body(spec: IndexSpec, lexicon: Lexicon, settings: ClusterSettings) -> dict[str, Any]:
    """Return what an index is made with. Nothing becomes visible before it is asked to."""
    fields: dict[str, Any] = {
        ID: {"type": "keyword"},
        HASH: {"type": "keyword", "index": False},
        TEXT: {"type": "text", "analyzer": "whitespace", "index_options": "positions"},
        CONCEPTS: {"type": "text", "analyzer": "whitespace", "index_options": "freqs"},
        NEWEST: {"type": "long", "index": False},
        OLDEST: {"type": "long", "index": False},
    }
    fields |= {keyword(name): {"type": "keyword"} for name in spec.keyword_fields}
    fields |= {number(name): {"type": "double"} for name in spec.number_fields}
    fields |= {day(name): {"type": "integer"} for name in spec.date_fields}
    return {
        "settings": {
            "number_of_shards": settings.shards,
            "number_of_replicas": settings.replicas,
            "refresh_interval": "-1",
            "max_result_window": DEEPEST,
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"enabled": False},
            "_meta": declaration(spec, lexicon),
            "properties": fields,
        },
    }


def declaration(spec: IndexSpec, lexicon: Lexicon) -> dict[str, Any]:
    """Return everything that decides how documents lie in the index."""
    declared: dict[str, Any] = json.loads(
        json.dumps(
            {
                "layout": LAYOUT,
                "lexicon": lexicon.fingerprint,
                "text": [[field.name, field.boost] for field in spec.text_fields],
                "keywords": spec.keyword_fields,
                "numbers": spec.number_fields,
                "dates": spec.date_fields,
            }
        )
    )
    return declared


def differences(found: Mapping[str, Any], today: Mapping[str, Any]) -> frozenset[str]:
    """Return in which respects an index was built otherwise than would be done today."""
    return frozenset(name for name, value in today.items() if found.get(name) != value)


def to_source(spec: IndexSpec, lexicon: Lexicon, document: Document) -> dict[str, Any]:
    """Return the document as the cluster takes it."""
    check_document(spec, document)
    pieces: list[str] = []
    marks: list[str] = []
    for field in spec.text_fields:
        even = normalise(document.text.get(field.name, ""))
        if even:
            pieces.extend(bigrams(even) * field.boost)
            marks.extend(lexicon.marks(even) * field.boost)
    on = document.dates.get(spec.date_fields[0]) if spec.date_fields else None
    tie = zlib.crc32(document.id.encode())
    source: dict[str, Any] = {
        ID: document.id,
        HASH: document.hash,
        TEXT: " ".join(pieces),
        CONCEPTS: " ".join(marks),
        NEWEST: (on.toordinal() if on else 0) * _TIE + tie,
        OLDEST: (on.toordinal() if on else _LAST_DAY) * _TIE + tie,
    }
    for name, values in document.keywords.items():
        source[keyword(name)] = list(dict.fromkeys(values))
    source |= {number(name): v for name, v in document.numbers.items() if v is not None}
    source |= {day(name): v.toordinal() for name, v in document.dates.items() if v is not None}
    return source
