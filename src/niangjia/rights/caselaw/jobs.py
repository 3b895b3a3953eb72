"""Background entry points of the library, bound to events in `niangjia.site.wiring`."""

from collections.abc import Mapping, Sequence
from typing import Any

from niangjia.rights.caselaw.indexing import follow_in_index
from niangjia.rights.caselaw.intake import runs, uploads
from niangjia.rights.caselaw.likeness.finding import follow_likeness
from niangjia.rights.caselaw.models import ImportRun, RunState
from niangjia.rights.caselaw.removal.forgetting import forget_answered
from niangjia.rights.caselaw.statistics.counting import ensure as ensure_statistics
from niangjia.rights.caselaw.statistics.counting import follow as follow_in_statistics

__all__ = [
    "ensure_statistics",
    "follow_in_index",
    "follow_in_statistics",
    "follow_likeness",
    "forget_answered",
    "run_import",
]


def run_import(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Import the uploaded files of each run, then delete them. Safe to repeat after a kill.

    Raises Unavailable while another worker is at a run, and whatever a later attempt may mend.
    """
    for payload in payloads:
        _run(payload["run"])
    uploads.sweep()


def _run(code: str) -> None:
    run = runs.claim(code)
    if run is None:
        uploads.remove(code)
        return
    folder = uploads.folder_of(code)
    if not folder.is_dir():
        runs.fail(run, "上传的文件已经不在，请重新上传")
        return
    try:
        runs.carry_out_paths(run, sorted(folder.iterdir()))
    finally:
        if not _is_open(run):
            uploads.remove(code)


def _is_open(run: ImportRun) -> bool:
    return ImportRun.objects.filter(pk=run.pk, state=RunState.RUNNING).exists()
