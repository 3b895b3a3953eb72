"""Keeping the search index true to the library.

The database is the truth. The index follows it through the outbox: whatever became public or
stopped being so is read again when the event is delivered, so that the order and number of
deliveries do not matter. `verify` compares the two by hash and puts right what differs.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.port import (
    Document,
    IndexMissing,
    IndexSpec,
    SearchIndex,
    TextField,
)
from niangjia.foundation.search.verify import Drift, drift
from niangjia.kernel import divisions
from niangjia.rights.caselaw.models import Case, CaseState, Digest
from niangjia.rights.caselaw.rules.lexicon import lexicon

SPEC = IndexSpec(
    name="cases",
    text_fields=(
        TextField("about"),
        TextField("title", 3),
        TextField("plain", 2),
        TextField("text"),
    ),
    keyword_fields=("region", "year", "body", "issue", "outcome"),
    number_fields=("amount",),
    date_fields=("date",),
)

READ_AT_ONCE = 500


def index() -> SearchIndex:
    """Return the index of the library, as the operator set it up."""
    return _opened(settings.NIANGJIA_INDEXES, settings.NIANGJIA_SEARCH)


@lru_cache(maxsize=4)
def _opened(folder: Path, cluster: str) -> SearchIndex:
    return open_index(SPEC, folder, lexicon(), cluster=cluster)


def index_is_missing() -> bool:
    """Whether the index was never built."""
    try:
        index().count()
    except IndexMissing:
        return True
    return False


def ensure_index() -> None:
    """Build the index where there is none, or where it was built by other rules than today's."""
    if index_is_missing() or index().state().outdated:
        rebuild()


def rebuild(report: Callable[[int], None] | None = None) -> int:
    """Build the index anew from the database beside the one that serves; return its size."""
    return index().rebuild(_counted(_documents(_public()), report))


def follow_in_index(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Make the index agree with the database about the cases these events name."""
    ids = sorted({case for payload in payloads for case in payload["cases"]})
    with index().writing() as writer:
        for start in range(0, len(ids), READ_AT_ONCE):
            some = ids[start : start + READ_AT_ONCE]
            named = Case.objects.filter(pk__in=some)
            public = list(_documents(named.filter(state=CaseState.PUBLISHED)))
            writer.upsert(public)
            shown = {document.id for document in public}
            writer.delete(
                code for code in named.values_list("code", flat=True) if code not in shown
            )


def verify(*, repair: bool = False, report: Callable[[int], None] | None = None) -> Drift:
    """Compare the index with the database by hash; with `repair` put right what differs.

    A case whose event is still on its way counts as a difference: deliver first. The drift
    returned is what was found before any repair.
    """
    documents = _counted(_documents(_public()), report)
    found = drift(index(), ((document.id, document.hash) for document in documents))
    if repair and not found.is_none:
        _repair(found)
    return found


def document_of(case: Case) -> Document:
    """Return what the index holds of a case: nothing that the public may not read."""
    amount = case.awarded if case.awarded is not None else case.claimed
    text = {
        "about": _about(case),
        "title": case.title,
        "plain": _plain(case),
        "text": shown_text(case),
    }
    keywords = {
        "region": divisions.lineage(case.region_code) if case.region_code else (),
        "year": (str(case.date.year),) if case.date else (),
        "body": (case.body,) if case.body else (),
        "issue": tuple(filter(None, (case.issue, *case.other_issues))),
        "outcome": (case.outcome,) if case.outcome else (),
    }
    numbers = {"amount": float(amount) if amount is not None else None}
    content = json.dumps(
        [text, keywords, numbers, str(case.date)], ensure_ascii=False, sort_keys=True
    )
    return Document(
        id=case.code,
        hash=hashlib.sha256(content.encode()).hexdigest()[:32],
        text=text,
        keywords=keywords,
        numbers=numbers,
        dates={"date": case.date},
    )


def shown_text(case: Case) -> str:
    """Return what of a paper the public may read: of a mediated case nothing but its digest."""
    return "" if case.mediated else case.text


def issue_mark(issue: str) -> str:
    """Return the word under which the index knows what a case is about; nobody would type it."""
    return f"about{issue.replace('_', '')}"


EXPLAINED_MARK = "toldinplainwords"
"""The word under which the index knows a case that somebody has explained; nobody would type it."""


def _about(case: Case) -> str:
    """Mark the main issue three times as strongly as the others, and name the place."""
    marks = [issue_mark(case.issue)] * 3 if case.issue else []
    marks += [issue_mark(issue) for issue in case.other_issues]
    marks += [EXPLAINED_MARK] if _plain(case) else []
    return " ".join([*marks, divisions.full_name(case.region_code)])


def _plain(case: Case) -> str:
    try:
        digest = case.digest
    except Digest.DoesNotExist:
        return ""
    parts = (digest.facts, digest.dispute, digest.result, digest.reasons, digest.lesson)
    return "\n".join(parts)


def _public() -> QuerySet[Case]:
    return Case.objects.filter(state=CaseState.PUBLISHED)


def _documents(cases: QuerySet[Case]) -> Iterator[Document]:
    ordered = cases.select_related("digest").order_by("pk")
    return (document_of(case) for case in ordered.iterator(chunk_size=READ_AT_ONCE))


def _counted(
    documents: Iterable[Document], report: Callable[[int], None] | None
) -> Iterator[Document]:
    for number, document in enumerate(documents, start=1):
        yield document
        if report and number % READ_AT_ONCE == 0:
            report(number)


def _repair(found: Drift) -> None:
    wrong = found.to_upsert
    with index().writing() as writer:
        writer.delete(found.surplus)
        for start in range(0, len(wrong), READ_AT_ONCE):
            some = wrong[start : start + READ_AT_ONCE]
            writer.upsert(_documents(_public().filter(code__in=some)))
