"""What holds at an office: its hours and the periods set in its part of the tree."""

from dataclasses import dataclass
from datetime import date, time

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.declaring.book import current
from niangjia.casework.declaring.parts import Clock
from niangjia.casework.declaring.procedure import Procedure, period_of
from niangjia.casework.models import LocalRule
from niangjia.casework.rules.periods import Hours, Period, Unit
from niangjia.foundation.ledger.actions import record
from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.organisations.queries import organisation_by_code
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid
from niangjia.kernel.viewer import Role, Viewer

_CACHE, _KEPT_SECONDS = "casework.local_rules", 60
"""A rule holds from tomorrow at the earliest, so that a minute's delay changes nothing."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A local rule with the place in the tree where it holds."""

    path: str
    rule: LocalRule


def hours_at(path: str, day: date) -> Hours:
    """Return the hours of the office at a place in the tree, or of the nearest above it."""
    found = _nearest([kept for kept in _all() if not kept.rule.clock], path, day)
    if found is None or found.noon is None:
        return Hours()
    return Hours(found.noon, found.closes)


def period_at(
    path: str, procedure: Procedure, one: Clock, grade: str, day: date
) -> tuple[Period, str, bool]:
    """Return how long a clock runs at an office, where that comes from, and if it is verified."""
    matching = [
        kept
        for kept in _all()
        if (kept.rule.procedure, kept.rule.clock, kept.rule.grade)
        == (procedure.key, one.key, grade)
    ]
    found = _nearest(matching, path, day)
    if found is None or found.count is None:
        return period_of(one, grade), one.source, one.verified
    return Period(Unit(found.unit), found.count), found.source, True


@transaction.atomic
def set_hours(
    *, viewer: Viewer, office: str, noon: time, closes: time, source: str, valid_from: date
) -> None:
    """Set when the morning and the day end at an office and below it.

    Raises Invalid for times in the wrong order, without a source, or from before tomorrow; Missing
    and Refused for an office that the viewer does not administer.
    """
    union = organisation_by_code(viewer=viewer, code=office, roles=(Role.ADMINISTRATOR,))
    if noon >= closes:
        raise Invalid(_("时间不对。"), {"closes": _("下班时间应在中午之后。")})
    rule = LocalRule(office=union, noon=noon, closes=closes)
    _set(viewer, rule, source, valid_from)


@transaction.atomic
def set_period(
    *,
    viewer: Viewer,
    office: str,
    procedure: str,
    clock_key: str,
    grade: str,
    period: Period,
    source: str,
    valid_from: date,
) -> None:
    """Set how long a clock runs at an office and below it, for what comes in from a day on.

    Raises Invalid for a clock or grade that is not declared, for a period that is none or counted
    in another unit than the extension, without a source, or from before tomorrow; Missing,
    Refused.
    """
    union = organisation_by_code(viewer=viewer, code=office, roles=(Role.ADMINISTRATOR,))
    declared = current(procedure)
    one = declared.clock(clock_key)
    if one is None:
        raise Invalid(_("没有这个时限。"), {"clock": _("请另选一个。")})
    if grade and grade not in declared.grades:
        raise Invalid(_("没有这一档。"), {"grade": _("请另选一档。")})
    if not 0 <= period.count <= 999 or (period.count == 0 and period.unit != Unit.WORKING_DAYS):
        raise Invalid(_("期限不对。"), {"period": _("请填1到999。")})
    if one.extension and one.extension.longest.unit is not period.unit:
        raise Invalid(_("期限不对。"), {"period": _("单位要和原来的一样，才能延长。")})
    rule = LocalRule(
        office=union, procedure=procedure, clock=clock_key, grade=grade,
        unit=period.unit, count=period.count,
    )  # fmt: skip
    _set(viewer, rule, source, valid_from)


def _set(viewer: Viewer, rule: LocalRule, source: str, valid_from: date) -> None:
    if not source.strip() or len(source) > 200:
        raise Invalid(_("请写明依据。"), {"source": _("请写依据的文件，200字以内。")})
    if valid_from <= clock.today():
        raise Invalid(_("日期不对。"), {"valid_from": _("最早从明天起施行。")})
    rule.source, rule.valid_from = source.strip(), valid_from
    rule.entered_by, rule.entered_at = viewer.actor, clock.now()
    rule.save(force_insert=True)
    record(
        actor=viewer.actor,
        verb="casework.local_rule",
        subject=f"organisation:{rule.office_id}",
        reason=rule.source,
        details={
            "procedure": rule.procedure, "clock": rule.clock, "grade": rule.grade,
            "unit": rule.unit, "count": rule.count, "from": valid_from.isoformat(),
        },
    )  # fmt: skip
    transaction.on_commit(lambda: cache.delete(_CACHE))


def _all() -> list[Kept]:
    found: list[Kept] | None = cache.get(_CACHE)
    if found is None:
        rules = list(LocalRule.objects.order_by("valid_from", "id"))
        offices = {rule.office_id for rule in rules}
        paths = dict(
            Organisation.objects.filter(pk__in=offices).values_list("pk", "path") if offices else ()
        )
        found = [Kept(paths[rule.office_id], rule) for rule in rules]
        cache.set(_CACHE, found, _KEPT_SECONDS)
    return found


def _nearest(rules: list[Kept], path: str, day: date) -> LocalRule | None:
    holding = [kept for kept in rules if path.startswith(kept.path) and kept.rule.valid_from <= day]
    if not holding:
        return None
    return max(holding, key=lambda kept: (len(kept.path), kept.rule.valid_from, kept.rule.pk)).rule
