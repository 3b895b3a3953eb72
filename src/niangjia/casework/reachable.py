"""Offices and partner bodies to which a matter can go, found by how people write them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from niangjia.casework.access import seen_by
from niangjia.casework.models import Matter, Partner, Referral, ReferralState
from niangjia.foundation.organisations.models import STANDING, Level, Organisation
from niangjia.kernel.errors import Invalid
from niangjia.kernel.viewer import PATH_STEP, Viewer

MOST_NEAR = 40
MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class PartnerShown:
    """A partner body to choose."""

    code: str
    name: str


def offices_near(*, viewer: Viewer, code: str) -> tuple[str, ...]:
    """Return the names of the offices around the one that has a matter: above, beside, below."""
    matter = _matter(viewer, code)
    if matter is None:
        return ()
    path = matter.responsible.path
    parent = path[:-PATH_STEP]
    above = [path[:end] for end in range(PATH_STEP, len(path), PATH_STEP)]
    depth = matter.responsible.depth
    near = Q(path__in=above)
    near |= Q(path__startswith=parent, depth=depth) | Q(path__startswith=path, depth=depth + 1)
    found = _offices().filter(near).exclude(pk=matter.responsible_id)
    return tuple(found.order_by("path").values_list("name", flat=True)[:MOST_NEAR])


def office_written(text: str) -> str:
    """Return the code of the office that a name means: whole, a part of it, or "above/name".

    Raises Invalid where it means none or several, and says which.
    """
    names = [name.strip() for name in text.replace("／", "/").split("/") if name.strip()]
    if not names:
        raise Invalid(_("请写工会的名称。"))
    exact = list(_offices().filter(name=names[-1]).order_by("path")[: MOST_NAMED + 1])
    found = exact or list(
        _offices().filter(name__contains=names[-1]).order_by("path")[: MOST_NAMED + 1]
    )
    if len(names) > 1:
        found = [one for one in found if _stands_under(one, names[-2])]
    if not found:
        raise Invalid(_("没有找到叫“{name}”的工会，请写全称。").format(name=names[-1]))
    if len(found) > 1:
        listed = "、".join(_with_parent(one) for one in found[:MOST_NAMED])
        raise Invalid(_("不止一个工会叫这个名字，请写成其中一个：{names}").format(names=listed))
    return str(found[0].code)


def partners_for(*, viewer: Viewer, code: str) -> tuple[PartnerShown, ...]:
    """Return the partner bodies of the union that has a matter and of those above it, by name."""
    matter = _matter(viewer, code)
    if matter is None:
        return ()
    path = matter.responsible.path
    hosts = [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]
    found = Partner.objects.filter(host__path__in=hosts, ended_on__isnull=True)
    return tuple(PartnerShown(one.code, one.name) for one in found.order_by("name", "pk"))


def partners_asked(*, viewer: Viewer, code: str) -> tuple[PartnerShown, ...]:
    """Return the partner bodies that a matter is referred to, by name."""
    matter = _matter(viewer, code)
    if matter is None:
        return ()
    asked = Referral.objects.filter(
        matter=matter, state__in=[ReferralState.SENT, ReferralState.REPLIED]
    ).values("to_partner")
    found = Partner.objects.filter(pk__in=asked).order_by("name", "pk")
    return tuple(PartnerShown(one.code, one.name) for one in found)


def _matter(viewer: Viewer, code: str) -> Matter | None:
    found = Matter.objects.filter(seen_by(viewer), code=code).select_related("responsible")
    return found.first() if code.isascii() and code.isalnum() else None


def _offices() -> QuerySet[Organisation]:
    """Return the standing offices that may have matters: a union at an employer has none."""
    found: QuerySet[Organisation] = Organisation.objects.filter(STANDING)
    return found.exclude(level=Level.GRASSROOTS)


def _stands_under(one: Organisation, name: str) -> bool:
    above = [one.path[:end] for end in range(PATH_STEP, len(one.path), PATH_STEP)]
    return bool(Organisation.objects.filter(path__in=above, name=name).exists())


def _with_parent(one: Organisation) -> str:
    parent = Organisation.objects.filter(path=one.path[:-PATH_STEP]).first()
    return f"{parent.name}/{one.name}" if parent else one.name
