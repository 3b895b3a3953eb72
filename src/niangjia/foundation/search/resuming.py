"""Going on with a rebuild that was cut short: what is there already is not laid down again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from niangjia.foundation.search.port import Document


class Remaining:
    """Of everything that should be in an index, what is not yet there as it should be.

    `there` is the (id, hash) of what an earlier run laid down; it is compared by hash, so what
    changed since is laid down anew. Everything is read; only what is missing costs more than that.
    """

    def __init__(self, documents: Iterable[Document], there: Mapping[str, str]) -> None:
        self.read = 0
        self.kept = 0
        self._documents = documents
        self._there = dict(there)

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            self.read += 1
            if self._there.pop(document.id, None) == document.hash:
                self.kept += 1
            else:
                yield document

    @property
    def surplus(self) -> tuple[str, ...]:
        """What is there and should not be; known only after the last document was read."""
        return tuple(self._there)
