"""The few hundred cases worth comparing, from the index: by words, by issue, by resemblance.

What is asked of the index does not grow with the library: two or three searches, each for so many
hits and no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from niangjia.foundation.search.asking import Group, ParsedQuery, Phrase
from niangjia.foundation.search.port import Hit, SearchIndex, SearchRequest
from niangjia.rights.caselaw.asked import answered, understood
from niangjia.rights.caselaw.findings import Situation
from niangjia.rights.caselaw.indexing import issue_mark

BY_WORDS, BY_ISSUE, BY_RESEMBLANCE = 100, 160, 40
OF_A_PAPER = 100
LIKELY = 0.3
"""An issue less likely than this is not looked for."""
LONGEST_QUESTION = 300
"""Characters up to which a situation is read as a question; what is longer resembles papers."""
_NOTHING = (0.0, 0.0, 0.0)

Hits = tuple[Hit, ...]


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
    text = told.text.strip()
    likely = frozenset(issue for issue, sure in told.issues.items() if sure >= LIKELY)
    ways = (
        _as_question(text, likely, among)
        if len(text) <= LONGEST_QUESTION
        else _as_paper(text, likely, among, without)
    )
    like = among.more_like(text, exclude=without, limit=BY_RESEMBLANCE) if text else ()
    return tuple(found for found in _joined((*ways, like)) if found.code not in without)


def _as_question(text: str, likely: frozenset[str], among: SearchIndex) -> tuple[Hits, Hits]:
    query = understood(text, literal=False, among=among)
    return _by_words(query, among), _by_issue(query, likely, among)


def _as_paper(
    text: str, likely: frozenset[str], among: SearchIndex, without: frozenset[str]
) -> tuple[Hits, Hits]:
    """A paper asks nothing: what resembles it within its issues stands for what it asks."""
    if not likely:
        return (), ()
    within = {"issue": likely}
    return (), among.more_like(text, exclude=without, filters=within, limit=OF_A_PAPER)


def _by_words(query: ParsedQuery, among: SearchIndex) -> Hits:
    if not query.groups:
        return ()
    return answered(among, SearchRequest(query, limit=BY_WORDS))[1].hits


def _by_issue(query: ParsedQuery, likely: frozenset[str], among: SearchIndex) -> Hits:
    """Find cases of the likely issues; the words of the question only order them."""
    marks = tuple(Phrase(issue_mark(issue)) for issue in sorted(likely))
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


def _joined(ways: Iterable[Hits]) -> Iterable[Found]:
    scores: dict[str, list[float]] = {}
    for way, hits in enumerate(ways):
        best = max((hit.score for hit in hits), default=0.0)
        for hit in hits:
            scores.setdefault(hit.id, list(_NOTHING))[way] = hit.score / best if best else 0.0
    return (Found(code, (by[0], by[1], by[2])) for code, by in scores.items())
