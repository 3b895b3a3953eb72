"""The roster: who may be on duty, shifts, shifts that change hands, calendars of one's own."""

import secrets
from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.foundation.holidays.queries import calendar
from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.queries import valid_today
from niangjia.foundation.sealing.boxes import fingerprint
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.centre.access import (
    NO_PERSON,
    NO_SHIFT,
    PLANNING,
    centre_for,
    paths_above,
)
from niangjia.rights.centre.handling.books import note
from niangjia.rights.centre.models import (
    Centre,
    DutyPerson,
    DutyRole,
    Opening,
    Shift,
    Swap,
    SwapState,
)
from niangjia.rights.centre.rules.opening import is_open

ROLES = {DutyRole.LAWYER: Role.LAWYER, DutyRole.MEDIATOR: Role.MEDIATOR}
"""What post at the centre's union, or above it, makes somebody fit for a duty."""


@transaction.atomic
def add_duty_person(*, viewer: Viewer, centre: str, account: str, role: str) -> DutyPerson:
    """Put somebody on a roster: a lawyer or mediator of the centre's union or of one above it.

    Raises Invalid for somebody without such a post, Conflict for one who is on it.
    """
    here = centre_for(viewer, centre, *PLANNING)
    fit = next((one for one in fit_for(here, role) if one.code == account), None)
    if fit is None:
        raise Invalid(_("这个人现在不是律师或调解员。"), {"account": _("请另选一位。")})
    try:
        with transaction.atomic():
            made = DutyPerson.objects.create(centre=here, account=fit, role=role, since=clock.now())
    except IntegrityError:
        raise Conflict(_("这个人已经在值班表里。")) from None
    note(viewer, "duty_person_added", here, person=made.pk)
    return made


@transaction.atomic
def end_duty_person(*, viewer: Viewer, code: str) -> None:
    """Take somebody off the roster; shifts still to come are free, the calendar closes."""
    person = _person(code)
    here = centre_for(viewer, person.centre.code, *PLANNING, missing=NO_PERSON)
    Shift.objects.filter(person=person, day__gte=clock.today()).delete()
    ended = DutyPerson.objects.filter(pk=person.pk, until__isnull=True).update(
        until=clock.now(), calendar_key=None
    )
    if ended != 1:
        raise Conflict(_("这个人已经不在值班表里。"))
    note(viewer, "duty_person_ended", here, person=person.pk)


@transaction.atomic
def assign_shift(*, viewer: Viewer, person: str, day: date, part: str) -> Shift:
    """Put somebody on duty for a part of a day.

    Raises Invalid for a day that is past or on which the centre is closed, Conflict where they
    are on duty then already, here or elsewhere.
    """
    who = _person(person)
    here = centre_for(viewer, who.centre.code, *PLANNING, missing=NO_PERSON)
    _check(here, day, part)
    try:
        with transaction.atomic():
            made = Shift.objects.create(
                centre=here, person=who, account=who.account, day=day, part=part
            )
    except IntegrityError:
        raise Conflict(_("这个人那时已经有班。")) from None
    note(viewer, "shift_assigned", here, shift=made.pk)
    return made


@transaction.atomic
def remove_shift(*, viewer: Viewer, code: str) -> None:
    """Take a shift off the roster. Raises Missing, Refused, Conflict for one that is past."""
    shift = _shift(code)
    here = centre_for(viewer, shift.centre.code, *PLANNING, missing=NO_SHIFT)
    if shift.day < clock.today():
        raise Conflict(_("已经过去的班不能改。"))
    note(viewer, "shift_removed", here, shift=shift.pk, day=shift.day.isoformat())
    shift.delete()


@transaction.atomic
def ask_swap(*, viewer: Viewer, shift: str, taker: str) -> Swap:
    """Ask somebody of the same roster to take one's own shift.

    Raises Refused for another's shift, Invalid for somebody of another role or oneself, Conflict
    for a shift that is past or was asked for already.
    """
    mine = _shift(shift)
    if mine.account_id != viewer.account:
        raise Refused(_("只能换自己的班。"))
    if mine.day < clock.today():
        raise Conflict(_("已经过去的班不能换。"))
    other = _person(taker)
    same = (other.centre_id, other.role) == (mine.centre_id, mine.person.role)
    if not same or other.account_id == viewer.account:
        raise Invalid(_("不能和这个人换。"), {"taker": _("请选同一个值班表里、同样职责的人。")})
    try:
        with transaction.atomic():
            made = Swap.objects.create(
                shift=mine, giver=mine.person, taker=other, asked_at=clock.now()
            )
    except IntegrityError:
        raise Conflict(_("这个班已经问过一个人，请等答复或先撤回。")) from None
    note(viewer, "swap_asked", mine.centre, swap=made.pk, shift=mine.pk)
    return made


