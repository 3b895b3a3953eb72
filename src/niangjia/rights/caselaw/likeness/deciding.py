"""What editors decide about cases that seem to belong together. Each decision can be undone."""

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import announce, record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import demand_any_post, kept_by
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    Kinship,
    KinshipKind,
    KinshipState,
    RemovalRequest,
    RequestState,
)

BY_HAND = "by_hand"
"""The reason of a pair that nobody proposed and somebody put together."""


@transaction.atomic
def confirm_link(*, viewer: Viewer, pair: int) -> None:
    """Say that two cases are papers of one dispute: each then leads its readers to the other.

    Raises Refused for somebody who keeps no cases, Missing where the pair is not there or one of
    the two is not the viewer's to keep, Conflict where it was decided meanwhile.
    """
    kin = _kin(viewer, pair)
    _decide(viewer, kin, KinshipState.LINKED, kind=KinshipKind.SAME_DISPUTE)
    _announce(kin.one_id, kin.other_id)


@transaction.atomic
def keep_apart(*, viewer: Viewer, pair: int) -> None:
    """Say that two cases do not belong together; they are not proposed again.

    Raises what `confirm_link` raises.
    """
    _decide(viewer, _kin(viewer, pair), KinshipState.APART)


@transaction.atomic
def merge_cases(*, viewer: Viewer, keep: str, drop: str) -> None:
    """Say that two cases are one paper: `drop` is taken back and leads to `keep`.

    Nothing of the dropped case is lost. Raises Refused and Missing as `confirm_link` does,
    Invalid for one case twice, Conflict where the pair was decided or one of the two changed
    meanwhile, was merged before, or is hidden while a request about it is examined.
    """
    if keep == drop:
        raise Invalid(_("一个案例不能与它自己合并。"))
    kept, dropped = _case(viewer, keep), _case(viewer, drop)
    for case in (kept, dropped):
        _demand_mergeable(case)
    one, other = sorted((kept.pk, dropped.pk))
    by_hand = {"kind": KinshipKind.SAME_PAPER, "score": 1.0, "reasons": [BY_HAND]}
    kin, _new = Kinship.objects.get_or_create(one_id=one, other_id=other, defaults=by_hand)
    _decide(
        viewer, kin, KinshipState.MERGED, kind=KinshipKind.SAME_PAPER, dropped_was=dropped.state
    )
    now, why = clock.now(), _("与另一个案例是同一份文书，已经合并")
    _change(
        dropped,
        merged_into=kept,
        state=CaseState.WITHDRAWN,
        state_since=now,
        withdrawn_at=now,
        withdrawn_reason=dropped.withdrawn_reason or why,
    )
    details = {"into": kept.pk, "was": dropped.state}
    record(actor=viewer.actor, verb="case.merged", subject=f"case:{dropped.pk}", details=details)
    _announce(dropped.pk, kept.pk)


@transaction.atomic
def reconsider(*, viewer: Viewer, pair: int) -> None:
    """Undo what was decided about a pair: it is a proposal again.

    A merged case gets back the state it had, and its own address; but where the paper it was
    merged into has ceased to be public since, it does not become public by this: whatever was
    wrong with one may be wrong with the other. Raises what `confirm_link` raises, Conflict also
    where the merged case was changed since.
    """
    kin = _kin(viewer, pair)
    was = kin.state
    if was == KinshipState.PROPOSED:
        raise Conflict(_("这一对还没有决定，不需要撤销。"))
    if was == KinshipState.MERGED:
        _part(viewer, kin)
    changed = Kinship.objects.filter(pk=kin.pk, state=was).update(
        state=KinshipState.PROPOSED, dropped_was="", decided_by="", decided_at=None
    )
    _demand_one(changed)
    record(
        actor=viewer.actor,
        verb="kinship.reconsidered",
        subject=f"kinship:{kin.pk}",
        details={"was": was},
    )
    _announce(kin.one_id, kin.other_id)


def _part(viewer: Viewer, kin: Kinship) -> None:
    """Give the merged one of a pair its state back."""
    pair = {kin.one_id: kin.one, kin.other_id: kin.other}
    dropped = next((c for c in pair.values() if c.merged_into_id in pair), None)
    if dropped is None or dropped.state != CaseState.WITHDRAWN:
        raise Conflict(_("合并之后案例又有变化，不能直接撤销，请先核对这个案例。"))
    was = kin.dropped_was
    kept = kin.other if dropped is kin.one else kin.one
    if was == CaseState.PUBLISHED and kept.published_at and kept.state != CaseState.PUBLISHED:
        was = CaseState.WITHDRAWN.value
    withdrawn = {} if was == CaseState.WITHDRAWN else {"withdrawn_at": None, "withdrawn_reason": ""}
    _change(dropped, merged_into=None, state=was, state_since=clock.now(), **withdrawn)
    record(
        actor=viewer.actor,
        verb="case.parted",
        subject=f"case:{dropped.pk}",
        details={"state": was},
    )


def _decide(viewer: Viewer, kin: Kinship, state: KinshipState, **fields: str) -> None:
    """Decide a pair that nobody decided yet."""
    changed = Kinship.objects.filter(pk=kin.pk, state=KinshipState.PROPOSED).update(
        state=state, decided_by=viewer.actor, decided_at=clock.now(), **fields
    )
    _demand_one(changed)
    record(
        actor=viewer.actor,
        verb=f"kinship.{state}",
        subject=f"kinship:{kin.pk}",
        details={"one": kin.one_id, "other": kin.other_id},
    )


def _change(case: Case, **fields: object) -> None:
    """Change a case that is still as it was read."""
    as_read = Case.objects.filter(pk=case.pk, state=case.state, merged_into_id=case.merged_into_id)
    if as_read.update(**fields) != 1:
        raise Conflict(_("这个案例刚刚有变化，请刷新后再试。"))


def _demand_one(changed: int) -> None:
    if changed != 1:
        raise Conflict(_("这一对刚刚由别人处理了，请刷新后再看。"))


def _demand_mergeable(case: Case) -> None:
    if case.merged_into_id is not None:
        raise Conflict(_("“%(title)s”已经并入另一个案例。") % {"title": case.title[:40]})
    asked = RemovalRequest.objects.filter(case=case, state=RequestState.OPEN)
    if case.state == CaseState.HELD or asked.exists():
        said = _("“%(title)s”正在处理撤下的请求，处理完再合并。")
        raise Conflict(said % {"title": case.title[:40]})


def _kin(viewer: Viewer, pair: int) -> Kinship:
    demand_any_post(viewer)
    kin = Kinship.objects.select_related("one", "other").filter(pk=pair).first()
    numbers = [kin.one_id, kin.other_id] if kin else []
    if kin is None or Case.objects.filter(kept_by(viewer), pk__in=numbers).count() != len(numbers):
        raise Missing(_("没有这一对案例，或者其中有的不由您管理。"))
    return kin


def _case(viewer: Viewer, code: str) -> Case:
    demand_any_post(viewer)
    case = Case.objects.filter(kept_by(viewer), code=code).first() if code.isalnum() else None
    if case is None:
        raise Missing(_("没有这个案例，或者它不由您管理。"))
    return case


def _announce(*cases: int) -> None:
    announce("caselaw.visibility_changed", [{"cases": list(cases)}])
