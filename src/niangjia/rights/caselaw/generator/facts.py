"""What a generator knows about the case it made up: the labels that go with the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

Day = date

BODIES = (
    "supreme_court",
    "high_court",
    "intermediate_court",
    "basic_court",
    "arbitration",
    "mediation",
    "ministry",
)
STAGES = ("arbitration", "first_instance", "second_instance", "retrial", "mediation", "review")
ISSUES = (
    "unpaid_wages",
    "overtime",
    "no_contract",
    "unlawful_dismissal",
    "severance",
    "work_injury",
    "social_insurance",
    "leave",
    "women",
    "probation",
    "non_compete",
    "relationship",
    "safety",
    "other",
)
OUTCOMES = ("supported", "partly", "refused", "settled")


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """One claim. Amounts in yuan, None where the claim is not about money.

    `by` is who would be paid: the worker, or the employer (penalties, training fees, losses).
    In a settled case `granted` is None: the parties agreed on one sum for everything. `fate` is
    that of the claim as asked in this paper (granted, partly, refused, "" where settled): an
    employer's demand not to have to pay is granted where the worker gets nothing.
    """

    kind: str
    amount: Decimal | None
    granted: Decimal | None
    by: str = "worker"
    fate: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """The labels of one fictional case.

    `claimed` and `awarded` are sums over the claims, in yuan, whoever is to be paid; None where
    no claim is about money. `outcome` is seen from the worker's side throughout: an employer
    whose demand fails gives "supported". `left` is None while the worker is still employed.
    `applied` is the day arbitration was applied for, `filed` the day this body took the case, both
    None where the text does not say. `parties` are role and kind of everybody in the head, agents
    included; `chain` the stages whose numbers the text names, the paper's own last.
    """

    body: str
    region_code: str
    date: date
    stage: str
    issues: tuple[str, ...]
    asker: str
    outcome: str
    claimed: Decimal | None
    awarded: Decimal | None
    joined: Day | None
    left: Day | None
    monthly_wage: Decimal | None
    occupation: str
    statutes: tuple[tuple[str, str], ...]
    claims: tuple[ClaimFact, ...]
    applied: Day | None = None
    filed: Day | None = None
    parties: tuple[tuple[str, str], ...] = ()
    chain: tuple[str, ...] = ()

    def as_record(self) -> dict[str, object]:
        """The labels as JSON values: dates ISO, money as decimal strings."""
        return {name: _plain(value) for name, value in _items(self)}


@dataclass(frozen=True, slots=True)
class FictionalCase:
    """One made-up document, with the fields of an import file, and what is known about it."""

    id: str
    title: str
    court_or_body: str
    case_no: str
    date: str
    region: str
    cause: str
    text: str
    facts: Facts

    def as_record(self, *, with_facts: bool) -> dict[str, object]:
        """One line of an import file; the labels under "facts" where asked for."""
        record: dict[str, object] = {n: v for n, v in _items(self) if n != "facts"}
        if with_facts:
            record["facts"] = self.facts.as_record()
        return record


def _items(value: FictionalCase | Facts | ClaimFact) -> Iterator[tuple[str, object]]:
    for field in fields(value):
        yield field.name, getattr(value, field.name)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, ClaimFact):
        return {name: _plain(item) for name, item in _items(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
