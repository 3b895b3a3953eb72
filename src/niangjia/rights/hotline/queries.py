"""Every read of the hotline; permission is part of each."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from niangjia.casework import queries as casework
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.organisations.queries import employers_within
from niangjia.kernel.errors import Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.hotline.content import Sealed, open_order
from niangjia.rights.hotline.figures import Figures, figures
from niangjia.rights.hotline.intake import DESK
from niangjia.rights.hotline.models import Behalf, CentreToken, Reach, WorkOrder
from niangjia.rights.hotline.records.reading import OldRow, old_records_of
from niangjia.rights.hotline.rules.classes import Class, Item, classes, item_of
from niangjia.rights.hotline.rules.suggesting import Suggestion, suggest
from niangjia.rights.hotline.suggesting import bind as bind_understanding
from niangjia.rights.hotline.suggesting import issues_in

__all__ = [
    "Class",
    "Figures",
    "Item",
    "OldRow",
    "OrderShown",
    "Suggestion",
    "TokenShown",
    "bind_understanding",
    "classes",
    "figures",
    "find_employers",
    "item_for_asker",
    "item_of",
    "offices_of_desk",
    "old_records_of",
    "order_of",
    "suggestions",
    "tokens",
]

MOST_EMPLOYERS = 8
SEARCHING = (Role.OFFICER, Role.HOTLINE_AGENT, Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class OrderShown:
    """What the hotline knows of a matter, as an office sees it."""

    item: Item | None
    item_name: str
    class_name: str
    behalf: str
    reach: str
    sealed: Sealed
    reclassified: int


@dataclass(frozen=True, slots=True)
class TokenShown:
    """A call centre's token in a list: never the token itself."""

    code: str
    name: str
    organisation: str
    hint: str
    made_at: datetime
    used_on: date | None
    revoked_at: datetime | None


def suggestions(text: str) -> tuple[Suggestion, ...]:
    """Return which sub-items a story may belong to. Anybody may ask; nothing is kept."""
    return suggest(text, issues_in(text))


def order_of(*, viewer: Viewer, code: str) -> OrderShown | None:
    """Return what the hotline knows of a matter that the viewer sees as an office.

    None where it came to the hotline by another way. Raises Missing, Refused as `matter_page`.
    """
    casework.demand_any_part(viewer)
    number = casework.seen_number(viewer=viewer, code=code)
    order = WorkOrder.objects.filter(matter=number).first()
    return _shown(order, code) if order else None


def item_for_asker(*, code: str) -> Item | None:
    """Return the sub-item of a matter, for the panel of a page that has let its asker in.

    Nothing about a person is in it. None for what has none.
    """
    order = WorkOrder.objects.filter(matter__code=code).only("item").first()
    return item_of(order.item) if order else None


def find_employers(*, viewer: Viewer, text: str) -> tuple[Employer, ...]:
    """Return registered employers in the viewer's part whose name holds every word of `text`."""
    words = text.replace("\0", "").split()[:5]
    if not words or not any(len(word) >= 2 for word in words):
        return ()
    found = employers_within(viewer, *SEARCHING).select_related("union")
    for word in words:
        found = found.filter(name__icontains=word)
    return tuple(found.order_by("name", "pk")[:MOST_EMPLOYERS])


def offices_of_desk(*, viewer: Viewer) -> tuple[Organisation, ...]:
    """Return the unions at whose desk the viewer takes calls, the widest first. Raises Refused."""
    held = {post.organisation for post in viewer.posts if post.role in DESK}
    if not held:
        raise Refused(_("接电话、接待来访由热线坐席和工会的办事人员来办。"))
    return tuple(Organisation.objects.filter(pk__in=held).order_by("depth", "path"))


def tokens(*, viewer: Viewer) -> tuple[TokenShown, ...]:
    """Return the call centres' tokens of the unions that the viewer administers. Raises Refused."""
    if not viewer.reach(Role.ADMINISTRATOR):
        raise Refused(_("令牌由工会的管理员来管。"))
    chosen = Q(pk__in=[])
    for path in viewer.reach(Role.ADMINISTRATOR):
        chosen |= Q(organisation__path__startswith=path)
    found = CentreToken.objects.filter(chosen).select_related("organisation")
    return tuple(
        TokenShown(
            one.code,
            one.name,
            one.organisation.name,
            one.hint,
            one.made_at,
            one.used_on,
            one.revoked_at,
        )
        for one in found.order_by("revoked_at", "-made_at")[:200]
    )


def _shown(order: WorkOrder, code: str) -> OrderShown:
    item = item_of(order.item)
    klass = next((one for one in classes() if one.key == order.klass), None)
    return OrderShown(
        item=item,
        item_name=item.name if item else order.item,
        class_name=klass.name if klass else order.klass,
        behalf=str(Behalf(order.behalf).label),
        reach=str(Reach(order.reach).label),
        sealed=open_order(order.sealed, code),
        reclassified=order.reclassified,
    )
