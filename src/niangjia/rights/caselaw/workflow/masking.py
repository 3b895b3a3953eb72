"""Looking at an original, changing its masking, and confirming it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import readings
from niangjia.rights.caselaw.access import KEEPERS
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    Comment,
    Opening,
    Original,
    Revision,
)
from niangjia.rights.caselaw.models.work import RevisionKind
from niangjia.rights.caselaw.originals import open_sealed
from niangjia.rights.caselaw.rules.marks import Mark, apply_marks, checked_marks, stored_marks
from niangjia.rights.caselaw.rules.masking import Hint, combinations
from niangjia.rights.caselaw.workflow.hiding import hide_in_digest
from niangjia.rights.caselaw.workflow.moving import (
    announce_visibility,
    chosen,
    demand_free,
    movable,
    move,
    one,
    reason_in,
    seen,
    subject_of,
)
from niangjia.rights.caselaw.workflow.revisions import keep_revision

OPEN_FOR = timedelta(minutes=30)
"""How long an original stays open for whoever gave a reason."""


class NotOpened(Conflict):
    """The viewer has not opened this original, or too long ago: a reason is needed first."""


@dataclass(frozen=True, slots=True)
class OriginalForStaff:
    """A paper as it came, where it is masked, and what in the masked text may still tell who.

    Marks are places in `title` and `text`; hints are places in the masked text.
    """

    title: str
    text: str
    title_marks: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    hints: tuple[Hint, ...]
    version: int


@transaction.atomic
def open_original(*, viewer: Viewer, code: str, reason: str) -> Opening:
    """Open the sealed original of a case for the viewer, for half an hour; it is recorded.

    Raises Invalid without a reason of 5 to 400 characters, Refused for anybody but editors and
    administrators, Missing where the case or its original is not there or another's.
    """
    case = one(viewer, code, KEEPERS)
    why = reason_in(reason, least=5)
    original_of(case)
    now = clock.now()
    opening = Opening.objects.create(
        case=case, by=viewer.actor, reason=why, at=now, until=now + OPEN_FOR
    )
    record(actor=viewer.actor, verb="original.opened", subject=subject_of(case), reason=why)
    return opening


def original_for_staff(*, viewer: Viewer, code: str) -> OriginalForStaff:
    """Return an original that the viewer has opened.

    Raises Refused, Missing, NotOpened unless it is open for this viewer now, Unavailable where
    its key is not here.
    """
    case = seen(viewer, code, KEEPERS)
    original = original_of(case)
    demand_opened(case, viewer)
    title, text = open_sealed(original)
    return OriginalForStaff(
        title=title,
        text=text,
        title_marks=stored_marks(original.title_marks),
        marks=stored_marks(original.marks),
        hints=tuple(combinations(case.text)),
        version=original.version,
    )


@transaction.atomic
def save_marks(
    *, viewer: Viewer, code: str, version: int, title_marks: Sequence[Any], marks: Sequence[Any]
) -> int:
    """Mask a case by these marks instead, read it again, and return the new version.

    Marks are `Mark`s or rows of [start, end, kind, written] over the original. A case past the
    first step is then masked on the responsibility of the viewer; what is public changes at once,
    and what is masked now goes from the interpretation too.
    Raises NotOpened, Conflict where somebody saved since `version` or has taken the case,
    Invalid for marks that cannot be, Refused and Missing.
    """
    case = one(viewer, code, KEEPERS)
    original = original_of(case)
    demand_opened(case, viewer)
    demand_free([case], viewer)
    if original.version != version:
        raise _stale()
    title, text = open_sealed(original)
    new_title, new = checked_marks(title_marks, title), checked_marks(marks, text)
    rows = {"title_marks": [m.as_row() for m in new_title], "marks": [m.as_row() for m in new]}
    if rows == {"title_marks": original.title_marks, "marks": original.marks}:
        return version
    _keep_first_form(case, original)
    saved = Original.objects.filter(pk=original.pk, version=version)
    if saved.update(**rows, version=F("version") + 1) != 1:
        raise _stale()
    _rebuild(case, apply_marks(title, new_title), apply_marks(text, new), viewer)
    keep_revision(case, RevisionKind.MASKING, rows, by=viewer.actor)
    details: dict[str, Any] = {"version": version + 1, "marks": len(new_title) + len(new)}
    if hide_in_digest(case, by=viewer.actor):
        details["interpretation"] = True
    record(actor=viewer.actor, verb="case.remasked", subject=subject_of(case), details=details)
    return version + 1


@transaction.atomic
def confirm_masking(*, viewer: Viewer, codes: Sequence[str]) -> int:
    """Confirm the masking of cases and return how many were waiting for it.

    Whether the viewer had opened the original to compare is recorded with each; where a case came
    back to be masked further, that has to be so. Raises Conflict where it is not, where one is
    past this step or taken by somebody else, Refused, Invalid and Missing.
    """
    cases = movable(chosen(viewer, codes, KEEPERS), "confirm_masking")
    demand_free(cases, viewer)
    openings = Opening.objects.filter(
        case__in=cases, by=viewer.actor, at__gte=F("case__state_since")
    )
    opened = set(openings.values_list("case", flat=True))
    unread = sum(number not in opened for number in _came_back(cases))
    if unread:
        said = _("有 {count} 个案例是退回来再隐去的，要打开原文改好，才能确认。没有确认任何案例。")
        raise Conflict(said.format(count=unread))
    return move(
        cases,
        "confirm_masking",
        actor=viewer.actor,
        details=lambda case: {"opened": case.pk in opened},
        masked_by=viewer.actor,
        masked_at=clock.now(),
    )


def _came_back(cases: Sequence[Case]) -> set[int]:
    """Return the numbers of those that somebody sent back to be masked further."""
    said = Comment.objects.filter(case__in=cases, about="sent_back", resolved_at__isnull=True)
    public = {case.pk for case in cases if case.published_at is not None}
    return public | set(said.values_list("case", flat=True))


def opened_until(case: Case, viewer: Viewer) -> Opening | None:
    """Return the opening under which the viewer may look at the original now, or None."""
    mine = Opening.objects.filter(case=case, by=viewer.actor, until__gt=clock.now())
    return mine.order_by("-until").first()


def demand_opened(case: Case, viewer: Viewer) -> None:
    """Raise NotOpened unless the original is open for the viewer now."""
    if opened_until(case, viewer) is None:
        raise NotOpened(_("查看原文要先写明原因；打开后半小时内有效。"))


def original_of(case: Case) -> Original:
    """Return the sealed original of a case. Raises Missing where it has none."""
    original = Original.objects.select_related("case").filter(case=case).first()
    if original is None:
        raise Missing(_("这个案例没有封存的原文。"))
    return original


def _keep_first_form(case: Case, original: Original) -> None:
    """Keep how the rules had masked it, so that the first change has something to differ from."""
    kind = RevisionKind.MASKING
    if not Revision.objects.filter(case=case, kind=kind).exists():
        rows = {"title_marks": original.title_marks, "marks": original.marks}
        keep_revision(case, kind, rows, by="", at=case.imported_at)


def _rebuild(case: Case, title: str, text: str, viewer: Viewer) -> None:
    if not title.strip() or not text.strip():
        raise Invalid(_("这样隐去以后，标题或正文就什么也不剩了。"))
    case.title, case.text = title[:300], text
    changes: dict[str, Any] = {"title": case.title, "text": text}
    if case.state != CaseState.IMPORTED:
        changes |= {"masked_by": viewer.actor, "masked_at": clock.now()}
    Case.objects.filter(pk=case.pk).update(**changes)
    readings.renew(case)
    if case.state == CaseState.PUBLISHED:
        announce_visibility([case.pk])


def _stale() -> Conflict:
    return Conflict(_("别人刚刚改过这个案例的脱敏，您的改动没有保存。请刷新后再改。"))
