"""The library as the public reads it. No account, no cookie, and nothing about the reader kept."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.organisations.queries import hotline_for
from niangjia.kernel import divisions
from niangjia.kernel.chinese.writing import about_yuan
from niangjia.kernel.errors import Missing, Unavailable
from niangjia.kernel.paging import pager
from niangjia.rights.caselaw import asking, queries
from niangjia.rights.caselaw.asking import Asked, Facet
from niangjia.rights.caselaw.findings import CaseFilters, CasePage, CaseResults, FacetValue, Order
from niangjia.rights.caselaw.glossary import Reader
from niangjia.rights.caselaw.likeness.kin import dispute_of
from niangjia.rights.caselaw.rules.terms import Body, Issue, Outcome

FACETS: tuple[tuple[Facet, Promise, int], ...] = (
    #  name        heading        values shown at once
    ("outcome", gettext_lazy("结果怎样"), 4),
    ("issue", gettext_lazy("什么问题"), 6),
    ("region", gettext_lazy("在哪里"), 6),
    ("year", gettext_lazy("哪一年"), 4),
    ("body", gettext_lazy("谁处理的"), 4),
)  # fmt: skip
ORDERS: tuple[tuple[Order, Promise], ...] = (
    ("relevance", gettext_lazy("最相关")),
    ("newest", gettext_lazy("最新")),
    ("oldest", gettext_lazy("最早")),
)

PER_PAGE = 10
PLAIN_SECTIONS = {
    "head": gettext_lazy("谁和谁"),
    "claims": gettext_lazy("一方要求什么"),
    "defence": gettext_lazy("另一方怎么说"),
    "facts": gettext_lazy("查清了什么"),
    "reasons": gettext_lazy("为什么这样定"),
    "result": gettext_lazy("怎么定的"),
    "tail": gettext_lazy("结尾"),
}
PLAIN_QUESTIONS = (
    gettext_lazy("拖欠工资"),
    gettext_lazy("没签合同 双倍工资"),
    gettext_lazy("怀孕被辞退"),
    gettext_lazy("工伤 单位没交保险"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """One heading of the filters: what is shown at once, and the rest; `most` scales the bars."""

    name: str
    heading: Promise
    shown: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, in words, and the address without it."""

    name: str
    address: str


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Answer a question with cases."""
    asked = asking.read(request.GET)
    try:
        found = queries.search_cases(
            viewer=viewer_at(request),
            text=asked.text,
            filters=asked.filters,
            order=asked.order,
            page=asked.page,
            per_page=PER_PAGE,
            literal=asked.literal,
        )
    except Unavailable:
        return render(request, "caselaw/not_answering.html", {"asked": asked}, status=503)
    response = render(request, "caselaw/results.html", _shown(asked, found))
    # Every word anybody may ask would be a page of its own: engines go by the sitemap instead.
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["HX-Push-Url"] = reverse("caselaw:results") + asking.address(
        asked, page=found.page
    )
    return response


@require_safe
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Show one case, with the words of the law in it explained."""
    try:
        page = queries.case_for_reader(viewer=viewer_at(request), code=code)
    except queries.Merged as merged:
        moved = HttpResponsePermanentRedirect(reverse("caselaw:case", args=[merged.code]))
        moved.headers["Cache-Control"] = "no-cache"  # a merger may be undone
        return moved
    except queries.Withdrawn as gone:
        held = isinstance(gone, queries.Held)
        return _gone(
            request, "caselaw/removal/held.html" if held else "caselaw/withdrawn.html", code
        )
    except Missing as missing:
        return render(request, "404.html", {"message": missing.message}, status=404)
    except Unavailable:
        return render(request, "caselaw/not_answering.html", status=503)
    return render(request, "caselaw/case.html", case_context(request, page))


