"""The verdict: lets everything come to rest, then says what the house holds, as one JSON object."""

import json
import sys
from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

from tests.reliability.chaos.house import open_house

open_house()

from django.db.models import Count, F, Q  # noqa: E402 - after django.setup()

from niangjia.casework import queries  # noqa: E402 - after django.setup()
from niangjia.casework.content import open_story, open_words  # noqa: E402 - after django.setup()
from niangjia.casework.models import (  # noqa: E402 - after django.setup()
    ClockChange,
    Entry,
    Matter,
    RunningClock,
)
from niangjia.casework.models import Counter as Numbers  # noqa: E402 - after django.setup()
from niangjia.casework.models.matters import FAR  # noqa: E402 - after django.setup()
from niangjia.foundation.ledger import courier, listeners  # noqa: E402 - after django.setup()
from niangjia.foundation.ledger.models import Delivery  # noqa: E402 - after django.setup()
from niangjia.foundation.ledger.queries import faults  # noqa: E402 - after django.setup()
from niangjia.foundation.notices.jobs import send_everything  # noqa: E402 - after django.setup()
from niangjia.foundation.notices.models import Notice, Sending  # noqa: E402 - after django.setup()
from niangjia.kernel import clock  # noqa: E402 - after django.setup()
from niangjia.kernel.clock import CHINA  # noqa: E402 - after django.setup()


def come_to_rest() -> None:
    """Deliver and send until nothing is left, after every lease of the dead is over, by day."""
    for hours in range(3, 40, 2):
        now = clock.now() + timedelta(hours=hours)
        with clock.stopped_at(now):
            for lane in listeners.lanes():
                courier.drain(lane)
            send_everything()
    noon = datetime.combine(clock.today() + timedelta(days=1), time(12), CHINA)
    with clock.stopped_at(noon):
        send_everything()


def found() -> dict[str, Any]:
    """Return what the house holds."""
    matters = Matter.objects.values_list("code", "number", "sequence", "asker").order_by("pk")
    stories = [open_story(one.sealed_story, one.code) for one in Matter.objects.all()]
    entries = Entry.objects.select_related("matter").exclude(words=b"")
    words = [open_words(one.words, one.matter.code, one.number) for one in entries]
    told = Notice.objects.filter(kind="asker.received").values_list("about", flat=True)
    return {
        "matters": list(matters),
        "words": stories + words,
        "counter": list(Numbers.objects.values_list("last", flat=True)),
        "timelines": list(queries.faults_of_timelines()),
        "ledger": len(list(faults())),
        "clocks": clocks_wrong(),
        "undelivered": Delivery.objects.exclude(state="delivered").count(),
        "told_received": Counter(told),
        "numbers": {one.pk: one.code for one in Matter.objects.all()},
        "sendings": dict(Sending.objects.values_list("state").annotate(n=Count("id")).order_by()),
        "sent": list(Sending.objects.filter(state="sent").values_list("code", flat=True)),
        "doubtful": list(Sending.objects.filter(state="doubtful").values_list("code", flat=True)),
        "notices": Notice.objects.count(),
        "entries": Entry.objects.count(),
    }


def clocks_wrong() -> list[str]:
    """Compare the clocks with what they follow: none lost, none twice, each due when it says."""
    wrong = []
    handles = Q(clocks__kind="handle", clocks__state__in=["running", "paused"])
    rows = Matter.objects.annotate(open_clocks=Count("clocks", filter=handles))
    at_rest = Q(state__in=["answered", "closed"])
    odd = rows.filter(at_rest & ~Q(open_clocks=0) | ~at_rest & ~Q(open_clocks=1))
    wrong += [f"{one.code}: {one.open_clocks} open clocks in {one.state}" for one in odd]
    for one in Matter.objects.all():
        running = RunningClock.objects.filter(matter=one, state="running")
        due = min((c.due_at or c.since for c in running), default=FAR)
        if due != one.next_due:
            wrong.append(f"{one.code}: next due {one.next_due}, not {due}")
    changed = ClockChange.objects.filter(entry__kind="clock").count()
    told = Entry.objects.filter(kind="clock").count()
    if changed != told:
        wrong.append(f"{told} entries tell of {changed} changes")
    extended = RunningClock.objects.aggregate(n=Count("id", filter=Q(extended__gt=0)))["n"]
    verbs = ClockChange.objects.filter(verb="extended").count()
    if extended != verbs:
        wrong.append(f"{extended} clocks are longer, {verbs} were made so")
    backwards = ClockChange.objects.filter(verb="extended", due_after__lte=F("due_before"))
    wrong += [f"clock {one.clock_id} became shorter" for one in backwards]
    return wrong


if __name__ == "__main__":
    come_to_rest()
    sys.stdout.write(json.dumps(found(), default=str))
