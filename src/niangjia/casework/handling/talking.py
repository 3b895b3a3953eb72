"""What is said and noted: among colleagues, with the asker, on the phone."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.content import Person, open_person
from niangjia.casework.declaring.own import CLOSED
from niangjia.casework.handling.alarming import raise_by_words
from niangjia.casework.handling.ending import reopen
from niangjia.casework.handling.locking import (
    Asker,
    actor_of,
    by_pk,
    demand_open,
    of_asker,
    text_in,
    to_see,
    to_supervise,
    to_work,
)
from niangjia.casework.handling.writing import (
    URGENT_SUPERVISED,
    URGENT_URGED,
    Writing,
    write,
)
from niangjia.casework.models import Entry, EntryKind, Matter, MatterGroup
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.viewer import Viewer

BETWEEN_URGINGS = timedelta(hours=24)


@transaction.atomic
def note(
    *, viewer: Viewer, code: str, words: str, for_supervisors: bool = False,
    for_partners: bool = False,
) -> None:  # fmt: skip
    """Write a note for colleagues, for supervisors alone, or for partner bodies as well."""
    matter = to_see(viewer, code)
    said = Writing(
        EntryKind.NOTE,
        text_in(words, field="words"),
        to_offices=not for_supervisors,
        to_partners=for_partners and not for_supervisors,
    )
    write(matter, said, actor=viewer.actor)


@transaction.atomic
def call(*, viewer: Viewer, code: str, words: str) -> None:
    """Write down a conversation with the asker or somebody else. Words of harm raise the flag."""
    matter = to_work(viewer, code)
    said = text_in(words, field="words")
    write(matter, Writing(EntryKind.CALL, said), actor=viewer.actor)
    _heed(matter, said)


@transaction.atomic
def tell(*, viewer: Viewer, code: str, words: str) -> None:
    """Write to the asker, who reads it by receipt or account."""
    matter = to_work(viewer, code)
    said = Writing(EntryKind.TOLD, text_in(words, field="words"), to_asker=True)
    write(matter, said, actor=viewer.actor)


@transaction.atomic
def say(*, asker: Asker, code: str = "", words: str) -> None:
    """Add something as the asker; to what was joined to another it is added there.

    A matter that has ended takes nothing more, unless the words may mean harm: then it is open
    again. Raises Missing, Invalid, Conflict.
    """
    matter = of_asker(asker, code)
    said = text_in(words, field="words")
    if matter.joined_to_id is not None:
        matter = by_pk(matter.joined_to_id)
    if matter.state == CLOSED and matter.part != MatterGroup.LEAD and signs_of_danger(said):
        reopen(matter, said, actor_of(asker))
        return
    demand_open(matter)
    write(matter, Writing(EntryKind.SAID, said, to_asker=True), actor=actor_of(asker))
    _heed(matter, said)


@transaction.atomic
def urge(*, asker: Asker, code: str = "", words: str = "") -> None:
    """Urge, as the asker: once a day, seen by the office and its supervisors.

    Raises Conflict for a second time within a day, or where the matter has ended; Missing.
    """
    matter = of_asker(asker, code)
    demand_open(matter)
    lately = Entry.objects.filter(
        matter=matter, kind=EntryKind.URGED, at__gt=clock.now() - BETWEEN_URGINGS
    )
    if lately.exists():
        raise Conflict(_("今天已经催过了，办理的工会看得到。"))
    said = text_in(words, field="words", least=0)
    write(
        matter,
        Writing(EntryKind.URGED, said, to_asker=True),
        actor=actor_of(asker),
        urged=matter.urged + 1,
        urgency=max(matter.urgency, URGENT_URGED),
    )
    _heed(matter, said)


@transaction.atomic
def supervise(*, viewer: Viewer, code: str, words: str, until: date) -> None:
    """Take a matter under supervision: the office reports by a day. Raises Missing, Invalid."""
    matter = to_supervise(viewer, code)
    demand_open(matter)
    if until < clock.today():
        raise Invalid(_("日期不对。"), {"until": _("回报的日子不能在过去。")})
    write(
        matter,
        Writing(EntryKind.SUPERVISED, text_in(words, field="words"), detail=until.isoformat()),
        actor=viewer.actor,
        supervised_until=until,
        urgency=max(matter.urgency, URGENT_SUPERVISED),
    )


@transaction.atomic
def look_up_person(*, viewer: Viewer, code: str, reason: str) -> Person:
    """Return who asks and how to reach them; the asker can see that somebody looked, and why.

    Raises Missing, Invalid without a reason, Unavailable where the seal cannot be opened.
    """
    matter = to_see(viewer, code)
    why = text_in(reason)
    person = open_person(matter.sealed_person, matter.code)
    write(matter, Writing(EntryKind.VIEWED, why, to_asker=True), actor=viewer.actor)
    return person


def _heed(matter: Matter, said: str) -> None:
    raise_by_words(matter, signs_of_danger(said))
