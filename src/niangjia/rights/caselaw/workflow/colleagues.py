"""Who the people behind the work are, for their colleagues."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.queries import valid_today, viewer_of
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import WORKERS, demand_any_post

_ACCOUNT = "account:"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom work can be given."""

    actor: str
    name: str


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Return what to call these actors, in one question to the database."""
    wanted = set(actors)
    numbers = {int(actor.removeprefix(_ACCOUNT)) for actor in wanted if _is_account(actor)}
    named = dict(Account.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return {actor: _name(actor, named) for actor in wanted}


def colleagues(*, viewer: Viewer) -> tuple[Colleague, ...]:
    """Return the editors, lawyers and administrators within the viewer's part, by name.

    Raises Refused for somebody who keeps no cases.
    """
    demand_any_post(viewer)
    within = Q(pk__in=[])
    for path in viewer.reach(*WORKERS):
        within |= Q(organisation__path__startswith=path)
    held = Appointment.objects.filter(
        valid_today(), within, role__in=[role.value for role in WORKERS], account__is_active=True
    )
    people = Account.objects.filter(pk__in=held.values("account")).order_by("name", "pk")
    return tuple(
        Colleague(f"{_ACCOUNT}{number}", name or _("未留姓名"))
        for number, name in people.values_list("pk", "name")
    )


def viewer_behind(actor: str) -> Viewer | None:
    """Return the person as who he or she is today, None where there is no such active account."""
    if not _is_account(actor):
        return None
    number = int(actor.removeprefix(_ACCOUNT))
    account = Account.objects.filter(pk=number, is_active=True).first()
    return viewer_of(account) if account else None


def _is_account(actor: str) -> bool:
    number = actor.removeprefix(_ACCOUNT)
    return actor.startswith(_ACCOUNT) and number.isascii() and number.isdigit()


def _name(actor: str, named: dict[int, str]) -> str:
    if _is_account(actor):
        return named.get(int(actor.removeprefix(_ACCOUNT))) or _("已注销的同事")
    if actor.startswith("operator:"):
        return _("系统管理员")
    return {"": _("系统"), "stranger": _("访客")}.get(actor, _("系统"))
