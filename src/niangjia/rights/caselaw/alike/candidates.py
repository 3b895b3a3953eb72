"""The few hundred cases worth comparing, from the index: by words, by issue, by resemblance.

What is asked of the index does not grow with the library: three searches, each for so many hits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from niangjia.foundation.search.asking import Group, ParsedQuery, Phrase
from niangjia.foundation.search.port import Hit, SearchIndex, SearchRequest
from niangjia.rights.caselaw.asked import answered, understood
from niangjia.rights.caselaw.findings import Situation
from niangjia.rights.caselaw.indexing import issue_mark

BY_WORDS, BY_ISSUE, BY_RESEMBLANCE = 120, 120, 60
LIKELY = 0.3
"""An issue less likely than this is not looked for."""
LONGEST_QUESTION = 300
"""Characters up to which a situation is read as a question; what is longer resembles papers."""
_NOTHING = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Found:
    """A case the index found: how well by words, by words within its issue, and as a whole.

    Each is a share of the best one's score, 0 where it was not found that way.
    """

    code: str
    scores: tuple[float, float, float]


def candidates(
    told: Situation, among: SearchIndex, *, without: frozenset[str] = frozenset()
) -> tuple[Found, ...]:
    """Return what the index has of a situation, each case once."""
    question = told.text.strip()
    query = understood(question[:LONGEST_QUESTION], literal=False, among=among)
    ways = (
        _by_words(query, among),
        _by_issue(query, told.issues, among),
        among.more_like(question, exclude=without, limit=BY_RESEMBLANCE) if question else (),
    )
    return tuple(found for found in _joined(ways) if found.code not in without)


def _by_words(query: ParsedQuery, among: SearchIndex) -> tuple[Hit, ...]:
    if not query.groups:
        return ()
    return answered(among, SearchRequest(query, limit=BY_WORDS))[1].hits


def _by_issue(
    query: ParsedQuery, issues: Mapping[str, float], among: SearchIndex
) -> tuple[Hit, ...]:
    """Find cases of the likely issues; the words of the question only order them."""
    marks = tuple(Phrase(issue_mark(issue)) for issue, sure in issues.items() if sure >= LIKELY)
    if not marks:
        return ()
    must = Group("issue", marks, "required")
    ordering = tuple(
        replace(group, role="optional") if group.role in {"required", "counted"} else group
        for group in query.groups
        if group.alternatives != marks
    )
    within = replace(query, groups=(must, *ordering), minimum=0, excluded=())
    return among.search(SearchRequest(within, limit=BY_ISSUE)).hits


def _joined(ways: Iterable[tuple[Hit, ...]]) -> Iterable[Found]:
    scores: dict[str, list[float]] = {}
    for way, hits in enumerate(ways):
        best = max((hit.score for hit in hits), default=0.0)
        for hit in hits:
            scores.setdefault(hit.id, list(_NOTHING))[way] = hit.score / best if best else 0.0
    return (Found(code, (by[0], by[1], by[2])) for code, by in scores.items())
