"""Joint checks: rounds, the places gone to, what is put right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.rights.centre import actions
from niangjia.rights.centre.access import PLANNING, centre_for
from niangjia.rights.centre.desk.asked import asked, at, done, get_or_post, planners, workers
from niangjia.rights.centre.desk.forms import RoundForm, VisitForm, day_from
from niangjia.rights.centre.reading import meetings as reading


@require_safe
@workers
def rounds(request: HttpRequest, code: str) -> HttpResponse:
    """List a centre's rounds of checks."""
    viewer = viewer_at(request)
    centre, rows = reading.rounds(viewer=viewer, centre=code)
    shown = {
        "centre": centre, "tab": "checks", "rows": rows,
        "may_plan": viewer.holds(*PLANNING, at=centre.host.path),
    }  # fmt: skip
    return render(request, "centre/checks.html", shown)


@get_or_post
@planners
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a round."""
    viewer = viewer_at(request)
    centre = centre_for(viewer, code, *PLANNING)
    form = RoundForm(request.POST or None, initial={"begins": day_from("")})

    def do() -> str:
        made = actions.plan_round(viewer=viewer, centre=code, **form.cleaned_data)
        return at("check", made.code)

    return asked(
        request, form, do, title=_("安排一轮联合排查"), back=at("checks", code), centre=centre
    )


@require_safe
@workers
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Show a round with the places gone to."""
    shown = reading.round_page(viewer=viewer_at(request), code=code)
    return render(request, "centre/check.html", {"page": shown, "centre": shown.round.centre})


@get_or_post
@planners
def add_visit(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a place that was gone to."""
    viewer = viewer_at(request)
    centre = reading.round_page(viewer=viewer, code=code).round.centre
    form = VisitForm(request.POST or None, initial={"day": day_from("")})

    def do() -> None:
        actions.add_visit(viewer=viewer, code=code, gone=actions.Gone(**form.cleaned_data))

    return asked(
        request, form, do, title=_("记一次走访"), back=at("check", code), centre=centre,
        done=_("记下了。"),
    )  # fmt: skip


@require_POST
@planners
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Note that what was wrong at a place has been put right."""
    viewer, back = viewer_at(request), request.POST.get("round", "")

    def do() -> None:
        actions.settle_visit(viewer=viewer, code=code)

    where = at("check", back) if back.isascii() and back.isalnum() else at("check", "0")
    return done(request, do, back=where, said=_("记下了：已经改好。"))


@require_POST
@planners
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close a round."""
    viewer = viewer_at(request)

    def do() -> None:
        actions.close_round(viewer=viewer, code=code)

    return done(request, do, back=at("check", code), said=_("这一轮结束了。"))
