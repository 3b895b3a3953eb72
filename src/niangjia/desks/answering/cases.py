"""The cases of an answer: those most like the question, and how they ended."""

from collections import Counter
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.findings import LikeCase
from niangjia.desks.answering.wording import how_it_ended
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.findings import CaseHit
from niangjia.rights.caselaw.queries import search_cases

MOST = 5
ENOUGH_TO_COUNT = 3
"""With fewer cases than this, counting how they ended would say nothing."""


def like(*, viewer: Viewer, text: str) -> tuple[LikeCase, ...]:
    """Return the public cases most like a question, best first.

    Raises foundation.search.port.IndexMissing before the library was set up.
    """
    found = search_cases(viewer=viewer, text=text, per_page=MOST)
    return tuple(_case(hit) for hit in found.hits)


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


def _case(hit: CaseHit) -> LikeCase:
    return LikeCase(hit, Sentence(how_it_ended(hit), (_key(hit),)))


def _key(hit: CaseHit) -> str:
    return f"case:{hit.code}"
