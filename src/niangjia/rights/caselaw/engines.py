"""What search engines are told: what there is to read, and what is there no longer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from xml.sax.saxutils import escape

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.rights.caselaw.models import Case, CaseState

PER_PAGE = 10_000
"""Numbers of cases in one sitemap: a page holds those numbered from one ten thousand to the next,
so that it stays the same whatever is published or withdrawn elsewhere."""
GONE_SINCE = timedelta(days=180)
CLOSED = ("/desk/", "/account/", "/organisations/", "/chehui/")
"""What engines are asked not to visit. Pages that are to be forgotten are not among them: who may
not visit them never learns that they are gone."""
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell engines where not to go, and where the list of addresses is."""
    sitemap = request.build_absolute_uri(reverse("caselaw:sitemap"))
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), f"Sitemap: {sitemap}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the sitemaps: one for each ten thousand cases, and one of what was taken back."""
    last = _published().order_by("-pk").values_list("pk", flat=True).first() or 0
    pages = [
        reverse("caselaw:sitemap_cases", args=[page])
        for page in range(1, _page_of(last) + 1)
        if _on(page).exists()
    ]
    pages.append(reverse("caselaw:sitemap_gone"))
    rows = (_entry("sitemap", request.build_absolute_uri(page), None) for page in pages)
    return _xml("sitemapindex", rows)


@require_safe
def sitemap_cases(request: HttpRequest, page: int) -> HttpResponse:
    """List the public cases of one ten thousand, with the day each was published."""
    found = list(_on(page).order_by("pk").values_list("code", "state_since"))
    if not found:
        raise Http404
    return _listed(request, found)


@require_safe
def sitemap_gone(request: HttpRequest) -> HttpResponse:
    """List what was public and lately stopped being so, so that engines come and see that."""
    since = clock.now() - GONE_SINCE
    others = [state for state in CaseState if state != CaseState.PUBLISHED]
    gone = Case.objects.filter(
        state__in=others, published_at__isnull=False, state_since__gte=since
    ).order_by("-state_since")
    return _listed(request, gone.values_list("code", "state_since")[:PER_PAGE])


def _published() -> QuerySet[Case]:
    return Case.objects.filter(state=CaseState.PUBLISHED)


def _on(page: int) -> QuerySet[Case]:
    return _published().filter(pk__gt=(page - 1) * PER_PAGE, pk__lte=page * PER_PAGE)


def _page_of(number: int) -> int:
    return -(-number // PER_PAGE)


def _listed(request: HttpRequest, rows: Iterable[tuple[str, datetime]]) -> HttpResponse:
    start, end = request.build_absolute_uri(reverse("caselaw:case", args=["CODE"])).split("CODE")
    return _xml("urlset", (_entry("url", f"{start}{code}{end}", at) for code, at in rows))


def _entry(name: str, address: str, at: datetime | None) -> str:
    when = f"<lastmod>{at.astimezone(CHINA):%Y-%m-%dT%H:%M:%S+08:00}</lastmod>" if at else ""
    return f"<{name}><loc>{escape(address)}</loc>{when}</{name}>"


def _xml(root: str, entries: Iterable[str]) -> HttpResponse:
    inside = "\n".join(entries)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    text = f'{head}\n<{root} xmlns="{_SCHEMA}">\n{inside}\n</{root}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
