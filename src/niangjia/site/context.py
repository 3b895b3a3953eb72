"""What every template may know."""

from django.conf import settings
from django.http import HttpRequest

from niangjia.kernel.viewer import STRANGER


def house(request: HttpRequest) -> dict[str, object]:
    """Return who is asking, and whether this is a demonstration."""
    return {
        "viewer": getattr(request, "viewer", STRANGER),
        "demo": settings.NIANGJIA_DEMO,
    }
