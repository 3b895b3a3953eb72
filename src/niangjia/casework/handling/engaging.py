"""Engaging somebody on one matter: a lawyer, a mediator, who sees and works this one alone."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from niangjia.casework.access import roles_on
from niangjia.casework.handling.locking import demand_alone, procedure_of, text_in, to_work
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import Engagement, EntryKind, Matter
from niangjia.foundation.people.models import Appointment
from niangjia.foundation.people.queries import not_over
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Role, Viewer


@transaction.atomic
def engage(*, viewer: Viewer, code: str, account: int, role: Role, words: str) -> None:
    """Engage somebody on a matter, as an office on it; from then on this one is theirs to work.

    Raises Missing, Refused for somebody who is only engaged here, Invalid for a role that the
    procedure engages nobody in or that the person does not hold, Conflict where it was done.
    """
    matter = _of_office(viewer, code)
    demand_alone(matter)
    said = text_in(words, field="words", least=5)
    held = Appointment.objects.filter(not_over(), account=account, role=role, revoked_at=None)
    holds = held.filter(account__is_active=True).exists()
    if role not in procedure_of(matter).engages or not holds:
        raise Invalid(_("这个人不能承办这类事情。"), {"account": _("请另选一位。")})
    try:
        with transaction.atomic():
            Engagement.objects.create(
                matter=matter, account_id=account, role=role, since=clock.now()
            )
    except IntegrityError:
        raise Conflict(_("这个人已经在承办这件事。")) from None
    told = Writing(EntryKind.ENGAGED, said, detail=f"account:{account}", to_asker=True)
    write(matter, told, actor=viewer.actor)


def end_engagements(*, matter: int) -> int:
    """End whatever engagements a matter has; return how many. For the effect of a move alone.

    The matter is locked by the move, whose entry tells it.
    """
    standing = Engagement.objects.filter(matter=matter, until__isnull=True)
    return standing.update(until=clock.now())


def _of_office(viewer: Viewer, code: str) -> Matter:
    """Return a matter on which the viewer stands for an office. Raises Missing, Refused."""
    matter = to_work(viewer, code)
    declared = procedure_of(matter)
    if roles_on(viewer, matter, declared).isdisjoint((*declared.handlers, *declared.supervisors)):
        raise Refused(_("由办理的工会来定谁承办。"))
    return matter
