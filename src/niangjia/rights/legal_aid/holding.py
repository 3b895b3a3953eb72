"""Choosing a matter of legal aid to be changed: seen by the viewer, and locked."""

from django.utils.translation import gettext as _

from niangjia.casework.models import Matter
from niangjia.casework.queries import matters_seen, roles_held
from niangjia.kernel.errors import Conflict, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid.models import Application

OFFICE = frozenset({Role.OFFICER, Role.SUPERVISOR})


def held(viewer: Viewer, code: str) -> Matter:
    """Return a matter of legal aid that the viewer sees, locked. Raises Missing, Refused."""
    known = code.isascii() and code.isalnum()
    mine = matters_seen(viewer=viewer).filter(code=code, procedure="legal_aid")
    number = mine.values_list("pk", flat=True).first() if known else None
    if number is None:
        raise Missing(_("没有这件事，或者它不在您的范围内。"))
    locked = Matter.objects.select_for_update(of=("self",))
    return locked.select_related("responsible", "employer").get(pk=number)


def demand_office(viewer: Viewer, matter: Matter) -> frozenset[Role]:
    """Return the roles in which the viewer works a matter for an office. Raises Refused."""
    roles = roles_held(viewer=viewer, matter=matter)
    if not roles & OFFICE:
        raise Refused(_("这一步由办理的工会来办。"))
    return roles


def application_of(matter: Matter) -> Application:
    """Return what legal aid knows of a matter. Raises Conflict where nobody filled in the form."""
    found = Application.objects.filter(matter=matter).select_related("elsewhere__office").first()
    if found is None:
        raise Conflict(_("请先填申请表。"))
    return found
