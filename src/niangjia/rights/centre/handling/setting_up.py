"""Setting up centres, their hours, rooms and bodies; administrators do."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import time
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.casework.models import Partner
from niangjia.foundation.organisations.queries import organisation_by_code
from niangjia.foundation.sealing.boxes import sealed
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.centre.access import (
    NO_BODY,
    NO_ROOM,
    SETTING_UP,
    centre_for,
    paths_above,
)
from niangjia.rights.centre.handling.books import note, words
from niangjia.rights.centre.models import (
    Body,
    BodyKind,
    Booking,
    Centre,
    Opening,
    Part,
    Presence,
    Room,
    RoomKind,
)


@dataclass(frozen=True, slots=True)
class CentreFacts:
    """What is written down of a centre. Coordinates are WGS 84, both or none."""

    name: str
    address: str = ""
    phone: str = ""
    how_to_come: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    open_weekends: bool = False
    lawyers_needed: int = 1
    mediators_needed: int = 1
    published: bool = False


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What is written down of a room. Without hours of its own it follows its centre."""

    name: str
    kind: str
    capacity: int
    place: str = ""
    equipment: str = ""
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What is written down of a body: `partner` is the code of a partner body or "".

    `presences` are pairs of weekday (0 is Monday) and part of the day; `liaison` says whom to call.
    """

    name: str
    kind: str
    partner: str = ""
    answer_days: int = 5
    room: str = ""
    liaison: str = ""
    presences: Collection[tuple[int, str]] = ()


@transaction.atomic
def set_up_centre(*, viewer: Viewer, host: str, facts: CentreFacts) -> Centre:
    """Set up a centre of a union that the viewer administers, open on working days 9 to 17.

    Raises Missing, Refused, Invalid for what is missing or wrong, Conflict for one of that name.
    """
    union = organisation_by_code(viewer=viewer, code=host, roles=(Role.ADMINISTRATOR,))
    columns = _centre(facts)
    try:
        with transaction.atomic():
            made = Centre.objects.create(host=union, **columns)
    except IntegrityError:
        raise Conflict(_("这个工会已经有这个名称的中心。")) from None
    for part, opens, closes in (
        (Part.MORNING, time(9), time(12)), (Part.AFTERNOON, time(13, 30), time(17)),
    ):  # fmt: skip
        Opening.objects.create(centre=made, part=part, opens=opens, closes=closes)
    note(viewer, "set_up", made)
    return made


@transaction.atomic
def change_centre(*, viewer: Viewer, code: str, facts: CentreFacts, version: int) -> None:
    """Change what is written down of a centre. Raises Conflict where somebody did meanwhile."""
    centre = centre_for(viewer, code, *SETTING_UP)
    columns = _centre(facts)
    try:
        with transaction.atomic():
            changed = Centre.objects.filter(pk=centre.pk, version=version).update(
                version=F("version") + 1, **columns
            )
    except IntegrityError:
        raise Conflict(_("这个工会已经有这个名称的中心。")) from None
    if changed != 1:
        raise Conflict(_("有人刚刚改过，请刷新后再改。"))
    note(viewer, "changed", centre)


@transaction.atomic
def set_hours(*, viewer: Viewer, code: str, hours: Mapping[str, tuple[time, time] | None]) -> None:
    """Set when a centre is open in each part of its days; None closes a part.

    Raises Invalid for parts that overlap or end before they begin, or when all are closed.
    """
    centre = centre_for(viewer, code, *SETTING_UP)
    given = {part: span for part, span in hours.items() if span is not None}
    if not given or set(given) - set(Part.values):
        raise Invalid(_("至少要开一个时段。"), {"morning": _("请填写。")})
    ordered = [(part, given[part]) for part in Part.values if part in given]
    last: time | None = None
    for part, (opens, closes) in ordered:
        if closes <= opens or (last is not None and opens < last):
            raise Invalid(_("时间不对。"), {part: _("结束要在开始之后，时段不能重叠。")})
        last = closes
    Opening.objects.filter(centre=centre).delete()
    Opening.objects.bulk_create(
        Opening(centre=centre, part=part, opens=opens, closes=closes)
        for part, (opens, closes) in ordered
    )
    note(viewer, "hours_set", centre)


@transaction.atomic
def add_room(*, viewer: Viewer, centre: str, facts: RoomFacts) -> Room:
    """Add a room. Raises Invalid, Conflict for one of that name, Missing, Refused."""
    here = centre_for(viewer, centre, *SETTING_UP)
    columns = _room(facts)
    try:
        with transaction.atomic():
            made = Room.objects.create(centre=here, **columns)
    except IntegrityError:
        raise Conflict(_("已经有这个名称的房间。")) from None
    note(viewer, "room_added", here, room=made.pk)
    return made


@transaction.atomic
def change_room(*, viewer: Viewer, code: str, facts: RoomFacts) -> None:
    """Change a room; bookings stay as they are. Raises as `add_room`."""
    room = room_for(viewer, code)
    columns = _room(facts)
    try:
        with transaction.atomic():
            Room.objects.filter(pk=room.pk).update(**columns)
    except IntegrityError:
        raise Conflict(_("已经有这个名称的房间。")) from None
    note(viewer, "room_changed", room.centre, room=room.pk)


@transaction.atomic
def end_room(*, viewer: Viewer, code: str) -> None:
    """Take a room out of use. Raises Conflict where bookings of it are still to come."""
    room = room_for(viewer, code)
    list(Room.objects.select_for_update().filter(pk=room.pk).values_list("pk"))
    to_come = Booking.objects.filter(room=room, cancelled_at=None, ends_at__gt=clock.now())
    if to_come.exists():
        raise Conflict(_("这间房还有预订，请先改到别的房间或者取消。"))
    Room.objects.filter(pk=room.pk).update(ended_on=clock.today())
    note(viewer, "room_ended", room.centre, room=room.pk)


@transaction.atomic
def add_body(*, viewer: Viewer, centre: str, facts: BodyFacts) -> Body:
    """Add a body that sits at a centre. Raises Invalid, Conflict, Missing, Refused."""
    here = centre_for(viewer, centre, *SETTING_UP)
    columns = _body(facts, here)
    try:
        with transaction.atomic():
            made = Body.objects.create(centre=here, **columns)
    except IntegrityError:
        raise Conflict(_("已经有这个单位。")) from None
    _keep_of_body(made, facts)
    note(viewer, "body_added", here, body=made.pk)
    return made


@transaction.atomic
def change_body(*, viewer: Viewer, code: str, facts: BodyFacts) -> None:
    """Change a body, its days and its liaison. Raises as `add_body`."""
    body = body_for(viewer, code)
    columns = _body(facts, body.centre)
    try:
        with transaction.atomic():
            Body.objects.filter(pk=body.pk).update(**columns)
    except IntegrityError:
        raise Conflict(_("已经有这个单位。")) from None
    _keep_of_body(body, facts)
    note(viewer, "body_changed", body.centre, body=body.pk)


@transaction.atomic
def end_body(*, viewer: Viewer, code: str) -> None:
    """Note that a body sits here no more; what was handed to it stays with it."""
    body = body_for(viewer, code)
    Body.objects.filter(pk=body.pk).update(ended_on=clock.today())
    note(viewer, "body_ended", body.centre, body=body.pk)


def room_for(viewer: Viewer, code: str) -> Room:
    """Return a room in use at a centre that the viewer sets up. Raises Missing, Refused."""
    found = Room.objects.select_related("centre").filter(code=code, ended_on=None).first()
    if found is None:
        raise Missing(str(NO_ROOM))
    centre_for(viewer, found.centre.code, *SETTING_UP, missing=NO_ROOM)
    return found


def body_for(viewer: Viewer, code: str) -> Body:
    """Return a body at a centre that the viewer sets up. Raises Missing, Refused."""
    found = Body.objects.select_related("centre__host").filter(code=code, ended_on=None).first()
    if found is None:
        raise Missing(str(NO_BODY))
    centre_for(viewer, found.centre.code, *SETTING_UP, missing=NO_BODY)
    return found


def partners_for(centre: Centre) -> Iterable[Partner]:
    """Return the partner bodies of a centre's union and of those above it."""
    return Partner.objects.filter(
        host__path__in=paths_above(centre.host.path), ended_on__isnull=True
    ).order_by("name", "pk")


