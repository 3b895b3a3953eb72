"""Booking rooms: a quarter of an hour of a room is held once, whoever asks at the same moment."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.casework.models import Matter
from niangjia.casework.queries import matter_page
from niangjia.foundation.holidays.queries import calendar
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.access import (
    NO_BOOKING,
    NO_ROOM,
    centre_for,
)
from niangjia.rights.centre.handling.books import note, words
from niangjia.rights.centre.models import Booking, HeldQuarter, Opening, Purpose, Room
from niangjia.rights.centre.rules.opening import Span, booking_fault, is_open, quarters


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be booked. `matter` is a matter's code or ""."""

    room: str
    starts: datetime
    ends: datetime
    purpose: str
    people: int = 2
    matter: str = ""


@transaction.atomic
def book(*, viewer: Viewer, wanted: Wanted) -> Booking:
    """Book a room.

    Raises Invalid for a time outside of its hours or in the past, too many people or an unknown
    purpose; Conflict where it is taken; Missing; NotPublished for a year without a calendar.
    """
    room = _locked(viewer, wanted.room)
    _check(room, wanted)
    made = Booking.objects.create(
        room=room, starts_at=wanted.starts, ends_at=wanted.ends, purpose=wanted.purpose,
        people=wanted.people, matter=_matter(viewer, wanted.matter), booked_by=viewer.actor,
        booked_at=clock.now(),
    )  # fmt: skip
    _hold(made)
    note(viewer, "booked", room.centre, room=room.pk, booking=made.pk)
    return made


@transaction.atomic
def move_booking(
    *, viewer: Viewer, code: str, room: str, starts: datetime, ends: datetime, version: int
) -> None:
    """Move a booking to another time or room. Raises as `book`, Conflict where somebody did."""
    before = booking_for(viewer, code)
    rooms = {before.room.code, room}
    list(Room.objects.select_for_update().filter(code__in=rooms).order_by("pk").values_list("pk"))
    there = _locked(viewer, room)
    if there.centre_id != before.room.centre_id:
        raise Invalid(_("只能改到同一个中心的房间。"), {"room": _("请另选一间。")})
    _demand_standing(before)
    _check(there, Wanted(room, starts, ends, before.purpose, before.people))
    changed = Booking.objects.filter(pk=before.pk, version=version, cancelled_at=None).update(
        room=there, starts_at=starts, ends_at=ends, version=F("version") + 1
    )
    if changed != 1:
        raise Conflict(_("有人刚刚改过这个预订，请刷新后再试。"))
    HeldQuarter.objects.filter(booking=before).delete()
    _hold(Booking.objects.get(pk=before.pk))
    note(viewer, "booking_moved", there.centre, room=there.pk, booking=before.pk)


@transaction.atomic
def cancel_booking(*, viewer: Viewer, code: str, reason: str) -> None:
    """Cancel a booking; its time is free again. Raises Missing, Invalid, Conflict."""
    booking = booking_for(viewer, code)
    why = words(reason, field="reason")
    _demand_standing(booking)
    changed = Booking.objects.filter(pk=booking.pk, cancelled_at=None).update(
        cancelled_at=clock.now(), cancelled_because=why, version=F("version") + 1
    )
    if changed != 1:
        raise Conflict(_("这个预订已经取消。"))
    HeldQuarter.objects.filter(booking=booking).delete()
    note(viewer, "booking_cancelled", booking.room.centre, reason=why, booking=booking.pk)


def booking_for(viewer: Viewer, code: str) -> Booking:
    """Return a booking at a centre where the viewer works. Raises Missing."""
    found = (
        Booking.objects.select_related("room__centre__host", "matter")
        .defer("matter__sealed_person", "matter__sealed_story")
        .filter(code=code)
        .first()
    )
    if found is None:
        raise Missing(str(NO_BOOKING))
    centre_for(viewer, found.room.centre.code, missing=NO_BOOKING)
    return found


def spans_of(room: Room) -> list[Span]:
    """Return when a room can be used on a day its centre is open."""
    if room.opens is not None and room.closes is not None:
        return [Span(room.opens, room.closes)]
    rows = Opening.objects.filter(centre=room.centre_id)
    return [Span(one.opens, one.closes) for one in rows]


def _locked(viewer: Viewer, code: str) -> Room:
    known = Room.objects.filter(code=code, ended_on=None)
    room = known.select_related("centre").select_for_update(of=("self",)).first()
    if room is None:
        raise Missing(str(NO_ROOM))
    centre_for(viewer, room.centre.code, missing=NO_ROOM)
    return room


def _check(room: Room, wanted: Wanted) -> None:
    problems = {}
    if wanted.purpose not in Purpose.values:
        problems["purpose"] = _("请选一种。")
    if not 1 <= wanted.people <= room.capacity:
        problems["people"] = _("这间房最多坐{count}人。").format(count=room.capacity)
    fault = booking_fault(wanted.starts, wanted.ends, now=clock.now(), spans=spans_of(room))
    if fault:
        problems["starts"] = fault
    elif not is_open(
        wanted.starts.astimezone(CHINA).date(), calendar(), weekends=room.centre.open_weekends
    ):
        problems["day"] = _("这一天中心不开放（周末或放假）。")
    if problems:
        raise Invalid(_("还没有订上，有几处要改。"), problems)


def _hold(booking: Booking) -> None:
    held = [
        HeldQuarter(room_id=booking.room_id, at=at, booking=booking)
        for at in quarters(booking.starts_at, booking.ends_at)
    ]
    try:
        with transaction.atomic():
            HeldQuarter.objects.bulk_create(held)
    except IntegrityError:
        raise Conflict(_("这段时间已经有人订了，请换一个时间或房间。")) from None


def _matter(viewer: Viewer, code: str) -> Matter | None:
    if not code:
        return None
    matter_page(viewer=viewer, code=code)
    return Matter.objects.only("pk").get(code=code)


def _demand_standing(booking: Booking) -> None:
    if booking.cancelled_at is not None:
        raise Conflict(_("这个预订已经取消。"))
    if booking.ends_at <= clock.now():
        raise Conflict(_("这个预订已经过去了。"))
