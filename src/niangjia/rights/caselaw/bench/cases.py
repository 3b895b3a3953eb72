"""What is put in and what is asked: the same for every engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from niangjia.foundation.search.port import Document, IndexSpec, TextField
from niangjia.kernel import divisions
from niangjia.rights.caselaw.generator import FictionalCase, generate
from niangjia.rights.caselaw.generator.questions import lay_questions

SPEC = IndexSpec(
    name="cases",
    text_fields=(TextField("title", 3), TextField("text")),
    keyword_fields=("region", "year", "body", "issue", "outcome"),
    number_fields=("amount",),
    date_fields=("date",),
)
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
    facts = case.facts
    amount = facts.awarded if facts.awarded is not None else facts.claimed
    return Document(
        id=case.id,
        hash=hashlib.sha256(case.text.encode()).hexdigest()[:32],
        text={"title": case.title, "text": case.text},
        keywords={
            "region": divisions.lineage(facts.region_code),
            "year": (case.date[:4],),
            "body": (facts.body,),
            "issue": facts.issues,
            "outcome": (facts.outcome,),
        },
        numbers={"amount": None if amount is None else float(amount)},
        dates={"date": date.fromisoformat(case.date)},
    )
