"""Reading old records: who called before, and one opened with a reason."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.errors import Invalid, Missing
from niangjia.kernel.viewer import PATH_STEP, STAFF, Role, Viewer
from niangjia.rights.hotline.content import Old, caller_key_of, open_old
from niangjia.rights.hotline.intake import DESK
from niangjia.rights.hotline.models import OldRecord
from niangjia.rights.hotline.reclassifying import named
from niangjia.rights.hotline.rules.classes import item_of

MOST = 10


@dataclass(frozen=True, slots=True)
class OldRow:
    """An old record in a list: nothing about a person in it."""

    number: int
    received_on: date
    closed_on: date | None
    what: str
    office: str
    recovered: Decimal | None


def old_records_of(*, viewer: Viewer, contact: str) -> tuple[OldRow, ...]:
    """Return what somebody with this phone number asked before this house, as the viewer may see.

    Those of the viewer's own offices, for a supervisor of those below too; never a dispute with
    the employer at whose union the viewer holds a post.
    """
    mark = caller_key_of(contact)
    if not mark:
        return ()
    found = OldRecord.objects.filter(_seen_by(viewer), caller_mark=mark, matter__isnull=True)
    rows = found.select_related("organisation").order_by("-received_on", "-pk")[:MOST]
    return tuple(_row(one) for one in rows)


@transaction.atomic
def open_old_record(*, viewer: Viewer, number: int, reason: str) -> Old:
    """Return what an old record says; that somebody looked, and why, stays in the audit trail.

    Raises Missing, Invalid without a reason, Unavailable where the seal cannot be opened.
    """
    found = OldRecord.objects.filter(_seen_by(viewer), pk=number).first()
    if found is None:
        raise Missing(_("没有这条旧记录，或者它不在您的范围内。"))
    why = reason.strip()
    if not 2 <= len(why) <= 200:
        raise Invalid(_("请写明为什么要看。"), {"reason": _("2到200个字。")})
    old = open_old(found.sealed, f"old:{found.number_mark}")
    record(
        actor=viewer.actor,
        verb="hotline.old_record_opened",
        subject=f"old_record:{found.pk}",
        details={"reason": why},
    )
    return old


def _seen_by(viewer: Viewer) -> Q:
    if viewer.operator:
        return Q()
    chosen = Q(pk__in=[])
    for post in viewer.posts:
        if post.role in DESK:
            chosen |= Q(organisation=post.organisation)
        elif post.role is Role.SUPERVISOR:
            chosen |= Q(organisation__path__startswith=post.path)
    above = {
        post.path[:end]
        for post in viewer.posts
        if post.role in STAFF
        for end in range(PATH_STEP, len(post.path) + 1, PATH_STEP)
    }
    own = Employer.objects.filter(union__path__in=above).values("pk")
    return chosen & ~Q(employer__in=own)


def _row(one: OldRecord) -> OldRow:
    item = item_of(one.item)
    return OldRow(
        number=one.pk,
        received_on=one.received_on,
        closed_on=one.closed_on,
        what=named(item) if item else one.item,
        office=one.organisation.name,
        recovered=one.recovered,
    )
