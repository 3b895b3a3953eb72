"""What people do to clocks: pause, go on, extend, count by another grade."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.casework.access import roles_on
from niangjia.casework.handling.alarming import demand_safe
from niangjia.casework.handling.clockwork import Clocks
from niangjia.casework.handling.locking import (
    demand_alone,
    demand_free,
    procedure_of,
    text_in,
    to_lead,
)
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import ClockState, EntryKind, Matter, RunningClock
from niangjia.casework.rules.periods import Period
from niangjia.foundation.ledger.actions import announce, record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Viewer


@transaction.atomic
def pause_clock(*, viewer: Viewer, code: str, kind: str, reason: str, words: str) -> None:
    """Let a clock stand still for one of the reasons its declaration knows.

    Raises Invalid for another reason or without words, Conflict where it does not run, is over, or
    somebody may come to harm; Missing.
    """
    matter, clocks, one = _running(viewer, code, kind)
    declared = clocks.procedure.clock(kind)
    if declared is None or reason not in declared.pauses:
        raise Invalid(_("不能因为这个暂停计时。"), {"reason": _("请选一个允许的原因。")})
    if clocks.is_over(one):
        raise Conflict(_("时限已经过了，不能暂停。"))
    said = text_in(words, field="words", least=5)
    clocks.pause(one, reason)
    _write(matter, clocks, kind, f"{declared.pauses[reason]}。{said}", viewer)


@transaction.atomic
def resume_clock(*, viewer: Viewer, code: str, kind: str, words: str) -> None:
    """Let a clock that an officer paused go on. Raises Conflict where it is not paused; Missing."""
    matter = to_lead(viewer, code)
    clocks = Clocks(matter, procedure_of(matter))
    one = clocks.of_kind(kind)
    if one is None or one.state != ClockState.PAUSED or not one.pause_reason:
        raise Conflict(_("这个时限没有被人暂停。"))
    clocks.resume(one)
    _write(matter, clocks, kind, text_in(words, field="words"), viewer)


@transaction.atomic
def extend_clock(*, viewer: Viewer, code: str, kind: str, by: Period, words: str) -> None:
    """Make a clock longer, within what its declaration allows.

    Raises Refused for a role that may not, Invalid for too long or without words, Conflict where it
    does not run, is over, or was extended as often as may be; Missing.
    """
    matter, clocks, one = _running(viewer, code, kind)
    declared = clocks.procedure.clock(kind)
    extension = declared.extension if declared else None
    if extension is None:
        raise Conflict(_("这个时限不能延长。"))
    roles = roles_on(viewer, matter, clocks.procedure)
    if not viewer.operator and roles.isdisjoint(extension.by):
        raise Refused(_("延长要由有权批准的人来办。"))
    if clocks.is_over(one):
        raise Conflict(_("时限已经过了，不能再延长。"))
    if one.extended >= extension.times:
        raise Conflict(_("已经延长过{count}次，不能再延长。").format(count=one.extended))
    fits = by.unit is extension.longest.unit and 0 < by.count <= extension.longest.count
    if not fits:
        raise Invalid(
            _("延长得太多。"),
            {"by": _("一次最多延长{longest}。").format(longest=extension.longest)},
        )
    said = text_in(words, field="words", least=5)
    clocks.extend(one, by)
    _write(matter, clocks, kind, _("延长{by}。").format(by=by) + said, viewer)


@transaction.atomic
def regrade(*, viewer: Viewer, code: str, grade: str, words: str) -> None:
    """Put a matter into another grade; its clocks are counted anew from receipt.

    Raises Invalid for a grade that is not declared, Conflict where it is in this grade or a clock
    was paused, extended or is over; Missing.
    """
    matter = to_lead(viewer, code)
    demand_alone(matter)
    demand_free(matter, viewer)
    demand_safe(matter)
    declared = procedure_of(matter)
    if grade not in declared.grades:
        raise Invalid(_("没有这一档。"), {"grade": _("请另选一档。")})
    if grade == matter.grade:
        raise Conflict(_("已经是这一档。"))
    said = text_in(words, field="words", least=5)
    clocks = Clocks(matter, declared)
    if any(clocks.is_over(one) for one in clocks.open):
        raise Conflict(_("时限已经过了，不能再改难度。"))
    clocks.regrade(grade)
    entry = write(
        matter,
        Writing(EntryKind.GRADED, said, detail=grade, to_asker=True),
        actor=viewer.actor,
        grade=grade,
        next_due=clocks.next_due,
    )
    clocks.save(entry)


@transaction.atomic
def note_broken() -> int:
    """Mark every clock that is over and was not met, tell it in its matter; return how many."""
    now = clock.now()
    over = RunningClock.objects.filter(
        state=ClockState.RUNNING, broken_at__isnull=True, due_at__lte=now
    ).order_by("id")
    found = list(over.values_list("pk", "matter", "kind")[:1000])
    marked = 0
    for number, matter, kind in found:
        changed = RunningClock.objects.filter(pk=number, broken_at__isnull=True).update(
            broken_at=F("due_at")
        )
        if changed:
            marked += 1
            record(actor="house", verb="casework.clock_broken", subject=f"matter:{matter}",
                   details={"clock": kind})  # fmt: skip
            announce("casework.clock_broken", [{"matter": matter, "clock": kind}])
    return marked


@transaction.atomic
def determine_open_clocks() -> int:
    """Work out the days of clocks that waited for a year's calendar; return how many are known."""
    waiting = RunningClock.objects.filter(
        state=ClockState.RUNNING, due_at__isnull=True
    ).select_related("matter__responsible")
    known = 0
    for matter in {one.matter_id: one.matter for one in waiting}.values():
        known += _determine(matter)
    return known


def _determine(matter: Matter) -> int:
    locked = Matter.objects.select_related("responsible").select_for_update(of=("self",))
    held = locked.get(pk=matter.pk)
    clocks = Clocks(held, procedure_of(held))
    found = [one for one in clocks.open if one.state == ClockState.RUNNING and not one.due_at]
    for one in found:
        clocks.determine(one)
        if one.due_at is not None:
            clocks.note(one, "determined", None)
    known = [one for one in found if one.due_at is not None]
    if known:
        words = _("放假安排已经录入，期限已经算出。")
        entry = write(
            held, Writing(EntryKind.CLOCK, words), actor="house", next_due=clocks.next_due
        )
        clocks.save(entry)
    return len(known)


def _running(viewer: Viewer, code: str, kind: str) -> tuple[Matter, Clocks, RunningClock]:
    matter = to_lead(viewer, code)
    demand_alone(matter)
    demand_free(matter, viewer)
    demand_safe(matter)
    clocks = Clocks(matter, procedure_of(matter))
    one = clocks.of_kind(kind)
    if one is None or one.state != ClockState.RUNNING:
        raise Conflict(_("这个时限现在没有在计时。"))
    return matter, clocks, one


def _write(matter: Matter, clocks: Clocks, kind: str, words: str, viewer: Viewer) -> None:
    entry = write(
        matter,
        Writing(EntryKind.CLOCK, words, detail=kind, to_asker=True),
        actor=viewer.actor,
        next_due=clocks.next_due,
    )
    clocks.save(entry)
