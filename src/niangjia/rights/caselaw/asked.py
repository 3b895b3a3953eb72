"""What a reader asked, and what to look for where too few cases have all of it."""

from dataclasses import replace

from niangjia.foundation.search.asking import AllOf, Concept, Group, ParsedQuery, Phrase
from niangjia.foundation.search.expansion import SURE
from niangjia.foundation.search.port import SearchIndex, SearchRequest, SearchResponse
from niangjia.foundation.search.query import parse
from niangjia.kernel import divisions
from niangjia.rights.caselaw.indexing import EXPLAINED_MARK, index, issue_mark
from niangjia.rights.caselaw.rules.lexicon import lexicon
from niangjia.rights.caselaw.rules.terms import Issue

ABOUT_WEIGHT = 2.5
"""How much it counts that a case is about the issue, beside the words it shares."""

EXPLAINED_WEIGHT = 1.0
"""How much it counts that a case is told in plain words, which helps a worker more than a paper."""

_QUALIFYING = frozenset({Issue.WOMEN, Issue.PROBATION, Issue.SAFETY, Issue.NON_COMPETE})
"""A dismissal in pregnancy is about pregnancy: these tell more than what was done."""

PLACE_WEIGHT = 0.5
"""How much it counts that a case is from the place named in a question."""

ENOUGH = 5
"""With fewer cases than this that have all of a question, those that have most of it follow."""


def understood(asked: str, *, literal: bool, among: SearchIndex | None = None) -> ParsedQuery:
    """Read the question, and prefer cases whose issue is what its concepts are about.

    `literal` takes the words as typed, slips included. `among` is the index that tells which
    words occur, that of the library unless told otherwise.
    """
    frequency = (among or index()).frequency
    query = parse(asked, lexicon(), frequency=frequency, literal=literal)
    groups = tuple(
        replace(group, weight=PLACE_WEIGHT)
        if group.role == "optional" and _is_place(group)
        else group
        for group in query.groups
    )
    return replace(query, groups=(*groups, *about(groups), *_explained(groups)))


def answered(among: SearchIndex, request: SearchRequest) -> tuple[SearchRequest, SearchResponse]:
    """Search, more widely where too few cases have all that was asked.

    Returns the request that was answered in the end, for turning its pages.
    """
    found = among.search(request)
    wider = widened(request.query) if request.query and found.total < ENOUGH else None
    if wider is None:
        return request, found
    request = replace(request, query=wider)
    return request, replace(among.search(request), relaxed=True)


def widened(query: ParsedQuery) -> ParsedQuery | None:
    """Return the same question content with any one thing asked, or with the issue alone.

    What has more of it still ranks first; who asks and where only helps. None where there is
    nothing to widen: the reader demanded words to the letter, or asked about no concept of the
    law.
    """
    if any(_is_to_the_letter(group) for group in query.groups):
        return None
    wider = tuple(map(_less_strict, query.groups))
    if not any(_is_about(group) for group in wider):
        return None
    return replace(query, groups=wider, minimum=1)


def about(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Return the issues of what is surely meant; of what may be meant only if nothing else is.

    The issue of what is asked weighs fully, that of what is only told less.
    """
    weights: dict[str, float] = {}
    for group in groups:
        for way in group.alternatives:
            subject = lexicon().by_id[way.id].subject if isinstance(way, Concept) else ""
            if subject:
                weights[subject] = max(weights.get(subject, 0.0), group.weight)
    sure = {subject: weight for subject, weight in weights.items() if weight >= SURE} or weights
    if len(sure) > 1:
        sure.pop(Issue.OTHER, None)
    if _QUALIFYING & sure.keys():
        sure = {s: weight if s in _QUALIFYING else weight / 2 for s, weight in sure.items()}
    most = max(SURE, *sure.values()) if sure else 1.0
    return tuple(
        Group(
            subject,
            (Phrase(issue_mark(subject)),),
            "optional",
            round(ABOUT_WEIGHT * weight / most, 2),
            narrows=True,
        )
        for subject, weight in sure.items()
    )


def _explained(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Prefer cases that somebody has explained, where anything is asked at all."""
    mark = Group("explained", (Phrase(EXPLAINED_MARK),), "preferred", EXPLAINED_WEIGHT)
    return (mark,) if groups else ()


def _less_strict(group: Group) -> Group:
    if _is_about(group):
        return replace(group, role="counted")
    if group.role in {"optional", "preferred"}:
        return group
    if _is_place(group) or _is_circumstance(group):
        return replace(group, role="optional", weight=PLACE_WEIGHT)
    return replace(group, role="counted")


def _is_about(group: Group) -> bool:
    return group.alternatives == (Phrase(issue_mark(group.shown)),)


def _is_place(group: Group) -> bool:
    return group.alternatives == (AllOf(group.shown),) and bool(divisions.code_of(group.shown))


def _is_circumstance(group: Group) -> bool:
    return all(
        isinstance(way, Concept) and lexicon().by_id[way.id].is_circumstance
        for way in group.alternatives
    )


def _is_to_the_letter(group: Group) -> bool:
    return group.role == "required" and any(isinstance(a, Phrase) for a in group.alternatives)
