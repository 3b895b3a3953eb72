"""Lists of matters: what waits for an office, what is in hand, what to supervise."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.expressions import OrderBy

from niangjia.casework.access import (
    asked_by,
    demand_any_part,
    owned_by,
    partners_of,
    referred_to,
    supervised_by,
    watched_by,
    worked_by,
)
from niangjia.casework.colleagues import names_of
from niangjia.casework.declaring.book import version_of
from niangjia.casework.declaring.own import GROUPED
from niangjia.casework.models import Crisis, Matter, MatterGroup, Referral, ReferralState
from niangjia.casework.models.matters import FAR
from niangjia.casework.receipts import asker_key_of
from niangjia.casework.shown import WAITS_WORDS, MatterRow, PartnerRow, due_words
from niangjia.casework.views import MOST_COUNTED, View, chosen, counted, views_of
from niangjia.kernel import clock
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import Viewer

PER_PAGE = 50

ORDERS = ("urgent", "newest", "oldest", "number")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a list is narrowed to besides its view; "" leaves it wide.

    `office` is the code of the responsible one, `number` a part of the matter's number, `order` one
    of ORDERS. A crisis stands first in any order.
    """

    state: str = ""
    issue: str = ""
    office: str = ""
    number: str = ""
    order: str = "urgent"


WIDE = Narrowed()
ALWAYS_COUNTED: tuple[View, ...] = ("waiting", "mine", "joint", "asking", "overdue", "escalated")


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of a list. `more` says that there are more than were counted."""

    rows: tuple[MatterRow, ...]
    total: int
    page: int
    pages: int
    more: bool


class OfficeCount(NamedTuple):
    """How many open matters an office has, and how many are overdue, contested, were returned."""

    office: str
    open: int
    overdue: int
    contested: int
    returned: int


def matters(
    *,
    viewer: Viewer,
    view: View = "waiting",
    procedure: str = "",
    unassigned: bool = False,
    page: int = 1,
    per_page: int = PER_PAGE,
    narrowed: Narrowed = WIDE,
) -> Rows:
    """Return a list of matters, the most urgent first.

    waiting: for the viewer's offices; mine: in the viewer's hand; joint: together with others, who
    wait for this office's part; asking, partner: waiting for the asker, for a partner body;
    watching: passed on; today: due today or over; bounced, contested, crisis; supervising,
    escalated and overdue are for supervisors; closed: ended; all: whatever the viewer sees. All
    but the last two are open.
    Raises Refused for somebody who has no part in any, Invalid for a view that there is not.
    """
    demand_any_part(viewer)
    found = narrow(chosen(viewer, view, procedure), narrowed, unassigned=unassigned)
    total = found.order_by()[: MOST_COUNTED + 1].count()
    return rows_of(viewer, found, total, view, page, per_page, narrowed.order)


def narrow(found: QuerySet[Matter], to: Narrowed, *, unassigned: bool) -> QuerySet[Matter]:
    """Return what of a list is left when it is narrowed."""
    wanted = {
        "state": to.state,
        "issue": to.issue,
        "responsible__code": to.office,
        "number__icontains": to.number.strip(),
    }
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    return found.filter(assigned_to="") if unassigned else found


def rows_of(
    viewer: Viewer,
    found: QuerySet[Matter],
    total: int,
    view: str,
    page: int,
    per_page: int,
    order: str,
) -> Rows:
    """Return one page of a list whose rows are counted."""
    pages = max(1, -(-min(total, MOST_COUNTED) // per_page))
    page = min(max(page, 1), pages)
    ordered = found.select_related("responsible").defer("sealed_person", "sealed_story")
    ordered = ordered.order_by(*_order(view, order))
    rows = list(ordered[(page - 1) * per_page : page * per_page])
    names = names_of({one.assigned_to for one in rows} - {""})
    shown = tuple(row_of(one, names, viewer) for one in rows)
    return Rows(shown, min(total, MOST_COUNTED), page, pages, total > MOST_COUNTED)


def my_matters(*, viewer: Viewer) -> tuple[MatterRow, ...]:
    """Return what the viewer asked for, signed in, the newest first."""
    found = Matter.objects.filter(asked_by(viewer)).select_related("responsible")
    rows = found.order_by("-received_at", "-pk")[:PER_PAGE]
    return tuple(row_of(one, {}, viewer) for one in rows)


def referred_matters(*, viewer: Viewer) -> tuple[MatterRow, ...]:
    """Return what is referred to the viewer's partner bodies, the oldest first; mostly nothing."""
    partners = partners_of(viewer)
    if not partners:
        return ()
    found = Matter.objects.filter(referred_to(partners)).select_related("responsible")
    rows = found.order_by("received_at", "pk")[: 4 * PER_PAGE]
    return tuple(row_of(one, {}, viewer) for one in rows)


