"""Who does what next: taking from the queue, handing on, putting back. Two never get the same."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from niangjia.casework.access import owned_by, roles_on, supervised_by, worked_by
from niangjia.casework.colleagues import viewer_behind
from niangjia.casework.declaring.book import bound
from niangjia.casework.declaring.parts import Waits
from niangjia.casework.handling.locking import (
    by_pk,
    demand_alone,
    demand_free,
    procedure_of,
    to_lead,
    to_work,
)
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import EntryKind, Matter, Referral, ReferralState
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.viewer import Viewer

MOST_AT_ONCE = 200


@transaction.atomic
def take(*, viewer: Viewer, code: str) -> None:
    """Take a matter in hand; one that is the viewer's already stays so.

    Raises Conflict where a colleague has it or it has ended, Missing.
    """
    matter = to_work(viewer, code)
    demand_alone(matter)
    if matter.assigned_to == viewer.actor:
        return
    if matter.assigned_to:
        raise Conflict(_("已经有同事在办这件事了。"))
    _taken(matter, viewer)


@transaction.atomic
def take_next(*, viewer: Viewer, procedure: str = "") -> str | None:
    """Take what is most urgent of what waits at the viewer's offices, and return its code.

    Returns None where nothing waits. Two people never get the same.
    """
    waiting = waiting_at(viewer, procedure).filter(assigned_to="")
    ordered = waiting.order_by("-urgency", "next_due", "pk").only("pk")
    while (first := _unlocked(ordered).first()) is not None:
        matter = by_pk(first.pk)
        if matter.assigned_to == "":
            _taken(matter, viewer)
            return matter.code
    return None


@transaction.atomic
def release(*, viewer: Viewer, code: str) -> None:
    """Put a matter back in the queue: the viewer's own, or as a supervisor anybody's.

    Raises Conflict where nobody, or for somebody else another, has it in hand; Missing.
    """
    matter = to_work(viewer, code)
    if not matter.assigned_to:
        raise Conflict(_("这件事现在没有人在办，不用放回。"))
    demand_free(matter, viewer)
    write(matter, Writing(EntryKind.RELEASED), actor=viewer.actor, assigned_to="", assigned_at=None)


@transaction.atomic
def assign(*, viewer: Viewer, codes: Sequence[str], to: str, words: str = "") -> int:
    """Give matters to a colleague (`Viewer.actor`); return how many changed.

    Officers hand on what nobody or they themselves have in hand, supervisors anything. All or none.
    Raises Invalid where the colleague may not work one of them, Conflict, Missing.
    """
    wanted = sorted(set(codes))
    if not 0 < len(wanted) <= MOST_AT_ONCE:
        raise Invalid(_("一次请选1到{count}件。").format(count=MOST_AT_ONCE))
    person = viewer_behind(to)
    changed = 0
    for code in wanted:
        matter = to_lead(viewer, code)
        demand_alone(matter)
        demand_free(matter, viewer)
        if person is None or not _may_work(person, matter):
            raise Invalid(_("这位同事不能办其中的事情。"), {"to": _("请另选一位。")})
        if matter.assigned_to != to:
            changed += 1
            write(
                matter,
                Writing(EntryKind.HANDED, words.strip(), detail=to),
                actor=viewer.actor,
                assigned_to=to,
                assigned_at=clock.now(),
            )
            _referral_taken(matter)
    return changed


def hand_over(*, viewer: Viewer, code: str, to: str, words: str) -> None:
    """Give one matter to a colleague, with what the colleague should know. Raises as `assign`."""
    if not words.strip():
        raise Invalid(_("请写几句交接的话。"), {"words": _("办到哪一步，还要做什么。")})
    assign(viewer=viewer, codes=[code], to=to, words=words)


def waiting_at(viewer: Viewer, procedure: str = "") -> QuerySet[Matter]:
    """Return what waits for the offices in which the viewer works, of one procedure or of all."""
    waits = Q(pk__in=[])
    for one in bound():
        if procedure in {"", one.key}:
            keys = [state.key for state in one.all_states if state.waits_for is Waits.OFFICE]
            waits |= Q(procedure=one.key, version=one.version, state__in=keys)
    return Matter.objects.filter(owned_by(viewer), waits, closed_at__isnull=True)


def _taken(matter: Matter, viewer: Viewer) -> None:
    write(
        matter,
        Writing(EntryKind.TAKEN, to_asker=True),
        actor=viewer.actor,
        assigned_to=viewer.actor,
        assigned_at=clock.now(),
    )
    _referral_taken(matter)


def _referral_taken(matter: Matter) -> None:
    Referral.objects.filter(
        matter=matter, to_office=matter.responsible_id, state=ReferralState.SENT
    ).update(state=ReferralState.TAKEN)


def _may_work(person: Viewer, matter: Matter) -> bool:
    """Whether somebody works on this matter's office; a restricted one is opened by the giving."""
    within = Matter.objects.filter(pk=matter.pk)
    if matter.restricted:
        roles = roles_on(person, matter, procedure_of(matter))
        return not roles.isdisjoint(procedure_of(matter).handlers)
    return within.filter(worked_by(person) | supervised_by(person)).exists()


def _unlocked(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """Pass over what others hold, where the database can; SQLite lets in one writer anyway."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(of=("self",), skip_locked=True)
    return rows
