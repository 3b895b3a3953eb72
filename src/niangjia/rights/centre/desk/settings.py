"""Setting up centres, hours, rooms, bodies: pages for administrators."""

from datetime import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.organisations.models import STANDING, Level, Organisation
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.centre import actions
from niangjia.rights.centre.access import SETTING_UP, centre_for
from niangjia.rights.centre.desk.asked import administrators, asked, at, done, get_or_post
from niangjia.rights.centre.desk.setting_forms import (
    BodyForm,
    CentreForm,
    FoundForm,
    HoursForm,
    RoomForm,
)
from niangjia.rights.centre.handling.setting_up import partners_for, room_for
from niangjia.rights.centre.models import Centre, Opening, Room
from niangjia.rights.centre.reading import places

MOST_UNIONS = 300


@require_safe
@administrators
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is set up of a centre."""
    shown = places.centre_settings(viewer=viewer_at(request), code=code)
    told = {"page": shown, "centre": shown.centre, "tab": "settings"}
    return render(request, "centre/settings.html", told)


@get_or_post
@administrators
def found(request: HttpRequest) -> HttpResponse:
    """Set up a centre of a union."""
    viewer = viewer_at(request)
    form = FoundForm(request.POST or None, unions=_unions(viewer))

    def do() -> str:
        host = form.cleaned_data["host"]
        made = actions.set_up_centre(viewer=viewer, host=host, facts=form.facts())
        return at("settings", made.code)

    return asked(
        request, form, do, title=_("设立中心"), back=reverse("centre:window"), button=_("设立"),
        done=_("设立好了。接着设房间和入驻单位。"),
    )  # fmt: skip


@get_or_post
@administrators
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is written down of a centre."""
    viewer = viewer_at(request)
    centre = centre_for(viewer, code, *SETTING_UP)
    initial = {field: getattr(centre, field) for field in CentreForm.base_fields}
    form = CentreForm(request.POST or None, initial=initial)

    def do() -> None:
        version = form.cleaned_data["version"] or 0
        actions.change_centre(viewer=viewer, code=code, facts=form.facts(), version=version)

    return asked(
        request, form, do, title=_("修改中心资料"), back=at("settings", code), centre=centre
    )


@get_or_post
@administrators
def hours(request: HttpRequest, code: str) -> HttpResponse:
    """Set when a centre is open."""
    viewer = viewer_at(request)
    centre = centre_for(viewer, code, *SETTING_UP)
    initial: dict[str, time] = {}
    for one in Opening.objects.filter(centre=centre):
        initial |= {one.part: one.opens, f"{one.part}_closes": one.closes}
    form = HoursForm(request.POST or None, initial=initial)

    def do() -> None:
        actions.set_hours(viewer=viewer, code=code, hours=form.hours())

    return asked(
        request, form, do, title=_("开放时间"), back=at("settings", code), centre=centre,
        words=_("工作日按国务院公布的安排算，包括调休上班的周末。"),
    )  # fmt: skip


@get_or_post
@administrators
def add_room(request: HttpRequest, code: str) -> HttpResponse:
    """Add a room."""
    viewer = viewer_at(request)
    centre = centre_for(viewer, code, *SETTING_UP)
    form = RoomForm(request.POST or None)

    def do() -> None:
        actions.add_room(viewer=viewer, centre=code, facts=form.facts())

    return asked(request, form, do, title=_("加一间房"), back=at("settings", code), centre=centre)


@get_or_post
@administrators
def change_room(request: HttpRequest, code: str) -> HttpResponse:
    """Change a room."""
    viewer = viewer_at(request)
    room = room_for(viewer, code)
    initial = {field: getattr(room, field) for field in RoomForm.base_fields}
    form = RoomForm(request.POST or None, initial=initial)

    def do() -> None:
        actions.change_room(viewer=viewer, code=code, facts=form.facts())

    return asked(
        request, form, do, title=_("修改房间"), back=at("settings", room.centre.code),
        centre=room.centre, more={"ending": at("end_room", code), "ending_words": _("停用这间房")},
    )  # fmt: skip


@require_POST
@administrators
def end_room(request: HttpRequest, code: str) -> HttpResponse:
    """Take a room out of use."""
    viewer = viewer_at(request)
    back = at("settings", room_for(viewer, code).centre.code)

    def do() -> None:
        actions.end_room(viewer=viewer, code=code)

    return done(request, do, back=back, said=_("这间房停用了。"))


@get_or_post
@administrators
def add_body(request: HttpRequest, code: str) -> HttpResponse:
    """Add a body."""
    viewer = viewer_at(request)
    centre = centre_for(viewer, code, *SETTING_UP)
    form = BodyForm(request.POST or None, partners=_partners(centre), rooms=_rooms(centre))

    def do() -> None:
        actions.add_body(viewer=viewer, centre=code, facts=form.facts())

    return asked(
        request, form, do, title=_("加一个入驻单位"), back=at("settings", code), centre=centre
    )


@get_or_post
@administrators
def change_body(request: HttpRequest, code: str) -> HttpResponse:
    """Change a body."""
    viewer = viewer_at(request)
    body, liaison, days = places.body_settings(viewer=viewer, code=code)
    centre = body.centre
    initial = {
        "name": body.name, "kind": body.kind, "answer_days": body.answer_days,
        "partner": body.partner.code if body.partner else "",
        "room": body.room.code if body.room else "", "liaison": liaison,
        "presences": [f"{day}:{part}" for day, part in days],
    }  # fmt: skip
    form = BodyForm(
        request.POST or None, partners=_partners(centre), rooms=_rooms(centre), initial=initial
    )

    def do() -> None:
        actions.change_body(viewer=viewer, code=code, facts=form.facts())

    return asked(
        request, form, do, title=_("修改入驻单位"), back=at("settings", centre.code),
        centre=centre, more={"ending": at("end_body", code), "ending_words": _("不再入驻")},
    )  # fmt: skip


@require_POST
@administrators
def end_body(request: HttpRequest, code: str) -> HttpResponse:
    """Note that a body sits here no more."""
    viewer = viewer_at(request)
    body, _liaison, _days = places.body_settings(viewer=viewer, code=code)

    def do() -> None:
        actions.end_body(viewer=viewer, code=code)

    back = at("settings", body.centre.code)
    return done(request, do, back=back, said=_("已经不再入驻。"))


def _unions(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the unions a viewer administers that have a window of their own, widest first."""
    found = Organisation.objects.filter(STANDING).exclude(level=Level.GRASSROOTS).order_by("path")
    mine = [one for one in found if viewer.holds(Role.ADMINISTRATOR, at=one.path)]
    return [(one.code, one.name) for one in mine[:MOST_UNIONS]]


def _partners(centre: Centre) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in partners_for(centre)]


def _rooms(centre: Centre) -> list[tuple[str, str]]:
    found = Room.objects.filter(centre=centre, ended_on=None).order_by("pk")
    return [(one.code, one.name) for one in found]
