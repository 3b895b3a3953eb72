"""The worker's front page, and what the house says about itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from niangjia.desks.situations import SITUATIONS
from niangjia.rights.caselaw import queries


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Offer one box, the common situations, and a person to call."""
    return render(
        request,
        "desks/home.html",
        {
            "situations": SITUATIONS,
            "size": queries.library_size(),
            "newest": queries.newest_cases(6),
        },
    )


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what this is."""
    return render(request, "desks/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is stored and what is not."""
    return render(request, "desks/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how the pages can be used by everybody, and whom to tell where they cannot."""
    return render(request, "desks/accessibility.html")
