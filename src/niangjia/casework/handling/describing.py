"""What a matter is about, put right: the issue, and the employer once it is known."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.handling.locking import demand_free, demand_open, text_in, to_lead
from niangjia.casework.handling.routing import is_other_side
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import EntryKind, Matter
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import Viewer


@transaction.atomic
def describe(
    *, viewer: Viewer, code: str, words: str, issue: str | None = None, employer: str | None = None
) -> int:
    """Put right what a matter is about, with a reason; return the matter's number in the database.

    `issue` and `employer` (its code) are left as they are where they are None. Raises Missing,
    Invalid for an issue there is not or without a reason, Conflict where a colleague has it, it has
    ended, belongs to a group, or this office is the named employer's own union.
    """
    matter = to_lead(viewer, code)
    demand_open(matter)
    demand_free(matter, viewer)
    said = text_in(words, field="words", least=2)
    changed: dict[str, Any] = {}
    if issue is not None:
        if issue and not Issue.label_of(issue):
            raise Invalid(_("没有这一类。"), {"issue": _("请另选一类。")})
        changed["issue"] = issue
    if employer is not None:
        changed["employer"] = _employer(matter, employer)
    write(matter, Writing(EntryKind.NOTE, said, detail="described"), actor=viewer.actor, **changed)
    return matter.pk


def _employer(matter: Matter, code: str) -> Employer | None:
    if matter.part:
        raise Conflict(_("集体事项的用人单位不能单独改。"))
    found = Employer.objects.select_related("union").filter(code=code).first() if code else None
    if code and found is None:
        raise Missing(_("没有登记这个用人单位。"))
    if is_other_side(matter.responsible, found, against=matter.against_employer):
        raise Conflict(_("这里是这家单位自己的工会，请先转派给上级工会。"))
    return found
