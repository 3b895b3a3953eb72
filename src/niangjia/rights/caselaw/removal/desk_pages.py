"""The desk of requests: what waits, what was written, and the answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.paging import pager
from niangjia.rights.caselaw.access import KEEPERS
from niangjia.rights.caselaw.removal import answering, reading
from niangjia.rights.caselaw.removal.content import Written
from niangjia.rights.caselaw.removal.forms import AnswerForm


@require_safe
@roles(*KEEPERS)
def requests(request: HttpRequest) -> HttpResponse:
    """List what waits, due first; or what was answered."""
    viewer = viewer_at(request)
    answered = request.GET.get("state") == "answered"
    typed = request.GET.get("page", "1")
    number = int(typed) if typed.isdecimal() and len(typed) < 7 else 1
    page = reading.requests_for_staff(viewer=viewer, answered=answered, page=number)
    before = "?state=answered&page=" if answered else "?page="
    return render(
        request,
        "caselaw/staff/requests.html",
        {
            "page": page,
            "answered": answered,
            "waiting": reading.requests_waiting(viewer=viewer),
            "days": reading.promised_days(),
            "crumbs": [(reverse("caselaw:staff_queues"), _("案例工作台"))],
            "pager": pager(page.page, page.pages, lambda n: f"{before}{n}"),
        },
    )


@require_safe
@roles(*KEEPERS)
def request_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show a request, what was written still sealed."""
    return _shown(request, code, AnswerForm())


@require_POST
@roles(*KEEPERS)
def open_request(request: HttpRequest, code: str) -> HttpResponse:
    """Open what was written and show it this once; that is recorded."""
    written = answering.open_request(viewer=viewer_at(request), code=code)
    return _shown(request, code, AnswerForm(), written=written)


@require_POST
@roles(*KEEPERS)
def hide(request: HttpRequest, code: str) -> HttpResponse:
    """Hide the case until the request is answered."""
    try:
        answering.hide_meanwhile(viewer=viewer_at(request), code=code)
    except Conflict as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("案例已暂时收起，读者看不到了。"))
    return redirect("caselaw:staff_request", code=code)


@require_POST
@roles(*KEEPERS)
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer a request; where something is missing, the form comes back as it was filled in."""
    viewer = viewer_at(request)
    reading.request_for_staff(viewer=viewer, code=code)
    form = AnswerForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            answering.answer_request(
                viewer=viewer,
                code=code,
                decision=typed["decision"],
                answer=typed["answer"],
                note=typed["note"],
            )
        except Invalid as error:
            form.blame(error)
        except Conflict as error:
            form.add_error(None, error.message)
            return _shown(request, code, form, status=409)
        else:
            messages.success(request, _("已答复，对方凭受理号看得到。"))
            return redirect("caselaw:staff_requests")
    return _shown(request, code, form, status=422)


def _shown(
    request: HttpRequest,
    code: str,
    form: AnswerForm,
    *,
    written: Written | None = None,
    status: int = 200,
) -> HttpResponse:
    shown = {
        "asked": reading.request_for_staff(viewer=viewer_at(request), code=code),
        "written": written,
        "form": form,
        "crumbs": [
            (reverse("caselaw:staff_queues"), _("案例工作台")),
            (reverse("caselaw:staff_requests"), _("撤下请求")),
        ],
    }
    return render(request, "caselaw/staff/request.html", shown, status=status)