def _gone(request: HttpRequest, template: str, code: str) -> HttpResponse:
    response = render(request, template, {"code": code}, status=410)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def case_context(request: HttpRequest, page: CasePage) -> dict[str, object]:
    """Return what the template of a case needs; the staff's preview shows the same."""
    reader = Reader()
    plain = page.plain
    told = (
        [
            (_("发生了什么"), reader.read(plain.facts)),
            (_("争的是什么"), reader.read(plain.dispute)),
            (_("结果怎样"), reader.read(plain.result)),
            (_("为什么这样处理"), reader.read(plain.reasons)),
        ]
        if plain
        else []
    )
    lesson = [reader.line(line) for line in plain.lesson] if plain else []
    return {
        "case": page,
        "told": told,
        "lesson": lesson,
        "paper": [
            (PLAIN_SECTIONS.get(part.key, part.name), part.name, reader.read(part.text))
            for part in page.sections
        ],
        "dispute": dispute_of(viewer=viewer_at(request), code=page.code),
        "words": reader.met,
        "nearest": hotline_for(page.region_code),
        "crumbs": [(reverse("caselaw:results"), _("查案例"))],
        "address": request.build_absolute_uri(request.path),
    }


def _shown(asked: Asked, found: CaseResults) -> dict[str, object]:
    here = reverse("caselaw:results")
    literal = replace(asked, literal=True, page=1)
    return {
        "asked": asked,
        "found": found,
        "groups": [_group(*facet, found) for facet in FACETS],
        "chips": _chips(asked, here),
        "orders": _orders(asked, here),
        "pager": pager(
            found.page, found.pages, lambda page: here + asking.address(asked, page=page)
        ),
        "all_address": here + asking.address(replace(asked, filters=CaseFilters())),
        "literal_address": here + asking.address(literal),
        "first": (found.page - 1) * PER_PAGE + 1,
        "plain_questions": PLAIN_QUESTIONS,
    }


def _orders(asked: Asked, here: str) -> list[tuple[Promise, str, bool]]:
    """Return the orders to choose from; without a question there is nothing to be relevant to."""
    current = asked.order
    offered = ORDERS
    if not asked.text:
        offered = ORDERS[1:]
        current = "newest" if current == "relevance" else current
    return [
        (name, here + asking.address(replace(asked, order=order)), order == current)
        for order, name in offered
    ]


def _group(name: Facet, heading: Promise, at_once: int, found: CaseResults) -> Group:
    values = found.facets.get(name, ())
    chosen = max((place + 1 for place, value in enumerate(values) if value.chosen), default=0)
    cut = max(at_once, chosen)
    if len(values) - cut <= 1:
        cut = len(values)
    most = max((value.count for value in values), default=0)
    return Group(name, heading, values[:cut], values[cut:], most)


def _chips(asked: Asked, here: str) -> list[Chip]:
    filters = asked.filters
    chosen: list[tuple[Facet, str, str]] = [
        *(("outcome", code, Outcome.label_of(code)) for code in sorted(filters.outcomes)),
        *(("issue", code, Issue.label_of(code)) for code in sorted(filters.issues)),
        *(("region", code, divisions.name_of(code)) for code in sorted(filters.regions)),
        *(("year", str(year), f"{year}年") for year in sorted(filters.years)),
        *(("body", code, Body.label_of(code)) for code in sorted(filters.bodies)),
    ]
    chips = [
        Chip(name, here + asking.address(asking.without(asked, facet, value)))
        for facet, value, name in chosen
    ]
    if words := _amount_words(filters):
        chips.append(Chip(words, here + asking.address(asking.without_amount(asked))))
    return chips


def _amount_words(filters: CaseFilters) -> str:
    low, high = filters.amount_from, filters.amount_to
    if low is not None and high is not None:
        return _("%(low)s到%(high)s") % {"low": about_yuan(low), "high": about_yuan(high)}
    if low is not None:
        return _("%(low)s以上") % {"low": about_yuan(low)}
    return _("%(high)s以下") % {"high": about_yuan(high)} if high is not None else ""
