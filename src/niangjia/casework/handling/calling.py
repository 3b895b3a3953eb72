"""Call-backs: recorded one by one, and what they must have told before a matter ends by reason."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.declaring.parts import Closing
from niangjia.casework.handling.alarming import raise_by_words
from niangjia.casework.handling.locking import demand_open, text_in, to_work
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import Entry, EntryKind, Matter
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.casework.rules.endings import Call, missing_for_reason
from niangjia.casework.rules.periods import Hours, day_of, ends
from niangjia.foundation.holidays.queries import calendar
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.viewer import Viewer


@transaction.atomic
def call_back(*, viewer: Viewer, code: str, reached: bool, said: str) -> None:
    """Write down a call-back, whether the asker was reached, and what was said.

    An asker who left no number is not called: the words are shown by receipt instead.
    Raises Missing, Conflict where the matter has ended, Invalid without words, or for having
    reached somebody who cannot be called.
    """
    matter = to_work(viewer, code)
    demand_open(matter)
    words = text_in(said, field="said", least=5)
    if reached and not matter.has_contact:
        raise Invalid(_("职工没有留电话，只能留言。"), {"reached": _("留言请选“没有接通”。")})
    called = Writing(EntryKind.CALL_BACK, words, reached=reached, to_asker=True)
    write(matter, called, actor=viewer.actor)
    raise_by_words(matter, signs_of_danger(words))


def calls_since_reopened(matter: Matter) -> list[Entry]:
    """Return the call-backs since the matter was last contested or came apart from another."""
    entries = Entry.objects.filter(matter=matter)
    breaks = entries.filter(kind__in=[EntryKind.CONTESTED, EntryKind.SEPARATED])
    last = breaks.order_by("-number").values_list("number", flat=True).first() or 0
    calls = entries.filter(kind=EntryKind.CALL_BACK, number__gt=last)
    return list(calls.order_by("number"))


def demand_called(
    matter: Matter, calls: Sequence[Entry], closing: Closing, viewer: Viewer
) -> Entry:
    """Return the call-back by which a matter may end. Raises Conflict where none will do."""
    if closing.other_eyes:
        others = [one for one in calls if one.actor != viewer.actor]
        if calls and not others:
            raise Conflict(_("回访的人不能自己办结，请别的同事核对后办结。"))
        calls = others
    told = [Call(day_of(one.at), bool(one.reached)) for one in calls]
    tries = closing.tries if matter.has_contact else 1
    if why := missing_for_reason(told, tries=tries, has_contact=matter.has_contact):
        raise Conflict(why)
    if not matter.has_contact:
        until = ends(closing.silence, calls[0].at, Hours(), calendar())
        if clock.now() < until:
            raise Conflict(_("留言以后要等{period}再办结。").format(period=closing.silence))
    reached = [one for one in calls if one.reached]
    return (reached or list(calls))[-1]
