"""What the hotline adds to the engine's page of a matter, for the office and for the asker."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from niangjia.casework.panels import Panels
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.rights.hotline import queries
from niangjia.rights.hotline.procedure import KEY


def office(request: HttpRequest, code: str) -> SafeString:
    """Show the class, on whose behalf, and how to reach whoever asked. Raises Missing."""
    order = queries.order_of(viewer=viewer_at(request), code=code)
    if order is None:
        return SafeString("")
    shown = {"order": order, "code": code}
    return render_to_string("hotline/panel_office.html", shown, request)


def asker(request: HttpRequest, code: str) -> SafeString:
    """Show what it was put down as, and what has to be known meanwhile."""
    item = queries.item_for_asker(code=code)
    if item is None:
        return SafeString("")
    return render_to_string("hotline/panel_asker.html", {"item": item}, request)


PANELS = Panels(KEY, office=office, asker=asker)
