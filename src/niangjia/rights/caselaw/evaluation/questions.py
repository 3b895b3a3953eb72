"""What this room knows of questions, for those who learn to tell what questions are about."""

from __future__ import annotations

from collections.abc import Iterator

from niangjia.foundation.search.query import parse
from niangjia.kernel.issues import Issue
from niangjia.rights.caselaw.asked import about
from niangjia.rights.caselaw.generator.questions import labelled_questions
from niangjia.rights.caselaw.rules.lexicon import lexicon

GENERATED = 1_120
_SEED = 20261121
_WEAK = 0.5
_TOGETHER = 4
"""So many ways of saying a thing make one example."""


def issue_by_lexicon(question: str) -> Issue | None:
    """Return the issue that the words of the lexicon weigh most for, as the search has it."""
    groups = about(parse(question, lexicon(), literal=True).groups)
    heaviest = max(groups, key=lambda group: group.weight, default=None)
    return Issue.of(heaviest.shown) if heaviest else None


def wording() -> Iterator[tuple[str, Issue]]:
    """Yield made-up questions, then what people and the law call things, each with its issue.

    All of it was written for this project. Words that may mean something else are left out.
    """
    for issue, question in labelled_questions(count=GENERATED, seed=_SEED):
        yield question, Issue.of(issue)
    for concept in lexicon().concepts:
        if concept.subject:
            said = [e.text.replace("…", "") for e in concept.expressions if e.strength > _WEAK]
            for at in range(0, len(said) + 1, _TOGETHER):
                yield (
                    "，".join([concept.term, *said[at : at + _TOGETHER]]),
                    Issue.of(concept.subject),
                )
