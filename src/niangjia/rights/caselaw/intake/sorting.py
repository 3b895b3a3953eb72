"""Sorting the candidates of a batch: what is new, unchanged, or here already from elsewhere."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from niangjia.kernel.errors import Conflict
from niangjia.rights.caselaw.intake.examining import Candidate
from niangjia.rights.caselaw.models import Case, CaseState, ImportRun


class Seen:
    """The texts this run has met, so that one that comes twice counts as a duplicate.

    Kept in a private database that SQLite spills to disk: memory stays the same for a thousand
    records and for ten million. It is gone with the process.
    """

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("CREATE TABLE seen (hash BLOB PRIMARY KEY) WITHOUT ROWID")

    def is_first(self, text_hash: str) -> bool:
        """Whether this text is met for the first time; from now on it is not."""
        row = self._base.execute(
            "INSERT OR IGNORE INTO seen VALUES (?)", (bytes.fromhex(text_hash)[:16],)
        )
        return row.rowcount == 1


@dataclass(slots=True)
class Sorted:
    """The piles of a batch.

    `mine` came in through this very run, before it was interrupted and begun again;
    `unpublished` are known cases of the same source that still wait to be published.
    """

    fresh: list[Candidate] = field(default_factory=list)
    unpublished: list[int] = field(default_factory=list)
    mine: int = 0
    unchanged: int = 0
    duplicates: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    number: int
    source_key: str
    run: int | None
    state: str


def sort(candidates: Sequence[Candidate], run: ImportRun, seen: Seen) -> Sorted:
    """Sort the candidates of a batch in their order, with one look-up for all of them."""
    known, papers = _in_library(
        [candidate.text_hash for candidate in candidates],
        [candidate.paper_key for candidate in candidates],
    )
    piles = Sorted()
    for candidate in candidates:
        before = known.get(candidate.text_hash)
        elsewhere = before.source_key != candidate.key if before else candidate.paper_key in papers
        if elsewhere or not seen.is_first(candidate.text_hash):
            piles.duplicates += 1
        elif before:
            _count_known(before, candidate.key, run, piles)
        else:
            piles.fresh.append(candidate)
            papers |= {candidate.paper_key} if candidate.paper_key else set()
    return piles


def sort_late(case: Case, run: ImportRun, piles: Sorted) -> None:
    """Count a case that another import brought in between sorting and inserting.

    Raises Conflict where it is nowhere to be found, which a fresh public code would mend: the
    batch is then rolled back.
    """
    known, papers = _in_library([case.text_hash], [case.paper_key])
    if case.text_hash in known:
        _count_known(known[case.text_hash], case.source_key, run, piles)
    elif papers:
        piles.duplicates += 1
    else:
        raise Conflict("案例编号偶然重复，请再运行一次。")


def _count_known(before: _Known, key: str, run: ImportRun, piles: Sorted) -> None:
    if before.source_key != key:
        piles.duplicates += 1
        return
    if before.run == run.pk:
        piles.mine += 1
    else:
        piles.unchanged += 1
    if before.state == CaseState.IMPORTED:
        piles.unpublished.append(before.number)


def _in_library(
    hashes: Iterable[str], keys: Iterable[str | None]
) -> tuple[dict[str, _Known], set[str]]:
    """Return the known texts and the known papers, both as of one moment.

    Asked one after the other, a case that comes in between would be missing by its text and
    found by its number, and count as a duplicate of itself.
    """
    texts = set(hashes)
    same = Q(text_hash__in=texts) | Q(paper_key__in={key for key in keys if key})
    rows = Case.objects.filter(same).values_list(
        "text_hash", "paper_key", "pk", "source_key", "run_id", "state"
    )
    known: dict[str, _Known] = {}
    papers: set[str] = set()
    for text_hash, paper_key, number, key, run, state in rows:
        if text_hash in texts:
            known[text_hash] = _Known(number, key, run, state)
        if paper_key:
            papers.add(paper_key)
    return known, papers
