"""What an administrator sets for an office: its hours, its periods, its partner bodies."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from niangjia.casework.declaring.book import newest
from niangjia.casework.models import LocalRule, Partner, PartnerMember
from niangjia.casework.rules.periods import Period, Unit
from niangjia.foundation.organisations.models import STANDING, Level, Organisation
from niangjia.kernel.errors import Refused
from niangjia.kernel.viewer import Role, Viewer

MOST_OFFICES = 300
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class RuleShown:
    """What was set at an office, and from when: its hours, or a period of a clock."""

    office: str
    what: str
    value: str
    source: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class MemberShown:
    """Somebody who signs in for a partner body."""

    account: int
    name: str


@dataclass(frozen=True, slots=True)
class PartnerBody:
    """A partner body with who signs in for it."""

    code: str
    name: str
    host: str
    members: tuple[MemberShown, ...]


def administered_offices(*, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Return the offices that the viewer administers, from the top. Raises Refused."""
    return tuple(_administered(viewer).values_list("code", "name")[:MOST_OFFICES])


def local_rules(*, viewer: Viewer) -> tuple[RuleShown, ...]:
    """Return what is set at the offices that the viewer administers, the newest first."""
    rules = LocalRule.objects.filter(office__in=_administered(viewer).values("pk"))
    rows = rules.select_related("office").order_by("-valid_from", "-pk")[:MOST_SHOWN]
    return tuple(_rule_shown(one) for one in rows)


def partner_bodies(*, viewer: Viewer) -> tuple[PartnerBody, ...]:
    """Return the partner bodies of the unions that the viewer administers, by name."""
    now = PartnerMember.objects.filter(until__isnull=True).select_related("account")
    found = Partner.objects.filter(
        host__in=_administered(viewer).values("pk"), ended_on__isnull=True
    )
    rows = found.select_related("host").prefetch_related(
        Prefetch("members", queryset=now.order_by("pk"), to_attr="standing")
    )
    return tuple(
        PartnerBody(
            one.code,
            one.name,
            one.host.name,
            tuple(
                MemberShown(member.account_id, member.account.name or "未留姓名")
                for member in getattr(one, "standing", ())
            ),
        )
        for one in rows.order_by("name", "pk")[:MOST_SHOWN]
    )


def clocks_to_set() -> tuple[tuple[str, str], ...]:
    """Return the clocks whose periods an office may set: "procedure.clock.grade" and words."""
    return tuple(
        (
            f"{one.key}.{clock.key}.{grade}",
            f"{one.name}：{clock.name}" + (f"（{one.grades[grade]}）" if grade else ""),
        )
        for one in newest()
        for clock in one.clocks
        for grade in clock.periods
    )


def _administered(viewer: Viewer) -> QuerySet[Organisation]:
    paths = viewer.reach(Role.ADMINISTRATOR)
    if not paths:
        raise Refused("这需要管理员来办。")
    within = Q(pk__in=[])
    for path in paths:
        within |= Q(path__startswith=path)
    found: QuerySet[Organisation] = Organisation.objects.filter(STANDING, within)
    return found.exclude(level=Level.GRASSROOTS).order_by("path")


def _rule_shown(one: LocalRule) -> RuleShown:
    if not one.clock:
        noon = f"{one.noon:%H:%M}以前算上午" if one.noon else ""
        closes = f"，{one.closes:%H:%M}下班" if one.closes else ""
        what, value = "上下午怎么分", f"{noon}{closes}"
    else:
        named = dict(clocks_to_set())
        what = named.get(f"{one.procedure}.{one.clock}.{one.grade}", "不再使用的时限")
        value = str(Period(Unit(one.unit), one.count or 0))
    return RuleShown(one.office.name, what, value, one.source, one.valid_from)