def partner_rows(*, viewer: Viewer) -> tuple[PartnerRow, ...]:
    """Return what is referred to the viewer's partner bodies, what waits for them first."""
    partners = partners_of(viewer)
    if not partners:
        return ()
    sent = Referral.objects.filter(
        to_partner__in=partners, state__in=[ReferralState.SENT, ReferralState.REPLIED]
    ).select_related("matter__responsible", "to_partner")
    latest: dict[int, Referral] = {}
    for one in sent.order_by("pk")[: 20 * PER_PAGE]:
        before = latest.get(one.matter_id)
        if before is None or before.state != ReferralState.SENT:
            latest[one.matter_id] = one
    rows = [_partner_row(one) for one in latest.values()]
    return tuple(sorted(rows, key=lambda row: (row.has_replied, row.answer_by or FAR)))


def _partner_row(one: Referral) -> PartnerRow:
    replied = one.state == ReferralState.REPLIED
    tone, words = due_words(one.answer_by) if one.answer_by and not replied else ("done", "")
    return PartnerRow(
        code=one.matter.code,
        number=one.matter.number,
        issue_name=Issue.label_of(one.matter.issue),
        office=one.matter.responsible.name,
        partner=one.to_partner.name if one.to_partner else "",
        since=one.at,
        answer_by=one.answer_by,
        tone=tone,
        due_words=words,
        has_replied=replied,
    )


def earlier_matters(*, viewer: Viewer, contact: str) -> tuple[MatterRow, ...]:
    """Return what somebody with this phone number asked before, as far as the viewer sees it."""
    demand_any_part(viewer)
    key = asker_key_of(contact)
    if not key:
        return ()
    seen = worked_by(viewer) | watched_by(viewer) | supervised_by(viewer)
    found = Matter.objects.filter(seen, asker_key=key).select_related("responsible")
    rows = list(found.order_by("-received_at", "-pk")[:20])
    names = names_of({one.assigned_to for one in rows} - {""})
    return tuple(row_of(one, names, viewer) for one in rows)


def similar_matters(*, viewer: Viewer, code: str) -> tuple[MatterRow, ...]:
    """Return open matters at the same employer about the same, which may make a group."""
    demand_any_part(viewer)
    mine = Matter.objects.filter(worked_by(viewer) | supervised_by(viewer))
    one = mine.filter(code=code).first() if code.isalnum() else None
    if one is None or one.employer_id is None:
        return ()
    near = mine.filter(
        employer=one.employer_id, issue=one.issue, procedure=one.procedure, closed_at__isnull=True,
        part="", joined_to__isnull=True,
    )  # fmt: skip
    rows = near.exclude(pk=one.pk).select_related("responsible").order_by("-received_at", "-pk")
    return tuple(row_of(each, {}, viewer) for each in rows[:PER_PAGE])


def counts(*, viewer: Viewer) -> dict[str, int]:
    """Return how many matters are in each of the viewer's views. Raises Refused."""
    demand_any_part(viewer)
    views = dict.fromkeys((*views_of(viewer), *ALWAYS_COUNTED))
    found = counted({view: chosen(viewer, view) for view in views})
    return {view: min(count, MOST_COUNTED) for view, count in found.items()}


