"""Taking records into the library, batch by batch, each batch in one transaction.

Whatever a transaction committed is in: its cases, their citations, the account of the batch and
the events for the index. Running again after a kill meets what is already in by its hash and
passes over it, so that nothing comes in twice and nothing is lost.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict
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
    entries: list[Entry] = []
    for candidate in piles.fresh:
        one = careful.entry_or_rejected(run, candidate)
        if isinstance(one, Rejected):
            rejects.append(one)
        else:
            entries.append(one)
    with transaction.atomic():
        came_in = keep(run, entries, piles)
        shown = [case.pk for case in came_in if case.state == CaseState.PUBLISHED]
        announce_batch([case.pk for case in came_in], [*publish_known(run, piles), *shown])
        ImportReject.objects.bulk_create(
            ImportReject(run=run, source=r.source[-400:], line=r.line, reason=r.reason[:400])
            for r in rejects
        )
        _account(run, piles, imported=len(came_in), rejected=len(rejects))


class _Careful:
    """Reads and masks candidates, so that one that breaks a rule does not stop the rest.

    When too many do, it is not the papers: then it raises.
    """

    def __init__(self, tell: Teller) -> None:
        self._tell = tell
        self._broken = 0

    def entry_or_rejected(self, run: ImportRun, candidate: Candidate) -> Entry | Rejected:
        try:
            return entry(run, candidate, self._tell(candidate))
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
