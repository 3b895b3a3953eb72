"""Who the people behind the work are, for their colleagues."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from niangjia.casework.declaring.book import bound
from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.queries import valid_today, viewer_of
from niangjia.kernel.viewer import Viewer

_ACCOUNT = "account:"
MOST_COLLEAGUES = 200


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom a matter can be given."""

    actor: str
    name: str


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Return what to call these actors, in one question to the database."""
    wanted = set(actors)
    numbers = {_number(actor) for actor in wanted if _is_account(actor)}
    named: dict[int, str] = {}
    if numbers:
        named = dict(Account.objects.filter(pk__in=numbers).values_list("pk", "name"))
    return {actor: _name(actor, named) for actor in wanted}


def colleagues_at(office: int, procedure: str) -> tuple[Colleague, ...]:
    """Return who works matters of a procedure at an office today, by name."""
    roles = {role.value for one in bound() if one.key == procedure for role in one.handlers}
    held = Appointment.objects.filter(
        valid_today(), organisation=office, role__in=roles, account__is_active=True
    ).order_by()
    people = Account.objects.filter(pk__in=held.values("account")).order_by("name", "pk")
    return tuple(
        Colleague(f"{_ACCOUNT}{number}", name or _("未留姓名"))
        for number, name in people.values_list("pk", "name")
    )


def colleagues_in(offices: Q) -> tuple[Colleague, ...]:
    """Return who works matters of any procedure at these offices today, by name."""
    roles = {role.value for one in bound() for role in one.handlers}
    held = Appointment.objects.filter(
        valid_today(), offices, role__in=roles, account__is_active=True
    ).order_by()
    people = Account.objects.filter(pk__in=held.values("account")).order_by("name", "pk")
    return tuple(
        Colleague(f"{_ACCOUNT}{number}", name or _("未留姓名"))
        for number, name in people.values_list("pk", "name")[:MOST_COLLEAGUES]
    )


def viewer_behind(actor: str) -> Viewer | None:
    """Return the person as who he or she is today, None where there is no such active account."""
    if not _is_account(actor):
        return None
    account = Account.objects.filter(pk=_number(actor), is_active=True).first()
    return viewer_of(account) if account else None


def account_of(actor: str) -> int | None:
    """Return the number of the account that an actor is, None for anybody else."""
    return _number(actor) if _is_account(actor) else None


def _is_account(actor: str) -> bool:
    number = actor.removeprefix(_ACCOUNT)
    return actor.startswith(_ACCOUNT) and number.isascii() and number.isdigit()


def _number(actor: str) -> int:
    return int(actor.removeprefix(_ACCOUNT))


def _name(actor: str, named: dict[int, str]) -> str:
    if _is_account(actor):
        return named.get(_number(actor)) or _("已注销的同事")
    if actor.startswith("operator:"):
        return _("系统管理员")
    return {"asker": _("职工"), "house": _("系统")}.get(actor, _("系统"))
