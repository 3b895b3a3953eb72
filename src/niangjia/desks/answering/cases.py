"""The cases of an answer: those most like the question, and how they ended."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.findings import AboutIssue, LikeCase, ReadFact
from niangjia.desks.answering.wording import months
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.findings import CaseHit, Situation, SituationFacts
from niangjia.rights.caselaw.findings import LikeCase as Found
from niangjia.rights.caselaw.queries import cases_like
from niangjia.rights.questions.findings import FactKind

MOST = 5
ENOUGH_TO_COUNT = 3
"""With fewer cases than this, counting how they ended would say nothing."""


def like(
    *, viewer: Viewer, text: str, issues: Sequence[AboutIssue], facts: Sequence[ReadFact]
) -> tuple[LikeCase, ...]:
    """Return the public cases most like a situation as it was told, best first.

    Raises foundation.search.port.IndexMissing before the library was set up.
    """
    told = {issue.code: issue.confidence for issue in issues}
    situation = Situation(text=text, issues=told, facts=_facts(facts))
    found = cases_like(viewer=viewer, situation=situation, limit=MOST)
    return tuple(_case(case) for case in found.cases)


def sources(cases: Sequence[LikeCase]) -> dict[str, Source]:
    """Return what the sentences about cases rest on, by key."""
    return {
        _key(case.hit): Source(
            key=_key(case.hit),
            name=case.hit.title,
            address=reverse("caselaw:case", args=[case.hit.code]),
            text="".join(run.text for passage in case.hit.passages for run in passage),
        )
        for case in cases
    }


def together(cases: Sequence[LikeCase]) -> tuple[Sentence, ...]:
    """Return how the cases ended, counted; nothing for a few."""
    ended = Counter(case.hit.outcome_name for case in cases if case.hit.outcome_name)
    if sum(ended.values()) < ENOUGH_TO_COUNT:
        return ()
    counted = "，".join(
        _("%(number)s件%(outcome)s") % {"number": number, "outcome": outcome}
        for outcome, number in ended.most_common()
    )
    told = [case for case in cases if case.hit.outcome_name]
    text = _("下面%(all)s件：%(counted)s。") % {"all": len(told), "counted": counted}
    return (Sentence(text, tuple(_key(case.hit) for case in told)),)


def _case(found: Found) -> LikeCase:
    ended = found.outcome or _("结果没有写明")
    return LikeCase(found.hit, Sentence(f"{ended}。", (_key(found.hit),)), found.reasons)


def _facts(facts: Sequence[ReadFact]) -> SituationFacts:
    """Return what cases are compared by; of several of a kind the first."""
    first = {fact.kind: fact.value for fact in reversed(facts) if fact.value}
    employment = first.get(FactKind.EMPLOYMENT)
    return SituationFacts(
        months_worked=months(first.get(FactKind.SERVICE, "")),
        monthly_wage=_sum(first.get(FactKind.WAGE)),
        amount=_sum(first.get(FactKind.AMOUNT)),
        employed=employment == "employed" if employment else None,
    )


def _sum(value: str | None) -> Decimal | None:
    """Return a sum, of a range its middle."""
    ends = [Decimal(part) for part in value.split("-")] if value else []
    return sum(ends, Decimal()) / len(ends) if ends else None


def _key(hit: CaseHit) -> str:
    return f"case:{hit.code}"
