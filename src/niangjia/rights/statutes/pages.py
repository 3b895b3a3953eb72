"""The laws as the public reads them. No account, no cookie, and nothing about the reader kept."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.kernel import clock
from niangjia.kernel.errors import Missing, Unavailable
from niangjia.kernel.paging import pager
from niangjia.rights.statutes import asking, queries
from niangjia.rights.statutes.rules.ranks import RANK_NAMES

PER_PAGE = 30
TITLES_SHOWN = 5
CHANGE_NAMES: dict[str, Promise] = {
    "changed": gettext_lazy("有改动"),
    "moved": gettext_lazy("条号变了"),
    "added": gettext_lazy("新增"),
    "removed": gettext_lazy("删去"),
    "same": gettext_lazy("没有变"),
}

Page = Callable[..., HttpResponse]


def _or_missing(page: Page) -> Page:
    """Answer what is not there, or not there now, in words."""

    @wraps(page)
    def answered(request: HttpRequest, **parts: str) -> HttpResponse:
        try:
            return page(request, **parts)
        except Missing as missing:
            return render(request, "404.html", {"message": missing.message}, status=404)
        except Unavailable:
            return render(request, "statutes/not_answering.html", status=503)

    return answered


@require_safe
@_or_missing
def library(request: HttpRequest) -> HttpResponse:
    """List the laws, or search their articles where something is asked."""
    asked = asking.read(request.GET)
    viewer = viewer_at(request)
    here = reverse("statutes:library")
    statutes, articles = queries.library_size()
    listed = queries.list_statutes(
        viewer=viewer,
        on=asked.on,
        ranks=asked.ranks,
        place=asked.place,
        text=asked.text,
        page=1 if asked.text else asked.page,
        per_page=TITLES_SHOWN if asked.text else PER_PAGE,
    )
    found = (
        queries.search_articles(
            viewer=viewer,
            text=asked.text,
            on=asked.on,
            ranks=asked.ranks,
            place=asked.place,
            page=asked.page,
        )
        if asked.text and statutes
        else None
    )
    many = found or listed
    context = {
        "asked": asked,
        "listed": listed,
        "found": found,
        "size": statutes,
        "articles": articles,
        "ranks": [(str(r), name, str(r) in asked.ranks) for r, name in RANK_NAMES.items()],
        "places": queries.places(),
        "today": clock.today(),
        "pager": pager(many.page, many.pages, lambda page: here + asking.address(asked, page=page)),
    }
    return render(request, "statutes/library.html", context)


@require_safe
@_or_missing
def citation(request: HttpRequest) -> HttpResponse:
    """Go to the article that a citation names, as of the day given; say why where there is none."""
    on = asking.read_day(request.GET.get("on", ""), [])
    found = queries.resolve_citation(
        viewer=viewer_at(request),
        law=request.GET.get("law", ""),
        article=request.GET.get("article", ""),
        on=on,
    )
    if found.found is None:
        raise Missing(found.reason)
    address = reverse("statutes:article", args=[found.found.code, found.found.slug])
    return redirect(f"{address}?on={on.isoformat()}" if on else address)


@require_safe
@_or_missing
def statute(request: HttpRequest, code: str) -> HttpResponse:
    """Show a statute as it stood on a day, or one of its versions."""
    notices: list[str] = []
    page = queries.statute(
        viewer=viewer_at(request),
        code=code,
        on=asking.read_day(request.GET.get("on", ""), notices),
        version=request.GET.get("version", ""),
    )
    return render(request, "statutes/statute.html", _context(request, page, notices))


@require_safe
@_or_missing
def article(request: HttpRequest, code: str, written: str) -> HttpResponse:
    """Show one article as it stood on a day, with what became of it."""
    notices: list[str] = []
    page = queries.article(
        viewer=viewer_at(request),
        code=code,
        written=written,
        on=asking.read_day(request.GET.get("on", ""), notices),
    )
    return render(request, "statutes/article.html", _context(request, page, notices))


@require_safe
@_or_missing
def comparison(request: HttpRequest, code: str) -> HttpResponse:
    """Show two versions beside each other; unchanged articles only where they are asked for."""
    page = queries.comparison(
        viewer=viewer_at(request),
        code=code,
        old=request.GET.get("old", ""),
        new=request.GET.get("new", ""),
    )
    everything = request.GET.get("all") == "1"
    shown = [row for row in page.changes if everything or row[2].kind != "same"]
    context = _context(request, page, [])
    context["everything"] = everything
    context["rows"] = [(old, new, change, CHANGE_NAMES[change.kind]) for old, new, change in shown]
    context["counts"] = [(CHANGE_NAMES[kind], count) for kind, count in page.counts.items()]
    return render(request, "statutes/comparison.html", context)


def _context(request: HttpRequest, page: object, notices: list[str]) -> dict[str, object]:
    return {
        "page": page,
        "notices": notices,
        "crumbs": [(reverse("statutes:library"), _("法规"))],
        "address": request.build_absolute_uri(request.get_full_path()),
        "today": clock.today(),
    }
