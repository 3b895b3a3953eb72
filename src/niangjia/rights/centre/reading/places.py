"""Centres read: the public page, the lists, and what administrators set up."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from niangjia.foundation.holidays.queries import calendar
from niangjia.foundation.sealing.boxes import opened
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.access import (
    NO_BODY,
    SETTING_UP,
    centre_for,
    centres_of,
    nearest_first,
)
from niangjia.rights.centre.handling.setting_up import body_for
from niangjia.rights.centre.models import (
    Body,
    BodyKind,
    Centre,
    Opening,
    Part,
    Presence,
    Room,
    RoomKind,
)
from niangjia.rights.centre.reading.duty import OnDuty, on_duty_now
from niangjia.rights.centre.rules.opening import open_or_none

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class BodyShown:
    """A body of a centre, with the days on which it sits there in words."""

    body: Body
    kind: str
    days: str
    room: str
    has_account: bool


@dataclass(frozen=True, slots=True)
class CentrePage:
    """What anybody may know of a centre. `open_now` is None where that cannot be told."""

    centre: Centre
    openings: tuple[tuple[str, Opening], ...]
    bodies: tuple[BodyShown, ...]
    rooms: tuple[tuple[str, Room], ...]
    on_duty: tuple[OnDuty, ...]
    open_now: bool | None
    now: datetime


def public_centres() -> tuple[Centre, ...]:
    """Return every published centre, by the place of its union."""
    found = Centre.objects.filter(published=True, ended_on__isnull=True)
    return tuple(found.select_related("host").order_by("host__path", "name")[:500])


def public_centre(code: str) -> CentrePage:
    """Return a published centre. Raises Missing."""
    found = Centre.objects.filter(published=True, ended_on__isnull=True)
    centre = found.select_related("host").filter(code=code).first()
    if centre is None:
        raise Missing("没有这个中心，或者它没有公开。")
    return _page(centre, in_public=True)


def centre_settings(*, viewer: Viewer, code: str) -> CentrePage:
    """Return a centre that the viewer sets up. Raises Missing, Refused."""
    return _page(centre_for(viewer, code, *SETTING_UP), in_public=False)


def my_centres(*, viewer: Viewer) -> tuple[Centre, ...]:
    """Return the centres at which the viewer works, those of the own offices first."""
    return tuple(nearest_first(centres_of(viewer), viewer))


def may_set_up(viewer: Viewer, centre: Centre) -> bool:
    """Whether the viewer administers a centre's union."""
    return viewer.holds(*SETTING_UP, at=centre.host.path)


def liaison_of(*, viewer: Viewer, code: str) -> str:
    """Return whom to call at a body. Raises Missing."""
    body = Body.objects.select_related("centre").filter(code=code, ended_on=None).first()
    if body is None:
        raise Missing(str(NO_BODY))
    centre_for(viewer, body.centre.code, missing=NO_BODY)
    return _liaison(body)


def liaison_at(partner: int, path: str) -> str:
    """Return whom to call at a partner body, as a centre of the union with this path has it.

    For a page that let its reader in as an office.
    """
    found = Body.objects.filter(partner=partner, centre__host__path=path, ended_on=None)
    body = found.exclude(sealed_liaison=b"").first()
    return _liaison(body) if body else ""


def body_settings(*, viewer: Viewer, code: str) -> tuple[Body, str, tuple[tuple[int, str], ...]]:
    """Return a body to be changed, its liaison and its days. Raises Missing, Refused."""
    body = body_for(viewer, code)
    days = Presence.objects.filter(body=body).values_list("weekday", "part")
    return body, _liaison(body), tuple(days)


def bodies_of(centre: Centre) -> tuple[BodyShown, ...]:
    """Return the bodies of a centre with their days, those of a kind together."""
    found = Body.objects.filter(centre=centre, ended_on=None).select_related("room", "partner")
    bodies = list(found.order_by("pk"))
    days: defaultdict[int, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in Presence.objects.filter(body__in=bodies):
        days[one.body_id][one.weekday].append(one.part)
    return tuple(
        BodyShown(
            body=one, kind=str(BodyKind(one.kind).label), days=_in_words(days[one.pk]),
            room=one.room.name if one.room else "", has_account=one.partner_id is not None,
        )
        for one in bodies
    )  # fmt: skip


def _page(centre: Centre, *, in_public: bool) -> CentrePage:
    openings = list(Opening.objects.filter(centre=centre).order_by("opens"))
    rooms = Room.objects.filter(centre=centre, ended_on=None).order_by("pk")
    here = clock.now().astimezone(CHINA)
    is_open = open_or_none(here.date(), calendar(), weekends=centre.open_weekends)
    if is_open:
        is_open = any(one.opens <= here.time() < one.closes for one in openings)
    return CentrePage(
        centre=centre,
        openings=tuple((str(Part(one.part).label), one) for one in openings),
        bodies=bodies_of(centre),
        rooms=tuple((str(RoomKind(one.kind).label), one) for one in rooms),
        on_duty=on_duty_now(centre, in_public=in_public),
        open_now=is_open,
        now=here,
    )


def _in_words(days: dict[int, list[str]]) -> str:
    """Return days in words: 周一至周五全天, or 周二、周四上午，周六全天."""
    said: dict[str, list[int]] = {}
    for weekday in sorted(days):
        said.setdefault(_parts_in_words(days[weekday]), []).append(weekday)
    return "，".join(_days_in_words(found) + parts for parts, found in said.items())


def _days_in_words(found: list[int]) -> str:
    if len(found) > 2 and found == list(range(found[0], found[-1] + 1)):
        return f"{WEEKDAYS[found[0]]}至{WEEKDAYS[found[-1]]}"
    return "、".join(WEEKDAYS[day] for day in found)


def _parts_in_words(parts: list[str]) -> str:
    whole = {Part.MORNING.value, Part.AFTERNOON.value} <= set(parts)
    names = ["全天"] if whole else []
    ordered = sorted(parts, key=Part.values.index)
    names += [str(Part(one).label) for one in ordered if not whole or one == Part.EVENING.value]
    return "和".join(names)


def _liaison(body: Body) -> str:
    box = bytes(body.sealed_liaison)
    return opened(box, about=f"centre-body:{body.code}") if box else ""
