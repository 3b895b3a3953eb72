"""Entering the holidays of a year once they are published."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from niangjia.foundation.holidays.models import EnteredDay, EnteredYear
from niangjia.foundation.holidays.rules import read_notice
from niangjia.foundation.ledger.actions import announce, record
from niangjia.kernel import clock
from niangjia.kernel.calendar import published
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Viewer

EARLIEST_AHEAD, LATEST_AHEAD = 0, 1


@dataclass(frozen=True, slots=True)
class Notice:
    """The State Council's notice for a year as somebody types it in; `source` names it."""

    year: int
    off: str
    worked: str
    source: str


@transaction.atomic
def enter_year(*, viewer: Viewer, notice: Notice) -> EnteredYear:
    """Enter the holidays of a year that the package does not know.

    Raises Refused unless the viewer runs the house, Conflict for a year that is known, Invalid for
    one that cannot be published yet, for a notice that cannot be right, and without a source.
    """
    demand_house(viewer)
    source = notice.source.strip()
    if not source or len(source) > 200:
        raise Invalid(_("请写明依据。"), {"source": _("请写通知的名称和文号，200字以内。")})
    ahead = notice.year - clock.today().year
    if not EARLIEST_AHEAD <= ahead <= LATEST_AHEAD:
        raise Invalid(_("只能录入今年和明年的安排。"), {"year": _("这一年的安排还不可能公布。")})
    if notice.year in published().years:
        raise Conflict(_("系统已经有{year}年的放假安排。").format(year=notice.year))
    read = read_notice(notice.year, notice.off, notice.worked)
    try:
        with transaction.atomic():
            made = EnteredYear.objects.create(
                year=notice.year, source=source, entered_by=viewer.actor, entered_at=clock.now()
            )
    except IntegrityError:
        raise Conflict(
            _("{year}年已经录入过。录错了请先删除，再重新录入。").format(year=notice.year)
        ) from None
    days = [(day, False) for day in read.off] + [(day, True) for day in read.worked]
    EnteredDay.objects.bulk_create(
        [EnteredDay(year=made, day=day, worked=worked) for day, worked in sorted(days)]
    )
    record(
        actor=viewer.actor,
        verb="holidays.entered",
        subject=f"year:{notice.year}",
        reason=source,
        details={"off": len(read.off), "worked": len(read.worked)},
    )
    announce("holidays.entered", [{"year": notice.year}])
    return made


@transaction.atomic
def remove_year(*, viewer: Viewer, year: int, reason: str) -> None:
    """Take back a year that was entered wrongly; periods counted by it keep the days they have.

    Raises Refused unless the viewer runs the house, Invalid without a reason, and Conflict for a
    year that nobody entered.
    """
    demand_house(viewer)
    if not reason.strip():
        raise Invalid(_("请写明原因。"), {"reason": _("请写明为什么要删。")})
    removed, _each = EnteredYear.objects.filter(year=year).delete()
    if not removed:
        raise Conflict(_("没有人录入过这一年。"))
    record(
        actor=viewer.actor,
        verb="holidays.removed",
        subject=f"year:{year}",
        reason=reason.strip()[:400],
    )


def demand_house(viewer: Viewer) -> None:
    """Raise Refused unless the viewer runs the house."""
    if not viewer.runs_house:
        raise Refused(_("放假安排由系统管理员录入。"))
