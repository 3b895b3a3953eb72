"""The lists that an office and its supervisors work from: what is in each, for a viewer."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Literal

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from niangjia.casework.access import (
    handles_anything,
    owned_by,
    seen_by,
    supervised_by,
    supervises_anything,
    watched_by,
    worked_by,
)
from niangjia.casework.declaring.book import bound
from niangjia.casework.declaring.own import GROUPED, JOINED
from niangjia.casework.declaring.parts import Waits
from niangjia.casework.handling.tasks import waiting_at
from niangjia.casework.models import Capacity, Crisis, Matter, Referral, ReferralState, Share
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Invalid
from niangjia.kernel.viewer import Viewer

MOST_COUNTED = 1_000
"""A list is counted no further: nobody turns more than twenty pages."""

View = Literal[
    "waiting", "mine", "joint", "asking", "partner", "watching", "today", "bounced", "contested",
    "crisis", "supervising", "escalated", "overdue", "closed", "all",
]  # fmt: skip
OF_OFFICERS: tuple[View, ...] = (
    "mine", "waiting", "today", "bounced", "contested", "asking", "partner", "joint", "watching",
)  # fmt: skip
OF_SUPERVISORS: tuple[View, ...] = ("supervising", "overdue", "escalated", "contested", "bounced")


class _Counted(Subquery):
    """How many rows a question has, as a value of a row of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def views_of(viewer: Viewer) -> tuple[View, ...]:
    """Return the lists that mean something to a viewer, the crisis list first."""
    found: list[View] = ["crisis"]
    if handles_anything(viewer):
        found += OF_OFFICERS
    if supervises_anything(viewer):
        found += [one for one in OF_SUPERVISORS if one not in found]
    return tuple(found)


def chosen(viewer: Viewer, view: str, procedure: str = "") -> QuerySet[Matter]:
    """Return what is in a view, of one procedure or of all. Raises Invalid for no such view."""
    select = VIEWS.get(view)
    if select is None:
        raise Invalid(_("没有这个列表。"))
    if view == "waiting":
        return waiting_at(viewer, procedure)
    found = Matter.objects.filter(select(viewer))
    if procedure:
        found = found.filter(procedure=procedure)
    if view == "all":
        return found
    if view == "closed":
        return found.filter(closed_at__isnull=False)
    return found.filter(closed_at__isnull=True).exclude(state=JOINED)


def counted(questions: Mapping[str, QuerySet[Matter]]) -> dict[str, int]:
    """Return how many rows each question has, to MOST_COUNTED and one more, by one question."""
    asked = {
        f"count_{name}": _Counted(rows.order_by().values("pk")[: MOST_COUNTED + 1])
        for name, rows in questions.items()
    }
    one = Organisation.objects.order_by("pk").annotate(**asked).values(*asked)[:1]
    found: Mapping[str, int | None] = next(iter(one), dict.fromkeys(asked, 0))
    return {name: found[f"count_{name}"] or 0 for name in questions}


def end_of_today() -> datetime:
    """Return the moment at which today ends in China."""
    return datetime.combine(clock.today() + timedelta(days=1), time(), CHINA)


def waits_for(whom: Waits) -> Q:
    """Select what stands in a state that waits for somebody, whatever the procedure."""
    found = Q(pk__in=[])
    for one in bound():
        keys = [state.key for state in one.all_states if state.waits_for is whom]
        if keys:
            found |= Q(procedure=one.key, version=one.version, state__in=keys)
    return found


def _ours(viewer: Viewer) -> Q:
    return owned_by(viewer) | supervised_by(viewer)


def _joint(viewer: Viewer) -> Q:
    offices = [post.organisation for post in viewer.posts]
    waited = Share.objects.filter(
        office__in=offices, capacity=Capacity.JOINT, until__isnull=True, part_at__isnull=True
    ).values("matter")
    return Q(worked_by(viewer) & ~owned_by(viewer), pk__in=waited)


def _at_partners(viewer: Viewer) -> Q:
    sent = Referral.objects.filter(
        matter=OuterRef("pk"), to_partner__isnull=False, state=ReferralState.SENT
    )
    return owned_by(viewer) & (Q(Exists(sent)) | waits_for(Waits.PARTNER))


VIEWS: dict[str, Callable[[Viewer], Q]] = {
    "waiting": owned_by,
    "mine": lambda viewer: Q(assigned_to=viewer.actor) & worked_by(viewer),
    "joint": _joint,
    "asking": lambda viewer: owned_by(viewer) & (waits_for(Waits.ASKER) | Q(state=GROUPED)),
    "partner": _at_partners,
    "watching": watched_by,
    "today": lambda viewer: Q(owned_by(viewer), next_due__lte=end_of_today()),
    "bounced": lambda viewer: Q(_ours(viewer), bounces__gt=0),
    "contested": lambda viewer: Q(_ours(viewer), reopened__gt=0),
    "crisis": lambda viewer: Q(supervised_by(viewer) | worked_by(viewer), crisis=Crisis.RAISED),
    "supervising": supervised_by,
    "escalated": lambda viewer: Q(supervised_by(viewer), escalated_at__isnull=False),
    "overdue": lambda viewer: Q(_ours(viewer), next_due__lte=clock.now()),
    "closed": _ours,
    "all": seen_by,
}
