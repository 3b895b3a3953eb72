"""What was understood of a question: values, stored nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from niangjia.kernel.issues import Issue
from niangjia.rights.questions.rules.facts import Fact, FactKind
from niangjia.rights.questions.rules.fields import Field

__all__ = ["Elsewhere", "Fact", "FactKind", "Field", "IssueGuess", "Question"]


@dataclass(frozen=True, slots=True)
class IssueGuess:
    """An issue and how likely the question is about it, 0 to 1."""

    issue: Issue
    confidence: float


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """For what is no labour matter: the field, as far as told, and where to go, in sentences."""

    field: Field
    confidence: float
    where_to_go: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood.

    `labour`: how likely it is a labour matter, 0 to 1. `issues`: the likeliest first, a second
    where it is more likely than not that the question is about that too; none for what is no
    labour matter, which has `elsewhere` instead. `facts` stand in the order of the text.
    """

    text: str
    labour: float
    issues: tuple[IssueGuess, ...]
    elsewhere: Elsewhere | None
    facts: tuple[Fact, ...]

    @property
    def is_labour(self) -> bool:
        """Whether it is more likely than not a labour matter."""
        return self.elsewhere is None
