"""The desk of the hotline: a call while somebody talks, a counter, what stands beside them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from niangjia.casework.actions import Received
from niangjia.foundation.organisations.doors import roles, viewer_at
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.errors import Invalid, NiangjiaError
from niangjia.kernel.viewer import Viewer
from niangjia.rights.hotline import actions, queries
from niangjia.rights.hotline.beside import beside, chosen_employer, chosen_item
from niangjia.rights.hotline.forms import SAME, CallForm
from niangjia.rights.hotline.given import given
from niangjia.rights.hotline.intake import DESK
from niangjia.rights.hotline.marks import key_in, new_mark

at_desk = roles(*DESK)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
Takes = Callable[..., Received]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is told: on the phone or at the counter."""

    key: str
    takes: Takes


@get_or_post
@at_desk
def call(request: HttpRequest) -> HttpResponse:
    """Take a call."""
    return _told(request, Place("call", actions.take_call))


@get_or_post
@at_desk
def counter(request: HttpRequest) -> HttpResponse:
    """Write down what somebody tells at the counter, and print the receipt."""
    return _told(request, Place("counter", actions.at_the_counter))


@require_POST
@at_desk
def beside_call(request: HttpRequest) -> HttpResponse:
    """Return what stands beside the form as far as it is filled in: a part of the page."""
    viewer = viewer_at(request)
    offices = queries.offices_of_desk(viewer=viewer)
    found = beside(viewer=viewer, typed=request.POST.dict(), offices=offices)
    return render(request, "hotline/desk/beside.html", {"beside": found, "same": SAME})


def _told(request: HttpRequest, place: Place) -> HttpResponse:
    viewer = viewer_at(request)
    offices = queries.offices_of_desk(viewer=viewer)
    if request.method != "POST":
        form = CallForm(offices=offices)
        return _shown(request, place, form, offices, 200)
    form = CallForm(request.POST, offices=offices)
    if "look" in request.POST:
        return _looked(request, place, offices)
    if form.is_valid() and (done := _try(request, place, form, viewer)):
        return done
    return _shown(request, place, form, offices, 422)


def _looked(request: HttpRequest, place: Place, offices: tuple[Organisation, ...]) -> HttpResponse:
    """Show the page again as it is filled in, with what stands beside it: without scripts."""
    form = CallForm(initial=request.POST.dict(), offices=offices)
    return _shown(request, place, form, offices, 200)


def _try(request: HttpRequest, place: Place, form: CallForm, viewer: Viewer) -> HttpResponse | None:
    """Take it in, or join it to the earlier matter that was chosen; None with the reason shown."""
    try:
        earlier = request.POST.get("join", SAME)
        if earlier != SAME:
            return _joined(request, form, viewer, earlier)
        return _new(request, place, form, viewer)
    except Invalid as error:
        form.blame(error)
    except NiangjiaError as error:
        form.add_error(None, error.message)
    return None


def _joined(
    request: HttpRequest, form: CallForm, viewer: Viewer, earlier: str
) -> HttpResponseRedirect:
    actions.call_again(
        viewer=viewer,
        code=earlier,
        words=form.cleaned_data["story"],
        not_solved=bool(request.POST.get("not_solved")),
    )
    messages.success(request, _("记在原来那件里了，没有另起编号。"))
    return redirect("casework:matter", earlier)


def _new(request: HttpRequest, place: Place, form: CallForm, viewer: Viewer) -> HttpResponse | None:
    key = key_in(form.cleaned_data["mark"])
    if not key:
        form.add_error(None, _("这个页面打开得太久了，还没有记下。您写的还在，请再点一次。"))
        return None
    item = chosen_item(request.POST, queries.suggestions(form.cleaned_data["story"]))
    found = queries.find_employers(viewer=viewer, text=form.cleaned_data["employer_said"])
    employer = chosen_employer(request.POST, found)
    received = place.takes(
        viewer=viewer,
        told=form.told(item=item.key, employer=employer),
        key=key,
        office=form.cleaned_data["office"],
        send_on="send" in request.POST,
    )
    return given(request, received, item)


def _shown(
    request: HttpRequest,
    place: Place,
    form: CallForm,
    offices: tuple[Organisation, ...],
    status: int,
) -> HttpResponse:
    viewer = viewer_at(request)
    typed = request.POST.dict() if request.method == "POST" else {}
    shown = {
        "form": form,
        "place": place.key,
        "beside": beside(viewer=viewer, typed=typed, offices=offices),
        "same": SAME,
        "mark": typed.get("mark", "") if key_in(typed.get("mark", "")) else new_mark(),
        "address": reverse(f"hotline:{place.key}"),
        "offices": offices,
    }
    return render(request, "hotline/desk/call.html", shown, status=status)
