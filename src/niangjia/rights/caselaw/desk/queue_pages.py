"""The desk's queues: what waits for whom and since when, and taking the next one."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel.errors import Missing, Refused
from niangjia.kernel.paging import pager
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.access import KEEPERS, WORKERS
from niangjia.rights.caselaw.desk.returning import queue_address
from niangjia.rights.caselaw.models import CaseState
from niangjia.rights.caselaw.rules.steps import QUEUES, Queue
from niangjia.rights.caselaw.rules.terms import Issue

ORDERS = (("oldest", "等得最久的在前"), ("newest", "刚到的在前"))
BEYOND = (CaseState.PUBLISHED, CaseState.HELD, CaseState.WITHDRAWN)
"""States in which nothing waits for anybody; their lists are those of all cases."""

WORKS_IN = {
    "masking": "staff_masking",
    "interpreting": "staff_interpretation",
    "checking": "staff_case_check",
    "publishing": "staff_publication",
}
"""The page of the workbench on which the step of a queue is done."""


@dataclass(frozen=True, slots=True)
class QueueCard:
    """A queue with its figures; `oldest` in days, None where nothing waits."""

    queue: Queue
    address: str
    total: int
    mine: int
    unassigned: int
    oldest: int | None


class Narrowing(forms.Form):
    """What a queue is narrowed to. Whatever is no choice is left aside."""

    issue = forms.ChoiceField(required=False, choices=[(one.value, one.label) for one in Issue])
    whose = forms.ChoiceField(required=False, choices=[("mine", ""), ("unassigned", "")])
    order = forms.ChoiceField(required=False, choices=ORDERS)
    run = forms.SlugField(required=False, max_length=12)
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6)

    def chosen(self) -> dict[str, str]:
        """Return the filters that hold, by name, without the page."""
        self.is_valid()
        good = {name: str(value) for name, value in self.cleaned_data.items() if value}
        good.pop("page", None)
        return good

    def page_number(self) -> int:
        """Return the page asked for, the first where none is."""
        self.is_valid()
        return self.cleaned_data.get("page") or 1


@require_safe
@roles(*WORKERS)
def queues(request: HttpRequest) -> HttpResponse:
    """Show every queue the viewer works, with how much waits in it and how long."""
    viewer = viewer_at(request)
    counts = staff.queue_counts(viewer=viewer)
    cards = [
        QueueCard(queue, reverse("caselaw:staff_queue", args=[queue.name]), *counts[queue.name])
        for queue in open_to(viewer)
    ]
    context: dict[str, object] = {"cards": cards, "keeps": bool(viewer.reach(*KEEPERS))}
    if context["keeps"]:
        by_state = staff.counts_by_state(viewer=viewer)
        context["requests"] = staff.requests_waiting(viewer=viewer)
        context["beyond"] = [(state.value, state.label, by_state[state]) for state in BEYOND]
    return render(request, "caselaw/staff/queues.html", context)


@require_safe
@roles(*WORKERS)
def queue(request: HttpRequest, name: str) -> HttpResponse:
    """List what waits in a queue."""
    viewer, wanted = viewer_at(request), named(viewer_at(request), name)
    narrowing = Narrowing(request.GET)
    chosen = narrowing.chosen()
    page = staff.queue(
        viewer=viewer,
        queue=name,
        issue=chosen.get("issue", ""),
        mine=chosen.get("whose") == "mine",
        unassigned=chosen.get("whose") == "unassigned",
        run=chosen.get("run", ""),
        order="newest" if chosen.get("order") == "newest" else "oldest",
        page=narrowing.page_number(),
    )
    counts, keeps = staff.queue_counts(viewer=viewer), bool(viewer.reach(*KEEPERS))
    return render(
        request,
        "caselaw/staff/queue.html",
        {
            "queue": wanted,
            "queues": [(one, counts[one.name][0]) for one in open_to(viewer)],
            "page": page,
            "works_in": f"caselaw:{WORKS_IN[name]}",
            "chosen": chosen,
            "whose": [("", _("全部")), ("mine", _("我的")), ("unassigned", _("还没人领"))],
            "orders": ORDERS,
            "issues": list(Issue),
            "keeps": keeps,
            "colleagues": staff.colleagues(viewer=viewer) if keeps else (),
            "back": request.GET.urlencode(),
            "crumbs": [(reverse("caselaw:staff_queues"), _("案例工作台"))],
            "pager": pager(
                page.page, page.pages, lambda n: queue_address(name, chosen | {"page": str(n)})
            ),
        },
    )


@require_POST
@roles(*WORKERS)
def take_next(request: HttpRequest, name: str) -> HttpResponse:
    """Give the viewer the oldest case of a queue that nobody has, and open it where it is done."""
    viewer = viewer_at(request)
    named(viewer, name)
    code = actions.take_next(viewer=viewer, queue=name)
    if code is None:
        messages.info(request, _("这里没有等着领的案例了。"))
        return redirect("caselaw:staff_queue", name=name)
    return redirect(f"caselaw:{WORKS_IN[name]}", code=code)


def open_to(viewer: Viewer) -> list[Queue]:
    """Return the queues that the viewer's posts let him or her work, in the order of the way."""
    return [queue for queue in QUEUES.values() if viewer.reach(*queue.roles)]


def named(viewer: Viewer, name: str) -> Queue:
    """Return a queue by name. Raises Missing for none, Refused for one that is others' work."""
    if name not in QUEUES:
        raise Missing(_("没有这个队列。"))
    if not viewer.reach(*QUEUES[name].roles):
        raise Refused(_("这一步由编辑或管理员来做。"))
    return QUEUES[name]
