"""tantivy-py as it comes, as somebody in a hurry would use it: the mark to keep up with.

The words rjieba cuts, in one field with the default tokenizer and default options; a question is
its words through tantivy's own parser, the ten best come back. No filter, no facet, no total.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import rjieba
import tantivy

from niangjia.foundation.search.port import Document

_MEMORY = 160_000_000
_WORD = re.compile(r"\w")


def fill(folder: Path, documents: Iterable[Document]) -> int:
    """Make the index and return how many documents went in."""
    folder.mkdir(parents=True)
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field("body")
    index = tantivy.Index(schema.build(), str(folder))
    writer = index.writer(_MEMORY, num_threads=1)
    count = 0
    for document in documents:
        made = tantivy.Document()
        made.add_text("id", document.id)
        made.add_text("body", " ".join(rjieba.cut("\n".join(document.text.values()))))
        writer.add_document(made)
        count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


class Stock:
    """A filled index, asked with the reader's own words."""

    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def search(self, question: str) -> list[str]:
        """Return the ids of the ten best."""
        words = " ".join(word for word in rjieba.cut(question) if _WORD.search(word))
        found = self._searcher.search(self._index.parse_query(words, ["body"]), 10, count=False)
        return [self._searcher.doc(address)["id"][0] for _, address in found.hits]
