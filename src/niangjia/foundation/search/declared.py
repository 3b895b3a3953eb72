"""What every engine holds a request and a document to."""

from __future__ import annotations

from collections.abc import Iterable

from niangjia.foundation.search.port import Document, IndexSpec, UnknownField


def check_declared(names: Iterable[str], declared: tuple[str, ...]) -> None:
    """Raise `UnknownField` for a name the index does not declare."""
    for name in names:
        if name not in declared:
            raise UnknownField(f"检索库没有“{name}”这一项。")


def check_document(spec: IndexSpec, document: Document) -> None:
    """Raise `UnknownField` where the document has a field the index does not declare."""
    check_declared(document.text, tuple(field.name for field in spec.text_fields))
    check_declared(document.keywords, spec.keyword_fields)
    check_declared(document.numbers, spec.number_fields)
    check_declared(document.dates, spec.date_fields)
