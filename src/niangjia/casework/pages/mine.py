"""What somebody signed in asked for: the list, and each matter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from niangjia.casework import queries
from niangjia.casework.pages.asking import Way, send, show
from niangjia.foundation.organisations.doors import answer_for, viewer_at
from niangjia.kernel.errors import NiangjiaError


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """List what the viewer asked for."""
    viewer = viewer_at(request)
    shown = {
        "rows": queries.my_matters(viewer=viewer),
        "is_partner": queries.partner_standing(viewer=viewer) != "none",
    }
    return render(request, "casework/mine.html", shown)


@require_safe
@never_cache
@login_required
def my_matter(request: HttpRequest, code: str) -> HttpResponse:
    """Show one of them."""
    viewer = viewer_at(request)
    try:
        page = queries.asker_page(asker=viewer, code=code)
    except NiangjiaError as error:
        return answer_for(request, error)
    return show(request, Way(viewer), page)


@require_POST
@never_cache
@login_required
def do(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Do what the asker sent."""
    viewer = viewer_at(request)
    try:
        page = queries.asker_page(asker=viewer, code=code)
        said, refused = send(request, Way(viewer), page, key)
    except NiangjiaError as error:
        return answer_for(request, error)
    if refused is not None:
        return refused
    messages.success(request, said)
    return redirect("casework:my_matter", code=code)
