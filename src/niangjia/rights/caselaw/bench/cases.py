"""What is put in and what is asked: the same for every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from niangjia.foundation.search.port import Document
from niangjia.rights.caselaw.bench.papers import cases
from niangjia.rights.caselaw.generator.questions import lay_questions
from niangjia.rights.caselaw.indexing import SPEC, document_of

__all__ = ["FACETS", "FILTERS", "SPEC", "Asking", "askings", "documents"]

FACETS = ("region", "issue", "outcome")
FILTERS: tuple[Mapping[str, frozenset[str]], ...] = (
    {"issue": frozenset({"unpaid_wages"})},
    {"region": frozenset({"370000"})},
    {"outcome": frozenset({"supported", "partly"})},
    {"year": frozenset({"2022", "2023", "2024"})},
    {"body": frozenset({"basic_court"}), "region": frozenset({"440000", "330000"})},
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question and what it is narrowed to."""

    question: str
    filters: Mapping[str, frozenset[str]]


def documents(count: int, seed: int) -> Iterator[Document]:
    """Yield made-up cases as the library would hand them to its index."""
    return map(document_of, cases(count, seed))


def askings(count: int, seed: int) -> Sequence[Asking]:
    """Return lay questions; every second one is narrowed, in turn by each kind of filter."""
    return [
        Asking(question, FILTERS[n // 2 % len(FILTERS)] if n % 2 else {})
        for n, question in enumerate(lay_questions(count=count, seed=seed))
    ]
