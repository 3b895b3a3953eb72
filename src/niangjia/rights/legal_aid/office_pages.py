"""Pages of the office and of the lawyer: taking in, the file of a matter, appointing, reporting."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niangjia.casework import queries as casework
from niangjia.casework.models import Channel
from niangjia.foundation.organisations.doors import roles, viewer_at
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid, Missing, NiangjiaError
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import Role
from niangjia.rights.legal_aid import actions, queries
from niangjia.rights.legal_aid.forms import Blaming, CounterForm, ReportForm, WishForm
from niangjia.rights.legal_aid.panels import file_shown
from niangjia.rights.legal_aid.reporting import RESULTS

workers = roles(Role.OFFICER, Role.SUPERVISOR, Role.LAWYER)
office = roles(Role.OFFICER, Role.SUPERVISOR)
takers = roles(Role.OFFICER)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@workers
def desk(request: HttpRequest) -> HttpResponse:
    """Show a lawyer what is asked and what is in hand."""
    viewer = viewer_at(request)
    mine = queries.my_appointments(viewer=viewer)
    shown = {
        "offered": [one for one in mine if one.offered],
        "carrying": [one for one in mine if not one.offered],
        "registers": queries.my_registers(viewer=viewer),
        "coordinates": bool(viewer.reach(Role.OFFICER, Role.SUPERVISOR)),
        "takes_in": bool(viewer.reach(Role.OFFICER)),
    }
    return render(request, "legal_aid/desk.html", shown)


@require_safe
@office
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the coordinator what waits for a lawyer, and how full each lawyer's hands are."""
    viewer = viewer_at(request)
    shown = {"rows": queries.waiting(viewer=viewer), "lawyers": queries.lawyers(viewer=viewer)}
    return render(request, "legal_aid/waiting.html", shown)


@get_or_post
@takers
def take_in(request: HttpRequest) -> HttpResponse:
    """Take an application in at the counter, written or spoken."""
    viewer = viewer_at(request)
    form = CounterForm(request.POST or None)
    key = request.POST.get("key", "") or public_code()

    def do() -> actions.Taken:
        applied = form.applied(Channel.COUNTER)
        return actions.apply(viewer=viewer, applied=applied, key=f"counter:{key[:40]}")

    if form.is_bound and form.is_valid():
        taken = tried(form, do)
        if isinstance(taken, actions.Taken):
            shown = {"taken": taken, "receipt": taken.receipt, "counter": True}
            return render(request, "legal_aid/receipt.html", shown)
    status = 422 if form.is_bound else 200
    shown = {"form": form, "key": key, "counter": True}
    return render(request, "legal_aid/apply.html", shown, status=status)


@require_safe
@workers
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """Show the file of a matter: what was told, what runs, who has it, and what to do next."""
    viewer = viewer_at(request)
    page = casework.matter_page(viewer=viewer, code=code)
    shown = file_shown(request, code)
    if shown is None:
        raise Missing(_("没有这件事，或者它不在您的范围内。"))
    return render(request, "legal_aid/matter.html", {"page": page} | shown)


@get_or_post
@office
def fill_in(request: HttpRequest, code: str) -> HttpResponse:
    """Fill in the form for a matter that was sent on, or correct it."""
    viewer = viewer_at(request)
    file = _file(request, code)
    initial = WishForm.filled(file.form) if file.form else {}
    form = WishForm(request.POST or None, initial=initial)

    def do() -> object:
        return actions.fill_in(viewer=viewer, code=code, wish=form.wish())

    return _asked(request, code, form, _("申请表"), do, _("申请表已经保存。"))


@get_or_post
@office
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """Show the lawyers in order of turn, with why and what stands between; ask one."""
    viewer, problem, chosen = viewer_at(request), "", request.POST.get("lawyer", "")
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            actions.appoint(viewer=viewer, code=code, lawyer=chosen, reason=reason)
        except Invalid as error:
            problem = "；".join(error.fields.values()) or error.message
        except Missing:
            raise
        except NiangjiaError as error:
            problem = error.message
        else:
            messages.success(request, _("已经请律师答复。"))
            return redirect("legal_aid:matter", code=code)
    shown = {
        "turn": queries.turn_for(viewer=viewer, code=code),
        "problem": problem, "chosen": chosen, "reason": request.POST.get("reason", ""),
        "above": _above(code),
    }  # fmt: skip
    status = 422 if problem else 200
    return render(request, "legal_aid/appoint.html", shown, status=status)


