"""What every page of one case's workbench shows: where the case stands, its tabs, who is at it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.rights.caselaw.rules.steps import queue_of
from niangjia.rights.caselaw.worked_case import WorkedCase, worked_case


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the workbench's pages."""

    name: str
    label: str
    address: str
    count: int = 0


def on_the_bench(request: HttpRequest, code: str) -> WorkedCase:
    """Return the case, as whoever asks may work on it. Raises Refused and Missing."""
    return worked_case(viewer=viewer_at(request), code=code)


def show(
    request: HttpRequest,
    case: WorkedCase,
    tab: str,
    context: dict[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return a page of the workbench: `tab` names it and its template."""
    queue = queue_of(case.state)
    frame = {
        "work": case,
        "tab": tab,
        "tabs": _tabs(case),
        "queue": queue,
        "crumbs": [
            (reverse("caselaw:staff_queues"), _("案例工作台")),
            (reverse("caselaw:staff_queue", args=[queue.name]), queue.label),
        ],
    }
    template = f"caselaw/staff/case_{tab}.html"
    return render(request, template, frame | (context or {}), status=status)


def _tabs(case: WorkedCase) -> list[Tab]:
    def tab(name: str, label: str, view: str, count: int = 0) -> Tab:
        return Tab(name, label, reverse(f"caselaw:{view}", args=[case.code]), count)

    tabs = [tab("overview", _("概况"), "staff_case")]
    if case.is_kept:
        tabs.append(tab("masking", _("脱敏"), "staff_masking"))
    return [
        *tabs,
        tab("interpretation", _("解读"), "staff_interpretation"),
        tab("check", _("复核"), "staff_case_check"),
        *([tab("publication", _("公开"), "staff_publication")] if case.is_kept else []),
        tab("history", _("历史"), "staff_history"),
        tab("comments", _("讨论"), "staff_comments", case.comments_open),
    ]
