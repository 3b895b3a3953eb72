"""Counting the public cases, and keeping what may be published of the count."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db.models import CharField, FloatField, QuerySet
from django.db.models.functions import Cast

from niangjia.kernel import clock, divisions
from niangjia.rights.caselaw.models import Case, CaseState, Kinship, KinshipState, Tabulated
from niangjia.rights.caselaw.statistics.rules.facts import Fact
from niangjia.rights.caselaw.statistics.rules.tabulating import Tabulation, tabulate, to_json

LONGEST_DISPUTE = 20 * 366
"""Days from filing to decision beyond which one of the two dates was misread."""


class Paper(NamedTuple):
    """What is read of a public case; days as YYYY-MM-DD."""

    pk: int
    issue: str
    region: str
    day: str | None
    filed: str | None
    outcome: str
    claimed: float | None
    awarded: float | None
    employer: str


def follow(payloads: Sequence[Mapping[str, Any]]) -> None:  # noqa: ARG001 - whatever changed, all is counted
    """Count again, because some cases became public or ceased to be."""
    renew()


def renew() -> None:
    """Count the public cases and keep the result, unless a later count was faster."""
    made_at = clock.now()
    tabulation, fictional = count()
    kept = {"content": to_json(tabulation), "fictional": fictional, "made_at": made_at}
    _row, is_first = Tabulated.objects.get_or_create(pk=1, defaults=kept)
    if not is_first:
        Tabulated.objects.filter(pk=1, made_at__lt=made_at).update(**kept)


def ensure() -> None:
    """Count where nobody has counted yet."""
    if not Tabulated.objects.exists():
        renew()


def count() -> tuple[Tabulation, bool]:
    """Return what may be published of the public cases, and whether these are made-up ones.

    Made-up cases are counted only where there are no others: mixed, they would falsify the rest.
    """
    fictional = not _public(fictional=False).exists()
    with _no_collecting():
        papers = one_of_each_dispute(_papers(fictional=fictional), _kin())
        return tabulate([_fact(paper) for paper in papers]), fictional


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the collector from walking a million short-lived values again and again: a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def one_of_each_dispute(papers: Sequence[Paper], kin: Iterable[tuple[int, int]]) -> list[Paper]:
    """Return the papers with the last one alone of those that belong to one dispute."""
    kinds = {paper.pk: paper for paper in papers}
    leader: dict[int, int] = {}

    def first(pk: int) -> int:
        while leader.get(pk, pk) != pk:
            pk = leader[pk]
        return pk

    for one, other in kin:
        if one in kinds and other in kinds:
            leader[first(other)] = first(one)
    if not leader:
        return list(papers)
    last: dict[int, Paper] = {}
    for paper in papers:
        held = last.get(first(paper.pk))
        if held is None or (paper.day or "", paper.pk) > (held.day or "", held.pk):
            employer = paper.employer or (held.employer if held else "")
            last[first(paper.pk)] = paper._replace(employer=employer)
    return list(last.values())


def _public(*, fictional: bool) -> QuerySet[Case]:
    # A list, because SQLite takes `fictional IN (1)` from the index and a bare `fictional` not.
    return Case.objects.filter(
        state=CaseState.PUBLISHED, merged_into__isnull=True, fictional__in=[fictional]
    )


def _papers(*, fictional: bool) -> list[Paper]:
    """Read only what the index `case_counted` holds, as texts: dates and decimals cost time."""
    rows = (
        _public(fictional=fictional)
        .order_by()
        .values_list(
            "pk", "issue", "region_code",
            Cast("date", CharField()), Cast("filed_on", CharField()), "outcome",
            Cast("claimed", FloatField()), Cast("awarded", FloatField()), "employer_key",
        )
    )  # fmt: skip
    return [Paper._make(row) for row in rows.iterator(chunk_size=10_000)]


def _kin() -> Iterator[tuple[int, int]]:
    decided = Kinship.objects.filter(state__in=[KinshipState.LINKED, KinshipState.MERGED])
    return decided.order_by().values_list("one_id", "other_id").iterator()


def _fact(paper: Paper) -> Fact:
    _pk, issue, region, day, filed, outcome, claimed, awarded, employer = paper
    province, city = _place(region)
    year = day[:4] if day else ""
    days = _days(filed, day)
    return Fact(issue, province, year, outcome, employer, city, claimed, awarded, days)


def _days(filed: str | None, day: str | None) -> int | None:
    if not filed or not day:
        return None
    days = (date.fromisoformat(day) - date.fromisoformat(filed)).days
    return days if 0 <= days <= LONGEST_DISPUTE else None


@cache
def _place(code: str) -> tuple[str, str]:
    line = divisions.lineage(code)
    return line[0] if line else "", line[1] if len(line) > 1 else ""
