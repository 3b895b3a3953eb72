"""What this room adds to a union's page, and when a union must not be dissolved for its sake."""

from django.utils.translation import gettext as _

from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.organisations.neighbours import Context, Neighbour
from niangjia.foundation.people.models import Appointment
from niangjia.foundation.people.queries import not_over, people_of
from niangjia.foundation.people.rules.powers import exclude_each_other, overlap
from niangjia.kernel.viewer import Role, Viewer


def panel(viewer: Viewer, organisation: Organisation) -> Context | None:
    """Return who holds what in a union."""
    return {
        "people": list(people_of(viewer=viewer, organisation=organisation)),
        "may_appoint": viewer.holds(Role.ADMINISTRATOR, at=organisation.path),
    }


def hindrance(organisation: Organisation) -> str:
    """Say so while somebody still holds something in a union."""
    held = Appointment.objects.filter(
        not_over(), organisation=organisation, revoked_at__isnull=True
    )
    return _("还有人在这里任职。") if held.exists() else ""


def fault(organisation: Organisation) -> str:
    """Say so where somebody now audits and works in one part of the tree, because it was moved."""
    standing = Appointment.objects.filter(not_over(), revoked_at__isnull=True)
    below = standing.filter(organisation__path__startswith=organisation.path)
    for held in below.select_related("organisation"):
        for other in standing.filter(account=held.account_id).select_related("organisation"):
            meets = overlap(held.organisation.path, other.organisation.path)
            if meets and exclude_each_other(Role(held.role), Role(other.role)):
                return _("移过去以后，有人会在同一范围内既审计又办事。请先调整他们的任职。")
    return ""


NEIGHBOUR = Neighbour("people", "people/panel.html", panel, hindrance, fault)
