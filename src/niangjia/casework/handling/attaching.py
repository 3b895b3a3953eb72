"""Papers that belong to a matter: handed in by the asker or by an office, told in the timeline."""

from django.db import transaction

from niangjia.casework.handling.locking import (
    Asker,
    actor_of,
    demand_open,
    of_asker,
    to_work,
)
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import EntryKind, Matter
from niangjia.foundation.files import actions as files
from niangjia.kernel import clock
from niangjia.kernel.calendar import same_day
from niangjia.kernel.viewer import Viewer


@transaction.atomic
def attach(*, viewer: Viewer, code: str, name: str, data: bytes, for_asker: bool = False) -> str:
    """Add a paper as an office, and return its code. Only `for_asker` does the asker see it.

    Raises Missing, Conflict where the matter has ended or has too many, Invalid for a file that is
    not taken.
    """
    matter = to_work(viewer, code)
    return _attach(matter, name, data, viewer.actor, for_asker=for_asker)


@transaction.atomic
def attach_as_asker(*, asker: Asker, code: str = "", name: str, data: bytes) -> str:
    """Add a paper as the asker, and return its code. Raises as `attach`."""
    matter = of_asker(asker, code)
    return _attach(matter, name, data, actor_of(asker), for_asker=True)


@transaction.atomic
def remove_paper(*, viewer: Viewer, code: str, paper: str, reason: str) -> None:
    """Delete a paper that does not belong here, such as somebody else's; that it was there stays.

    Raises Missing, Invalid without a reason.
    """
    matter = to_work(viewer, code)
    owners = [owner_of(matter), owner_of(matter, inner=True)]
    files.remove(actor=viewer.actor, owners=owners, code=paper, reason=reason)
    told = Writing(EntryKind.PAPER, reason.strip(), detail="removed", to_asker=True)
    write(matter, told, actor=viewer.actor)


def owner_of(matter: Matter, *, inner: bool = False) -> str:
    """Return under what a matter's papers are kept; `inner` ones are not the asker's to see."""
    return f"matter:{matter.code}:inner" if inner else f"matter:{matter.code}"


def keep_papers(matter: Matter, actor: str, *, months: int | None) -> None:
    """Let the papers be kept for so many months from today, or, with None, until further notice."""
    until = same_day(clock.today(), months) if months is not None else None
    for inner in (False, True):
        files.keep_until(actor=actor, owner=owner_of(matter, inner=inner), until=until)


def _attach(matter: Matter, name: str, data: bytes, actor: str, *, for_asker: bool) -> str:
    demand_open(matter)
    owner = owner_of(matter, inner=not for_asker)
    kept = files.keep(actor=actor, owner=owner, name=name, data=data)
    told = Writing(EntryKind.PAPER, detail=kept.kind, to_asker=for_asker)
    write(matter, told, actor=actor)
    return kept.code
