"""What the centre adds to the engine's pages of its matters."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from niangjia.casework.panels import Panels
from niangjia.casework.queries import chain_told
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.rights.centre.reading import disputes


def office(request: HttpRequest, code: str) -> SafeString:
    """Show the office where the dispute stands at the centre, and what can be done there."""
    shown = disputes.dispute(viewer=viewer_at(request), code=code)
    page = disputes.sorted_page(viewer=viewer_at(request), code=code)
    told = {"dispute": shown, "page": page, "code": code}
    return SafeString(render_to_string("centre/panel_office.html", told, request))


def asker(request: HttpRequest, code: str) -> SafeString:
    """Show the asker the whole dispute and when to come where.

    The engine's page let the asker in to this matter, by account or by receipt.
    """
    told = {"dispute": disputes.dispute_told(code), "chain": chain_told(code)}
    return SafeString(render_to_string("centre/panel_asker.html", told, request))


PANELS = Panels("centre", office=office, asker=asker)
