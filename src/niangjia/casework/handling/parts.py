"""The part of an office that is joint on a matter: the asker gets one answer, from one office.

A matter has one owner. The joint offices say what they did and found; the responsible office puts
it together, answers the asker and ends the matter, so that nobody is told two things by two unions.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.handling.alarming import raise_by_words
from niangjia.casework.handling.locking import demand_open, text_in, to_lead, to_work
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import Capacity, EntryKind, Share
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict
from niangjia.kernel.viewer import Viewer


@transaction.atomic
def give_part(*, viewer: Viewer, code: str, words: str) -> None:
    """Answer the part of the viewer's office, which then waits for the responsible office alone.

    It may be given again, with more to say. Raises Missing, Invalid without words, Conflict where
    no office of the viewer's is joint on the matter, or where it has ended.
    """
    matter = to_work(viewer, code)
    demand_open(matter)
    offices = [post.organisation for post in viewer.posts]
    mine = Share.objects.select_related("office").filter(
        matter=matter, capacity=Capacity.JOINT, until__isnull=True, office__in=offices
    )
    share = mine.order_by("pk").first()
    if share is None:
        raise Conflict(_("您的工会没有在会同办理这件事。"))
    said = text_in(words, field="words", least=10)
    Share.objects.filter(pk=share.pk).update(part_at=clock.now())
    told = Writing(EntryKind.PART, said, detail=share.office.code)
    write(matter, told, actor=viewer.actor)
    raise_by_words(matter, signs_of_danger(said))


@transaction.atomic
def ask_part_again(*, viewer: Viewer, code: str, office: str, words: str) -> None:
    """Ask a joint office for its part once more, with what is still missing.

    Raises Missing, Invalid without words, Conflict where that office has no part that was given.
    """
    matter = to_lead(viewer, code)
    demand_open(matter)
    said = text_in(words, field="words", least=5)
    again = Share.objects.filter(
        matter=matter, office__code=office, capacity=Capacity.JOINT, until__isnull=True,
        part_at__isnull=False,
    ).update(part_at=None)  # fmt: skip
    if again != 1:
        raise Conflict(_("这个工会没有在会同办理，或者还没有答复。"))
    write(matter, Writing(EntryKind.SHARED, said, detail=office), actor=viewer.actor)
