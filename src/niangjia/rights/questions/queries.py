"""Understanding a question. Nothing is read from anywhere but the text, and nothing is kept."""

from __future__ import annotations

from niangjia.rights.questions.findings import Elsewhere, IssueGuess, Question
from niangjia.rights.questions.model.features import Features, features
from niangjia.rights.questions.model.weights import FIELDS, ISSUES, model
from niangjia.rights.questions.rules.facts import facts_in
from niangjia.rights.questions.rules.fields import Field, where_to_go

__all__ = ["LIKELY", "facts_in", "understand_question"]

LIKELY = 0.5
"""From here on something is more likely than not."""


def understand_question(text: str) -> Question:
    """Return what a question in plain words is about and which facts it tells.

    An empty text is no labour matter: there is nothing in it. Of a very long one the beginning
    tells what it is about (`features.LONGEST` characters).
    """
    read = features(text)
    if not len(read.ids):
        return Question(text, 0.0, (), _elsewhere(Field.OTHER, 0.0), facts_in(text))
    labour = model().labour_confidence(read)
    if labour < LIKELY:
        return Question(text, labour, (), _field(read), facts_in(text))
    return Question(text, labour, _issues(read), None, facts_in(text))


def _issues(read: Features) -> tuple[IssueGuess, ...]:
    sure = model().issue_confidences(read)
    first, second = sorted(range(len(ISSUES)), key=lambda at: -sure[at])[:2]
    told = (first, second) if sure[second] >= LIKELY else (first,)
    return tuple(IssueGuess(ISSUES[at], sure[at]) for at in told)


def _field(read: Features) -> Elsewhere:
    sure = model().field_confidences(read)
    best = max(range(len(FIELDS)), key=lambda at: sure[at])
    return _elsewhere(FIELDS[best] if sure[best] >= LIKELY else Field.OTHER, sure[best])


def _elsewhere(field: Field, confidence: float) -> Elsewhere:
    return Elsewhere(field, confidence, where_to_go(field))
