"""What nobody asked for and still has to be said, each thing once: tasks, gaps, late answers."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from niangjia.casework.models import Referral, ReferralState
from niangjia.foundation.ledger.actions import announce
from niangjia.kernel import clock
from niangjia.rights.centre.models import Centre, Task, TaskState, Told
from niangjia.rights.centre.reading.duty import gaps_of

AHEAD_DAYS = 3
FORGOTTEN_AFTER = timedelta(days=400)
_MOST = 500


def watch() -> int:
    """Announce what is due, overdue, missing or late, and return how much that was."""
    return _tasks() + _gaps() + _late_answers()


def forget() -> int:
    """Throw away the marks of what was told long ago; return how many."""
    gone, _rows = Told.objects.filter(at__lt=clock.now() - FORGOTTEN_AFTER).delete()
    return gone


def _tasks() -> int:
    today = clock.today()
    near = Q(state=TaskState.OPEN, due_on__lte=today + timedelta(days=1))
    found = Task.objects.filter(near).order_by("-due_on", "pk")[:_MOST]
    told = 0
    for pk, centre, due in found.values_list("pk", "centre", "due_on"):
        topic = "task_overdue" if due < today else "task_due"
        told += _once(topic, f"{pk}", {"centre": centre, "task": pk})
    return told


def _gaps() -> int:
    told = 0
    days = [clock.today() + timedelta(days=ahead) for ahead in range(AHEAD_DAYS)]
    for centre in Centre.objects.filter(ended_on__isnull=True).order_by("pk"):
        for gap in gaps_of(centre, days):
            key = f"{centre.pk}:{gap.day.isoformat()}:{gap.part}:{gap.role}"
            payload: dict[str, int | str] = {"centre": centre.pk, "day": gap.day.isoformat()}
            told += _once("duty_gap", key, payload | {"part": gap.part, "role": gap.role})
    return told


def _late_answers() -> int:
    late = Referral.objects.filter(
        state=ReferralState.SENT, to_partner__isnull=False, answer_by__lt=clock.now(),
        matter__procedure="centre", matter__closed_at__isnull=True,
    ).order_by("-pk")[:_MOST]  # fmt: skip
    rows = late.values_list("pk", "matter")
    return sum(_once("answer_late", f"{pk}", {"matter": number}) for pk, number in rows)


def _once(topic: str, key: str, payload: Mapping[str, int | str]) -> int:
    """Announce something unless it was announced before, even by somebody at the same moment."""
    what = f"{topic}:{key}"
    if Told.objects.filter(what=what).exists():
        return 0
    try:
        with transaction.atomic():
            Told.objects.create(what=what, at=clock.now())
            announce(f"centre.{topic}", [payload])
    except IntegrityError:
        return 0
    return 1