@transaction.atomic
def answer_swap(*, viewer: Viewer, code: str, agree: bool) -> None:
    """Agree to take a shift, or say that it does not suit; only who was asked can.

    Raises Missing, Conflict where it was settled, the shift changed hands, or one has a shift then.
    """
    swap = _swap(code)
    if swap.taker.account_id != viewer.account:
        raise Missing(_("没有这个换班请求。"))
    state = SwapState.AGREED if agree else SwapState.REFUSED
    _settle(swap, state)
    if agree:
        _hand_over(swap)
    note(viewer, "swap_agreed" if agree else "swap_refused", swap.shift.centre, swap=swap.pk)


@transaction.atomic
def withdraw_swap(*, viewer: Viewer, code: str) -> None:
    """Take one's own wish to swap back. Raises Missing, Conflict."""
    swap = _swap(code)
    if swap.giver.account_id != viewer.account:
        raise Missing(_("没有这个换班请求。"))
    _settle(swap, SwapState.WITHDRAWN)
    note(viewer, "swap_withdrawn", swap.shift.centre, swap=swap.pk)


@transaction.atomic
def show_name(*, viewer: Viewer, code: str, shows: bool) -> None:
    """Allow the public to read one's own name beside one's duty, or not. Raises Missing."""
    person = _own(viewer, code)
    DutyPerson.objects.filter(pk=person.pk).update(shows_name=shows)
    note(viewer, "name_shown" if shows else "name_hidden", person.centre, person=person.pk)


@transaction.atomic
def make_calendar(*, viewer: Viewer, code: str) -> str:
    """Return the secret part of a new address of one's own calendar; the one before is closed.

    It is told this once and kept as a fingerprint only. Raises Missing.
    """
    person = _own(viewer, code)
    secret = secrets.token_urlsafe(24)
    DutyPerson.objects.filter(pk=person.pk).update(calendar_key=calendar_key_of(secret))
    note(viewer, "calendar_made", person.centre, tell=False, person=person.pk)
    return secret


@transaction.atomic
def close_calendar(*, viewer: Viewer, code: str) -> None:
    """Close the address of one's own calendar. Raises Missing."""
    person = _own(viewer, code)
    DutyPerson.objects.filter(pk=person.pk).update(calendar_key=None)
    note(viewer, "calendar_closed", person.centre, tell=False, person=person.pk)


def calendar_key_of(secret: str) -> str:
    """Return the fingerprint under which a calendar's secret is kept."""
    return fingerprint(secret[:100], purpose="centre.calendar")


def fit_for(centre: Centre, role: str) -> Collection[Account]:
    """Return who holds the post for a duty, at the centre's union or above it, by name."""
    wanted = {known.value: post for known, post in ROLES.items()}.get(role)
    if wanted is None:
        return ()
    held = Appointment.objects.filter(
        valid_today(), role=wanted.value, organisation__path__in=paths_above(centre.host.path)
    ).order_by()
    found = Account.objects.filter(is_active=True, pk__in=held.values("account"))
    return list(found.order_by("name", "pk"))


def _check(here: Centre, day: date, part: str) -> None:
    problems = {}
    if not Opening.objects.filter(centre=here, part=part).exists():
        problems["part"] = _("中心这个时段不开。")
    if day < clock.today():
        problems["day"] = _("日子已经过去了。")
    elif not is_open(day, calendar(), weekends=here.open_weekends):
        problems["day"] = _("这一天中心不开放（周末或放假）。")
    if problems:
        raise Invalid(_("班没有排上。"), problems)


def _settle(swap: Swap, state: SwapState) -> None:
    settled = Swap.objects.filter(pk=swap.pk, state=SwapState.ASKED).update(
        state=state, settled_at=clock.now()
    )
    if settled != 1:
        raise Conflict(_("这个换班请求已经有结果。"))


def _hand_over(swap: Swap) -> None:
    if swap.taker.until is not None:
        raise Conflict(_("您已经不在这个值班表里。"))
    if swap.shift.day < clock.today():
        raise Conflict(_("已经过去的班不能换。"))
    try:
        with transaction.atomic():
            changed = Shift.objects.filter(pk=swap.shift_id, person=swap.giver).update(
                person=swap.taker, account=swap.taker.account, version=F("version") + 1
            )
    except IntegrityError:
        raise Conflict(_("您那时已经有班，换不了。")) from None
    if changed != 1:
        raise Conflict(_("这个班已经换了人。"))


def _own(viewer: Viewer, code: str) -> DutyPerson:
    person = _person(code)
    if viewer.account is None or person.account_id != viewer.account:
        raise Missing(str(NO_PERSON))
    return person


def _person(code: str) -> DutyPerson:
    found = DutyPerson.objects.select_related("centre__host", "account")
    person = found.filter(code=code, until__isnull=True).first()
    if person is None:
        raise Missing(str(NO_PERSON))
    return person


def _shift(code: str) -> Shift:
    found = Shift.objects.select_related("centre__host", "person").filter(code=code).first()
    if found is None:
        raise Missing(str(NO_SHIFT))
    return found


def _swap(code: str) -> Swap:
    found = Swap.objects.select_related("shift__centre", "giver", "taker__account")
    swap = found.filter(code=code).first()
    if swap is None:
        raise Missing(_("没有这个换班请求。"))
    return swap
