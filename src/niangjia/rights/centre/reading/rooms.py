"""Rooms read: a week of bookings, what is on now, one booking."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from niangjia.casework import queries as matters
from niangjia.foundation.holidays.queries import calendar
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import NiangjiaError
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.access import centre_for
from niangjia.rights.centre.handling.booking import booking_for
from niangjia.rights.centre.models import Booking, Centre, Purpose, Room, RoomKind
from niangjia.rights.centre.rules.opening import moment, open_or_none, week_of


@dataclass(frozen=True, slots=True)
class BookingShown:
    """A booking in a list: when, what for, under which number; nobody is named."""

    code: str
    starts: datetime
    ends: datetime
    purpose: str
    number: str
    running: bool


@dataclass(frozen=True, slots=True)
class RoomDay:
    """A room on one day."""

    room: Room
    bookings: tuple[BookingShown, ...]


@dataclass(frozen=True, slots=True)
class DayOfRooms:
    """A day: `is_open` is None where the year's holidays are not published."""

    day: date
    is_open: bool | None
    is_today: bool
    rooms: tuple[RoomDay, ...]

    @property
    def taken(self) -> int:
        """How many bookings there are."""
        return sum(len(one.bookings) for one in self.rooms)


@dataclass(frozen=True, slots=True)
class WeekOfRooms:
    """A week of a centre's rooms."""

    centre: Centre
    rooms: tuple[Room, ...]
    days: tuple[DayOfRooms, ...]

    @property
    def before(self) -> date:
        """The Monday before."""
        return self.days[0].day - timedelta(days=7)

    @property
    def after(self) -> date:
        """The Monday after."""
        return self.days[0].day + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class RoomNow:
    """A room at this moment: what is on, and what comes next today."""

    room: Room
    kind: str
    now: BookingShown | None
    then: BookingShown | None


@dataclass(frozen=True, slots=True)
class BookingPage:
    """One booking. `matter` is the matter's code, "" where the viewer does not see it."""

    booking: Booking
    purpose: str
    number: str
    matter: str
    may_change: bool


def week(*, viewer: Viewer, centre: str, day: date) -> WeekOfRooms:
    """Return the bookings of the week in which a day lies, room by room. Raises Missing."""
    here = centre_for(viewer, centre)
    days = week_of(day)
    rooms = tuple(Room.objects.filter(centre=here, ended_on=None).order_by("pk"))
    by_place = _by_place(here, days)
    known = calendar()
    return WeekOfRooms(
        here,
        rooms,
        tuple(
            DayOfRooms(
                one,
                open_or_none(one, known, weekends=here.open_weekends),
                one == clock.today(),
                tuple(RoomDay(room, tuple(by_place[room.pk, one])) for room in rooms),
            )
            for one in days
        ),
    )


def rooms_now(centre: Centre) -> tuple[RoomNow, ...]:
    """Return what is on in each room at this moment, and what comes next today."""
    today = clock.today()
    by_place = _by_place(centre, (today,))
    rooms = Room.objects.filter(centre=centre, ended_on=None).order_by("pk")
    found = []
    for room in rooms:
        rows = by_place[room.pk, today]
        running = next((one for one in rows if one.running), None)
        later = next((one for one in rows if one.starts > clock.now()), None)
        found.append(RoomNow(room, str(RoomKind(room.kind).label), running, later))
    return tuple(found)


def booking_page(*, viewer: Viewer, code: str) -> BookingPage:
    """Return one booking at a centre where the viewer works. Raises Missing."""
    found = booking_for(viewer, code)
    seen = ""
    if found.matter is not None:
        try:
            seen = matters.matter_page(viewer=viewer, code=found.matter.code).row.code
        except NiangjiaError:
            seen = ""  # a colleague of the centre who does not work matters sees the number alone
    standing = found.cancelled_at is None and found.ends_at > clock.now()
    number = found.matter.number if found.matter else ""
    return BookingPage(found, str(Purpose(found.purpose).label), number, seen, standing)


def bookings_of(matter: str) -> tuple[Booking, ...]:
    """Return the standing bookings for a matter, for a page that let its reader in to it."""
    found = Booking.objects.filter(matter__code=matter, cancelled_at=None)
    return tuple(found.select_related("room__centre").order_by("starts_at")[:20])


def _by_place(
    centre: Centre, days: tuple[date, ...]
) -> defaultdict[tuple[int, date], list[BookingShown]]:
    begin = moment(days[0], datetime.min.time())
    end = moment(days[-1] + timedelta(days=1), datetime.min.time())
    found = Booking.objects.filter(
        room__centre=centre, cancelled_at=None, starts_at__gte=begin, starts_at__lt=end
    ).order_by("starts_at", "pk")
    rows: defaultdict[tuple[int, date], list[BookingShown]] = defaultdict(list)
    now = clock.now()
    for one in found.select_related("matter").only(
        "code", "room_id", "starts_at", "ends_at", "purpose", "matter__number"
    ):
        rows[one.room_id, one.starts_at.astimezone(CHINA).date()].append(
            BookingShown(
                one.code, one.starts_at, one.ends_at, str(Purpose(one.purpose).label),
                one.matter.number if one.matter else "", one.starts_at <= now < one.ends_at,
            )
        )  # fmt: skip
    return rows
