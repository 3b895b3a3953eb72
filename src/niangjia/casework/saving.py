"""Lists that somebody keeps, for himself or herself alone."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from niangjia.casework.access import demand_any_part
from niangjia.casework.models import SavedView
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer

MOST_SAVED = 20
KEPT = ("view", "stands", "issue", "office", "order")


def saved_views(*, viewer: Viewer) -> tuple[SavedView, ...]:
    """Return the viewer's own lists, by name."""
    if viewer.account is None:
        return ()
    return tuple(SavedView.objects.filter(account=viewer.account)[:MOST_SAVED])


@transaction.atomic
def save_view(*, viewer: Viewer, name: str, chosen: dict[str, str]) -> SavedView:
    """Keep a list under a name; the same name again replaces it.

    Raises Refused for somebody without lists, Invalid without a name or for too many.
    """
    demand_any_part(viewer)
    called = " ".join(name.split())
    if viewer.account is None or not 0 < len(called) <= 40:
        raise Invalid(_("请给这个列表起个名字，40字以内。"), {"name": _("请填写。")})
    mine = SavedView.objects.filter(account=viewer.account)
    if mine.exclude(name=called).count() >= MOST_SAVED:
        raise Invalid(_("最多存{count}个列表，请先删掉一个。").format(count=MOST_SAVED))
    values = {key: chosen.get(key, "") for key in KEPT}
    try:
        with transaction.atomic():
            kept, _new = mine.update_or_create(
                account_id=viewer.account,
                name=called,
                defaults=values | {"free": "free" in chosen, "view": values["view"] or "waiting"},
            )
    except IntegrityError:
        raise Conflict(_("刚刚存过同名的列表，请再试一次。")) from None
    return kept


def forget_view(*, viewer: Viewer, number: int) -> str:
    """Delete one of the viewer's own lists and return its name. Raises Missing."""
    found = SavedView.objects.filter(account=viewer.account, pk=number).first()
    if viewer.account is None or found is None:
        raise Missing(_("没有这个列表。"))
    found.delete()
    return str(found.name)


def filters_of(one: SavedView) -> dict[str, str]:
    """Return what a kept list is narrowed to, as an address says it."""
    found = {key: str(getattr(one, key)) for key in KEPT if getattr(one, key)}
    return found | ({"free": "on"} if one.free else {})
