"""Putting a matter into its last state: only the two endings come here; the table checks them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from niangjia.casework.declaring.own import CLOSED
from niangjia.casework.handling.attaching import keep_papers
from niangjia.casework.handling.clockwork import Clocks
from niangjia.casework.handling.locking import by_pk, procedure_of
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import Ending, EntryKind, Matter
from niangjia.casework.models.matters import FAR
from niangjia.kernel import clock


def close(matter: Matter, writing: Writing, *, actor: str, **columns: Any) -> None:
    """End a locked matter in one of the two ways; a group whose last member it was ends with it."""
    clocks = Clocks(matter, procedure_of(matter))
    clocks.moved_to(CLOSED)
    clocks.stop_all()
    entry = write(
        matter,
        writing,
        actor=actor,
        state=CLOSED,
        closed_at=clock.now(),
        assigned_to="",
        assigned_at=None,
        urgency=0,
        next_due=FAR,
        **columns,
    )
    clocks.save(entry)
    keep_papers(matter, actor, months=procedure_of(matter).closing.papers_kept)
    if matter.group_id is not None:
        follow(matter.group_id)


def follow(group: int) -> None:
    """End a group's lead once all its members have ended, in the way the last of them did.

    What was recovered is the sum of what the members confirmed. Nothing follows while one is open,
    or where all have left the group.
    """
    lead = by_pk(group)
    members = list(Matter.objects.filter(group=lead).order_by("-closed_at", "-pk"))
    if lead.state == CLOSED or not members or any(one.closed_at is None for one in members):
        return
    confirmed = [one for one in members if one.ending == Ending.CONFIRMED]
    words = _("成员都已经办结，集体事项随之办结。")
    if confirmed:
        total = sum((one.recovered or Decimal(0) for one in confirmed), Decimal(0))
        close(
            lead, Writing(EntryKind.CONFIRMED, words, detail="members"), actor="house",
            ending=Ending.CONFIRMED, confirmed_at=clock.now(), recovered=total,
            result=lead.result or confirmed[0].result, answered_by=lead.answered_by or "house",
        )  # fmt: skip
    else:
        last = members[0]
        close(
            lead, Writing(EntryKind.EXPLAINED, words, detail=last.closing_reason), actor="house",
            ending=Ending.EXPLAINED, closing_reason=last.closing_reason, call_back=last.call_back,
        )  # fmt: skip
