"""The asker's pages by receipt: no account, no session; number and passphrase are only sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niangjia.casework import queries
from niangjia.casework.forms.asking import ReceiptForm
from niangjia.casework.handling.locking import LONGEST, Receipt
from niangjia.casework.pages.asking import Way, send, show
from niangjia.casework.pages.strangers import (
    COOKIE,
    WRITES_AN_HOUR,
    WRONG_AN_HOUR,
    held,
    hold,
    is_ours,
    let_go,
    mark_for,
)
from niangjia.foundation.people.limits import is_too_often, was_too_often
from niangjia.foundation.people.strangers import for_strangers
from niangjia.kernel.errors import Missing, NiangjiaError

TOO_MANY = gettext_lazy("从这个网络来的次数太多，请过一小时再试，或者打12351。")
WRONG = "asked-wrong"
SAID = {
    "say": gettext_lazy("收到了，办理的工会看得到。"),
    "attach": gettext_lazy("材料收到了。"),
    "urge": gettext_lazy("已经催了，会排到前面。"),
    "confirm": gettext_lazy("谢谢您，这件事办结了。"),
    "contest": gettext_lazy("收到了，这件事重新打开，期限重新计算。"),
    "rate": gettext_lazy("谢谢您的评价。"),
    "step": gettext_lazy("办好了。"),
    "left": gettext_lazy("已经退出。这台手机上不再留着您的事。"),
    "over": gettext_lazy("打开得太久，已经自动退出。请再填一次。"),
}
"""What is said after something was sent, by the word that stands in the address."""


@for_strangers("GET", "HEAD", "POST")
def receipt(request: HttpRequest) -> HttpResponse:
    """Ask for number and passphrase, and open the matter."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _ask(request, form, 200)
    if status := _unsendable(request, form):
        return _ask(request, form, status)
    asker = Receipt(form.cleaned_data["number"], form.cleaned_data["passphrase"])
    try:
        queries.asker_page(asker=asker)
    except Missing:
        is_too_often(request, what=WRONG, most=WRONG_AN_HOUR)
        form.add_error(None, _("编号或口令不对，请对着回执再看一遍。"))
        return _ask(request, form, 404)
    except NiangjiaError as error:
        form.add_error(None, error.message)
        return _ask(request, form, 503)
    return hold(redirect("casework:asked"), asker)


def _unsendable(request: HttpRequest, form: ReceiptForm) -> int:
    """Return 0, or the status of a form that is not looked at, with the reason put on it."""
    if not is_ours(request, None):
        form.add_error(None, _("这个页面打开得太久了，没有收到。您写的还在，请再点一次。"))
        return 403
    if was_too_often(request, what=WRONG, most=WRONG_AN_HOUR):
        form.add_error(None, TOO_MANY)
        return 429
    return 0 if form.is_valid() else 422


@for_strangers("GET", "HEAD")
def asked(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the opened matter, or with `code` another that came of it."""
    asker = held(request)
    if asker is None:
        return _over(request)
    try:
        page = queries.asker_page(asker=asker, code=code)
    except Missing as missing:
        return render(request, "404.html", {"message": missing.message}, status=404)
    said = str(SAID.get(request.GET.get("said", ""), ""))
    return hold(show(request, Way(asker, mark_for(asker), said), page), asker)


@for_strangers("POST")
def do(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Do what the asker sent: say, hand in, urge, confirm, contest, rate, make a step."""
    asker = held(request)
    if asker is None:
        return _over(request)
    if not is_ours(request, asker):
        return _not_ours(request)
    try:
        page = queries.asker_page(asker=asker, code=code)
        if is_too_often(request, what="asked-write", most=WRITES_AN_HOUR):
            return render(request, "casework/not_taken.html", {"words": TOO_MANY}, status=429)
        said, refused = send(request, Way(asker, mark_for(asker)), page, key)
    except Missing as missing:
        return render(request, "404.html", {"message": missing.message}, status=404)
    if refused is not None:
        return hold(refused, asker)
    to = redirect("casework:asked_related", code=code)
    to.headers["Location"] += f"?said={key if key in SAID else 'step'}" if said else ""
    return hold(to, asker)


@for_strangers("POST")
def leave(request: HttpRequest) -> HttpResponse:
    """Take the opened matter out of this browser."""
    if not is_ours(request, held(request)):
        return _not_ours(request)
    to = redirect("casework:receipt")
    to.headers["Location"] += "?said=left"
    return let_go(to)


def _over(request: HttpRequest) -> HttpResponse:
    """Ask for the receipt again: none is held here, or for too long. What was written is shown."""
    if request.method == "POST":
        written = request.POST.get("words") or request.POST.get("reason") or ""
        return let_go(_ask(request, ReceiptForm(), 403, str(SAID["over"]), written[:LONGEST]))
    to = redirect("casework:receipt")
    if request.COOKIES.get(COOKIE):
        to.headers["Location"] += "?said=over"
        return let_go(to)
    return to


def _not_ours(request: HttpRequest) -> HttpResponse:
    """Refuse what none of our pages sent for this receipt; the receipt stays where it is."""
    words = _("没有收下：不是从这个页面发来的，或者页面打开得太久。请回到上一页再试。")
    return render(request, "casework/not_taken.html", {"words": words}, status=403)


def _ask(
    request: HttpRequest, form: ReceiptForm, status: int, said: str = "", written: str = ""
) -> HttpResponse:
    said = said or str(SAID.get(request.GET.get("said", ""), ""))
    shown = {"form": form, "mark": mark_for(None), "said": said, "written": written}
    return render(request, "casework/receipt.html", shown, status=status)
