"""To whom something about a matter is told: only to people who may read it, asked one by one."""

from collections.abc import Iterable

from django.db.models import QuerySet

from niangjia.casework.access import seen_by
from niangjia.casework.colleagues import account_of, viewer_behind
from niangjia.casework.content import open_person
from niangjia.casework.declaring.book import version_of
from niangjia.casework.models import Matter, PartnerMember
from niangjia.foundation.notices.actions import Contact
from niangjia.foundation.people.models import Appointment
from niangjia.foundation.people.queries import valid_today
from niangjia.kernel.errors import Unavailable
from niangjia.kernel.viewer import PATH_STEP, Role


def asker(matter: Matter) -> tuple[list[int], list[Contact]]:
    """Return the asker: by account, or without one by the phone that was left, if any.

    The seal is opened by the house itself, to reach whoever left a number for that; nobody sees it.
    """
    if matter.asker_id is not None:
        return [matter.asker_id], []
    if not matter.has_contact:
        return [], []
    try:
        person = open_person(matter.sealed_person, matter.code)
    except Unavailable:
        return [], []
    return [], [Contact(phone=person.phone)]


def in_charge(matter: Matter) -> list[int]:
    """Return who has a matter in hand, or where nobody has everybody of the office."""
    holder = account_of(matter.assigned_to)
    if holder is not None and (may := _may_read(matter, [holder])):
        return may
    return office(matter)


def office(matter: Matter) -> list[int]:
    """Return everybody who works matters of this kind at the office that answers for it."""
    roles = version_of(matter.procedure, matter.version).handlers
    held = _held(roles).filter(organisation=matter.responsible_id)
    return _may_read(matter, held.values_list("account", flat=True))


def supervisors(matter: Matter) -> list[int]:
    """Return who supervises the office that answers for a matter, or one above it."""
    roles = version_of(matter.procedure, matter.version).supervisors
    path = matter.responsible.path
    above = [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]
    held = _held(roles).filter(organisation__path__in=above)
    return _may_read(matter, held.values_list("account", flat=True))


def house_administrators() -> list[int]:
    """Return who runs the house, for when nobody else is left to tell."""
    held = _held((Role.ADMINISTRATOR,)).filter(organisation__depth=1)
    return sorted(set(held.values_list("account", flat=True)))


def members_of(partner: str) -> list[int]:
    """Return who signs in for a partner body."""
    members = PartnerMember.objects.filter(
        partner__code=partner, partner__ended_on__isnull=True, until__isnull=True
    )
    return sorted(set(members.values_list("account", flat=True)))


def _held(roles: Iterable[Role]) -> QuerySet[Appointment]:
    keys = [role.value for role in roles]
    return Appointment.objects.filter(
        valid_today(), role__in=keys, account__is_active=True
    ).order_by()


def _may_read(matter: Matter, accounts: Iterable[int]) -> list[int]:
    """Leave out who may not read the matter: the other side, and whoever lacks a second factor."""
    found = []
    for number in sorted(set(accounts)):
        viewer = viewer_behind(f"account:{number}")
        if viewer and Matter.objects.filter(seen_by(viewer), pk=matter.pk).exists():
            found.append(number)
    return found
