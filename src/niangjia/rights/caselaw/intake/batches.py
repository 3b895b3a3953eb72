"""Taking records into the library, batch by batch, each batch in one transaction.

Whatever a transaction committed is in: its cases, their citations, the account of the batch and
the events for the index. Running again after a kill meets what is already in by its hash and
passes over it, so that nothing comes in twice and nothing is lost.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import announce
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict
from niangjia.rights.caselaw.intake.examining import Candidate, examine
from niangjia.rights.caselaw.intake.reading import Read, Rejected
from niangjia.rights.caselaw.intake.sorting import Seen, Sorted, sort, sort_late
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    Citation,
    Digest,
    ImportReject,
    ImportRun,
    RunState,
)
from niangjia.rights.caselaw.rules.understanding import Understood, understand

logger = logging.getLogger(__name__)

BATCH = 500
"""Records of one transaction, and the most cases one event may name."""

BATCH_CHARACTERS = 8_000_000
"""Text held at most before a batch is closed early, whatever its number of records."""

IMPORT_LOCK = 7_201_860_001
"""The number of the lock under which batches go in one after the other on PostgreSQL."""

MOST_BROKEN = 20
"""Papers of one run that may break the rules before the run is given up."""

Progress = Callable[[int, int | None], None]
"""Told how many records were read, of how many where that is known."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a case: from the rules, or from whoever wrote it, then with a digest."""

    understood: Understood
    digest: Digest | None = None


Teller = Callable[[Candidate], Told]


def by_the_rules(candidate: Candidate) -> Told:
    """Return what the rules understand of a candidate."""
    return Told(understand(candidate.paper))


def take_in(
    run: ImportRun,
    reads: Iterable[Read],
    *,
    progress: Progress | None = None,
    tell: Teller = by_the_rules,
) -> None:
    """Take every record in and keep the run's account of them.

    Raises Conflict when another worker has taken the run over, and whatever the teller raised
    when it did so too often; what was committed stays.
    """
    seen, careful = Seen(), _Careful(tell)
    for batch in _batches(examine(read, clock.today()) for read in reads):
        _take_batch(run, batch, seen, careful)
        if progress:
            progress(run.read, run.expected)


def _batches(
    examined: Iterable[Candidate | Rejected],
) -> Iterator[list[Candidate | Rejected]]:
    batch: list[Candidate | Rejected] = []
    characters = 0
    for one in examined:
        batch.append(one)
        characters += len(one.paper.text) if isinstance(one, Candidate) else 0
        if len(batch) == BATCH or characters > BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _take_batch(
    run: ImportRun, batch: Sequence[Candidate | Rejected], seen: Seen, careful: "_Careful"
) -> None:
    candidates = [one for one in batch if isinstance(one, Candidate)]
    rejects = [one for one in batch if isinstance(one, Rejected)]
    piles = sort(candidates, run, seen)
    told: list[tuple[Case, Told]] = []
    for candidate in piles.fresh:
        one = careful.told_or_rejected(candidate)
        if isinstance(one, Rejected):
            rejects.append(one)
        else:
            told.append((_case(run, candidate, one.understood), one))
    with transaction.atomic():
        came_in = _insert(run, told, piles)
        shown = _publish_known(run, piles) + (came_in if run.publish else [])
        if shown:
            announce("caselaw.visibility_changed", _events(shown))
        ImportReject.objects.bulk_create(
            ImportReject(run=run, source=r.source[-400:], line=r.line, reason=r.reason[:400])
            for r in rejects
        )
        _account(run, piles, imported=len(came_in), rejected=len(rejects))


class _Careful:
    """Tells candidates, so that one paper that breaks a rule does not stop the thousands after.

    When too many do, it is not the papers: then it raises.
    """

    def __init__(self, tell: Teller) -> None:
        self._tell = tell
        self._broken = 0

    def told_or_rejected(self, candidate: Candidate) -> Told | Rejected:
        try:
            return self._tell(candidate)
        except Exception as error:
            self._broken += 1
            if self._broken > MOST_BROKEN:
                raise
            frame = error.__traceback__
            while frame and frame.tb_next:
                frame = frame.tb_next
            place = f"{frame.tb_frame.f_globals.get('__name__')}:{frame.tb_lineno}" if frame else ""
            logger.error("a record was not understood: %s at %s", type(error).__name__, place)
            reason = _("程序读这份文书时出了错，没有导入；请把它单独交给维护者")
            return Rejected(candidate.source, candidate.line, reason)