@get_or_post
@workers
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Let the lawyer write a report."""
    viewer = viewer_at(request)
    if not _file(request, code).is_lawyer:
        raise Missing(_("这件事现在不在您手上。"))
    initial = {"day": clock.today(), "hours": Decimal(1)}
    form = ReportForm(request.POST or None, initial=initial, results=RESULTS)

    def do() -> None:
        typed = form.cleaned_data
        minutes = int(typed["hours"] * 60)
        work = actions.Work(
            typed["day"], minutes, typed["words"], typed["result"], typed["recovered"]
        )
        try:
            actions.report(viewer=viewer, code=code, work=work)
        except Invalid as error:
            named = {"minutes": "hours"}
            fields = {named.get(key, key): words for key, words in error.fields.items()}
            raise Invalid(error.message, fields) from None

    return _asked(request, code, form, _("写报告"), do, _("报告已经交上。"))


@require_POST
@workers
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Do one of the small things on a matter's page, and go back to it."""
    do = _VERBS.get(verb)
    if do is None:
        raise Missing(_("没有这一步。"))
    try:
        do(request, code)
    except Invalid as error:
        messages.error(request, "；".join([error.message, *error.fields.values()]))
    except Missing:
        raise
    except NiangjiaError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("已经办好。"))
    seen = queries.aid_file(viewer=viewer_at(request), code=code)
    return redirect("legal_aid:matter", code=code) if seen else redirect("legal_aid:desk")


def _accept(request: HttpRequest, code: str) -> None:
    actions.accept(viewer=viewer_at(request), code=code)


def _decline(request: HttpRequest, code: str) -> None:
    words = request.POST.get("reason", "")
    actions.decline(viewer=viewer_at(request), code=code, reason=words)


def _take_back(request: HttpRequest, code: str) -> None:
    actions.take_back(viewer=viewer_at(request), code=code, reason=request.POST.get("reason", ""))


def _answer(request: HttpRequest, code: str) -> None:
    told = request.POST.get("told", "")
    actions.answer_by_report(viewer=viewer_at(request), code=code, told=told)


def _propose(request: HttpRequest, code: str) -> None:
    actions.propose_subsidy(viewer=viewer_at(request), code=code)


def _decide(request: HttpRequest, code: str) -> None:
    actions.decide_subsidy(
        viewer=viewer_at(request), code=code, reason=request.POST.get("reason", ""),
        approved=request.POST.get("approved") == "yes",
    )  # fmt: skip


def _ask_elsewhere(request: HttpRequest, code: str) -> None:
    union = queries.union_called(request.POST.get("office", ""))
    actions.ask_elsewhere(
        viewer=viewer_at(request), code=code, office=union, words=request.POST.get("words", "")
    )


def _answer_elsewhere(request: HttpRequest, code: str) -> None:
    actions.answer_elsewhere(
        viewer=viewer_at(request), code=code, words=request.POST.get("words", ""),
        agreed=request.POST.get("agreed") == "yes",
    )  # fmt: skip


_VERBS: dict[str, Callable[[HttpRequest, str], None]] = {
    "accept": _accept,
    "decline": _decline,
    "take-back": _take_back,
    "answer": _answer,
    "propose": _propose,
    "decide": _decide,
    "ask-elsewhere": _ask_elsewhere,
    "answer-elsewhere": _answer_elsewhere,
}


def tried(form: Blaming, do: Callable[[], Any]) -> Any:
    """Do what a valid form asks; on failure put the reason on the form and return None."""
    try:
        return do()
    except Invalid as error:
        form.blame(error)
    except NiangjiaError as error:
        form.add_error(None, error.message)
    return None


def _asked(
    request: HttpRequest, code: str, form: Blaming, title: str, do: Callable[[], object], done: str
) -> HttpResponse:
    if form.is_bound and form.is_valid():
        tried(form, do)
        if not form.errors:
            messages.success(request, done)
            return redirect("legal_aid:matter", code=code)
    shown = {"form": form, "title": title, "above": _above(code), "code": code}
    return render(request, "legal_aid/form.html", shown, status=422 if form.is_bound else 200)


def _file(request: HttpRequest, code: str) -> queries.AidFile:
    found = queries.aid_file(viewer=viewer_at(request), code=code)
    if found is None:
        raise Missing(_("没有这件事，或者它不在您的范围内。"))
    return found


def _above(code: str) -> list[tuple[str, str]]:
    return [
        (reverse("legal_aid:desk"), _("法律援助")),
        (reverse("legal_aid:matter", args=[code]), _("这件事")),
    ]
