"""What staff do with cases: bring them in here, and walk them to the public and back (workflow)."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction

from niangjia.foundation.ledger.actions import announce
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import demand_keeper, demand_trust
from niangjia.rights.caselaw.hands.crews import reader
from niangjia.rights.caselaw.intake import runs, uploads
from niangjia.rights.caselaw.intake.batches import Progress
from niangjia.rights.caselaw.intake.samples import sample_reads, tell_sample
from niangjia.rights.caselaw.intake.uploads import UploadedFile
from niangjia.rights.caselaw.models import ImportRun, RunState
from niangjia.rights.caselaw.removal.answering import answer_request, hide_meanwhile, open_request
from niangjia.rights.caselaw.removal.asking import add_to_request, request_removal
from niangjia.rights.caselaw.workflow.interpreting import check, hand_in, save_draft, send_back
from niangjia.rights.caselaw.workflow.masking import (
    NotOpened,
    confirm_masking,
    open_original,
    save_marks,
)
from niangjia.rights.caselaw.workflow.publishing import (
    publish_cases,
    record_consent,
    restore_case,
    set_embargo,
    withdraw_case,
    withdraw_cases,
)
from niangjia.rights.caselaw.workflow.talking import comment, resolve_comment
from niangjia.rights.caselaw.workflow.tasks import assign, release, take, take_next

__all__ = [
    "NotOpened",
    "add_to_request",
    "answer_request",
    "assign",
    "check",
    "comment",
    "confirm_masking",
    "hand_in",
    "hide_meanwhile",
    "import_cases",
    "load_sample",
    "open_original",
    "open_request",
    "publish_cases",
    "record_consent",
    "release",
    "request_import",
    "request_removal",
    "resolve_comment",
    "restore_case",
    "save_draft",
    "save_marks",
    "send_back",
    "set_embargo",
    "take",
    "take_next",
    "withdraw_case",
    "withdraw_cases",
]


def import_cases(
    *,
    viewer: Viewer,
    sources: Sequence[Path],
    publish: bool,
    held_by: Organisation | None,
    progress: Progress | None = None,
    processes: int = 1,
    cluster: str = "",
) -> ImportRun:
    """Bring in the cases of files and folders now, and return the run with its account.

    With `publish` the viewer vouches for the source. Raises Refused for anybody who may not keep
    the cases of `held_by` or not vouch for them (`access.demand_trust`). Records that cannot come
    in are rejected one by one, on the run, and raise nothing. Who reads the papers, `processes` or
    a `cluster`, and what that raises, is told by `hands.crews.reader`; the database is written
    from here alone.
    """
    demand_keeper(viewer, held_by)
    if publish:
        demand_trust(viewer, held_by)
    with reader(processes=processes, cluster=cluster) as hands:
        with transaction.atomic():
            run = runs.begin(
                actor=viewer.actor,
                sources=[source.name or str(source) for source in sources],
                publish=publish,
                held_by=held_by,
                state=RunState.RUNNING,
            )
        return runs.carry_out_paths(run, sources, progress=progress, reader=hands)


def request_import(
    *,
    viewer: Viewer,
    files: Sequence[UploadedFile],
    publish: bool,
    held_by: Organisation | None,
) -> ImportRun:
    """Keep uploaded files and have them imported in the background; return the waiting run.

    Raises Refused as `import_cases` does, Invalid for files that are too many, too large or of
    no kind that can be read.
    """
    demand_keeper(viewer, held_by)
    if publish:
        demand_trust(viewer, held_by)
    uploads.check(files)
    code = public_code()
    names = uploads.keep(code, files)
    try:
        with transaction.atomic():
            run = runs.begin(
                actor=viewer.actor,
                sources=names,
                publish=publish,
                held_by=held_by,
                state=RunState.WAITING,
                code=code,
            )
            announce("caselaw.import_requested", [{"run": code}])
    except BaseException:
        uploads.remove(code)
        raise
    return run


def load_sample(*, viewer: Viewer, progress: Progress | None = None) -> int:
    """Bring in and publish the sample library; return how many cases of it are new.

    Raises Refused unless the viewer keeps what belongs to no one union.
    """
    demand_keeper(viewer, None)
    with transaction.atomic():
        run = runs.begin(
            actor=viewer.actor,
            sources=["sample"],
            publish=True,
            held_by=None,
            state=RunState.RUNNING,
        )
    return runs.carry_out(run, sample_reads(), progress=progress, tell=tell_sample).imported
