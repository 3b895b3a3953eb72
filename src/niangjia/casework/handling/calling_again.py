"""The asker calls again: it belongs to the matter that there is, and wants no second number."""

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.declaring.own import ANSWERED, CLOSED
from niangjia.casework.handling.alarming import raise_by_words
from niangjia.casework.handling.ending import demand_contestable, reopen
from niangjia.casework.handling.locking import by_pk, text_in, to_see
from niangjia.casework.handling.writing import URGENT_URGED, Writing, write
from niangjia.casework.models import EntryKind, Matter
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.kernel.errors import Conflict
from niangjia.kernel.viewer import Viewer


@transaction.atomic
def called_again(*, viewer: Viewer, code: str, words: str, not_solved: bool = False) -> str:
    """Write down that the asker called again about a matter the viewer sees; return its code.

    What was joined to another is written there. It counts as urging, so that the office sees it.
    `not_solved`: the asker says an answer is not so, and the matter is open again, as if contested
    by the asker's own hand. Raises Missing, Invalid without words, Conflict for a matter that has
    ended where nothing is contested, or where it cannot be contested.
    """
    matter = to_see(viewer, code)
    said = text_in(words, field="words", least=5)
    if matter.joined_to_id is not None:
        matter = by_pk(matter.joined_to_id)
    if not_solved:
        demand_contestable(matter)
    elif matter.state == CLOSED and not signs_of_danger(said):
        raise Conflict(_("这件事已经办结。职工说没有解决，就重新打开；是别的事，就另记一件。"))
    _written(matter, said, viewer)
    if matter.state == CLOSED or (not_solved and matter.state == ANSWERED):
        reopen(matter, said, viewer.actor)
    raise_by_words(matter, signs_of_danger(said))
    return matter.code


def _written(matter: Matter, said: str, viewer: Viewer) -> None:
    write(
        matter,
        Writing(EntryKind.CALL, said, detail="again", to_asker=True),
        actor=viewer.actor,
        urged=matter.urged + 1,
        urgency=max(matter.urgency, URGENT_URGED if matter.closed_at is None else 0),
    )
