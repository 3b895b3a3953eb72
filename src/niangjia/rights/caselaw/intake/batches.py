"""Taking records into the library, batch by batch, each batch in one transaction.

Whatever a transaction committed is in: its cases, their citations, the account of the batch and
the events for the index. Running again after a kill meets what is already in by its hash and
passes over it, so that nothing comes in twice and nothing is lost.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict
from niangjia.rights.caselaw.hands.alone import Alone
from niangjia.rights.caselaw.hands.chunks import Broken, Job, Outcome, Tag, Task
from niangjia.rights.caselaw.hands.reading import place_of
from niangjia.rights.caselaw.intake.entering import Entry, Told, by_the_rules, entry
from niangjia.rights.caselaw.intake.examining import Candidate, examine
from niangjia.rights.caselaw.intake.keeping import announce_batch, keep, publish_known
from niangjia.rights.caselaw.intake.reading import Read, Rejected
from niangjia.rights.caselaw.intake.sorting import Seen, Sorted, sort
from niangjia.rights.caselaw.models import CaseState, ImportReject, ImportRun, RunState

logger = logging.getLogger(__name__)

BATCH = 500
"""Records of one transaction."""

BATCH_CHARACTERS = 8_000_000
"""Text held at most before a batch is closed early, whatever its number of records."""

MOST_BROKEN = 20
"""Papers of one run that may break the rules before the run is given up."""

Progress = Callable[[int, int | None], None]
"""Told how many records were read, of how many where that is known."""


Teller = Callable[[Candidate], Told]


class Reader(Protocol):
    """Whoever has papers read: one after the other here, or by many hands (`hands`)."""

    def read(self, jobs: Iterable[Job[Tag]]) -> Iterator[tuple[Tag, list[Outcome]]]:
        """Yield what each job is wanted for, with its outcomes in order, first job first."""
        ...


@dataclass(frozen=True, slots=True)
class _Batch:
    """A batch on its way: sorted, what is new of it being read."""

    rejects: list[Rejected]
    piles: Sorted
    told: list[Told]


def take_in(
    run: ImportRun,
    reads: Iterable[Read],
    *,
    progress: Progress | None = None,
    tell: Teller = by_the_rules,
    reader: Reader | None = None,
) -> None:
    """Take every record in and keep the run's account of them.

    Later batches may be sorted and read while earlier ones are written down: what came in
    meanwhile is met by its hash or number when the later one is written (`keeping.keep`).
    Raises Conflict when another worker has taken the run over, and RulesBroken when too many
    papers broke the rules; what was committed stays.
    """
    seen, careful = Seen(), _Careful()
    batches = _batches(examine(read, clock.today()) for read in reads)
    jobs = (_job(run, batch, seen, tell) for batch in batches)
    for batch, outcomes in (reader or Alone()).read(jobs):
        _write_down(run, batch, careful.entries(run, batch, outcomes))
        if progress:
            progress(run.read, run.expected)


def _job(
    run: ImportRun, batch: Sequence[Candidate | Rejected], seen: Seen, tell: Teller
) -> Job[_Batch]:
    candidates = [one for one in batch if isinstance(one, Candidate)]
    piles = sort(candidates, run, seen)
    told = [tell(candidate) for candidate in piles.fresh]
    rejects = [one for one in batch if isinstance(one, Rejected)]
    tasks = [Task(c.paper, t.understood) for c, t in zip(piles.fresh, told, strict=True)]
    return Job(_Batch(rejects, piles, told), tasks)


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


def _write_down(run: ImportRun, batch: _Batch, entries: Sequence[Entry]) -> None:
    piles, rejects = batch.piles, batch.rejects
    with transaction.atomic():
        came_in = keep(run, entries, piles)
        shown = [case.pk for case in came_in if case.state == CaseState.PUBLISHED]
        announce_batch([case.pk for case in came_in], [*publish_known(run, piles), *shown])
        ImportReject.objects.bulk_create(
            ImportReject(run=run, source=r.source[-400:], line=r.line, reason=r.reason[:400])
            for r in rejects
        )
        _account(run, piles, imported=len(came_in), rejected=len(rejects))


class RulesBroken(RuntimeError):
    """So many papers broke the rules that it is not the papers."""


class _Careful:
    """Makes entries of what was read, so that one that breaks a rule does not stop the rest.

    When too many do, it is not the papers: then it raises. A paper over which readers died is
    no sign of that.
    """

    def __init__(self) -> None:
        self._broken = 0

    def entries(self, run: ImportRun, batch: _Batch, outcomes: Sequence[Outcome]) -> list[Entry]:
        """Return the entries of a batch; what was not understood goes to its rejects."""
        entries: list[Entry] = []
        for candidate, told, outcome in zip(batch.piles.fresh, batch.told, outcomes, strict=True):
            one = _entered(run, candidate, told, outcome)
            if isinstance(one, Broken):
                reason = self._reason(one)
                batch.rejects.append(Rejected(candidate.source, candidate.line, reason))
            else:
                entries.append(one)
        return entries

    def _reason(self, broken: Broken) -> str:
        if broken.deadly:
            logger.error("a record was not read: its reader was killed over it")
            return _("读这份文书的进程三次被系统终止，没有导入；请把它单独交给维护者")
        self._broken += 1
        logger.error("a record was not understood: %s at %s", broken.error, broken.place)
        if self._broken > MOST_BROKEN:
            raise RulesBroken(f"{broken.error} at {broken.place}")
        return _("程序读这份文书时出了错，没有导入；请把它单独交给维护者")


def _entered(run: ImportRun, candidate: Candidate, told: Told, outcome: Outcome) -> Entry | Broken:
    if isinstance(outcome, Broken):
        return outcome
    try:
        return entry(run, candidate, outcome, told.digest)
    except Exception as error:  # noqa: BLE001 - told on the run, and raised when there are many
        return Broken(type(error).__name__, place_of(error))


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
