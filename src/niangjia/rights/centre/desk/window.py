"""The window: who waits, what is on; receiving somebody, asking, choosing; the whole dispute."""

from base64 import b64encode
from io import BytesIO
from secrets import token_urlsafe

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.casework import actions as engine
from niangjia.casework import queries as matters
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.organisations.queries import employers
from niangjia.kernel.errors import Invalid, Missing, NiangjiaError
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import actions
from niangjia.rights.centre.access import SETTING_UP
from niangjia.rights.centre.desk.asked import (
    asked,
    at,
    crumbs,
    done,
    get_or_post,
    planners,
    workers,
)
from niangjia.rights.centre.desk.forms import IntakeForm, TriageForm
from niangjia.rights.centre.handling.printing import code_picture
from niangjia.rights.centre.models import Part
from niangjia.rights.centre.reading import disputes, places


@require_safe
@workers
def window(request: HttpRequest) -> HttpResponse:
    """Show what the window needs to know today."""
    viewer = viewer_at(request)
    shown = disputes.window(viewer=viewer, centre=request.GET.get("centre", ""))
    if shown is None:
        return render(request, "centre/none.html", {"may_set_up": _administers(viewer)})
    return render(
        request,
        "centre/window.html",
        {
            "window": shown,
            "centre": shown.centre,
            "parts": {part.value: str(part.label) for part in Part},
            "may_set_up": places.may_set_up(viewer, shown.centre),
        },
    )


@get_or_post
@workers
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """Receive somebody at the window, and show the receipt once, to be printed."""
    viewer = viewer_at(request)
    centre = next((one for one in places.my_centres(viewer=viewer) if one.code == code), None)
    if centre is None:
        raise Missing(_("没有这个中心，或者它不在您的范围内。"))
    form = IntakeForm(
        request.POST or None,
        initial={"key": token_urlsafe(12), "region_code": centre.host.region_code},
    )
    came: list[engine.Received] = []

    def do() -> None:
        told = _asked_of(viewer, form)
        came.append(
            actions.receive_at_window(
                viewer=viewer, centre=code, asked=told, key=form.cleaned_data["key"]
            )
        )

    if request.method == "POST" and form.is_valid():
        try:
            do()
        except NiangjiaError as error:
            form.blame(error)
        else:
            return given(request, came[0], code)
    shown = {"form": form, "centre": centre, "crumbs": crumbs(centre)}
    return render(request, "centre/receive.html", shown, status=422 if form.is_bound else 200)


def given(request: HttpRequest, came: engine.Received, centre: str) -> HttpResponse:
    """Show number and passphrase once, with the number as a picture for paper."""
    shown = {
        "came": came,
        "picture": picture_of(came.number),
        "triage": at("triage", came.code),
        "centre_code": centre,
        "where": request.build_absolute_uri(reverse("centre:mine")),
    }
    answer = render(request, "centre/given.html", shown)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def picture_of(number: str) -> str:
    """Return a public number as a QR code, as the address of a picture that is in itself."""
    box = BytesIO()
    code_picture(number).save(box, "PNG")
    return f"data:image/png;base64,{b64encode(box.getvalue()).decode()}"


@get_or_post
@workers
def triage(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the few questions, and show the ways to go with their reasons."""
    viewer = viewer_at(request)
    shown = disputes.sorted_page(viewer=viewer, code=code)
    told = shown.answers
    initial = {key: getattr(told, key) for key in told.__slots__} if told else {}
    form = TriageForm(request.POST or None, initial=initial)

    def do() -> None:
        actions.sort(viewer=viewer, code=code, answers=form.answers())

    return asked(
        request, form, do, title=_("分流"), back=at("triage", code), template="centre/triage.html",
        done=_("按职工说的，下面几条路可以走。"), more={"page": shown},
    )  # fmt: skip


@require_POST
@workers
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Note what the worker chose."""
    viewer, path = viewer_at(request), request.POST.get("path", "")

    def do() -> None:
        words = request.POST.get("words", "")
        actions.choose(viewer=viewer, code=code, path=path, words=words)

    handing = path in {"arbitration", "inspection", "court", "procuratorate"}
    try:
        do()
    except NiangjiaError as error:
        fields = error.fields.values() if isinstance(error, Invalid) else ()
        messages.error(request, " ".join([error.message, *fields]))
        return redirect(at("triage", code))
    messages.success(request, _("记下了职工的选择。"))
    return redirect(at("hand_over", code) if handing else at("dispute", code))


@require_POST
@planners
def take_in(request: HttpRequest, code: str) -> HttpResponse:
    """Say at which centre a dispute is that came from elsewhere."""
    viewer, centre = viewer_at(request), request.POST.get("centre", "")

    def do() -> None:
        actions.take_into(viewer=viewer, code=code, centre=centre)

    return done(request, do, back=at("dispute", code), said=_("已经归到这个中心。"))


@require_safe
@workers
def dispute(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the centre knows of a dispute, with the whole chain under one number."""
    viewer = viewer_at(request)
    whole = matters.chain(viewer=viewer, code=code)
    known = disputes.dispute(viewer=viewer, code=code)
    shown = {
        "chain": whole,
        "dispute": known,
        "code": code,
        "picture": picture_of(whole.number),
        "of_centre": known.of_centre,
        "centres": () if known.centre else places.my_centres(viewer=viewer),
    }
    return render(request, "centre/dispute.html", shown)


@require_safe
@workers
def find(request: HttpRequest) -> HttpResponse:
    """Find a dispute by its number, as it is read from the paper."""
    number = request.GET.get("number", "").strip()
    code = matters.code_of_number(viewer=viewer_at(request), number=number) if number else ""
    if code:
        return redirect(at("dispute", code))
    return render(request, "centre/find.html", {"number": number}, status=404 if number else 200)


def _administers(viewer: Viewer) -> bool:
    return bool(viewer.reach(*SETTING_UP))


def _asked_of(viewer: Viewer, form: IntakeForm) -> engine.Asked:
    told = form.cleaned_data
    employer = ""
    if name := told["employer"].strip():
        found = employers(viewer=viewer, text=name, per_page=5)
        employer = next((one.code for one in found if one.name == name), "")
        if not employer:
            said = _("没有登记这个单位。请写在经过里，这里留空。")
            raise Invalid(_("还没有提交。"), {"employer": said})
    return engine.Asked(
        story=told["story"],
        person=engine.Person(told["name"], told["phone"]),
        channel="counter",
        issue=told["issue"],
        region_code=told["region_code"].strip(),
        employer=employer,
        money_at_stake=told["money"],
        claimed=told["claimed"],
    )
