"""Every form of a case that somebody handed in, numbered from 1."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from niangjia.kernel import clock
from niangjia.rights.caselaw.models import Case, Revision
from niangjia.rights.caselaw.models.work import RevisionKind


def keep_revision(
    case: Case,
    kind: RevisionKind,
    content: Mapping[str, Any],
    *,
    by: str,
    at: datetime | None = None,
    note: str = "",
) -> Revision:
    """Keep a form of a case under the next number. The case is locked, so no number is taken twice.

    `by` is "" for what the rules did.
    """
    last = Revision.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        case=case,
        number=last + 1,
        kind=kind,
        content=dict(content),
        by=by,
        at=at or clock.now(),
        note=note,
    )
