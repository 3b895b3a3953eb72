"""Showing cases to the public, taking them back, and what has to be so before."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import KEEPERS
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    Digest,
    MediationConsent,
    RemovalRequest,
    RequestState,
)
from niangjia.rights.caselaw.workflow.moving import (
    chosen,
    demand_free,
    demand_none,
    movable,
    move,
    one,
    reason_in,
    subject_of,
)


@transaction.atomic
def publish_cases(*, viewer: Viewer, codes: Sequence[str]) -> int:
    """Show checked cases to the public and return how many were not shown before.

    Raises Conflict where one is not checked or somebody else has taken it; Invalid where one is
    under embargo, was merged into another, somebody waits for the answer to a request about it,
    or it was mediated and no consent is recorded; Refused for somebody who keeps no cases, Missing
    where one is not there or not the viewer's to keep.
    """
    cases = movable(chosen(viewer, codes, KEEPERS), "publish")
    demand_free(cases, viewer)
    today = clock.today()
    demand_none(
        cases,
        lambda case: case.embargo_until is not None and case.embargo_until > today,
        _("有 {count} 个案例还没到可以公开的日期，没有发布任何案例。"),
    )
    demand_none(
        cases,
        lambda case: case.merged_into_id is not None,
        _("有 {count} 个案例已并入另一个案例，没有发布任何案例。"),
    )
    asked = _asked_about(cases)
    demand_none(
        cases,
        lambda case: case.pk in asked,
        _("有 {count} 个案例还有没答复的撤下请求，请先答复。没有发布任何案例。"),
    )
    ready = _tellable(cases)
    demand_none(
        cases,
        lambda case: case.mediated and case.pk not in ready,
        _("有 {count} 个调解案例还没有登记双方同意，没有发布任何案例。"),
    )
    now = clock.now()
    return move(
        cases, "publish", actor=viewer.actor, published_by=viewer.actor, published_at=now,
        withdrawn_at=None, withdrawn_reason="",
    )  # fmt: skip


@transaction.atomic
def withdraw_case(*, viewer: Viewer, code: str, reason: str) -> None:
    """Take one case back from the public.

    Raises Conflict where it is not public, and what `withdraw_cases` raises.
    """
    if withdraw_cases(viewer=viewer, codes=[code], reason=reason) != 1:
        raise Conflict(_("这个案例现在没有公开，不需要撤回。"))


@transaction.atomic
def withdraw_cases(*, viewer: Viewer, codes: Sequence[str], reason: str) -> int:
    """Take cases back that are public or hidden for a while; return how many there were.

    Raises Invalid without a reason, Conflict where one was never public, Refused for somebody who
    keeps no cases, Missing where one is not there or not the viewer's to keep.
    """
    cases = chosen(viewer, codes, KEEPERS)
    why = reason_in(reason)
    return move(
        movable(cases, "withdraw"), "withdraw", actor=viewer.actor, reason=why,
        withdrawn_at=clock.now(), withdrawn_reason=why,
    )  # fmt: skip


@transaction.atomic
def restore_case(*, viewer: Viewer, code: str, reason: str) -> None:
    """Put a withdrawn case back on its way, to where it had come; it is not public by that.

    A case that had been checked waits to be published, any other to be interpreted. Raises
    Invalid without a reason, Conflict where it is not withdrawn or was merged into another, Refused
    and Missing.
    """
    case = one(viewer, code, KEEPERS)
    why = reason_in(reason)
    if case.state != CaseState.WITHDRAWN:
        raise Conflict(_("这个案例没有撤回，不需要恢复。"))
    if case.merged_into_id is not None:
        raise Conflict(_("这个案例已并入另一个案例；要分开，请在“可能重复”里撤销合并。"))
    move(
        [case], "restore", actor=viewer.actor, to=_where_it_was(case), reason=why,
        withdrawn_at=None, withdrawn_reason="",
    )  # fmt: skip


@transaction.atomic
def set_embargo(*, viewer: Viewer, codes: Sequence[str], until: date | None) -> int:
    """Let no case be published before a day, or on any day for None; return how many changed.

    Raises Invalid for a day that has passed, Conflict where one is public already, Refused and
    Missing.
    """
    cases = chosen(viewer, codes, KEEPERS)
    if until is not None and until < clock.today():
        raise Invalid(_("可以公开的日期不能早于今天。"), {"until": _("已经过去")})
    shown = {CaseState.PUBLISHED, CaseState.HELD}
    public = sum(case.state in shown for case in cases)
    if public:
        said = _("有 {count} 个案例已经公开，不能再定公开日期。没有改动任何案例。")
        raise Conflict(said.format(count=public))
    changed = [case for case in cases if case.embargo_until != until]
    Case.objects.filter(pk__in=[case.pk for case in changed]).update(embargo_until=until)
    for case in changed:
        record(
            actor=viewer.actor,
            verb="case.embargoed",
            subject=subject_of(case),
            details={"until": until.isoformat() if until else None},
        )
    return len(changed)


@transaction.atomic
def record_consent(*, viewer: Viewer, code: str, given_on: date, evidence: str) -> None:
    """Record that both sides agreed to have their mediated case told in our words.

    `evidence` says where the signed paper is kept. Raises Invalid for a day to come, without
    evidence, or where the case was not mediated; Refused and Missing.
    """
    case = one(viewer, code, KEEPERS)
    kept_at = reason_in(evidence, least=2, field="evidence")
    if given_on > clock.today():
        raise Invalid(_("同意的日期不能晚于今天。"), {"given_on": _("还没到")})
    if not case.mediated:
        raise Invalid(_("这个案例不是调解案例，不需要登记同意。"))
    MediationConsent.objects.update_or_create(
        case=case,
        defaults={
            "given_on": given_on,
            "evidence": kept_at,
            "recorded_by": viewer.actor,
            "recorded_at": clock.now(),
        },
    )
    record(
        actor=viewer.actor,
        verb="consent.recorded",
        subject=subject_of(case),
        details={"given_on": given_on.isoformat()},
    )


@transaction.atomic
def hold(*, case: Case, actor: str, reason: str = "") -> bool:
    """Hide a public case while a removal request is examined; False where it is not public.

    Whoever calls has decided that it has to be hidden; `actor` is recorded.
    """
    return _turn(case, "hold", CaseState.PUBLISHED, actor, reason)


@transaction.atomic
def release(*, case: Case, actor: str, reason: str = "") -> bool:
    """Show a case again that was hidden; False where it is not hidden (any more)."""
    return _turn(case, "release", CaseState.HELD, actor, reason)


def _turn(case: Case, verb: str, state: str, actor: str, reason: str) -> bool:
    there = Case.objects.select_for_update().filter(pk=case.pk, state=state)
    return move(list(there), verb, actor=actor, reason=reason) == 1


def _tellable(cases: Sequence[Case]) -> set[int]:
    """Return which mediated cases both sides agreed to and somebody put in our words."""
    mediated = [case.pk for case in cases if case.mediated]
    agreed = MediationConsent.objects.filter(case__in=mediated).values("case")
    told = Digest.objects.filter(case__in=agreed)
    return set(told.values_list("case", flat=True))


def _asked_about(cases: Sequence[Case]) -> set[int]:
    """Return about which of them somebody waits for an answer."""
    waiting = RemovalRequest.objects.filter(state=RequestState.OPEN, case__in=cases)
    return set(waiting.values_list("case", flat=True))


def _where_it_was(case: Case) -> str:
    if case.checked_by:
        return CaseState.CHECKED
    return CaseState.MASKED if case.masked_by else CaseState.IMPORTED
