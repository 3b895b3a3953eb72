"""Asking that a case be taken down, and looking up the answer: no account, no cookie, no trace.

The forms carry a signed mark instead of the token that would need a cookie. Nothing is done in
anybody's name: whoever is signed in is a stranger here too.
"""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niangjia.foundation.people.limits import is_too_often
from niangjia.foundation.people.strangers import for_strangers
from niangjia.kernel.errors import Invalid, Missing, NiangjiaError
from niangjia.rights.caselaw.gone import Merged, Withdrawn
from niangjia.rights.caselaw.removal import asking, reading
from niangjia.rights.caselaw.removal.forms import AdditionForm, Blaming, ReceiptForm, RequestForm
from niangjia.rights.caselaw.removal.receipts import form_mark, grouped, nonce_of

REQUESTS_AN_HOUR = 20
LOOKS_AN_HOUR = 60
UNSENT = 403
TOO_OFTEN = 429
LOOK_UP = "receipt"
TOO_MANY = gettext_lazy("从这个网络来的次数太多，请过一小时再试，或者打12351。")


@for_strangers("GET", "HEAD", "POST")
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask that a case be taken down or masked further, and get a receipt."""
    try:
        about = reading.case_to_ask_about(code=code)
    except Merged as merged:
        return HttpResponsePermanentRedirect(reverse("caselaw:ask_removal", args=[merged.code]))
    except Withdrawn:
        return render(request, "caselaw/withdrawn.html", status=410)
    except Missing as missing:
        return render(request, "404.html", {"message": missing.message}, status=404)
    form = RequestForm(request.POST if request.method == "POST" else None)
    shown: dict[str, object] = {
        "form": form,
        "about": about,
        "days": reading.promised_days(),
        "until": reading.promised_until(),
    }
    status = 200
    if form.is_bound:
        nonce = nonce_of(request.POST.get("mark", ""), code)
        status = _unsendable(request, form, nonce, what="ask", most=REQUESTS_AN_HOUR)
        receipt = None if status else _asked(form, code, nonce)
        if receipt:
            shown["number"], shown["receipt"] = grouped(receipt.number), receipt
            shown["address"] = request.build_absolute_uri(reverse("caselaw:removal_status"))
            return render(request, "caselaw/removal/receipt.html", shown)
        status = status or 422
    shown["mark"] = form_mark(code)
    return render(request, "caselaw/removal/ask.html", shown, status=status)


@for_strangers("GET", "HEAD", "POST")
def status(request: HttpRequest) -> HttpResponse:
    """Show where a request stands to whoever has its receipt number, which is only ever sent."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _look_up(request, form, 200)
    wrong = _unsendable(request, form, _nonce(request), what="look", most=LOOKS_AN_HOUR)
    if wrong or not form.is_valid():
        return _look_up(request, form, wrong or 422)
    try:
        standing = reading.request_by_receipt(number=form.cleaned_data["number"])
    except Missing as missing:
        form.add_error("number", missing.message)
        return _look_up(request, form, 404)
    except NiangjiaError as error:
        form.add_error(None, error.message)
        return _look_up(request, form, 503)
    return _standing(request, standing, AdditionForm(initial={"number": standing.number}))


@for_strangers("POST")
def add(request: HttpRequest) -> HttpResponse:
    """Add something to a request that waits for its answer."""
    number = request.POST.get("number", "")
    if is_too_often(request, what="look", most=LOOKS_AN_HOUR):  # this too tells who has a number
        look = ReceiptForm(request.POST)
        look.add_error(None, TOO_MANY)
        return _look_up(request, look, TOO_OFTEN)
    form = AdditionForm(request.POST)
    wrong = _unsendable(request, form, _nonce(request), what="ask", most=REQUESTS_AN_HOUR)
    try:
        if not wrong and form.is_valid():
            asking.add_to_request(number=number, text=form.cleaned_data["addition"])
            standing = reading.request_by_receipt(number=number)
            empty = AdditionForm(initial={"number": standing.number})
            return _standing(request, standing, empty, added=True)
        standing = reading.request_by_receipt(number=number)
    except Missing as missing:
        look = ReceiptForm(request.POST)
        look.add_error("number", missing.message)
        return _look_up(request, look, wrong or 404)
    except NiangjiaError as error:
        form.add_error(None, error.message)
        standing = reading.request_by_receipt(number=number)
        wrong = 409
    return _standing(request, standing, form, status=wrong or 422)


def _asked(form: RequestForm, code: str, nonce: str) -> asking.Receipt | None:
    """Take in what a valid form asks; on failure put the reason on the form."""
    if not form.is_valid():
        return None
    try:
        return asking.request_removal(code=code, nonce=nonce, asked=form.asked())
    except Invalid as error:
        form.blame(error)
    except NiangjiaError as error:
        form.add_error(None, error.message)
    return None


def _nonce(request: HttpRequest) -> str:
    return nonce_of(request.POST.get("mark", ""), LOOK_UP)


def _unsendable(request: HttpRequest, form: Blaming, nonce: str, *, what: str, most: int) -> int:
    """Return 0, or the status of a form not taken, with the reason put on the form."""
    if not nonce:
        form.add_error(None, _("这个页面打开得太久了，没有收到。您写的还在，请再点一次。"))
        return UNSENT
    if is_too_often(request, what=what, most=most):
        form.add_error(None, TOO_MANY)
        return TOO_OFTEN
    return 0


def _look_up(request: HttpRequest, form: ReceiptForm, status: int) -> HttpResponse:
    shown = {"form": form, "mark": form_mark(LOOK_UP)}
    return render(request, "caselaw/removal/look_up.html", shown, status=status)


def _standing(
    request: HttpRequest,
    standing: reading.Standing,
    form: AdditionForm,
    *,
    added: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown = {"standing": standing, "form": form, "mark": form_mark(LOOK_UP), "added": added}
    return render(request, "caselaw/removal/standing.html", shown, status=status)
