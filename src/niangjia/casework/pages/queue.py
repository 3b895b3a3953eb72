"""The officer's queue: what waits for whom and until when, narrowed, kept, taken, handed out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.casework import actions, bulk, queries, saving
from niangjia.casework.declaring.book import newest
from niangjia.casework.desks import desk_of
from niangjia.casework.forms.narrowing import (
    Narrowing,
    as_address,
    narrowed_by,
    procedure_in,
    view_in,
)
from niangjia.casework.pages.workbook import XLSX, workbook_of
from niangjia.foundation.organisations.doors import staff_only, viewer_at
from niangjia.kernel import clock
from niangjia.kernel.errors import NiangjiaError
from niangjia.kernel.issues import Issue
from niangjia.kernel.paging import pager
from niangjia.kernel.viewer import Viewer

ORDERS = (
    ("urgent", "最急的在前"), ("newest", "刚到的在前"), ("oldest", "等得最久的在前"),
    ("number", "按编号"),
)  # fmt: skip
MOST_IN_FILE = 2000
UNDO_LASTS = 15 * 60
"""Seconds for which what was done to many can be undone by a button."""
_UNDO, _DONE = "niangjia.casework.undo", "casework.done"
VERBS = {"take": "接手", "release": "放回", "assign": "交给同事", "undo": "撤销"}


@dataclass(frozen=True, slots=True)
class State:
    """A procedure and its states, to choose from."""

    key: str
    name: str
    states: tuple[tuple[str, str], ...]


@require_safe
@staff_only
def queue(request: HttpRequest) -> HttpResponse:
    """List matters in one view, with how many there are in each."""
    viewer, narrowing = viewer_at(request), Narrowing(request.GET)
    chosen = narrowing.chosen()
    desk = desk_of(
        viewer=viewer,
        view=view_in(chosen),
        procedure=procedure_in(chosen),
        narrowed=narrowed_by(chosen),
        unassigned="free" in chosen,
        page=narrowing.page_number(),
    )
    chosen["view"] = desk.view
    filters = {name: value for name, value in chosen.items() if name != "view"}
    kept = {name: value for name, value in filters.items() if name not in {"number"}}
    shown = {
        "desk": desk,
        "tabs": [(one, as_address(kept, view=one.view)) for one in desk.tabs],
        "chosen": chosen,
        "is_narrowed": bool(set(filters) - {"order"}),
        "orders": ORDERS,
        "issues": list(Issue),
        "procedures": [
            State(one.key, one.name, tuple((s.key, s.name) for s in one.all_states))
            for one in newest()
        ],
        "saved": [
            (one.pk, one.name, as_address(saving.filters_of(one)))
            for one in saving.saved_views(viewer=viewer)
        ],
        "back": as_address(chosen, page=str(desk.rows.page) if desk.rows.page > 1 else ""),
        "done": _done(request),
        "excel": reverse("casework:queue_excel") + as_address(chosen),
        "pager": pager(desk.rows.page, desk.rows.pages, lambda n: as_address(chosen, page=str(n))),
    }
    return render(request, "casework/queue.html", shown)


@require_safe
@staff_only
def excel(request: HttpRequest) -> HttpResponse:
    """Send the list, narrowed as it is, as an Excel file."""
    chosen = Narrowing(request.GET).chosen()
    rows = queries.matters(
        viewer=viewer_at(request),
        view=view_in(chosen) or "waiting",
        procedure=procedure_in(chosen),
        unassigned="free" in chosen,
        per_page=MOST_IN_FILE,
        narrowed=narrowed_by(chosen),
    )
    answer = HttpResponse(workbook_of(rows.rows), content_type=XLSX)
    name = f"shixiang-{clock.today():%Y%m%d}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@staff_only
def take_next(request: HttpRequest) -> HttpResponse:
    """Give the viewer the most urgent of what waits and nobody has, and open it."""
    viewer = viewer_at(request)
    queries.demand_any_part(viewer)
    procedure = request.POST.get("procedure", "")
    code = actions.take_next(viewer=viewer, procedure=procedure)
    if code is None:
        messages.info(request, _("没有等着接手的事项了。"))
        return redirect("casework:queue")
    return redirect("casework:matter", code=code)


@require_POST
@staff_only
def many(request: HttpRequest) -> HttpResponse:
    """Take, release or hand out the matters ticked, and say on the list what came of it."""
    viewer, codes = viewer_at(request), request.POST.getlist("case")
    queries.demand_any_part(viewer)
    verb, to = request.POST.get("verb", ""), request.POST.get("to", "")
    try:
        done = bulk.do_to_many(viewer=viewer, verb=verb, codes=codes, to=to)
    except NiangjiaError as error:
        messages.warning(request, error.message)
    else:
        _keep(request, viewer, done)
    return _back(request)


@require_POST
@staff_only
def undo(request: HttpRequest) -> HttpResponse:
    """Undo what was just done to many."""
    viewer = viewer_at(request)
    queries.demand_any_part(viewer)
    try:
        actor, back = signing.loads(request.POST.get("undo", ""), salt=_UNDO, max_age=UNDO_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        actor, back = "", {}
    if actor != viewer.actor:
        messages.warning(request, _("已经过了一刻钟，不能再撤销。请逐件改回。"))
    else:
        _keep(request, viewer, bulk.undo(viewer=viewer, back=back))
    return _back(request)


@require_POST
@staff_only
def save(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is narrowed, under a name."""
    chosen = Narrowing(request.POST).chosen()
    try:
        kept = saving.save_view(
            viewer=viewer_at(request), name=request.POST.get("name", ""), chosen=chosen
        )
    except NiangjiaError as error:
        queries.demand_any_part(viewer_at(request))
        messages.warning(request, error.message)
        return _back(request)
    messages.success(request, _("存好了：“{name}”。只有您看得到。").format(name=kept.name))
    return _to_list(as_address(saving.filters_of(kept)))


@require_POST
@staff_only
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a kept list."""
    name = saving.forget_view(viewer=viewer_at(request), number=pk)
    messages.success(request, _("删掉了列表“{name}”，事项没有变。").format(name=name))
    return _back(request)


def _keep(request: HttpRequest, viewer: Viewer, done: bulk.Done) -> None:
    """Keep what came of it for the next page, which says it once."""
    token = signing.dumps([viewer.actor, done.back], salt=_UNDO) if done.back else ""
    request.session[_DONE] = {
        "verb": VERBS[done.verb],
        "count": done.count,
        "same": done.same,
        "refused": done.refused,
        "undo": token,
    }


def _done(request: HttpRequest) -> Any:
    return request.session.pop(_DONE, None)


def _back(request: HttpRequest) -> HttpResponse:
    """Go back to the list, narrowed as it was; the filters of the form are read, not trusted."""
    return _to_list(as_address(Narrowing(QueryDict(request.POST.get("back", "")[1:])).chosen()))


def _to_list(filters: str) -> HttpResponse:
    return redirect(reverse("casework:queue") + (filters if filters != "?" else ""))