def of_same_asker(*, viewer: Viewer, code: str) -> tuple[MatterRow, ...]:
    """Return open matters that the asker of one asked for before it, as far as the viewer leads."""
    demand_any_part(viewer)
    mine = Matter.objects.filter(owned_by(viewer) | supervised_by(viewer))
    one = mine.filter(code=code).first() if code.isalnum() else None
    if one is None or not (one.asker_key or one.asker_id):
        return ()
    same = Q(pk__in=[])
    if one.asker_key:
        same |= Q(asker_key=one.asker_key)
    if one.asker_id:
        same |= Q(asker=one.asker_id)
    near = mine.filter(
        same, procedure=one.procedure, closed_at__isnull=True, joined_to__isnull=True,
        received_at__lte=one.received_at,
    )  # fmt: skip
    rows = near.exclude(pk=one.pk).select_related("responsible").order_by("received_at", "pk")
    return tuple(row_of(each, {}, viewer) for each in rows[:20])


def group_members(*, viewer: Viewer, code: str) -> tuple[MatterRow, ...]:
    """Return who goes on in a group's matter, as far as the viewer works it, by number."""
    demand_any_part(viewer)
    lead = Matter.objects.filter(worked_by(viewer) | supervised_by(viewer), code=code).first()
    if lead is None or lead.part != MatterGroup.LEAD:
        return ()
    members = Matter.objects.filter(group=lead, state=GROUPED).select_related("responsible")
    return tuple(row_of(one, {}, viewer) for one in members.order_by("pk"))


def by_office(*, viewer: Viewer) -> tuple[OfficeCount, ...]:
    """Return for each office to supervise how much is open, overdue, contested, returned."""
    demand_any_part(viewer)
    now = clock.now()
    rows = (
        Matter.objects.filter(supervised_by(viewer), closed_at__isnull=True)
        .values(name=F("responsible__name"))
        .annotate(
            open=Count("pk"),
            overdue=Count("pk", filter=Q(next_due__lte=now)),
            contested=Count("pk", filter=Q(reopened__gt=0)),
            returned=Count("pk", filter=Q(bounces__gt=0)),
        )
        .order_by("name")
    )
    return tuple(
        OfficeCount(row["name"], row["open"], row["overdue"], row["contested"], row["returned"])
        for row in rows
    )


def row_of(one: Matter, names: dict[str, str], viewer: Viewer) -> MatterRow:
    """Return a matter as a row of a list."""
    declared = version_of(one.procedure, one.version)
    state = declared.state(one.state)
    due = one.next_due if one.closed_at is None else None
    tone, words = due_words(due) if due else ("done", "")
    return MatterRow(
        code=one.code,
        number=one.number,
        procedure=one.procedure,
        procedure_name=declared.name,
        state=one.state,
        state_name=state.name,
        waits_for=state.waits_for,
        waits_words=WAITS_WORDS[state.waits_for],
        issue_name=Issue.label_of(one.issue),
        grade_name=declared.grades.get(one.grade, ""),
        office=one.responsible.name,
        assigned_to=one.assigned_to,
        assigned_name=names.get(one.assigned_to, ""),
        is_mine=bool(one.assigned_to) and one.assigned_to == viewer.actor,
        received_at=one.received_at,
        due_at=due if due and due.year < 9000 else None,
        tone=tone,
        due_words=words,
        crisis=one.crisis,
        bounces=one.bounces,
        urged=one.urged,
        reopened=one.reopened,
        escalated=one.escalated_at is not None,
        supervised=one.supervised_until is not None,
        part=one.part,
    )


def _order(view: str, order: str) -> tuple[str | OrderBy, ...]:
    if view == "closed":
        return ("-closed_at", "-pk")
    first = Case(When(crisis=Crisis.RAISED, then=0), default=1).asc()
    match order:
        case "newest":
            return (first, "-received_at", "-pk")
        case "oldest":
            return (first, "received_at", "pk")
        case "number":
            return (first, "procedure", "place", "year", "sequence")
    return ("-urgency", "next_due", "pk")