def _centre(facts: CentreFacts) -> dict[str, object]:
    words(facts.name, field="name", most=60)
    problems = {}
    if (facts.latitude is None) is not (facts.longitude is None):
        problems["longitude"] = _("经度和纬度要一起填。")
    if facts.latitude is not None and not -90 <= facts.latitude <= 90:
        problems["latitude"] = _("纬度在-90到90之间。")
    if facts.longitude is not None and not -180 <= facts.longitude <= 180:
        problems["longitude"] = _("经度在-180到180之间。")
    for field in ("lawyers_needed", "mediators_needed"):
        if not 0 <= getattr(facts, field) <= 20:
            problems[field] = _("请填0到20。")
    if problems:
        raise Invalid(_("还有几处要改。"), problems)
    return asdict(facts) | {"name": facts.name.strip()}


def _room(facts: RoomFacts) -> dict[str, object]:
    words(facts.name, field="name", most=40)
    problems = {}
    if facts.kind not in RoomKind.values:
        problems["kind"] = _("请选一种。")
    if not 1 <= facts.capacity <= 2000:
        problems["capacity"] = _("请填1到2000。")
    if (facts.opens is None) is not (facts.closes is None):
        problems["closes"] = _("开始和结束要一起填，或者都不填。")
    elif facts.opens and facts.closes and facts.closes <= facts.opens:
        problems["closes"] = _("结束要在开始之后。")
    if problems:
        raise Invalid(_("还有几处要改。"), problems)
    return asdict(facts) | {"name": facts.name.strip()}


def _body(facts: BodyFacts, centre: Centre) -> dict[str, object]:
    name = words(facts.name, field="name", most=120)
    problems = {}
    if facts.kind not in BodyKind.values:
        problems["kind"] = _("请选一种。")
    if not 1 <= facts.answer_days <= 60:
        problems["answer_days"] = _("请填1到60个工作日。")
    partner = next((one for one in partners_for(centre) if one.code == facts.partner), None)
    if facts.partner and partner is None:
        problems["partner"] = _("没有这个协作单位。")
    room = Room.objects.filter(centre=centre, code=facts.room, ended_on=None).first()
    if facts.room and room is None:
        problems["room"] = _("没有这间房。")
    if any(not 0 <= day <= 6 or part not in Part.values for day, part in facts.presences):
        problems["presences"] = _("请重新选日子。")
    if problems:
        raise Invalid(_("还有几处要改。"), problems)
    return {
        "name": name, "kind": facts.kind, "answer_days": facts.answer_days, "partner": partner,
        "room": room,
    }  # fmt: skip


def _keep_of_body(body: Body, facts: BodyFacts) -> None:
    said = facts.liaison.strip()[:300]
    box = sealed(said, about=f"centre-body:{body.code}") if said else b""
    Body.objects.filter(pk=body.pk).update(sealed_liaison=box)
    Presence.objects.filter(body=body).delete()
    Presence.objects.bulk_create(
        Presence(body=body, weekday=day, part=part) for day, part in sorted(set(facts.presences))
    )
