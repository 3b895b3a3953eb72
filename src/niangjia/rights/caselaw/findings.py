"""What the library's queries hand to pages, API and commands: values, already permitted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Order = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What a reader narrowed the search to. Codes as in `rules.terms`; amounts in yuan.

    `regions` are division codes of any level: one stands for everything below it.
    """

    regions: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    bodies: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    amount_from: Decimal | None = None
    amount_to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text, and whether it is what was looked for."""

    text: str
    is_hit: bool


Passage = tuple[Stretch, ...]
"""A few lines of a case, cut so that what was looked for stands out."""


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case in a list of results."""

    code: str
    title: str
    body: str
    body_name: str
    region_code: str
    region_name: str
    date: date | None
    issue: str
    issue_name: str
    outcome: str
    outcome_name: str
    claimed: Decimal | None
    awarded: Decimal | None
    fictional: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value one may narrow to, and how many cases that gives."""

    value: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed and what was searched instead."""

    typed: str
    searched: str


@dataclass(frozen=True, slots=True)
class CaseResults:
    """A page of results. `facets` has the keys region, year, body, issue and outcome.

    `relaxed` says that no case had everything asked for and fewer words were demanded;
    `narrowed` that very many had it, and only those that are about it are found;
    `suggestions` are searches that may help where little or nothing was found.
    """

    query: str
    filters: CaseFilters
    order: Order
    total: int
    took_ms: float
    page: int
    pages: int
    hits: tuple[CaseHit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    corrections: tuple[Correction, ...] = ()
    relaxed: bool = False
    narrowed: bool = False
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper: its key (head claims defence facts reasons result tail) and its text."""

    key: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PlainWords:
    """The digest of a case."""

    facts: str
    dispute: str
    result: str
    reasons: str
    lesson: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything a reader sees of one case. `case_no` stays inside the house."""

    code: str
    title: str
    court: str
    body_name: str
    stage_name: str
    region_code: str
    region_name: str
    date: date | None
    issue: str
    issue_name: str
    other_issue_names: tuple[str, ...]
    asker_name: str
    outcome: str
    outcome_name: str
    claimed: Decimal | None
    awarded: Decimal | None
    fictional: bool
    plain: PlainWords | None
    sections: tuple[Section, ...]
    citations: tuple[tuple[str, str], ...]
    similar: tuple[CaseHit, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Cited:
    """An article as papers name it: by one of these titles and this number.

    Only papers from `since` on and before `until` mean it by that number; None: no such limit.
    """

    names: tuple[str, ...]
    article: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CasesApplying:
    """A page of the public cases that name an article, the last come first."""

    total: int
    page: int
    pages: int
    hits: tuple[CaseHit, ...]


@dataclass(frozen=True, slots=True)
class SituationFacts:
    """What somebody told of their own dispute; None: not told.

    `months_worked` in months, sums in yuan; `amount` is what it is about, such as what is owed.
    `contract_signed` is about a written labour contract.
    """

    months_worked: float | None = None
    monthly_wage: Decimal | None = None
    amount: Decimal | None = None
    joined: date | None = None
    left: date | None = None
    employed: bool | None = None
    contract_signed: bool | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """A dispute as somebody tells it: in words, and as far as these were understood.

    `issues` are codes of `rules.terms.Issue` with how likely it is about each, 0 to 1; `place` a
    division code, `stage` a code of `rules.terms.Stage`; None: not told.
    """

    text: str
    issues: Mapping[str, float] = field(default_factory=dict)
    facts: SituationFacts = field(default_factory=SituationFacts)
    place: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class LikeCase:
    """A case like a situation: why it is like it, the weightiest first, and how it ended."""

    hit: CaseHit
    reasons: tuple[str, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class CasesLike:
    """The public cases most like a situation, and how many were compared with it."""

    cases: tuple[LikeCase, ...]
    considered: int
