"""Trying ways of cutting text: the same engine and ranking, other pieces."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Occur, Query

Cut = Callable[[str], list[str]]
_MEMORY = 200_000_000


@dataclass(frozen=True, slots=True)
class TrialSize:
    """What an index of these pieces costs: `bytes` with positions, build in `seconds`."""

    bytes: int
    seconds: float


class Trial:
    """A throw-away index of texts cut by `cut`; any shared piece matches, ranked by BM25."""

    def __init__(self, cut: Cut, texts: Iterable[tuple[str, str]]) -> None:
        began = time.perf_counter()
        self._cut = cut
        self._folder = tempfile.TemporaryDirectory(prefix="niangjia-trial-")
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", tokenizer_name="pieces", index_option="position")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, self._folder.name)
        pieces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("pieces", pieces)
        self._fill(texts)
        seconds = time.perf_counter() - began
        files = Path(self._folder.name).iterdir()
        self.size = TrialSize(sum(file.stat().st_size for file in files), seconds)

    def ranked(self, question: str, most: int) -> list[str]:
        """Return the ids of the best texts for a question."""
        pieces = dict.fromkeys(self._cut(question))
        terms = [Query.term_query(self._schema, "text", piece, "freq") for piece in pieces]
        return self._ids(Query.boolean_query([(Occur.Should, term) for term in terms]), most)

    def containing(self, pieces: Sequence[str]) -> set[str]:
        """Return the ids of all texts with these pieces next to one another."""
        if len(pieces) == 1:
            query = Query.term_query(self._schema, "text", pieces[0], "basic")
        else:
            query = Query.phrase_query(self._schema, "text", list(pieces))
        return set(self._ids(query, max(1, self._searcher.num_docs)))

    def close(self) -> None:
        """Remove the index."""
        self._folder.cleanup()

    def _fill(self, texts: Iterable[tuple[str, str]]) -> None:
        writer = self._index.writer(_MEMORY, num_threads=1)
        for id_, text in texts:
            made = tantivy.Document()
            made.add_text("id", id_)
            made.add_text("text", " ".join(self._cut(text)))
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _ids(self, query: Query, most: int) -> list[str]:
        found = self._searcher.search(query, most, count=False)
        return [self._searcher.doc(address)["id"][0] for _, address in found.hits]
