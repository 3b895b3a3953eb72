"""What every page of one case's workbench shows: where the case stands, its tabs, who is at it."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.rights.caselaw.models import Case
from niangjia.rights.caselaw.pages import case_context
from niangjia.rights.caselaw.queries import page_of
from niangjia.rights.caselaw.rules.steps import queue_of
from niangjia.rights.caselaw.staff import CaseForStaff, case_for_staff


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the workbench's pages."""

    name: str
    label: str
    address: str
    count: int = 0


def on_the_bench(request: HttpRequest, code: str) -> CaseForStaff:
    """Return the case, as whoever asks may work on it. Raises Refused and Missing."""
    return case_for_staff(viewer=viewer_at(request), code=code)


def as_readers_see(request: HttpRequest, shown: CaseForStaff) -> dict[str, object]:
    """Return what the template of a case needs, and no more than whoever asks may see of it."""
    case = Case.objects.get(code=shown.row.code)
    case.title, case.text = shown.row.title, shown.text
    page = page_of(case)
    if shown.unread:
        page = replace(page, plain=None, court="")
    context = case_context(request, page)
    return {name: value for name, value in context.items() if name != "crumbs"}


def show(
    request: HttpRequest,
    case: CaseForStaff,
    tab: str,
    context: dict[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return a page of the workbench: `tab` names it and its template."""
    queue = queue_of(case.row.state)
    crumbs = [(reverse("caselaw:staff_queues"), _("案例工作台"))]
    if queue:
        crumbs.append((reverse("caselaw:staff_queue", args=[queue.name]), queue.label))
    frame: dict[str, object] = {
        "staff": case,
        "work": case.row,
        "at": case.standing,
        "tab": tab,
        "tabs": _tabs(case),
        "queue": queue,
        "crumbs": crumbs,
    }
    template = f"caselaw/staff/case_{tab}.html"
    return render(request, template, frame | (context or {}), status=status)


def _tabs(case: CaseForStaff) -> list[Tab]:
    def tab(name: str, label: str, view: str, count: int = 0) -> Tab:
        return Tab(name, label, reverse(f"caselaw:{view}", args=[case.row.code]), count)

    keeps = case.standing.keeps
    tabs = [tab("overview", _("概况"), "staff_case")]
    if keeps:
        tabs.append(tab("masking", _("脱敏"), "staff_masking"))
    return [
        *tabs,
        tab("interpretation", _("解读"), "staff_interpretation"),
        tab("check", _("复核"), "staff_case_check"),
        *([tab("publication", _("公开"), "staff_publication")] if keeps else []),
        tab("history", _("历史"), "staff_history"),
        tab("comments", _("讨论"), "staff_comments", case.standing.comments_open),
    ]
