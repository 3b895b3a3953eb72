"""The pages of partner bodies: what is referred to them, and nothing else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from niangjia.casework import queries
from niangjia.casework.declaring.book import version_of
from niangjia.casework.forms.moving import STEP
from niangjia.casework.forms.partner import PartnerForm, PartnerPapers, Reply, partner_step
from niangjia.casework.shown import PartnerPage
from niangjia.foundation.organisations.doors import answer_for, viewer_at
from niangjia.kernel.errors import Missing, NiangjiaError

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def partners_only(view: View[P]) -> View[P]:
    """Let in who signs in for a partner body, with a second factor; send others where they belong.

    What a page raises on purpose is shown in its own words, and nothing is kept by a cache.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        standing = queries.partner_standing(viewer=viewer_at(request))
        if standing == "lacks_factor":
            return redirect(reverse("people:second_factor"))
        if standing == "none":
            return render(request, "403.html", status=403)
        try:
            return view(request, *args, **kwargs)
        except NiangjiaError as error:
            return answer_for(request, error)

    return never_cache(login_required(guarded))


@require_safe
@partners_only
def matters(request: HttpRequest) -> HttpResponse:
    """List what is referred to the viewer's partner bodies."""
    rows = queries.partner_rows(viewer=viewer_at(request))
    return render(request, "casework/partner_matters.html", {"rows": rows})


@require_safe
@partners_only
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """Show one of them."""
    return _show(request, queries.partner_page(viewer=viewer_at(request), code=code))


@require_POST
@partners_only
def do(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Reply, hand in a paper, make a step."""
    viewer = viewer_at(request)
    page = queries.partner_page(viewer=viewer, code=code)
    form = _form_named(page, key)(request.POST, request.FILES, viewer=viewer, code=code)
    if not form.is_valid():
        return _show(request, page, form)
    try:
        said = form.do()
    except NiangjiaError as error:
        form.blame(error)
        return _show(request, page, form)
    messages.success(request, said)
    return redirect("casework:partner_matter", code=code)


def _form_named(page: PartnerPage, key: str) -> type[PartnerForm]:
    if key.startswith(STEP):
        move = version_of(page.procedure, page.version).move(key.removeprefix(STEP))
        if move is not None:
            return partner_step(move)
    kinds: tuple[type[PartnerForm], ...] = (Reply, PartnerPapers)
    found = {one.key: one for one in kinds}.get(key)
    if found is None:
        raise Missing("没有这种办法。")
    return found


def _show(
    request: HttpRequest, page: PartnerPage, filled: PartnerForm | None = None
) -> HttpResponse:
    viewer = viewer_at(request)
    declared = version_of(page.procedure, page.version)
    steps = [partner_step(move) for one in page.steps if (move := declared.move(one.key))]
    kinds: tuple[type[PartnerForm], ...] = (*steps, Reply, PartnerPapers)
    forms = [
        filled if filled and filled.key == one.key else one(viewer=viewer, code=page.code)
        for one in kinds
    ]
    shown = {
        "page": page,
        "forms": forms,
        "papers": queries.partner_papers(viewer=viewer, code=page.code),
        "crumbs": [(reverse("casework:partner_matters"), "转给我们的")],
    }
    return render(request, "casework/partner_matter.html", shown, status=422 if filled else 200)
