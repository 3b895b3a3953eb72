"""What a reader asked, and what to look for where too few cases have all of it."""

from dataclasses import replace

from niangjia.foundation.search.asking import Group, ParsedQuery, Phrase
from niangjia.foundation.search.query import parse
from niangjia.rights.caselaw.indexing import index, issue_mark
from niangjia.rights.caselaw.rules.lexicon import lexicon
from niangjia.rights.caselaw.rules.terms import Issue

ABOUT_WEIGHT = 2.0
"""How much it counts that a case is about the issue, beside the words it shares."""


def understood(asked: str, *, literal: bool) -> ParsedQuery:
    """Read the question, and prefer cases whose issue is what its concepts are about.

    `literal` takes the words as typed, slips included.
    """
    query = parse(asked, lexicon(), frequency=index().frequency, literal=literal)
    subjects = dict.fromkeys(lexicon().by_id[concept].subject for concept in query.concepts)
    about = tuple(
        Group(subject, (Phrase(issue_mark(subject)),), "optional", ABOUT_WEIGHT)
        for subject in subjects
        if subject != Issue.OTHER
    )
    return replace(query, groups=query.groups + about)


def widened(query: ParsedQuery) -> ParsedQuery | None:
    """Return the same question content with any one thing asked, or with the issue alone.

    What has more of it still ranks first. None where there is nothing to widen: the reader
    demanded words to the letter, or asked about no concept of the law.
    """
    if any(_is_to_the_letter(group) for group in query.groups):
        return None
    wider = tuple(
        replace(group, role="counted") if group.role != "optional" or _is_about(group) else group
        for group in query.groups
    )
    if not any(_is_about(group) for group in wider):
        return None
    return replace(query, groups=wider, minimum=1)


def _is_about(group: Group) -> bool:
    return group.alternatives == (Phrase(issue_mark(group.shown)),)


def _is_to_the_letter(group: Group) -> bool:
    return group.role == "required" and any(isinstance(a, Phrase) for a in group.alternatives)
