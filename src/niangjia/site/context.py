"""What every template may know."""

from django.conf import settings
from django.http import HttpRequest

from niangjia.kernel.viewer import STRANGER, Role, Viewer


def house(request: HttpRequest) -> dict[str, object]:
    """Return who is asking, whether they work on cases, and whether this is a demonstration."""
    viewer: Viewer = getattr(request, "viewer", STRANGER)
    return {
        "viewer": viewer,
        "works_on_cases": bool(viewer.reach(Role.EDITOR, Role.ADMINISTRATOR, Role.LAWYER)),
        "demo": settings.NIANGJIA_DEMO,
    }
