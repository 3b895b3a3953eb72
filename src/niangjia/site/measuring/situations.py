"""What a question in plain words says of somebody's own dispute, for the case library.

The room of questions reads it; the room of cases compares it. Neither knows the other.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from niangjia.rights.caselaw.findings import Situation, SituationFacts
from niangjia.rights.questions.findings import Fact, FactKind
from niangjia.rights.questions.queries import understand_question

_SPAN = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def situation_of(text: str) -> Situation:
    """Return a question as the case library compares it."""
    read = understand_question(text)
    return Situation(
        text=text,
        issues={guess.issue.value: guess.confidence for guess in read.issues},
        facts=SituationFacts(
            months_worked=_longest(_values(read.facts, FactKind.SERVICE)),
            monthly_wage=_first(_values(read.facts, FactKind.WAGE)),
            amount=_largest(_values(read.facts, FactKind.AMOUNT)),
            employed=_employed(_values(read.facts, FactKind.EMPLOYMENT)),
        ),
    )


def _values(facts: Iterable[Fact], kind: FactKind) -> list[str]:
    return [fact.value for fact in facts if fact.kind is kind]


def _longest(spans: Iterable[str]) -> float | None:
    return max(map(_months, spans), default=None)


def _months(span: str) -> float:
    found = _SPAN.fullmatch(span)
    years, months, days = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return years * 12 + months + days / 30.44


def _first(sums: Iterable[str]) -> Decimal | None:
    return next(map(_middle, sums), None)


def _largest(sums: Iterable[str]) -> Decimal | None:
    return max(map(_middle, sums), default=None)


def _middle(written: str) -> Decimal:
    bounds = [Decimal(bound) for bound in written.split("-")]
    return sum(bounds, Decimal(0)) / len(bounds)


def _employed(told: list[str]) -> bool | None:
    return told[0] == "employed" if told else None
