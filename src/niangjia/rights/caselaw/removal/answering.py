"""What staff do with requests: open what was written, hide the case meanwhile, answer."""

from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import demand_any_post, kept_by
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    Comment,
    RemovalRequest,
    RequestState,
)
from niangjia.rights.caselaw.removal import moves
from niangjia.rights.caselaw.removal.content import Written, unpack

LONGEST_ANSWER = 1000


class Decision(StrEnum):
    """What may be answered."""

    TAKE_DOWN = "take_down"
    MASK_MORE = "mask_more"
    REFUSE = "refuse"


@transaction.atomic
def open_request(*, viewer: Viewer, code: str) -> Written:
    """Return what was written in a request; that it was opened, and by whom, is recorded.

    Raises Refused for somebody who keeps no cases, Missing where the request is not there or its
    case another's to keep, Unavailable where the seal cannot be opened.
    """
    found = kept_request(viewer, code)
    written = unpack(found.sealed, found.code)
    record(actor=viewer.actor, verb="removal.opened", subject=f"request:{found.pk}")
    return written


@transaction.atomic
def hide_meanwhile(*, viewer: Viewer, code: str) -> None:
    """Hide the case of an open request until it is answered.

    Raises what `open_request` raises, and Conflict where it was answered or the case is not
    public.
    """
    found = kept_request(viewer, code)
    moves.lock(found.case_id)
    waiting = RemovalRequest.objects.filter(pk=found.pk, state=RequestState.OPEN)
    if waiting.update(hid=True) != 1 or not moves.hide(found.case, actor=viewer.actor):
        raise Conflict(_("请求已经答复，或者案例现在没有公开，不用收起。"))


@transaction.atomic
def answer_request(
    *, viewer: Viewer, code: str, decision: str, answer: str, note: str = ""
) -> None:
    """Answer a request in plain words, and do what the answer says.

    Taking down withdraws the case; masking further sends it back to masking, with `note` for
    whoever masks; refusing shows it again, unless another open request still hides it.
    Raises Invalid without a decision or an answer, Conflict where somebody answered first or a
    withdrawn case was to be masked, and what `open_request` raises.
    """
    found = kept_request(viewer, code)
    chosen = _checked(decision, answer, note)
    moves.lock(found.case_id)
    granted = chosen is not Decision.REFUSE
    changed = RemovalRequest.objects.filter(pk=found.pk, state=RequestState.OPEN).update(
        state=RequestState.GRANTED if granted else RequestState.REFUSED,
        given=chosen.value if granted else "",
        answer=answer.strip(),
        answered_by=viewer.actor,
        answered_at=clock.now(),
    )
    if changed != 1:
        raise Conflict(_("刚才已经有人答复了这个请求。"))
    record(
        actor=viewer.actor,
        verb="removal.answered",
        subject=f"request:{found.pk}",
        details={"case": found.case_id, "decision": chosen.value},
    )
    _carry_out(found, chosen, viewer, note.strip())


def kept_request(viewer: Viewer, code: str) -> RemovalRequest:
    """Return a request about a case that is the viewer's to keep. Raises Refused and Missing."""
    demand_any_post(viewer)
    kept = Case.objects.filter(kept_by(viewer))
    found = RemovalRequest.objects.filter(code=code, case__in=kept).first()
    if found is None:
        raise Missing(_("没有这个请求，或者它的案例不由您管理。"))
    return found


def still_hidden_for(request: RemovalRequest) -> bool:
    """Whether another open request keeps the case of this one hidden."""
    others = RemovalRequest.objects.filter(case=request.case_id, state=RequestState.OPEN)
    return others.filter(Q(recognisable=True) | Q(hid=True)).exclude(pk=request.pk).exists()


def _carry_out(found: RemovalRequest, chosen: Decision, viewer: Viewer, note: str) -> None:
    actor = viewer.actor
    if chosen is Decision.TAKE_DOWN:
        moves.take_down(found.case, actor=actor, reason=_("有人请求撤下，经核实同意"))
    elif chosen is Decision.MASK_MORE:
        _mask_further(found, actor)
    elif not still_hidden_for(found):
        moves.show_again(found.case, actor=actor)
    if note:
        Comment.objects.create(case_id=found.case_id, by=actor, about="masking", text=note)


def _mask_further(found: RemovalRequest, actor: str) -> None:
    """Send the case back to masking; one that is there already stays, one withdrawn cannot go."""
    reason = _("有人请求再隐去一些内容，经核实同意")
    if moves.mask_again(found.case, actor=actor, reason=reason):
        return
    if Case.objects.filter(pk=found.case_id, state=CaseState.WITHDRAWN).exists():
        raise Conflict(_("这个案例已经撤回，不需要再隐去内容，请答复“撤下”。"))


def _checked(decision: str, answer: str, note: str) -> Decision:
    problems = {}
    if decision not in set(Decision):
        problems["decision"] = _("请选一项。")
    if not answer.strip():
        problems["answer"] = _("请用大白话写几句，对方凭受理号看得到。")
    elif len(answer) > LONGEST_ANSWER:
        problems["answer"] = _("请写在1000字以内。")
    if len(note) > LONGEST_ANSWER:
        problems["note"] = _("请写在1000字以内。")
    if problems:
        raise Invalid(_("还差一点，没有答复。"), problems)
    return Decision(decision)
