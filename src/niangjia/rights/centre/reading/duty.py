"""Rosters read: who is on duty now and in a week, who is missing, one's own shifts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from niangjia.foundation.holidays.queries import calendar
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.access import centre_for
from niangjia.rights.centre.handling.rostering import calendar_key_of
from niangjia.rights.centre.models import (
    Centre,
    DutyPerson,
    DutyRole,
    Opening,
    Part,
    Shift,
    Swap,
    SwapState,
)
from niangjia.rights.centre.rules.duty import Gap, gaps
from niangjia.rights.centre.rules.opening import moment, open_or_none, week_of

CALENDAR_DAYS_BACK = 30


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody on duty: to the public only the role, and the name where its owner allowed it."""

    role: str
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class ShiftShown:
    """A shift in a roster. `asked` is the name of whoever was asked to take it, "" for nobody."""

    code: str
    person: str
    name: str
    role: str
    part: str
    mine: bool
    asked: str


@dataclass(frozen=True, slots=True)
class DayShown:
    """A day of a roster. `is_open` is None where the year's holidays are not published."""

    day: date
    is_open: bool | None
    is_today: bool
    parts: tuple[tuple[str, str, tuple[ShiftShown, ...], tuple[Gap, ...]], ...]


@dataclass(frozen=True, slots=True)
class RosterWeek:
    """A week of a roster, with who is on it."""

    centre: Centre
    days: tuple[DayShown, ...]
    people: tuple[DutyPerson, ...]
    missing: int

    @property
    def before(self) -> date:
        """The Monday before."""
        return self.days[0].day - timedelta(days=7)

    @property
    def after(self) -> date:
        """The Monday after."""
        return self.days[0].day + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Duty:
    """A shift with its moments, for a calendar or one's own list."""

    code: str
    centre: str
    role: str
    starts: datetime
    ends: datetime
    version: int
    swap: Swap | None = None


def gaps_of(centre: Centre, days: Iterable[date]) -> tuple[Gap, ...]:
    """Return who is missing on these days; nothing for days without a published calendar."""
    known = calendar()
    open_days = [day for day in days if open_or_none(day, known, weekends=centre.open_weekends)]
    shifts = Shift.objects.filter(centre=centre, day__in=open_days)
    there = Counter(shifts.order_by().values_list("day", "part", "person__role"))
    return gaps(open_days, list(_hours(centre)), _needed(centre), there)


def on_duty_now(centre: Centre, *, in_public: bool) -> tuple[OnDuty, ...]:
    """Return who is on duty at this moment; the public reads names only where that is allowed."""
    return _now_among(_shifts_today(centre), _hours(centre), in_public=in_public)


def duty_today(centre: Centre) -> tuple[tuple[OnDuty, ...], tuple[Gap, ...]]:
    """Return who is on duty at this moment, and who is missing today, for those who work there."""
    shifts, hours, today = _shifts_today(centre), _hours(centre), clock.today()
    is_open = open_or_none(today, calendar(), weekends=centre.open_weekends)
    there = Counter((one.day, one.part, one.person.role) for one in shifts)
    missing = gaps([today] if is_open else [], list(hours), _needed(centre), there)
    return _now_among(shifts, hours, in_public=False), missing


def roster(*, viewer: Viewer, centre: str, day: date) -> RosterWeek:
    """Return the roster of the week in which a day lies. Raises Missing."""
    here = centre_for(viewer, centre)
    week = week_of(day)
    known = calendar()
    people = DutyPerson.objects.filter(centre=here, until__isnull=True)
    shifts = Shift.objects.filter(centre=here, day__in=week).select_related("person__account")
    asked = Swap.objects.filter(shift__in=shifts, state=SwapState.ASKED)
    takers = {one.shift_id: _name(one.taker) for one in asked.select_related("taker__account")}
    shown = [(one, _shift(one, viewer, takers.get(one.pk, ""))) for one in shifts]
    parts = list(Opening.objects.filter(centre=here).values_list("part", flat=True))
    there = Counter((one.day, one.part, one.person.role) for one in shifts)
    open_days = {day: open_or_none(day, known, weekends=here.open_weekends) for day in week}
    ahead = [day for day in week if open_days[day] and day >= clock.today()]
    missing = gaps(ahead, parts, _needed(here), there)
    days = tuple(
        DayShown(
            day, open_days[day], day == clock.today(),
            tuple(
                (
                    part, str(Part(part).label),
                    tuple(s for one, s in shown if (one.day, one.part) == (day, part)),
                    tuple(gap for gap in missing if (gap.day, gap.part) == (day, part)),
                )
                for part in parts
            ),
        )
        for day in week
    )  # fmt: skip
    listed = tuple(people.select_related("account").order_by("role", "pk"))
    return RosterWeek(here, days, listed, sum(gap.missing for gap in missing))


