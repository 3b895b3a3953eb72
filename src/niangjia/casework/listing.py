"""Lists of matters: what waits for an office, what is in hand, what to supervise."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from niangjia.casework.access import (
    NOBODYS,
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
from niangjia.casework.declaring.own import ANSWERED, GROUPED, JOINED
from niangjia.casework.handling.tasks import waiting_at
from niangjia.casework.models import Crisis, Matter
from niangjia.casework.receipts import asker_key_of
from niangjia.casework.shown import MatterRow, due_words
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import Viewer

PER_PAGE = 50
MOST_COUNTED = 1_000
"""A list is counted no further: nobody turns more than twenty pages."""

View = Literal[
    "waiting", "mine", "joint", "asking", "watching", "supervising", "escalated", "overdue",
    "contested", "crisis",
]  # fmt: skip


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
) -> Rows:
    """Return a list of open matters, the most urgent first.

    waiting: for the viewer's offices; mine: in the viewer's hand; joint: together with others;
    asking: answered, waiting for the asker; watching: passed on; the others are for supervisors.
    Raises Refused for somebody who has no part in any, Invalid for a view that there is not.
    """
    demand_any_part(viewer)
    found = _chosen(viewer, view, procedure)
    if procedure:
        found = found.filter(procedure=procedure)
    if unassigned:
        found = found.filter(assigned_to="")
    total = found.order_by()[: MOST_COUNTED + 1].count()
    pages = max(1, -(-min(total, MOST_COUNTED) // per_page))
    page = min(max(page, 1), pages)
    ordered = found.select_related("responsible").defer("sealed_person", "sealed_story")
    ordered = ordered.order_by("-urgency", "next_due", "pk")
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
    """Return how many matters are in each view, counted to MOST_COUNTED. Raises Refused."""
    demand_any_part(viewer)
    views: tuple[View, ...] = ("waiting", "mine", "joint", "asking", "overdue", "escalated")
    return {view: _chosen(viewer, view, "").order_by()[:MOST_COUNTED].count() for view in views}


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


def _chosen(viewer: Viewer, view: str, procedure: str) -> QuerySet[Matter]:
    open_ones = Matter.objects.filter(closed_at__isnull=True)
    chosen = VIEWS.get(view)
    if chosen is None:
        raise Invalid(_("没有这个列表。"))
    if view == "waiting":
        return waiting_at(viewer, procedure)
    return open_ones.filter(chosen(viewer)).exclude(state=JOINED)


def _in_hand(viewer: Viewer) -> Q:
    return Q(assigned_to=viewer.actor) & worked_by(viewer)


def _overdue(viewer: Viewer) -> Q:
    return Q(supervised_by(viewer) | owned_by(viewer), next_due__lte=clock.now())


VIEWS: dict[str, Callable[[Viewer], Q]] = {
    "waiting": lambda viewer: NOBODYS | owned_by(viewer),
    "mine": _in_hand,
    "joint": lambda viewer: worked_by(viewer) & ~owned_by(viewer),
    "asking": lambda viewer: Q(owned_by(viewer), state__in=[ANSWERED, GROUPED]),
    "watching": watched_by,
    "supervising": supervised_by,
    "escalated": lambda viewer: Q(supervised_by(viewer), escalated_at__isnull=False),
    "overdue": _overdue,
    "contested": lambda viewer: Q(supervised_by(viewer), reopened__gt=0),
    "crisis": lambda viewer: Q(supervised_by(viewer) | worked_by(viewer), crisis=Crisis.RAISED),
}
