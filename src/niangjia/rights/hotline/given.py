"""What somebody takes home: the number and the passphrase, shown once, and what happens next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from niangjia.casework.actions import Received
from niangjia.foundation.people.strangers import unkept
from niangjia.rights.hotline.rules.classes import Item


def given(request: HttpRequest, received: Received, item: Item | None) -> HttpResponse:
    """Show the receipt to the asker themselves, or to whoever reads it out to them."""
    shown = {"received": received, "item": item, "desk": request.path.startswith("/desk/")}
    return unkept(render(request, "hotline/given.html", shown))
