"""Applying for legal aid on the web: no account, no cookie; a receipt to follow it by."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from niangjia.casework.models import Channel
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.limits import is_too_often
from niangjia.foundation.people.strangers import for_strangers
from niangjia.kernel.errors import Invalid, NiangjiaError
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.legal_aid import actions
from niangjia.rights.legal_aid.forms import ApplyForm
from niangjia.rights.legal_aid.marks import form_mark, nonce_of

AN_HOUR = 20
UNSENT, TOO_OFTEN = 403, 429


@for_strangers("GET", "HEAD", "POST")  # the form carries a mark made for this viewer alone
def apply(request: HttpRequest) -> HttpResponse:
    """Take an application, or show what the form asks for."""
    viewer = _asker(viewer_at(request))
    form = ApplyForm(request.POST if request.method == "POST" else None, initial=_known(request))
    status = 200
    if form.is_bound:
        nonce = nonce_of(request.POST.get("mark", ""), viewer)
        status = _unsendable(request, form, nonce)
        taken = None if status else _taken(viewer, form, nonce)
        if taken is not None:
            return given(request, taken)
        status = status or 422
    shown = {"form": form, "mark": form_mark(viewer)}
    return render(request, "legal_aid/apply.html", shown, status=status)


def given(request: HttpRequest, taken: actions.Taken) -> HttpResponse:
    """Show the receipt once, with what was found of the means and what happens next."""
    return render(request, "legal_aid/receipt.html", {"taken": taken, "receipt": taken.receipt})


def _asker(viewer: Viewer) -> Viewer:
    """Return who asks: a worker signed in, or nobody known; staff take others' in at the desk."""
    return STRANGER if viewer.is_staff else viewer


def _known(request: HttpRequest) -> dict[str, str]:
    """Return what an answer of the library's already understood: only codes stand in an address."""
    return {"issue": request.GET.get("issue", "")[:20]}


def _unsendable(request: HttpRequest, form: ApplyForm, nonce: str) -> int:
    """Return the status for a form that must be sent again, 0 for one that can be taken."""
    if not nonce:
        form.add_error(None, _("这张表放得太久了，请再按一次提交，内容都还在。"))
        return UNSENT
    if is_too_often(request, what="legal_aid", most=AN_HOUR):
        form.add_error(None, _("从这个网络来的次数太多，请过一小时再试，或者打12351。"))
        return TOO_OFTEN
    return 0


def _taken(viewer: Viewer, form: ApplyForm, nonce: str) -> actions.Taken | None:
    if not form.is_valid():
        return None
    try:
        applied = form.applied(Channel.WEB)
        return actions.apply(viewer=viewer, applied=applied, key=f"web:{nonce}")
    except Invalid as error:
        form.blame(error)
    except NiangjiaError as error:
        form.add_error(None, error.message)
    return None
