"""Joint checks: a round is planned, places are gone to, what is wrong is put right by a day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.foundation.organisations.models import Employer
from niangjia.foundation.organisations.queries import employers_within
from niangjia.foundation.sealing.boxes import sealed
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.access import (
    NO_ROUND,
    NO_VISIT,
    PLANNING,
    centre_for,
)
from niangjia.rights.centre.handling.books import note, words
from niangjia.rights.centre.models import CheckRound, Visit


@dataclass(frozen=True, slots=True)
class Gone:
    """A place that was gone to: how many things were wrong, which, and by when they are mended."""

    place: str
    day: date
    problems: int = 0
    findings: str = ""
    put_right_by: date | None = None
    employer: str = ""


@transaction.atomic
def plan_round(
    *, viewer: Viewer, centre: str, title: str, bodies: str, begins: date, ends: date
) -> CheckRound:
    """Plan a round of joint checks. Raises Invalid, Missing, Refused."""
    here = centre_for(viewer, centre, *PLANNING)
    called = words(title, field="title", most=80)
    who = words(bodies, field="bodies", most=300)
    if ends < begins:
        raise Invalid(_("日期不对。"), {"ends": _("结束不能早于开始。")})
    made = CheckRound.objects.create(
        centre=here, title=called, bodies=who, begins_on=begins, ends_on=ends
    )
    note(viewer, "round_planned", here, round=made.pk)
    return made


@transaction.atomic
def add_visit(*, viewer: Viewer, code: str, gone: Gone) -> Visit:
    """Write down a place that was gone to. Raises Invalid, Conflict for a round that is closed."""
    found = round_for(viewer, code)
    if found.closed_on is not None:
        raise Conflict(_("这一轮排查已经结束。"))
    place = words(gone.place, field="place", most=120)
    problems = {}
    if not found.begins_on <= gone.day <= clock.today():
        problems["day"] = _("要在这一轮开始之后，而且不能在将来。")
    if not 0 <= gone.problems <= 999:
        problems["problems"] = _("请填0到999。")
    if gone.problems and (gone.put_right_by is None or gone.put_right_by < gone.day):
        problems["put_right_by"] = _("有问题的，要写最晚哪天改好。")
    if gone.problems and not gone.findings.strip():
        problems["findings"] = _("请写明是什么问题。")
    employer = _employer(viewer, gone.employer)
    if gone.employer and employer is None:
        problems["employer"] = _("没有这个用人单位。")
    if problems:
        raise Invalid(_("还有几处要改。"), problems)
    made = Visit(
        round=found, place=place, employer=employer, day=gone.day, problems=gone.problems,
        put_right_by=gone.put_right_by if gone.problems else None,
    )  # fmt: skip
    made.sealed_findings = sealed(gone.findings.strip()[:4000], about=f"centre-visit:{made.code}")
    made.save(force_insert=True)
    note(viewer, "visit_added", found.centre, round=found.pk, problems=gone.problems)
    return made


@transaction.atomic
def settle_visit(*, viewer: Viewer, code: str) -> None:
    """Note that what was wrong has been put right. Raises Missing, Conflict."""
    found = Visit.objects.select_related("round__centre__host").filter(code=code).first()
    if found is None:
        raise Missing(str(NO_VISIT))
    centre_for(viewer, found.round.centre.code, *PLANNING, missing=NO_VISIT)
    changed = Visit.objects.filter(pk=found.pk, settled_on=None, problems__gt=0).update(
        settled_on=clock.today()
    )
    if changed != 1:
        raise Conflict(_("没有要改的，或者已经改好了。"))
    note(viewer, "visit_settled", found.round.centre, round=found.round_id)


@transaction.atomic
def close_round(*, viewer: Viewer, code: str) -> None:
    """Close a round. Raises Conflict where something is still to be put right."""
    found = round_for(viewer, code)
    if Visit.objects.filter(round=found, problems__gt=0, settled_on=None).exists():
        raise Conflict(_("还有问题没有改好，不能结束。"))
    changed = CheckRound.objects.filter(pk=found.pk, closed_on=None).update(closed_on=clock.today())
    if changed != 1:
        raise Conflict(_("这一轮排查已经结束。"))
    note(viewer, "round_closed", found.centre, round=found.pk)


def round_for(viewer: Viewer, code: str) -> CheckRound:
    """Return a round at a centre where the viewer plans. Raises Missing, Refused."""
    found = CheckRound.objects.select_related("centre__host").filter(code=code).first()
    if found is None:
        raise Missing(str(NO_ROUND))
    centre_for(viewer, found.centre.code, *PLANNING, missing=NO_ROUND)
    return found


def _employer(viewer: Viewer, code: str) -> Employer | None:
    return employers_within(viewer).filter(code=code).first() if code else None