def _case(run: ImportRun, candidate: Candidate, known: Understood) -> Case:
    now = clock.now()
    return Case(
        text_hash=candidate.text_hash,
        paper_key=candidate.paper_key,
        source_key=candidate.key,
        title=known.title[:300],
        court=known.court[:120],
        case_no=known.case_no[:120],
        cause=known.cause[:120],
        date=known.date,
        region_code=known.region_code,
        text=candidate.paper.text,
        body=known.body,
        stage=known.stage,
        issue=known.issue,
        other_issues=list(known.other_issues),
        asker=known.asker,
        outcome=known.outcome,
        claimed=known.claimed,
        awarded=known.awarded,
        fictional=known.fictional,
        state=CaseState.PUBLISHED if run.publish else CaseState.IMPORTED,
        held_by_id=run.held_by_id,
        run=run,
        imported_at=now,
        published_at=now if run.publish else None,
    )


def _insert(run: ImportRun, told: Sequence[tuple[Case, Told]], piles: Sorted) -> list[int]:
    """Insert the cases that nobody else brought in meanwhile; return their numbers."""
    _wait_for_other_imports()
    Case.objects.bulk_create([case for case, _ in told], ignore_conflicts=True)
    codes = [case.code for case, _ in told]
    numbers = dict(Case.objects.filter(code__in=codes).values_list("code", "pk"))
    citations: list[tuple[int, str, str]] = []
    digests: list[Digest] = []
    for case, one in told:
        if case.code not in numbers:
            sort_late(case, run, piles)
            continue
        case.pk = numbers[case.code]
        citations += ((case.pk, *named) for named in one.understood.citations)
        if one.digest:
            one.digest.case = case
            digests.append(one.digest)
    _insert_citations(citations)
    Digest.objects.bulk_create(digests)
    return sorted(numbers.values())


def _wait_for_other_imports() -> None:
    """Let in one batch at a time, so that two imports of the same files cannot deadlock.

    SQLite lets in one writer anyway; the lock of PostgreSQL ends with the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def _insert_citations(rows: Sequence[tuple[int, str, str]]) -> None:
    """Insert what the cases cite. Not through the model: that takes as long as all the rest."""
    table = Citation._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (case_id, law, article) VALUES (%s, %s, %s)",  # noqa: S608
            rows,
        )


def _publish_known(run: ImportRun, piles: Sorted) -> list[int]:
    """Publish what came from the same source before it was trusted, and was not withdrawn."""
    if not run.publish or not piles.unpublished:
        return []
    waiting = Case.objects.filter(
        pk__in=piles.unpublished, state=CaseState.IMPORTED, held_by_id=run.held_by_id
    )
    numbers = list(waiting.order_by("pk").values_list("pk", flat=True))
    Case.objects.filter(pk__in=numbers, state=CaseState.IMPORTED).update(
        state=CaseState.PUBLISHED, published_at=clock.now()
    )
    return numbers


def _events(cases: Sequence[int]) -> list[dict[str, list[int]]]:
    return [{"cases": list(cases[at : at + BATCH])} for at in range(0, len(cases), BATCH)]


def _account(run: ImportRun, piles: Sorted, *, imported: int, rejected: int) -> None:
    """Add the batch to the run's account, unless another worker has taken the run over."""
    imported += piles.mine
    read = imported + piles.unchanged + piles.duplicates + rejected
    changed = ImportRun.objects.filter(pk=run.pk, state=RunState.RUNNING, read=run.read).update(
        read=F("read") + read,
        imported=F("imported") + imported,
        unchanged=F("unchanged") + piles.unchanged,
        duplicates=F("duplicates") + piles.duplicates,
        rejected=F("rejected") + rejected,
        last_batch_at=clock.now(),
    )
    if changed != 1:
        raise Conflict(_("这次导入已由另一个进程接手。"))
    run.read += read
