"""Crises: raised by words or by a person, seen to by a person, never by a clock alone."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.handling.locking import demand_open, text_in, to_see, to_work
from niangjia.casework.handling.writing import (
    URGENT_CRISIS,
    Writing,
    urgency_of,
    write,
)
from niangjia.casework.models import Crisis, EntryKind, Matter
from niangjia.foundation.ledger.actions import announce
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict
from niangjia.kernel.viewer import Viewer

CALL_AGAIN = timedelta(minutes=10)
"""After how long an alarm that nobody saw to is sounded again, and again."""

STEPS = (
    "先稳住对方，不要挂断，问清现在在哪里、身边有没有人。",
    "有生命危险马上拨110、120，同时告诉本单位值班领导。",
    "请心理援助人员（12356）一起接听，或者尽快派人到现场。",
    "记下来做了什么、交给了谁、什么时候再联系。",
)
"""What whoever opens such a matter sees first."""


def raise_by_words(matter: Matter, words: tuple[str, ...]) -> bool:
    """Raise the flag on a locked matter for words that may mean harm; say whether it was raised."""
    if not words or matter.crisis == Crisis.RAISED:
        return False
    _raise(matter, "、".join(words), actor="house", detail="words")
    return True


@transaction.atomic
def raise_crisis(*, viewer: Viewer, code: str, reason: str) -> None:
    """Raise the flag by hand. Raises Missing, Invalid without a reason, Conflict where it is up."""
    matter = to_see(viewer, code)
    demand_open(matter)
    if matter.crisis == Crisis.RAISED:
        raise Conflict(_("已经报警，正等人处理。"))
    _raise(matter, text_in(reason), actor=viewer.actor, detail="person")


@transaction.atomic
def attend_crisis(*, viewer: Viewer, code: str, done: str) -> None:
    """Write down what was done about a crisis; from then on the matter goes its way.

    Raises Missing, Invalid where too little is written, Conflict where no flag is up.
    """
    matter = to_work(viewer, code)
    if matter.crisis != Crisis.RAISED:
        raise Conflict(_("这件事没有等待处理的危险信号。"))
    said = text_in(done, field="done", least=10)
    matter.crisis = Crisis.ATTENDED
    write(
        matter,
        Writing(EntryKind.ATTENDED, said),
        actor=viewer.actor,
        crisis=Crisis.ATTENDED,
        urgency=urgency_of(matter),
    )


def demand_safe(matter: Matter) -> None:
    """Raise Conflict while somebody may come to harm and nobody has seen to it."""
    if matter.crisis == Crisis.RAISED:
        raise Conflict(_("这件事有危险信号。请先处理并记下做了什么，再往下办。"))


@transaction.atomic
def sound_again() -> int:
    """Announce anew every crisis that nobody has seen to for too long; return how many."""
    now = clock.now()
    waiting = Matter.objects.filter(crisis=Crisis.RAISED, alarmed_at__lte=now - CALL_AGAIN)
    unheard = []
    for number, sounded in waiting.values_list("pk", "alarmed_at"):
        mine = Matter.objects.filter(pk=number, crisis=Crisis.RAISED, alarmed_at=sounded)
        if mine.update(alarmed_at=now):
            unheard.append(number)
    announce("casework.crisis_unattended", [{"matter": number} for number in unheard])
    return len(unheard)


def _raise(matter: Matter, words: str, *, actor: str, detail: str) -> None:
    write(
        matter,
        Writing(EntryKind.CRISIS, words, detail=detail),
        actor=actor,
        crisis=Crisis.RAISED,
        crisis_at=clock.now(),
        alarmed_at=clock.now(),
        urgency=URGENT_CRISIS,
    )
