"""What every template may know."""

from django.conf import settings
from django.http import HttpRequest

from niangjia.casework.queries import handles_anything, supervises_anything
from niangjia.kernel.viewer import STRANGER, Role, Viewer


def house(request: HttpRequest) -> dict[str, object]:
    """Return who is asking, what they work on, and whether this is a demonstration."""
    viewer: Viewer = getattr(request, "viewer", STRANGER)
    return {
        "viewer": viewer,
        "works_on_cases": bool(viewer.reach(Role.EDITOR, Role.ADMINISTRATOR, Role.LAWYER)),
        "works_on_matters": handles_anything(viewer) or supervises_anything(viewer),
        "demo": settings.NIANGJIA_DEMO,
    }
