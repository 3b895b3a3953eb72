"""What this room adds to a union's page, and when a union must not be dissolved for its sake."""

from django.utils.translation import gettext as _

from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.organisations.neighbours import Context, Neighbour
from niangjia.foundation.people.models import Appointment
from niangjia.foundation.people.queries import not_over, people_of
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


NEIGHBOUR = Neighbour("people", "people/panel.html", panel, hindrance)
