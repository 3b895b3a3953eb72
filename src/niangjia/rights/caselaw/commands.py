"""The case library at the command line: what the commands do, without their options."""

import json as json_module
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from niangjia.foundation.ledger import courier
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.errors import Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.hands.processes import every_core
from niangjia.rights.caselaw.intake import runs
from niangjia.rights.caselaw.intake.batches import Progress
from niangjia.rights.caselaw.likeness.finding import find_all
from niangjia.rights.caselaw.models import ImportRun
from niangjia.rights.caselaw.rules.masking import mask

DONE, NOTHING_READ = 0, 2
MOST_SHOWN = 50
"""Rejects printed one by one for a person; `--json` has them all."""


def import_cases(
    *,
    viewer: Viewer,
    paths: Sequence[Path],
    publish: bool,
    organisation: str | None,
    json: bool,
    report: Progress | None = None,
    processes: int | None = None,
    cluster: str = "",
) -> int:
    """Import files and folders, print the account and return the exit code.

    0 where something could be read, rejects and all; 2 where nothing could. `organisation` is
    the code or register number of the union that is to hold the cases. The papers are read by as
    many `processes` (None: one for every core) or by the Dask `cluster` at an address. Raises
    Missing where there is no such union.
    """
    run = actions.import_cases(
        viewer=viewer,
        sources=paths,
        publish=publish,
        held_by=_organisation(organisation),
        progress=report,
        processes=every_core() if processes is None else processes,
        cluster=cluster,
    )
    courier.drain("quick")
    if json:
        _print_json(run)
    else:
        _print_account(run)
    return NOTHING_READ if run.read == run.rejected else DONE


def _organisation(code: str | None) -> Organisation | None:
    if not code:
        return None
    found: Organisation | None = (
        Organisation.objects.filter(code=code).first()
        or Organisation.objects.filter(register_number=code).first()
    )
    if found is None:
        raise Missing(f"没有编号为“{code}”的工会。")
    return found


def _print_json(run: ImportRun) -> None:
    account = dict(runs.account(run))
    account["rejected"] = list(run.rejects.values("source", "line", "reason"))
    sys.stdout.write(json_module.dumps(account, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _print_account(run: ImportRun) -> None:
    sys.stdout.write(
        f"读到 {run.read} 条：新导入 {run.imported}，未变 {run.unchanged}，"
        f"重复 {run.duplicates}，未能导入 {run.rejected}。\n"
    )
    for reject in run.rejects.all()[:MOST_SHOWN]:
        place = f"{reject.source} 第 {reject.line} 行" if reject.line else reject.source
        sys.stdout.write(f"  {place}：{reject.reason}\n")
    if run.rejected > MOST_SHOWN:
        sys.stdout.write(f"  ……还有 {run.rejected - MOST_SHOWN} 条，用 --json 可以看到全部。\n")


def mask_text(text: str, *, region: str = "") -> dict[str, Any]:
    """Return the masked text and every replacement, by its place in the text given."""
    masked = mask(text, region=region)
    return {
        "text": masked.text,
        "replacements": [
            {"start": r.start, "end": r.end, "kind": r.kind, "with": r.with_}
            for r in masked.replacements
        ],
    }


def text_of(file: str, standard_input: BinaryIO) -> str:
    """Read a text file, or standard input for "-". Raises Missing or Invalid."""
    try:
        raw = standard_input.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Missing(_("读不到文件：%(file)s") % {"file": file}) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(_("文件不是 UTF-8 编码的文本：%(file)s") % {"file": file}) from error


def find_duplicates(report: Callable[[int], None]) -> tuple[int, int]:
    """Compare all cases; return how many were read for the first time and pairs proposed."""
    return find_all(report)
