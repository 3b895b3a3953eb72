"""Choosing a matter to be changed, locked until the transaction ends."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from niangjia.casework.access import (
    asked_by,
    is_engaged,
    owned_by,
    partners_of,
    referred_to,
    seen_by,
    supervised_by,
    worked_by,
)
from niangjia.casework.declaring.book import version_of
from niangjia.casework.declaring.own import CLOSED, GROUPED, JOINED
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.models import Matter
from niangjia.casework.receipts import key_of
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer

LONGEST = 4000
"""Characters of what is written at once."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an asker without an account holds: the number of the matter and its passphrase."""

    number: str
    passphrase: str


Asker = Viewer | Receipt
"""The asker: by account, or by receipt."""


def to_work(viewer: Viewer, code: str) -> Matter:
    """Return a matter that the viewer may work on. Raises Missing."""
    return _one(worked_by(viewer) | supervised_by(viewer), code)


def to_lead(viewer: Viewer, code: str) -> Matter:
    """Return a matter of the viewer's own office or part to supervise. Raises Missing."""
    return _one(owned_by(viewer) | supervised_by(viewer), code)


def to_supervise(viewer: Viewer, code: str) -> Matter:
    """Return a matter that the viewer supervises. Raises Missing."""
    return _one(supervised_by(viewer), code)


def to_see(viewer: Viewer, code: str) -> Matter:
    """Return a matter that the viewer may read, for what is done in reading it. Raises Missing."""
    return _one(seen_by(viewer), code)


def to_reply(viewer: Viewer, code: str) -> tuple[Matter, list[int]]:
    """Return a matter referred to a partner body of the viewer's, and those. Raises Missing."""
    partners = partners_of(viewer)
    return _one(referred_to(partners), code), partners


def of_asker(asker: Asker, code: str = "") -> Matter:
    """Return the asker's own matter: by account and code, or by receipt. Raises Missing.

    A receipt also opens what came of its matter: the one it was joined to, or was referred into
    (`code` names it).
    """
    if not isinstance(asker, Receipt):
        return _one(asked_by(asker), code)
    own = Q(receipt_key=key_of(asker.number, asker.passphrase))
    first = Matter.objects.filter(own).only("pk", "code").first()
    if first is None:
        raise _missing()
    if code in {"", first.code}:
        return _one(Q(pk=first.pk))
    return _one(Q(pk__in=came_of(first.pk)), code)


def came_of(number: int) -> set[int]:
    """Return the numbers of the matters that one was joined to or referred into, and theirs."""
    found: set[int] = set()
    waiting = {number}
    while waiting:
        further = Matter.objects.filter(Q(referred_from__in=waiting) | Q(joined__in=waiting))
        waiting = set(further.values_list("pk", flat=True)) - found - {number}
        found |= waiting
    return found


def actor_of(asker: Asker) -> str:
    """Return the name under which the asker is recorded."""
    return "asker" if isinstance(asker, Receipt) else asker.actor


def procedure_of(matter: Matter) -> Procedure:
    """Return the procedure as it was when the matter began. Raises Unavailable."""
    return version_of(matter.procedure, matter.version)


def demand_open(matter: Matter) -> None:
    """Raise Conflict where the matter has ended, or goes on within another."""
    if matter.state == CLOSED:
        raise Conflict(_("这件事已经办结。职工不认可时，会重新打开。"))
    if matter.state == JOINED:
        raise Conflict(_("这件事已经并入另一件，请在那一件里办理。"))


def demand_alone(matter: Matter) -> None:
    """Raise Conflict where the matter goes on within another, or has ended."""
    demand_open(matter)
    if matter.state == GROUPED:
        raise Conflict(_("这件事在集体事项里办理，请打开集体事项。"))


def demand_free(matter: Matter, viewer: Viewer) -> None:
    """Raise Conflict where a colleague has the matter in hand and the viewer only works it."""
    if matter.assigned_to in {"", viewer.actor} or viewer.operator:
        return
    if is_engaged(viewer, matter, procedure_of(matter)):
        return  # the office keeps a matter in hand on which somebody is engaged
    if not Matter.objects.filter(supervised_by(viewer), pk=matter.pk).exists():
        raise Conflict(_("同事正在办这件事。请先商量，或请督导员改派。"))


def text_in(text: str, *, field: str = "reason", least: int = 1, most: int = LONGEST) -> str:
    """Return what was written, trimmed. Raises Invalid where it is too short or too long."""
    said = text.strip()
    if len(said) < least:
        raise Invalid(_("还没有写清楚。"), {field: _("请至少写{count}个字。").format(count=least)})
    if len(said) > most:
        raise Invalid(_("写得太长。"), {field: _("请写在{count}字以内。").format(count=most)})
    if "\0" in said:
        raise Invalid(_("里面有不能保存的字符。"), {field: _("请重新填写。")})
    return said


def by_pk(number: int) -> Matter:
    """Return a matter by its number in the database, locked; for what follows from another."""
    return _locked(Matter.objects.filter(pk=number)).get()


def _one(mine: Q, code: str | None = None) -> Matter:
    found = Matter.objects.filter(mine)
    if code is not None:
        if not (code.isascii() and code.isalnum()):
            raise _missing()
        found = found.filter(code=code)
    first = found.values_list("pk", "group").first()
    if first is None:
        raise _missing()
    if first[1] is not None:  # a group's lead is always locked before its members
        list(Matter.objects.select_for_update().filter(pk=first[1]).values_list("pk"))
    mine_still = Matter.objects.filter(pk=first[0], pk__in=found.values("pk"))
    matter = _locked(mine_still).first()
    if matter is None:
        raise _missing()
    return matter


def _locked(found: QuerySet[Matter]) -> QuerySet[Matter]:
    """Lock the rows where the database can; SQLite lets in one writer at a time anyway."""
    return found.select_related("responsible").select_for_update(of=("self",))


def _missing() -> Missing:
    return Missing(_("没有这件事，或者它不在您的范围内。"))
