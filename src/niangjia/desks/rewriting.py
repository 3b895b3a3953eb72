"""The answer in plainer words, fetched after the page: the page itself waits for no model."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from niangjia.desks.answering.plainer import accepted, plainer
from niangjia.foundation.languagemodel.configured import language_model
from niangjia.foundation.people.limits import is_too_often
from niangjia.foundation.people.strangers import unkept

ASKED_AN_HOUR = 600
"""Answers rewritten for one address; a whole site may stand behind it."""


@csrf_exempt  # nothing is changed, what is sent is signed by us, and readers get no cookie
@require_POST
def rewrite(request: HttpRequest) -> HttpResponse:
    """Show the sentences of an offer in plainer words: a part of the page, or a page of its own.

    Whatever goes wrong shows no sentence of the model's; the page keeps the house's own.
    """
    offer = accepted(request.POST.get("offer", ""))
    model = language_model()
    shown: dict[str, object] = {"rewritten": ()}
    if offer and model and not is_too_often(request, what="plainer", most=ASKED_AN_HOUR):
        own, sources = offer
        told = plainer(sentences=own, sources=sources, model=model)
        shown["rewritten"] = [
            (new, [sources[key] for key in new.sources])
            for old, new in zip(own, told, strict=True)
            if new is not old
        ]
    part = request.headers.get("HX-Request") == "true"
    template = "desks/plainer_part.html" if part else "desks/plainer.html"
    return unkept(render(request, template, shown))
