"""What a dispute is compared by, read from a situation or from a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from niangjia.foundation.search.query import parse
from niangjia.rights.caselaw.alike.told import contract_told, stage_told
from niangjia.rights.caselaw.asked import about
from niangjia.rights.caselaw.elements import elements_of
from niangjia.rights.caselaw.findings import Situation, SituationFacts
from niangjia.rights.caselaw.models import Case
from niangjia.rights.caselaw.rules.judgment.kinds import kinds_asked
from niangjia.rights.caselaw.rules.lexicon import lexicon

MAIN, BESIDE = 1.0, 0.5
"""How much a case is about its main issue, and about each other one."""

_DAYS_A_MONTH = 365.2425 / 12


@dataclass(frozen=True, slots=True)
class Profile:
    """What a dispute is compared by; None and empty: not known.

    `issues` are codes with how much it is about each; `kinds` codes of claims, `elements` of
    what the words state. `months` is how long the work lasted, sums are in yuan.
    """

    issues: Mapping[str, float] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    months: float | None = None
    wage: float | None = None
    amount: float | None = None
    employed: bool | None = None
    contract: bool | None = None
    stage: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A public case as it is compared. `explained`: somebody told it in plain words."""

    number: int
    code: str
    profile: Profile
    outcome: str = ""
    decided: date | None = None
    explained: bool = False


def profile_of_situation(told: Situation) -> Profile:
    """Return what a situation is compared by; elements are guessed from its words."""
    facts = told.facts
    elements = frozenset(element.code for element in elements_of(told.text))
    return Profile(
        issues=told.issues or issues_by_words(told.text),
        kinds=frozenset(kinds_asked(told.text)),
        elements=elements,
        months=_months(facts),
        wage=_figure(facts.monthly_wage),
        amount=_figure(facts.amount),
        employed=_employed(facts),
        contract=_first_known(facts.contract_signed, contract_told(told.text), _contract(elements)),
        stage=told.stage or stage_told(told.text),
        place=told.place or "",
    )


def profile_of_case(case: Case, kinds: frozenset[str]) -> Profile:
    """Return what a case is compared by; `kinds` are those of the claims in it.

    Of a mediated one, whose paper nobody may read, only what its page tells counts.
    """
    told = Profile(
        issues=case_issues(case),
        amount=_figure(case.claimed),
        stage=case.stage,
        place=case.region_code,
    )
    if case.mediated:
        return told
    elements = frozenset(case.elements.split())
    return replace(
        told,
        kinds=kinds,
        elements=elements,
        months=_months(SituationFacts(joined=case.joined, left=case.left or case.date)),
        wage=_figure(case.monthly_wage),
        employed=case.left is None if case.joined is not None else None,
        contract=_contract(elements),
    )


def issues_by_words(text: str) -> dict[str, float]:
    """Return the issues that the words of the lexicon tell, the likeliest as sure as any can be."""
    groups = about(parse(text, lexicon(), literal=True).groups)
    most = max((group.weight for group in groups), default=0.0)
    return {group.shown: group.weight / most for group in groups}


def case_issues(case: Case) -> dict[str, float]:
    """Return the issues of a case with how much it is about each."""
    beside = dict.fromkeys(case.other_issues, BESIDE)
    return beside | ({case.issue: MAIN} if case.issue else {})


def _months(facts: SituationFacts) -> float | None:
    if facts.months_worked is not None:
        return facts.months_worked if facts.months_worked > 0 else None
    if facts.joined is None or facts.left is None or facts.left <= facts.joined:
        return None
    return (facts.left - facts.joined).days / _DAYS_A_MONTH


def _employed(facts: SituationFacts) -> bool | None:
    return False if facts.employed is None and facts.left is not None else facts.employed


def _contract(elements: frozenset[str]) -> bool | None:
    """Tell whether a written contract was signed, where the words state one thing alone."""
    signed, unsigned = "contract_signed" in elements, "no_contract" in elements
    return None if signed == unsigned else signed


def _first_known(*answers: bool | None) -> bool | None:
    return next((answer for answer in answers if answer is not None), None)


def _figure(amount: Decimal | None) -> float | None:
    return float(amount) if amount is not None and amount > 0 else None
