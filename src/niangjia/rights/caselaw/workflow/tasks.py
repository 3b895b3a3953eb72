"""Who does what next: taking cases from the queues, giving them to somebody, putting them back."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import KEEPERS, WORKERS, kept_by
from niangjia.rights.caselaw.models import Case, CaseState
from niangjia.rights.caselaw.rules.steps import QUEUES, Queue, queue_of
from niangjia.rights.caselaw.workflow.colleagues import viewer_behind
from niangjia.rights.caselaw.workflow.interpreting import demand_other_eyes
from niangjia.rights.caselaw.workflow.moving import chosen, one, reach, subject_of


@transaction.atomic
def take(*, viewer: Viewer, code: str) -> None:
    """Take a case on; one that is the viewer's already stays so.

    Raises Conflict where somebody else has it or it waits for nobody, Refused where its next step
    is not the viewer's to make, Missing.
    """
    case = one(viewer, code, WORKERS)
    queue = queue_of(case.state)
    if queue is None:
        raise Conflict(_("这个案例现在没有要办的事。"))
    if queue.roles == KEEPERS:
        case = one(viewer, code, KEEPERS)
    if case.state == CaseState.INTERPRETED:
        demand_other_eyes([case], viewer)
    if case.assigned_to == viewer.actor:
        return
    free = Case.objects.filter(pk=case.pk, state=case.state, assigned_to="")
    if free.update(assigned_to=viewer.actor, assigned_at=clock.now()) != 1:
        raise Conflict(_("已经有同事在办这个案例了。"))
    record(actor=viewer.actor, verb="task.taken", subject=subject_of(case))


@transaction.atomic
def take_next(*, viewer: Viewer, queue: str) -> str | None:
    """Take the case that has waited longest in a queue and return its code; None for none.

    Two people never get the same. Raises Refused, and Missing for a queue that does not exist.
    """
    waiting = waiting_in(viewer, queue_named(queue)).filter(assigned_to="")
    if queue == "checking":
        waiting = waiting.exclude(interpreted_by=viewer.actor)
    waiting = waiting.order_by("state_since", "pk").only("pk", "code", "state")
    while (case := waiting.first()) is not None:
        free = Case.objects.filter(pk=case.pk, state=case.state, assigned_to="")
        if free.update(assigned_to=viewer.actor, assigned_at=clock.now()) == 1:
            record(actor=viewer.actor, verb="task.taken", subject=subject_of(case))
            return case.code
    return None


@transaction.atomic
def release(*, viewer: Viewer, code: str) -> None:
    """Put a case back in its queue: the viewer's own, or as its keeper anybody's.

    Raises Conflict where nobody has it or, for somebody who does not keep it, another has; Refused
    and Missing.
    """
    case = one(viewer, code, WORKERS)
    held = Case.objects.filter(pk=case.pk).exclude(assigned_to="")
    if not Case.objects.filter(kept_by(viewer), pk=case.pk).exists():
        held = held.filter(assigned_to=viewer.actor)
    if held.update(assigned_to="", assigned_at=None) != 1:
        raise Conflict(_("这个案例现在不在您手上，不能放回。"))
    record(actor=viewer.actor, verb="task.released", subject=subject_of(case))


@transaction.atomic
def assign(*, viewer: Viewer, codes: Sequence[str], to: str) -> int:
    """Give cases to a colleague (`Viewer.actor`), or to nobody for ""; return how many changed.

    Raises Invalid where the colleague may not make the next step of one of them, Conflict where
    one waits for nobody, Refused for anybody but editors and administrators, Missing.
    """
    cases = chosen(viewer, codes, KEEPERS)
    idle = sum(queue_of(case.state) is None for case in cases)
    if idle:
        raise Conflict(_("有 {count} 个案例现在没有要办的事，没有分派。").format(count=idle))
    if to:
        _demand_able(cases, to)
    changed = [case for case in cases if case.assigned_to != to]
    Case.objects.filter(pk__in=[case.pk for case in changed]).update(
        assigned_to=to, assigned_at=clock.now() if to else None
    )
    for case in changed:
        record(
            actor=viewer.actor, verb="task.assigned", subject=subject_of(case), details={"to": to}
        )
    return len(changed)


def queue_named(name: str) -> Queue:
    """Return a queue. Raises Missing where there is none of that name."""
    found = QUEUES.get(name)
    if found is None:
        raise Missing(_("没有这个待办队列。"))
    return found


def waiting_in(viewer: Viewer, queue: Queue) -> QuerySet[Case]:
    """Return what waits in a queue for somebody like the viewer. Raises Refused."""
    mine = reach(viewer, queue.roles)
    return Case.objects.filter(mine, state__in=queue.states, merged_into__isnull=True)


def _demand_able(cases: Sequence[Case], to: str) -> None:
    """Raise Invalid unless this person may make the next step of every case."""
    person = viewer_behind(to)
    if person is None or not person.reach(*WORKERS):
        raise Invalid(_("没有这位同事，或者他现在不办案例。"), {"to": _("请另选一位")})
    able = Q(pk__in=[])
    for queue in QUEUES.values():
        if person.reach(*queue.roles):
            own = Q(state=CaseState.INTERPRETED, interpreted_by=to)
            able |= Q(reach(person, queue.roles), ~own, state__in=queue.states)
    numbers = [case.pk for case in cases]
    unable = len(cases) - Case.objects.filter(able, pk__in=numbers).count()
    if unable:
        said = _(
            "有 {count} 个案例这位同事不能办（不在他的范围内，或者是他自己解读的），没有分派。"
        )
        raise Invalid(said.format(count=unable), {"to": _("请另选一位")})
