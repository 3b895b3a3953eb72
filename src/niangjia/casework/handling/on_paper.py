"""A partner body without an account answers on paper: the file is kept, and counts as its reply."""

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.handling.alarming import raise_by_words
from niangjia.casework.handling.attaching import owner_of
from niangjia.casework.handling.locking import demand_alone, text_in, to_lead
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import EntryKind, Referral, ReferralState
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.foundation.files import actions as files
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict
from niangjia.kernel.viewer import Viewer


@transaction.atomic
def reply_on_paper(
    *, viewer: Viewer, code: str, partner: str, words: str, name: str, data: bytes
) -> str:
    """Keep the answer that a partner body gave as a file, and return the file's code.

    The body was asked and has not replied; with this it has. The asker is told that it has, the
    paper is for the offices. Raises Missing, Conflict where it was not asked or has replied,
    Invalid for words that are missing or a file that is not taken.
    """
    matter = to_lead(viewer, code)
    demand_alone(matter)
    said = text_in(words, field="words", least=2)
    settled = Referral.objects.filter(
        matter=matter, to_partner__code=partner, state=ReferralState.SENT
    ).update(state=ReferralState.REPLIED, settled_at=clock.now())
    if settled != 1:
        raise Conflict(_("没有在等这个单位的答复。"))
    kept = files.keep(actor=viewer.actor, owner=owner_of(matter, inner=True), name=name, data=data)
    told = Writing(EntryKind.REPLIED, said, detail=f"partner:{partner}", to_asker=True)
    write(matter, told, actor=viewer.actor)
    raise_by_words(matter, signs_of_danger(said))
    return kept.code