def my_duty(*, viewer: Viewer) -> tuple[tuple[DutyPerson, tuple[Duty, ...]], ...]:
    """Return the rosters the viewer is on, each with the shifts still to come."""
    mine = DutyPerson.objects.filter(account=viewer.account, until__isnull=True)
    people = list(mine.select_related("centre")) if viewer.account is not None else []
    shifts = Shift.objects.filter(person__in=people, day__gte=clock.today()).order_by("day", "pk")
    duties = _duties(list(shifts.select_related("person", "centre")))
    return tuple(
        (person, tuple(duty for owner, duty in duties if owner == person.pk)) for person in people
    )


def asked_of_me(*, viewer: Viewer) -> tuple[Swap, ...]:
    """Return the shifts that the viewer is asked to take, the next first."""
    if viewer.account is None:
        return ()
    found = Swap.objects.filter(
        taker__account=viewer.account, state=SwapState.ASKED, shift__day__gte=clock.today()
    )
    near = found.select_related("shift__centre", "giver__account", "taker")
    return tuple(near.order_by("shift__day", "pk"))


def could_take(shift: Shift) -> tuple[DutyPerson, ...]:
    """Return who of the same roster and role is free in that part of that day."""
    busy = Shift.objects.filter(day=shift.day, part=shift.part).values("account")
    found = DutyPerson.objects.filter(
        centre=shift.centre_id, role=shift.person.role, until__isnull=True
    ).exclude(account__in=busy)
    return tuple(found.select_related("account").order_by("pk"))


def shift_of(*, viewer: Viewer, code: str) -> Shift:
    """Return one of the viewer's own shifts. Raises Missing."""
    found = Shift.objects.select_related("centre", "person").filter(code=code).first()
    if found is None or viewer.account is None or found.account_id != viewer.account:
        raise Missing("没有这个班，或者它不是您的。")
    return found


def duties_by_secret(secret: str) -> tuple[DutyPerson, tuple[Duty, ...]]:
    """Return whose calendar an address opens, with the shifts in it. Raises Missing."""
    found = DutyPerson.objects.filter(calendar_key=calendar_key_of(secret), until__isnull=True)
    person = found.select_related("centre").first()
    if person is None:
        raise Missing("这个日历地址已经停用。")
    since = clock.today() - timedelta(days=CALENDAR_DAYS_BACK)
    shifts = Shift.objects.filter(person=person, day__gte=since).order_by("day", "pk")
    duties = _duties(list(shifts.select_related("person", "centre")))
    return person, tuple(duty for _owner, duty in duties)


def name_of(person: DutyPerson) -> str:
    """Return what colleagues call somebody on a roster."""
    return _name(person)


def _duties(shifts: list[Shift]) -> list[tuple[int, Duty]]:
    centres = {one.centre_id for one in shifts}
    hours = {(one.centre_id, one.part): one for one in Opening.objects.filter(centre__in=centres)}
    swaps = Swap.objects.filter(shift__in=shifts, state=SwapState.ASKED)
    asked = {one.shift_id: one for one in swaps.select_related("taker__account")}
    return [
        (
            one.person_id,
            Duty(
                one.code, one.centre.name, str(DutyRole(one.person.role).label),
                moment(one.day, hours[one.centre_id, one.part].opens),
                moment(one.day, hours[one.centre_id, one.part].closes),
                one.version, asked.get(one.pk),
            ),
        )
        for one in shifts
        if (one.centre_id, one.part) in hours
    ]  # fmt: skip


def _shift(one: Shift, viewer: Viewer, asked: str) -> ShiftShown:
    return ShiftShown(
        code=one.code, person=one.person.code, name=_name(one.person),
        role=str(DutyRole(one.person.role).label), part=one.part,
        mine=one.account_id == viewer.account, asked=asked,
    )  # fmt: skip


def _shifts_today(centre: Centre) -> list[Shift]:
    found = Shift.objects.filter(centre=centre, day=clock.today())
    return list(found.select_related("person__account"))


def _hours(centre: Centre) -> dict[str, Opening]:
    return {one.part: one for one in Opening.objects.filter(centre=centre)}


def _now_among(
    shifts: Iterable[Shift], hours: dict[str, Opening], *, in_public: bool
) -> tuple[OnDuty, ...]:
    here = clock.now().astimezone(CHINA).time()
    return tuple(
        OnDuty(
            role=str(DutyRole(one.person.role).label),
            name=_name(one.person) if one.person.shows_name or not in_public else "",
            until=moment(one.day, hours[one.part].closes),
        )
        for one in shifts
        if one.part in hours and hours[one.part].opens <= here < hours[one.part].closes
    )


def _needed(centre: Centre) -> dict[str, int]:
    return {
        DutyRole.LAWYER.value: centre.lawyers_needed,
        DutyRole.MEDIATOR.value: centre.mediators_needed,
    }


def _name(person: DutyPerson) -> str:
    return person.account.name or "未留姓名"
