"""What a request and its answer do to the case. Each inside the transaction of the caller."""

from collections.abc import Sequence

from niangjia.foundation.ledger.actions import announce, record
from niangjia.kernel import clock
from niangjia.rights.caselaw.models import Case, CaseState

PUBLIC = (CaseState.PUBLISHED, CaseState.HELD)
"""States in which a case is, or was until a request hid it, before the public."""


def hide(case: int, *, actor: str) -> bool:
    """Hide a public case; return whether it was public until now."""
    return _move(case, (CaseState.PUBLISHED,), CaseState.HELD, actor, "case.held")


def show_again(case: int, *, actor: str) -> bool:
    """Show a hidden case again; return whether it was hidden until now."""
    return _move(case, (CaseState.HELD,), CaseState.PUBLISHED, actor, "case.released")


def take_down(case: int, *, actor: str, reason: str) -> bool:
    """Withdraw a case wherever it stands; return False where it was withdrawn already."""
    states = [state for state in CaseState if state != CaseState.WITHDRAWN]
    fields = {"withdrawn_at": clock.now(), "withdrawn_reason": reason}
    return _move(case, states, CaseState.WITHDRAWN, actor, "case.withdrawn", reason, **fields)


def mask_again(case: int, *, actor: str, reason: str) -> bool:
    """Send a case back to masking; return False where it is not before the public any more."""
    return _move(case, PUBLIC, CaseState.IMPORTED, actor, "case.sent_back", reason)


def _move(
    case: int,
    sources: Sequence[CaseState],
    target: CaseState,
    actor: str,
    verb: str,
    reason: str = "",
    **fields: object,
) -> bool:
    moved = Case.objects.filter(pk=case, state__in=sources).update(
        state=target, state_since=clock.now(), assigned_to="", assigned_at=None, **fields
    )
    if moved:
        record(actor=actor, verb=verb, subject=f"case:{case}", reason=reason)
        announce("caselaw.visibility_changed", [{"cases": [case]}])
    return bool(moved)
