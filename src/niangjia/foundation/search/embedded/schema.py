"""How an `IndexSpec` and its documents look inside tantivy.

Counting values one by one is slow where a document has several: such a field is counted by the
whole set of its values instead, one set per document, and taken apart afterwards.

All text goes into one field: a word of a text field with boost 3 is written three times, so that
one list per word has to be read instead of one per word and field. Concepts have a field of their
own, where the length of a document is the number of concepts it mentions; a short decision about
one thing then ranks above a long one about ten.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from pathlib import Path

import tantivy

from niangjia.foundation.search.declared import check_declared
from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import Document, IndexSpec
from niangjia.kernel.chinese.bulk import spelt_and_cut

ID, HASH, TEXT, CONCEPTS, NEWEST, OLDEST = (
    "_id",
    "_hash",
    "_text",
    "_concepts",
    "_newest",
    "_oldest",
)
LAYOUT = 3  # to be raised whenever an index written before would be read wrongly
SEPARATOR = "\x1f"
_FIELD_END = "。"  # no word, and no expression of a lexicon, goes on beyond it
_LAST_DAY = 2**24
_TIE = 2**32


def keyword(name: str) -> str:
    """Return the tantivy field of a keyword field; the letter keeps names of ours apart."""
    return f"k_{name}"


def value_set(name: str) -> str:
    """Return the tantivy field of all values of a keyword field together, for counting."""
    return f"s_{name}"


def number(name: str) -> str:
    """Return the tantivy field of a number field."""
    return f"n_{name}"


def day(name: str) -> str:
    """Return the tantivy field of a date field; it holds the day's ordinal."""
    return f"d_{name}"


def build_schema(spec: IndexSpec) -> tantivy.Schema:
    """Return the tantivy schema of an index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(HASH, stored=True)
    builder.add_text_field(TEXT, tokenizer_name="pieces", index_option="position")
    builder.add_text_field(CONCEPTS, tokenizer_name="pieces", index_option="freq")
    for name in spec.keyword_fields:
        builder.add_text_field(keyword(name), tokenizer_name="raw", index_option="basic")
        builder.add_text_field(
            value_set(name), fast=True, tokenizer_name="raw", index_option="basic"
        )
    for name in spec.number_fields:
        builder.add_float_field(number(name), indexed=True, fast=True)
    for name in spec.date_fields:
        builder.add_unsigned_field(day(name), indexed=True, fast=True)
    for name in (NEWEST, OLDEST):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def open_index(path: Path, spec: IndexSpec) -> tantivy.Index:
    """Open the index in `path`, or begin one there."""
    index = tantivy.Index(build_schema(spec), str(path))
    pieces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("pieces", pieces)
    index.config_reader(reload_policy="manual")
    return index


def to_tantivy(
    spec: IndexSpec, lexicon: Lexicon, documents: Sequence[Document]
) -> list[tantivy.Document]:
    """Return documents as tantivy stores them; their text is indexed but not kept."""
    return [
        _made(spec, lexicon, document, even, pieces)
        for document, (even, pieces) in zip(
            documents, spelt_and_cut([_whole_text(spec, each) for each in documents]), strict=True
        )
    ]


def _made(
    spec: IndexSpec, lexicon: Lexicon, document: Document, even: str, pieces: str
) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text(ID, document.id)
    made.add_bytes(HASH, document.hash.encode())
    made.add_text(TEXT, pieces)
    made.add_text(CONCEPTS, " ".join(lexicon.marks(even)))
    _add_values(made, spec, document)
    _add_order(made, spec, document)
    return made


def _whole_text(spec: IndexSpec, document: Document) -> str:
    """Return all text of a document, each field as often as it counts."""
    check_declared(document.text, tuple(field.name for field in spec.text_fields))
    texts = ((document.text.get(field.name, ""), field.boost) for field in spec.text_fields)
    return _FIELD_END.join(text for text, boost in texts if text for _ in range(boost))


def _add_values(made: tantivy.Document, spec: IndexSpec, document: Document) -> None:
    check_declared(document.keywords, spec.keyword_fields)
    check_declared(document.numbers, spec.number_fields)
    check_declared(document.dates, spec.date_fields)
    for name, values in document.keywords.items():
        distinct = tuple(dict.fromkeys(values))
        for value in distinct:
            made.add_text(keyword(name), value)
        if distinct:
            made.add_text(value_set(name), SEPARATOR.join(distinct))
    for name, amount in document.numbers.items():
        if amount is not None:
            made.add_float(number(name), float(amount))
    for name, on in document.dates.items():
        if on is not None:
            made.add_unsigned(day(name), on.toordinal())


def _add_order(made: tantivy.Document, spec: IndexSpec, document: Document) -> None:
    """Give the document its place by date; without a date it comes last either way."""
    on = document.dates.get(spec.date_fields[0]) if spec.date_fields else None
    tie = zlib.crc32(document.id.encode())
    made.add_unsigned(NEWEST, (on.toordinal() if on else 0) * _TIE + tie)
    made.add_unsigned(OLDEST, (on.toordinal() if on else _LAST_DAY) * _TIE + tie)


def declaration(spec: IndexSpec, lexicon: Lexicon) -> str:
    """Return, as one line, everything that decides how documents lie in the index."""
    return json.dumps(
        {
            "layout": LAYOUT,
            "lexicon": lexicon.fingerprint,
            "text": [[field.name, field.boost] for field in spec.text_fields],
            "keywords": spec.keyword_fields,
            "numbers": spec.number_fields,
            "dates": spec.date_fields,
        }
    )
