"""What is put in and what is asked: the same for every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from niangjia.foundation.search.port import Document
from niangjia.rights.caselaw.generator import FictionalCase, generate
from niangjia.rights.caselaw.generator.questions import lay_questions
from niangjia.rights.caselaw.indexing import SPEC, document_of
from niangjia.rights.caselaw.models import Case

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
    return map(_document, generate(count=count, seed=seed))


def askings(count: int, seed: int) -> Sequence[Asking]:
    """Return lay questions; every second one is narrowed, in turn by each kind of filter."""
    return [
        Asking(question, FILTERS[n // 2 % len(FILTERS)] if n % 2 else {})
        for n, question in enumerate(lay_questions(count=count, seed=seed))
    ]


def _document(case: FictionalCase) -> Document:
    """Hand over a made-up case exactly as the library hands over its own."""
    facts = case.facts
    return document_of(
        Case(
            code=case.id,
            title=case.title,
            text=case.text,
            date=date.fromisoformat(case.date),
            region_code=facts.region_code,
            body=facts.body,
            issue=facts.issues[0],
            other_issues=list(facts.issues[1:]),
            outcome=facts.outcome,
            claimed=facts.claimed,
            awarded=facts.awarded,
        )
    )
