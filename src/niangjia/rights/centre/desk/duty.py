"""Duty: a centre's roster week by week, and one's own shifts, swaps and calendar."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.kernel.errors import Conflict, Invalid, NiangjiaError
from niangjia.rights.centre import actions
from niangjia.rights.centre.access import PLANNING
from niangjia.rights.centre.desk.asked import (
    asked,
    at,
    done,
    get_or_post,
    planners,
    signed_in,
    workers,
)
from niangjia.rights.centre.desk.calendars import calendar, duty_events
from niangjia.rights.centre.desk.forms import DutyPersonForm, ShiftForm, day_from
from niangjia.rights.centre.handling.rostering import fit_for
from niangjia.rights.centre.models import DutyRole, Opening
from niangjia.rights.centre.reading import duty as reading


@require_safe
@workers
def roster(request: HttpRequest, code: str) -> HttpResponse:
    """Show a week of a centre's roster, and who is missing."""
    viewer = viewer_at(request)
    day = day_from(request.GET.get("week", ""))
    week = reading.roster(viewer=viewer, centre=code, day=day)
    shown = {
        "week": week,
        "centre": week.centre,
        "tab": "duty",
        "roles": {role.value: str(role.label) for role in DutyRole},
        "may_plan": viewer.holds(*PLANNING, at=week.centre.host.path),
    }
    return render(request, "centre/roster.html", shown)


@get_or_post
@planners
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Put somebody on duty for parts of some days of a week; what cannot be is told with why."""
    viewer = viewer_at(request)
    week = reading.roster(viewer=viewer, centre=code, day=day_from(request.GET.get("week", "")))
    people = [
        (one.code, f"{DutyRole(one.role).label} {reading.name_of(one)}") for one in week.people
    ]
    parts = list(Opening.objects.filter(centre=week.centre).values_list("part", flat=True))
    days = [one.day for one in week.days]
    form = ShiftForm(request.POST or None, people=people, days=days, parts=parts)
    back = f"{at('duty', code)}?week={days[0].isoformat()}"

    def do() -> None:
        told = form.cleaned_data
        refused = []
        for day in told["days"]:
            for part in told["parts"]:
                try:
                    actions.assign_shift(
                        viewer=viewer, person=told["person"], day=date.fromisoformat(day), part=part
                    )
                except (Invalid, Conflict) as error:
                    fields = (
                        error.fields.values() if isinstance(error, Invalid) else [error.message]
                    )
                    refused.append(f"{day}：{' '.join(fields)}")
        if len(refused) == len(told["days"]) * len(told["parts"]):
            raise Invalid(_("一个班也没有排上。"), {"days": " ".join(dict.fromkeys(refused))})
        for said in dict.fromkeys(refused):
            messages.warning(request, said)

    return asked(
        request, form, do, title=_("排班"), back=back, centre=week.centre, button=_("排上"),
        done=_("排好了。"),
    )  # fmt: skip


@require_POST
@planners
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Take a shift off the roster."""
    viewer = viewer_at(request)

    def do() -> None:
        actions.remove_shift(viewer=viewer, code=code)

    return done(request, do, back=_back(request), said=_("已经取消这个班。"))


@get_or_post
@planners
def add_person(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """Put a lawyer or mediator on the roster."""
    viewer = viewer_at(request)
    centre = reading.roster(viewer=viewer, centre=code, day=day_from("")).centre
    kind = DutyRole.MEDIATOR if role == DutyRole.MEDIATOR else DutyRole.LAWYER
    people = [(one.code, one.name or _("未留姓名")) for one in fit_for(centre, kind)]
    form = DutyPersonForm(request.POST or None, people=people)

    def do() -> None:
        actions.add_duty_person(
            viewer=viewer, centre=code, account=form.cleaned_data["person"], role=kind
        )

    words = _("列出的是本工会和上级工会的律师、调解员。") if people else _("还没有人担任。")
    return asked(
        request, form, do, title=_("加一位{role}").format(role=kind.label), back=at("duty", code),
        centre=centre, words=words, button=_("加进值班表"), done=_("加好了。"),
    )  # fmt: skip


@require_POST
@planners
def end_person(request: HttpRequest, code: str) -> HttpResponse:
    """Take somebody off the roster."""
    viewer = viewer_at(request)

    def do() -> None:
        actions.end_duty_person(viewer=viewer, code=code)

    return done(request, do, back=_back(request), said=_("不再值班，以后的班空出来了。"))


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own shifts, what others ask, and one's own calendar."""
    viewer = viewer_at(request)
    shown = {
        "rosters": reading.my_duty(viewer=viewer),
        "asked": reading.asked_of_me(viewer=viewer),
        "address": request.session.pop("centre_calendar", ""),
        "roles": {role.value: str(role.label) for role in DutyRole},
    }
    return render(request, "centre/my_duty.html", shown)


@get_or_post
@signed_in
def swap(request: HttpRequest, code: str) -> HttpResponse:
    """Ask somebody to take one's own shift."""
    viewer = viewer_at(request)
    shift = reading.shift_of(viewer=viewer, code=code)
    people = [(one.code, reading.name_of(one)) for one in reading.could_take(shift)]
    form = DutyPersonForm(request.POST or None, people=people)

    def do() -> None:
        actions.ask_swap(viewer=viewer, shift=code, taker=form.cleaned_data["person"])

    words = _("对方答应以前，班还是您的。") if people else _("那个时段没有别的人空着。")
    return asked(
        request, form, do, title=_("请人换班"), back=reverse("centre:my_duty"), words=words,
        button=_("问一问"), done=_("已经问了，等对方答应。"),
    )  # fmt: skip


@require_POST
@signed_in
def answer_swap(request: HttpRequest, code: str) -> HttpResponse:
    """Agree to a swap, refuse it, or take one's own wish back."""
    viewer, said = viewer_at(request), request.POST.get("answer", "")

    def do() -> None:
        if said == "withdraw":
            actions.withdraw_swap(viewer=viewer, code=code)
        else:
            actions.answer_swap(viewer=viewer, code=code, agree=said == "agree")

    return done(request, do, back=reverse("centre:my_duty"), said=_("已经记下。"))


@require_POST
@signed_in
def set_own(request: HttpRequest, code: str) -> HttpResponse:
    """Show or hide one's own name; make or close the address of one's own calendar."""
    viewer, what = viewer_at(request), request.POST.get("what", "")

    def do() -> None:
        if what == "calendar":
            secret = actions.make_calendar(viewer=viewer, code=code)
            address = reverse("centre:duty_calendar", args=[secret])
            request.session["centre_calendar"] = request.build_absolute_uri(address)
        elif what == "close":
            actions.close_calendar(viewer=viewer, code=code)
        else:
            actions.show_name(viewer=viewer, code=code, shows=what == "show")

    return done(request, do, back=reverse("centre:my_duty"), said=_("已经改好。"))


@require_safe
def duty_calendar(_request: HttpRequest, token: str) -> HttpResponse:
    """Send the calendar that a secret address opens; a closed one looks like none at all."""
    try:
        person, duties = reading.duties_by_secret(token)
    except NiangjiaError as error:
        return HttpResponse(error.message, status=404, content_type="text/plain; charset=utf-8")
    return calendar(f"{person.centre.name} {_('值班')}", duty_events(duties), "duty.ics")


def _back(request: HttpRequest) -> str:
    """Return the roster a button stood on."""
    centre, week = request.POST.get("centre", ""), day_from(request.POST.get("week", ""))
    if not (centre.isascii() and centre.isalnum()):
        return reverse("centre:window")
    return f"{at('duty', centre)}?week={week.isoformat()}"
