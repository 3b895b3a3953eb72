"""Reading the register of lawyers, with what each has in hand and has done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _

from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.people.models import Appointment as Post
from niangjia.foundation.people.queries import valid_today
from niangjia.kernel import clock
from niangjia.kernel.divisions import full_name
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import PATH_STEP, Role, Viewer
from niangjia.rights.legal_aid.content import open_name
from niangjia.rights.legal_aid.models import (
    STANDING,
    Appointment,
    Away,
    Interest,
    Lawyer,
    LocalAmount,
    Report,
    Stand,
)
from niangjia.rights.legal_aid.register import KEEPERS, kept
from niangjia.rights.legal_aid.rules.conflicts import Tie

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class LawyerRow:
    """A lawyer in the register: load against the limit, what was done, and away until when.

    `opens` says whether the viewer may look at the lawyer's own page.
    """

    code: str
    name: str
    firm: str
    office: str
    place_name: str
    fields: tuple[str, ...]
    languages: tuple[str, ...]
    open_matters: int
    most_open: int
    done: int
    minutes: int
    recovered: Decimal
    away_until: date | None
    opens: bool

    @property
    def hours(self) -> str:
        """The time reported, in hours."""
        return f"{self.minutes / 60:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class LawyerPage:
    """One lawyer with days away and declared interests, whose names only keepers and he read."""

    row: LawyerRow
    place: str
    issues: tuple[str, ...]
    is_me: bool
    keeps: bool
    away: tuple[tuple[int, date, date], ...]
    interests: tuple[tuple[str, str, str, datetime], ...]


def lawyers(*, viewer: Viewer) -> tuple[LawyerRow, ...]:
    """Return the register of the viewer's offices and of those above, the fullest hands first."""
    above = _within(viewer)
    found = Lawyer.objects.filter(above, left_on__isnull=True).select_related("account", "office")
    return tuple(_rows(found.order_by("pk")[:MOST_ROWS], viewer))


def lawyer_page(*, viewer: Viewer, code: str) -> LawyerPage:
    """Return one lawyer, to who keeps the register, or to himself. Raises Missing."""
    one = kept(viewer, code, himself=True)
    found = Lawyer.objects.filter(pk=one.pk).select_related("account", "office")
    (row,) = _rows(found, viewer)
    days = Away.objects.filter(lawyer=one, last__gte=clock.today())
    bound = Interest.objects.filter(lawyer=one, ended_at__isnull=True)
    return LawyerPage(
        row=row,
        place=one.place,
        issues=tuple(one.skills.filter(kind="issue").values_list("name", flat=True)),
        is_me=one.account_id == viewer.account,
        keeps=viewer.holds(*KEEPERS, at=one.office.path),
        away=tuple(days.values_list("pk", "first", "last")),
        interests=tuple(
            (
                each.code,
                Tie.label_of(each.tie),
                open_name(each.sealed_name, one.code),
                each.declared_at,
            )
            for each in bound
        ),
    )


def posts_to_register(*, viewer: Viewer) -> list[tuple[int, str]]:
    """Return the lawyers' posts in the viewer's offices that the register does not have yet."""
    offices = Q(pk__in=[])
    for path in viewer.reach(*KEEPERS):
        offices |= Q(path__startswith=path)
    held = Post.objects.filter(
        valid_today(),
        role=Role.LAWYER,
        organisation__in=Organisation.objects.filter(offices),
        account__is_active=True,
    ).order_by("account__name", "pk")
    there = set(Lawyer.objects.filter(left_on__isnull=True).values_list("account", "office"))
    rows = held.values_list("pk", "account", "organisation", "account__name", "organisation__name")
    return [
        (pk, f"{name}，{office}")
        for pk, account, union, name, office in rows[:MOST_ROWS]
        if (account, union) not in there
    ]


def amounts(*, viewer: Viewer) -> tuple[LocalAmount, ...]:
    """Return the amounts set at the viewer's offices, above and below, the newest first."""
    found = LocalAmount.objects.filter(_within(viewer) | _below(viewer)).select_related("office")
    return tuple(found.order_by("kind", "-valid_from", "-pk")[:MOST_ROWS])


def _within(viewer: Viewer) -> Q:
    """Select offices at or above a post of the viewer's, and those below."""
    if viewer.operator:
        return Q()
    above = {
        post.path[:end]
        for post in viewer.posts
        if post.role in {*KEEPERS, Role.LAWYER}
        for end in range(PATH_STEP, len(post.path) + 1, PATH_STEP)
    }
    return Q(office__path__in=above) | _below(viewer)


def _below(viewer: Viewer) -> Q:
    chosen = Q(pk__in=[])
    for path in viewer.reach(*KEEPERS):
        chosen |= Q(office__path__startswith=path)
    return chosen


def _rows(found: Iterable[Lawyer], viewer: Viewer) -> list[LawyerRow]:
    people = list(found)
    numbers = [one.pk for one in people]
    load = {
        row["lawyer"]: row
        for row in Appointment.objects.filter(lawyer__in=numbers)
        .values("lawyer")
        .annotate(
            in_hand=Count("pk", filter=Q(state__in=STANDING)),
            done=Count("pk", filter=Q(state=Stand.DONE)),
        )
    }
    work = {
        row["who"]: row
        for row in Report.objects.filter(appointment__lawyer__in=numbers)
        .values(who=F("appointment__lawyer"))
        .annotate(minutes=Sum("minutes"), recovered=Sum("recovered"))
    }
    today = clock.today()
    away = dict(
        Away.objects.filter(lawyer__in=numbers, first__lte=today, last__gte=today)
        .order_by("last")
        .values_list("lawyer", "last")
    )
    skills: dict[tuple[int, str], list[str]] = {}
    for one in people:
        skills[one.pk, "issue"], skills[one.pk, "language"] = [], []
    for lawyer, kind, name in Lawyer.objects.filter(
        pk__in=numbers, skills__isnull=False
    ).values_list("pk", "skills__kind", "skills__name"):
        skills[lawyer, kind].append(name)
    none: dict[str, Any] = {"in_hand": 0, "done": 0, "minutes": 0, "recovered": None}
    rows = []
    for one in people:
        hand: dict[str, Any] = none | load.get(one.pk, {}) | work.get(one.pk, {})
        rows.append(
            LawyerRow(
                code=one.code,
                name=one.account.name or _("未留姓名"),
                firm=one.firm,
                office=one.office.name,
                place_name=full_name(one.place[:6]),
                fields=tuple(Issue.label_of(name) for name in sorted(skills[one.pk, "issue"])),
                languages=tuple(sorted(skills[one.pk, "language"])),
                open_matters=hand["in_hand"],
                most_open=one.most_open,
                done=hand["done"],
                minutes=hand["minutes"] or 0,
                recovered=hand["recovered"] or Decimal(0),
                away_until=away.get(one.pk),
                opens=viewer.holds(*KEEPERS, at=one.office.path)
                or one.account_id == viewer.account,
            )
        )
    return sorted(rows, key=lambda row: -row.open_matters / row.most_open)
