"""Meetings and tasks: lists, one meeting with all its parts, what is to be done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.casework import queries as matters
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.kernel.errors import Invalid, Missing
from niangjia.kernel.paging import pager
from niangjia.rights.centre import actions
from niangjia.rights.centre.access import (
    NO_TASK,
    PLANNING,
    centre_for,
)
from niangjia.rights.centre.desk.asked import asked, at, done, get_or_post, planners, workers
from niangjia.rights.centre.desk.forms import (
    AgendaForm,
    HeldForm,
    MeetingForm,
    OutcomeForm,
    TaskForm,
    day_from,
)
from niangjia.rights.centre.handling.meeting import colleagues_of
from niangjia.rights.centre.models import Centre, MeetingKind, MeetingState
from niangjia.rights.centre.reading import disputes, places
from niangjia.rights.centre.reading import meetings as reading
from niangjia.rights.centre.rules.opening import moment


@require_safe
@workers
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """List a centre's meetings."""
    viewer = viewer_at(request)
    number = request.GET.get("page", "1")
    page = int(number) if number.isdigit() else 1
    centre, rows = reading.meetings(viewer=viewer, centre=code, page=page)
    shown = {
        "centre": centre,
        "tab": "meetings",
        "rows": rows,
        "kinds": dict(MeetingKind.choices),
        "states": dict(MeetingState.choices),
        "pager": pager(rows.number, rows.paginator.num_pages, lambda n: f"?page={n}"),
        "may_plan": viewer.holds(*PLANNING, at=centre.host.path),
    }
    return render(request, "centre/meetings.html", shown)


@get_or_post
@planners
def call(request: HttpRequest, code: str) -> HttpResponse:
    """Call a meeting."""
    viewer = viewer_at(request)
    centre = centre_for(viewer, code, *PLANNING)
    form = MeetingForm(request.POST or None, initial={"day": day_from("")})

    def do() -> str:
        told = form.cleaned_data
        called = actions.Called(
            told["kind"], told["title"], moment(told["day"], told["starts"]),
            moment(told["day"], told["ends"]), told["place"], tuple(told["agenda"].splitlines()),
        )  # fmt: skip
        return at("meeting", actions.call_meeting(viewer=viewer, centre=code, called=called).code)

    return asked(
        request, form, do, title=_("召集会议"), back=at("meetings", code), centre=centre,
        button=_("召集"), done=_("已经定下。"),
    )  # fmt: skip


@require_safe
@workers
def meeting(request: HttpRequest, code: str) -> HttpResponse:
    """Show a meeting."""
    shown = reading.meeting_page(viewer=viewer_at(request), code=code)
    told = {"page": shown, "centre": shown.meeting.centre, "form": AgendaForm()}
    return render(request, "centre/meeting.html", told)


@require_POST
@planners
def put_on_agenda(request: HttpRequest, code: str) -> HttpResponse:
    """Put something on the agenda; a matter is found by its number."""
    viewer, form = viewer_at(request), AgendaForm(request.POST)

    def do() -> None:
        if not form.is_valid():
            raise Invalid(_("请写明议什么，200字以内。"))
        number = form.cleaned_data["number"].strip()
        matter = matters.code_of_number(viewer=viewer, number=number) if number else ""
        if number and not matter:
            raise Missing(_("没有这个文号，或者它不在您的范围内。"))
        what = form.cleaned_data["words"]
        actions.put_on_agenda(viewer=viewer, meeting=code, what=what, matter=matter)

    return done(request, do, back=at("meeting", code), said=_("加进议程了。"))


@get_or_post
@planners
def hold(request: HttpRequest, code: str) -> HttpResponse:
    """Write down how a meeting went."""
    viewer = viewer_at(request)
    found = reading.meeting_page(viewer=viewer, code=code).meeting
    form = HeldForm(request.POST or None, initial={"version": found.version})

    def do() -> None:
        told = form.cleaned_data
        decisions = tuple(line.strip() for line in told["decisions"].splitlines() if line.strip())
        held = actions.Held(told["came"], decisions, told["minutes"])
        actions.hold_meeting(viewer=viewer, meeting=code, held=held, version=told["version"])

    return asked(
        request, form, do, title=_("会议记录"), back=at("meeting", code), centre=found.centre,
        done=_("记下了。接着可以定任务。"),
    )  # fmt: skip


@require_POST
@planners
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel a meeting."""
    viewer, reason = viewer_at(request), request.POST.get("reason", "")

    def do() -> None:
        actions.cancel_meeting(viewer=viewer, meeting=code, reason=reason)

    return done(request, do, back=at("meeting", code), said=_("会议取消了。"))


@require_safe
@workers
def tasks(request: HttpRequest, code: str) -> HttpResponse:
    """List a centre's tasks."""
    viewer = viewer_at(request)
    centre, rows = reading.tasks(viewer=viewer, centre=code)
    shown = {
        "centre": centre, "tab": "tasks", "rows": rows,
        "may_plan": viewer.holds(*PLANNING, at=centre.host.path),
    }  # fmt: skip
    return render(request, "centre/tasks.html", shown)


@get_or_post
@planners
def set_task(request: HttpRequest, code: str) -> HttpResponse:
    """Set a task, of a meeting where the address names one."""
    viewer = viewer_at(request)
    centre = centre_for(viewer, code, *PLANNING)
    meeting = request.GET.get("meeting", "")
    form = TaskForm(request.POST or None, owners=_owners(centre))

    def do() -> None:
        told = form.cleaned_data
        actions.set_task(
            viewer=viewer, centre=code, what=told["words"], due_on=told["due_on"],
            owner=told["owner"], meeting=meeting,
        )  # fmt: skip

    back = at("meeting", meeting) if meeting.isalnum() else at("tasks", code)
    return asked(
        request, form, do, title=_("定任务"), back=back, centre=centre, button=_("定下来"),
        done=_("任务定下了。"),
    )  # fmt: skip


@get_or_post
@workers
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Say how a task went."""
    viewer = viewer_at(request)
    task = disputes.task_by_code(code)
    if not viewer.account or task.account_id != viewer.account:
        centre_for(viewer, task.centre.code, *PLANNING, missing=NO_TASK)
    form = OutcomeForm(request.POST or None)

    def do() -> None:
        told = form.cleaned_data
        actions.settle_task(
            viewer=viewer, code=code, outcome=told["outcome"], done=not told["dropped"]
        )

    return asked(
        request, form, do, title=_("任务办得怎样"), back=_after(task.centre), words=task.words,
        centre=task.centre, done=_("记下了。"),
    )  # fmt: skip


def _owners(centre: Centre) -> list[tuple[str, object]]:
    bodies = [(f"body:{one.body.code}", one.body.name) for one in places.bodies_of(centre)]
    people = [(f"account:{one.code}", one.name or _("未留姓名")) for one in colleagues_of(centre)]
    return [(_("同事"), people), (_("单位"), bodies)]


def _after(centre: Centre) -> str:
    return reverse("centre:tasks", args=[centre.code])
