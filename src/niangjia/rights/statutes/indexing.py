"""Keeping the search index true to the articles.

Every version of every article is in it, with the days on which it counts as in force, so that a
search can ask for the law of any day. The database is the truth; the index follows through the
outbox, and `verify` compares the two by hash.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.port import (
    Document,
    IndexMissing,
    IndexSpec,
    SearchIndex,
    TextField,
)
from niangjia.foundation.search.verify import Drift, drift
from niangjia.rights.statutes.importing import document_id
from niangjia.rights.statutes.models import Article, Statute
from niangjia.rights.statutes.rules.known import known
from niangjia.rights.statutes.rules.numbers import label_of
from niangjia.rights.statutes.rules.periods import Period, periods

SPEC = IndexSpec(
    name="articles",
    text_fields=(TextField("title", 2), TextField("heading"), TextField("text")),
    keyword_fields=("rank", "place"),
    date_fields=("begins", "ends"),
)
EVERYWHERE = "000000"
"""The place of what holds in the whole country."""

EARLIEST, LATEST = date(1949, 10, 1), date(9999, 12, 31)
READ_AT_ONCE = 500
WORDS = Lexicon(stops=("请问", "怎么办", "怎么", "如何", "什么", "规定", "多少", "吗", "呢"))


def index() -> SearchIndex:
    """Return the index of the articles, as the operator set it up."""
    return _opened(settings.NIANGJIA_INDEXES, settings.NIANGJIA_SEARCH)


@lru_cache(maxsize=4)
def _opened(folder: Path, cluster: str) -> SearchIndex:
    return open_index(SPEC, folder, WORDS, cluster=cluster)


def ensure_index() -> None:
    """Build the index where there is none, or where it was built by other rules than today's."""
    try:
        outdated = index().state().outdated
    except IndexMissing:
        outdated = True
    if outdated:
        rebuild()


def rebuild() -> int:
    """Build the index anew from the database; return how many articles it holds."""
    return index().rebuild(_documents(Statute.objects.all()))


def follow_in_index(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Make the index agree with the database about the statutes these events name."""
    named = {payload["statute"] for payload in payloads}
    gone = {name for payload in payloads for name in payload.get("gone", ())}
    with index().writing() as writer:
        writer.delete(sorted(gone))
        documents = _documents(Statute.objects.filter(pk__in=named))
        while some := list(islice(documents, READ_AT_ONCE)):
            writer.upsert(some)


def verify(*, repair: bool = False) -> Drift:
    """Compare the index with the database by hash; with `repair` build it anew."""
    found = drift(index(), ((d.id, d.hash) for d in _documents(Statute.objects.all())))
    if repair and not found.is_none:
        rebuild()
    return found


def _documents(statutes: QuerySet[Statute]) -> Iterator[Document]:
    for statute in statutes.order_by("pk").prefetch_related("versions"):
        versions = list(statute.versions.all())
        repeal = known().repeal_of(statute.key)
        spans = periods([v.dates for v in versions], repealed_from=repeal.since if repeal else None)
        for version, span in zip(versions, spans, strict=True):
            yield from _of_version(statute, version.code, version.articles.all(), span)


def _of_version(
    statute: Statute, version: str, articles: Iterable[Article], span: Period
) -> Iterator[Document]:
    for article in articles:
        text = {
            "title": statute.title,
            "heading": f"{label_of(article.number, article.sub)} {article.heading}",
            "text": article.text,
        }
        keywords = {"rank": (statute.rank,), "place": (statute.place_code or EVERYWHERE,)}
        days: dict[str, date | None] = {
            "begins": max(span.begins or EARLIEST, EARLIEST),
            "ends": span.ends or LATEST,
        }
        content = json.dumps([text, keywords, days], ensure_ascii=False, default=str)
        yield Document(
            id=document_id(version, article.number, article.sub),
            hash=hashlib.sha256(content.encode()).hexdigest()[:32],
            text=text,
            keywords=keywords,
            dates=days,
        )
