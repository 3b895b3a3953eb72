"""What a request and its answer do to the case. Each inside the transaction of the caller."""

from django.db.models import QuerySet

from niangjia.kernel import clock
from niangjia.rights.caselaw.models import Case, CaseState
from niangjia.rights.caselaw.workflow.moving import announce_visibility, move
from niangjia.rights.caselaw.workflow.publishing import hold, release

PUBLIC = (CaseState.PUBLISHED, CaseState.HELD)
"""States in which a case is, or was until a request hid it, before the public."""


def lock(case: int) -> None:
    """Hold a case where the database can, before anything else is held that others wait for."""
    Case.objects.select_for_update().filter(pk=case).values_list("pk", flat=True).first()


def hide(case: Case, *, actor: str) -> bool:
    """Hide a public case; return whether it was public until now."""
    return hold(case=case, actor=actor)


def show_again(case: Case, *, actor: str) -> bool:
    """Show a hidden case again; return whether it was hidden until now."""
    return release(case=case, actor=actor)


def take_down(case: Case, *, actor: str, reason: str) -> bool:
    """Withdraw a case wherever it stands; return False where it was withdrawn already."""
    there = _locked(case).exclude(state=CaseState.WITHDRAWN)
    moved = move(
        list(there), "take_down", actor=actor, reason=reason,
        withdrawn_at=clock.now(), withdrawn_reason=reason,
    )  # fmt: skip
    return moved == 1


def mask_again(case: Case, *, actor: str, reason: str) -> bool:
    """Send a case back to masking; return False where it is not before the public any more.

    Who masked and who checked it before no longer counts: both have to be done again.
    """
    there = _locked(case).filter(state__in=PUBLIC)
    moved = move(
        list(there), "mask_further", actor=actor, reason=reason,
        masked_by="", masked_at=None, checked_by="", checked_at=None,
    ) == 1  # fmt: skip
    announce_visibility([case.pk] if moved else [])
    return moved


def _locked(case: Case) -> QuerySet[Case]:
    """Hold the row where the database can, so that the state read is the state moved from."""
    return Case.objects.select_for_update().filter(pk=case.pk).defer("text")
