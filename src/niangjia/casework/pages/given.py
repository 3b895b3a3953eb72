"""What somebody takes home who just asked: the receipt, shown once, and what happens next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from niangjia.casework import queries
from niangjia.casework.handling.alarming import STEPS
from niangjia.casework.handling.locking import Receipt
from niangjia.casework.handling.receiving import Received
from niangjia.casework.pages.strangers import mark_for
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.strangers import unkept


def receipt_given(request: HttpRequest, received: Received) -> HttpResponse:
    """Show a receipt: number and passphrase, who has the matter, until when, how to follow it.

    A service's page returns this once it has received a matter. Nobody can show it again, except by
    sending the same form again; no cache keeps it.
    """
    asker = Receipt(received.number, received.passphrase)
    viewer = viewer_at(request)
    shown = {
        "received": received,
        "page": queries.asker_page(asker=asker),
        "mark": mark_for(None),
        "for_somebody": viewer.is_staff and queries.handles_anything(viewer),
        "has_account": not viewer.is_stranger,
        "emergency": STEPS if received.crisis else (),
    }
    return unkept(render(request, "casework/given.html", shown))
