"""What staff do with cases: bring them in, publish them, withdraw them."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import announce, record
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import demand_any_post, demand_keeper, kept_by
from niangjia.rights.caselaw.intake import runs, uploads
from niangjia.rights.caselaw.intake.batches import BATCH, Progress
from niangjia.rights.caselaw.intake.samples import sample_reads, tell_sample
from niangjia.rights.caselaw.intake.uploads import UploadedFile
from niangjia.rights.caselaw.models import Case, CaseState, ImportRun, RunState

__all__ = [
    "import_cases",
    "load_sample",
    "publish_cases",
    "request_import",
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
) -> ImportRun:
    """Bring in the cases of files and folders now, and return the run with its account.

    Raises Refused for anybody who may not keep the cases of `held_by`. Records that cannot come
    in are rejected one by one, on the run, and raise nothing.
    """
    demand_keeper(viewer, held_by)
    with transaction.atomic():
        run = runs.begin(
            actor=viewer.actor,
            sources=[source.name or str(source) for source in sources],
            publish=publish,
            held_by=held_by,
            state=RunState.RUNNING,
        )
    return runs.carry_out_paths(run, sources, progress=progress)


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


@transaction.atomic
def publish_cases(*, viewer: Viewer, codes: Sequence[str]) -> int:
    """Show cases to the public and return how many were not shown before.

    Cases that were withdrawn are shown again, but not those merged into another. Raises Refused
    for somebody who keeps no cases, Missing where one of the cases is not there or not the
    viewer's to keep.
    """
    now = clock.now()
    hidden = _kept(viewer, codes).exclude(state=CaseState.PUBLISHED).filter(merged_into=None)
    changed = [
        case.pk
        for case in hidden.only("pk", "state")
        if Case.objects.filter(pk=case.pk, state=case.state).update(
            state=CaseState.PUBLISHED,
            published_at=now,
            withdrawn_at=None,
            withdrawn_reason="",
        )
    ]
    for number in changed:
        record(actor=viewer.actor, verb="case.published", subject=f"case:{number}")
    _announce_visibility(changed)
    return len(changed)


@transaction.atomic
def withdraw_case(*, viewer: Viewer, code: str, reason: str) -> None:
    """Take one case back from the public.

    Raises Conflict where it is not public, and what `withdraw_cases` raises.
    """
    if withdraw_cases(viewer=viewer, codes=[code], reason=reason) != 1:
        raise Conflict(_("这个案例现在没有公开，不需要撤回。"))


@transaction.atomic
def withdraw_cases(*, viewer: Viewer, codes: Sequence[str], reason: str) -> int:
    """Take cases back from the public and return how many were public.

    Raises Invalid without a reason, Refused for somebody who keeps no cases, Missing where one
    of the cases is not there or not the viewer's to keep.
    """
    why = " ".join(reason.split())
    kept = _kept(viewer, codes)
    if not why:
        raise Invalid(_("请写明撤回的原因。"), {"reason": _("必填")})
    if len(why) > 400:
        raise Invalid(_("原因请写在 400 字以内。"), {"reason": _("太长")})
    changed = [
        number
        for number in kept.filter(state=CaseState.PUBLISHED).values_list("pk", flat=True)
        if Case.objects.filter(pk=number, state=CaseState.PUBLISHED).update(
            state=CaseState.WITHDRAWN, withdrawn_at=clock.now(), withdrawn_reason=why
        )
    ]
    for number in changed:
        record(actor=viewer.actor, verb="case.withdrawn", subject=f"case:{number}", reason=why)
    _announce_visibility(changed)
    return len(changed)


def _kept(viewer: Viewer, codes: Sequence[str]) -> QuerySet[Case]:
    """Return these cases, all of which must be the viewer's to keep."""
    demand_any_post(viewer)
    wanted = set(codes)
    if not wanted:
        raise Invalid(_("请先选择案例。"))
    if len(wanted) > BATCH:
        raise Invalid(_("一次最多处理 {count} 个案例。").format(count=BATCH))
    possible = [code for code in wanted if code.isalnum()]
    kept = Case.objects.filter(kept_by(viewer), code__in=possible).order_by("pk")
    if kept.count() != len(wanted):
        raise Missing(_("没有这个案例，或者它不由您管理。"))
    return kept


def _announce_visibility(cases: Sequence[int]) -> None:
    if cases:
        announce("caselaw.visibility_changed", [{"cases": list(cases)}])
