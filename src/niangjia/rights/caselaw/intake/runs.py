"""The life of an import run: begun, carried out, finished or failed, taken over after a kill."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Unavailable
from niangjia.kernel.identifiers import public_code
from niangjia.rights.caselaw.intake.batches import Progress, Reader, Teller, take_in
from niangjia.rights.caselaw.intake.entering import by_the_rules
from niangjia.rights.caselaw.intake.reading import Read, expected, read
from niangjia.rights.caselaw.models import ImportRun, RunState

ALIVE = timedelta(minutes=2)
"""A running run whose last batch is older than this has lost its worker: batches take a second."""

_EMPTY_ACCOUNT = {"read": 0, "imported": 0, "unchanged": 0, "duplicates": 0, "rejected": 0}


def begin(
    *,
    actor: str,
    sources: Sequence[str],
    publish: bool,
    held_by: Organisation | None,
    state: RunState,
    code: str = "",
    expected: int | None = None,
) -> ImportRun:
    """Write down that an import is to be made. Call it inside a transaction."""
    run = ImportRun.objects.create(
        code=code or public_code(),
        held_by=held_by,
        started_by=actor,
        sources=list(sources),
        publish=publish,
        state=state,
        expected=expected,
        last_batch_at=clock.now() if state == RunState.RUNNING else None,
    )
    record(
        actor=actor,
        verb="import.requested",
        subject=f"import:{run.pk}",
        details={"publish": publish, "sources": len(sources)},
    )
    return run


def claim(code: str) -> ImportRun | None:
    """Take a run to work on it, from the beginning; None where there is nothing left to do.

    Raises Unavailable while another worker is at it.
    """
    now = clock.now()
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().filter(code=code).first()
        if run is None or run.state in {RunState.FINISHED, RunState.FAILED}:
            return None
        if run.state == RunState.RUNNING and is_alive(run):
            raise Unavailable(_("这次导入正在另一个进程里进行。"))
        run.rejects.all().delete()
        ImportRun.objects.filter(pk=run.pk).update(
            state=RunState.RUNNING, last_batch_at=now, failure="", **_EMPTY_ACCOUNT
        )
    run.refresh_from_db()
    return run


def is_alive(run: ImportRun) -> bool:
    """Whether some worker has shown lately that it is at this run."""
    return run.last_batch_at is not None and clock.now() - run.last_batch_at < ALIVE


def carry_out(
    run: ImportRun,
    reads: Iterable[Read],
    *,
    progress: Progress | None = None,
    tell: Teller = by_the_rules,
    reader: Reader | None = None,
) -> ImportRun:
    """Carry a running run out to its end and return it with its account.

    Whatever stops it is recorded on the run before it is raised again; a database that does not
    answer, and another worker who took over, leave the run as it is.
    """
    try:
        take_in(run, reads, progress=progress, tell=tell, reader=reader)
    except (OperationalError, Conflict):
        raise
    except BaseException as error:
        fail(run, _why(error))
        raise
    _end(run, RunState.FINISHED, "")
    run.refresh_from_db()
    return run


def carry_out_paths(
    run: ImportRun,
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    reader: Reader | None = None,
) -> ImportRun:
    """Carry out a run over files and folders."""
    run.expected = expected(paths)
    ImportRun.objects.filter(pk=run.pk).update(expected=run.expected)
    return carry_out(run, read(paths), progress=progress, reader=reader)


def fail(run: ImportRun, reason: str) -> None:
    """Record that a run ended early, and why, in plain words."""
    _end(run, RunState.FAILED, reason)


@transaction.atomic
def _end(run: ImportRun, state: RunState, failure: str) -> None:
    ended = ImportRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
    if ended.update(state=state, failure=failure, finished_at=clock.now()) != 1:
        raise Conflict(_("这次导入已由另一个进程接手。"))
    record(
        actor=run.started_by,
        verb=f"import.{state.value}",
        subject=f"import:{run.pk}",
        details=account(ImportRun.objects.get(pk=run.pk)),
    )


def account(run: ImportRun) -> Mapping[str, Any]:
    """Return the account of a run, as numbers by name."""
    return {name: getattr(run, name) for name in _EMPTY_ACCOUNT}


def _why(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return _("导入被人中断；已导入的都在，再导入一次会接着来")
    if isinstance(error, Unavailable):
        return error.message
    if isinstance(error, OSError):
        return _("读写文件时出错（磁盘可能已满）；已导入的都在，再导入一次会接着来")
    return _("程序出错，没有导完；已导入的都在，请联系维护者")
