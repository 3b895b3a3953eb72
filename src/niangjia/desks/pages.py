"""The worker's front page, and what the house says about itself."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from niangjia.desks.applying import cases_of_article
from niangjia.desks.situations import SITUATIONS
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.kernel.errors import Missing
from niangjia.kernel.paging import pager
from niangjia.rights.caselaw import queries
from niangjia.rights.statutes.queries import article


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
def applying(request: HttpRequest, code: str, written: str) -> HttpResponse:
    """List the public cases that name an article, its older number included."""
    viewer, on = viewer_at(request), _day(request.GET.get("on", ""))
    number = request.GET.get("page", "")
    try:
        page = article(viewer=viewer, code=code, written=written, on=on)
        found = cases_of_article(
            viewer=viewer,
            code=code,
            written=written,
            on=on,
            page=int(number) if number.isdecimal() and len(number) < 6 else 1,
        )
    except Missing as missing:
        return render(request, "404.html", {"message": missing.message}, status=404)
    day = f"on={on.isoformat()}&" if on else ""
    whole = reverse("statutes:statute", args=[code])
    one = reverse("statutes:article", args=[code, page.article.slug])
    return render(
        request,
        "desks/applying.html",
        {
            "page": page,
            "found": found,
            "pager": pager(found.page, found.pages, lambda number: f"?{day}page={number}"),
            "crumbs": [
                (reverse("statutes:library"), _("法规")),
                (whole, page.line.title),
                (one, page.article.label),
            ],
        },
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


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
