"""Rooms: a week of bookings, booking, moving, cancelling, and a booking for one's calendar."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.casework import queries as matters
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import NiangjiaError
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import actions
from niangjia.rights.centre.desk.asked import asked, at, done, get_or_post, workers
from niangjia.rights.centre.desk.calendars import calendar, event
from niangjia.rights.centre.desk.forms import BookingForm, MoveBookingForm, day_from
from niangjia.rights.centre.reading import rooms as reading


@require_safe
@workers
def week(request: HttpRequest, code: str) -> HttpResponse:
    """Show a week of a centre's rooms, as a table and as a list by day."""
    day = day_from(request.GET.get("week", ""))
    shown = reading.week(viewer=viewer_at(request), centre=code, day=day)
    as_list = request.GET.get("view") == "list"
    told = {"week": shown, "centre": shown.centre, "as_list": as_list, "tab": "rooms"}
    return render(request, "centre/rooms.html", told)


@get_or_post
@workers
def book(request: HttpRequest, code: str) -> HttpResponse:
    """Book a room of a centre."""
    viewer = viewer_at(request)
    shown = reading.week(viewer=viewer, centre=code, day=clock.today())
    matter = request.GET.get("matter", "") or request.POST.get("matter", "")
    initial = {
        "room": request.GET.get("room", ""),
        "day": day_from(request.GET.get("day", "")),
        "matter": matter,
    }
    form = BookingForm(request.POST or None, rooms=shown.rooms, initial=initial)

    def do() -> str:
        return at("booking", actions.book(viewer=viewer, wanted=form.wanted()).code)

    return asked(
        request, form, do, title=_("订房间"), back=at("rooms", code), centre=shown.centre,
        words=_number_of(viewer, matter), button=_("订下来"), done=_("订好了。"),
    )  # fmt: skip


@require_safe
@workers
def booking(request: HttpRequest, code: str) -> HttpResponse:
    """Show one booking."""
    shown = reading.booking_page(viewer=viewer_at(request), code=code)
    told = {"page": shown, "centre": shown.booking.room.centre}
    return render(request, "centre/booking.html", told)


@get_or_post
@workers
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Move a booking to another time or room."""
    viewer = viewer_at(request)
    found = reading.booking_page(viewer=viewer, code=code).booking
    centre = found.room.centre
    shown = reading.week(viewer=viewer, centre=centre.code, day=clock.today())
    begin, end = found.starts_at.astimezone(CHINA), found.ends_at.astimezone(CHINA)
    initial = {
        "room": found.room.code, "day": begin.date(), "starts": begin.time(), "ends": end.time(),
        "version": found.version,
    }  # fmt: skip
    form = MoveBookingForm(request.POST or None, rooms=shown.rooms, initial=initial)

    def do() -> None:
        starts, ends = form.moments()
        actions.move_booking(
            viewer=viewer, code=code, room=form.cleaned_data["room"], starts=starts, ends=ends,
            version=form.cleaned_data["version"],
        )  # fmt: skip

    return asked(
        request, form, do, title=_("改时间或房间"), back=at("booking", code), centre=centre,
        button=_("改"), done=_("已经改好。"),
    )  # fmt: skip


@require_POST
@workers
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel a booking."""
    viewer, reason = viewer_at(request), request.POST.get("reason", "")

    def do() -> None:
        actions.cancel_booking(viewer=viewer, code=code, reason=reason)

    return done(request, do, back=at("booking", code), said=_("已经取消，时间空出来了。"))


@require_safe
@workers
def booking_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Send one booking as a calendar file."""
    found = reading.booking_page(viewer=viewer_at(request), code=code)
    one = found.booking
    title = f"{found.purpose} {found.number}".strip()
    place = f"{one.room.centre.name} {one.room.name}"
    made = event(one.code, title, one.starts_at, one.ends_at, place=place, version=one.version)
    if one.cancelled_at is not None:
        made.add("status", "CANCELLED")
    return calendar(title, [made], f"{one.room.name}.ics")


@require_safe
@workers
def rooms_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """Send four weeks of a centre's bookings as a calendar file."""
    viewer, today = viewer_at(request), clock.today()
    events = []
    for ahead in range(4):
        shown = reading.week(viewer=viewer, centre=code, day=today + timedelta(weeks=ahead))
        for day in shown.days:
            for room in day.rooms:
                events += [
                    event(
                        one.code, f"{room.room.name} {one.purpose} {one.number}".strip(),
                        one.starts, one.ends, place=room.room.place,
                    )
                    for one in room.bookings
                ]  # fmt: skip
    return calendar(_("房间预订"), events, "rooms.ics")


def _number_of(viewer: Viewer, matter: str) -> str:
    """Return for which number a room is booked, "" where that is for none."""
    if not matter:
        return ""
    try:
        page = matters.matter_page(viewer=viewer, code=matter)
    except NiangjiaError:
        return ""
    return _("为{number}订").format(number=page.row.number)
