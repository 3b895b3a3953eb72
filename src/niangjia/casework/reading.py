"""One matter as the office and its supervisor see it."""

from django.db.models import Case, Q, When

from niangjia.casework.access import (
    demand_any_part,
    owned_by,
    roles_on,
    seen_by,
    supervised_by,
    worked_by,
)
from niangjia.casework.colleagues import names_of
from niangjia.casework.content import open_story
from niangjia.casework.handling.alarming import STEPS
from niangjia.casework.handling.attaching import owner_of
from niangjia.casework.handling.locking import procedure_of
from niangjia.casework.listing import row_of
from niangjia.casework.models import (
    Capacity,
    Channel,
    Crisis,
    Ending,
    Entry,
    Matter,
    Share,
)
from niangjia.casework.shown import (
    JointShown,
    MatterPage,
    May,
)
from niangjia.casework.timelines import MOST_ENTRIES, clocks_shown, entry_shown, one_of, steps_shown
from niangjia.foundation.files.queries import FileShown, files_of
from niangjia.kernel.viewer import Viewer


def matter_page(*, viewer: Viewer, code: str, brief: bool = False) -> MatterPage:
    """Return a matter as an office or its supervisor sees it. Raises Missing, Refused.

    `brief` leaves out the timeline, for where one thing is done to it.
    """
    demand_any_part(viewer)
    matter, may = _seen(viewer, code)
    declared = procedure_of(matter)
    rows = [] if brief else _entries(matter, may)
    names = names_of({one.actor for one in rows} | {matter.assigned_to} - {""})
    joint, offices = _joint(viewer, matter)
    roles = roles_on(viewer, matter, declared, offices)
    return MatterPage(
        row=row_of(matter, names, viewer),
        story=open_story(matter.sealed_story, matter.code),
        employer_name=matter.employer.name if matter.employer else "",
        against_employer=matter.against_employer,
        has_contact=matter.has_contact,
        channel_name=str(Channel(matter.channel).label),
        money_at_stake=matter.money_at_stake,
        claimed=matter.claimed,
        recovered=matter.recovered,
        result_name=declared.closing.results.get(matter.result, ""),
        ending_name=str(Ending(matter.ending).label) if matter.ending else "",
        closed_at=matter.closed_at,
        revision=matter.revision,
        clocks=clocks_shown(matter, declared),
        entries=tuple(entry_shown(one, matter, declared, names) for one in rows),
        steps=steps_shown(matter, declared, roles) if may.work else (),
        papers=() if brief else _papers(viewer, matter),
        joint_offices=tuple(one.name for one in joint),
        joint=joint,
        emergency=STEPS if matter.crisis == Crisis.RAISED else (),
        version=matter.version,
        may=may,
        came_from=matter.referred_from.code if matter.referred_from else "",
        lead_code=_lead_code(matter),
    )


def papers(*, viewer: Viewer, code: str) -> tuple[FileShown, ...]:
    """Return a matter's papers as an office sees them, with links. Raises Missing, Refused."""
    demand_any_part(viewer)
    matter = one_of(seen_by(viewer), code)
    return _papers(viewer, matter)


def _seen(viewer: Viewer, code: str) -> tuple[Matter, May]:
    """Return a matter that the viewer may read, and in what capacity, by one question."""
    capacities = {
        "may_work": worked_by(viewer) | supervised_by(viewer),
        "may_lead": owned_by(viewer) | supervised_by(viewer),
        "may_supervise": supervised_by(viewer),
    }
    there = Q(pk__isnull=False)  # the operator selects by nothing, which is no condition
    asked = {
        name: Case(When(there & select, then=1), default=0) for name, select in capacities.items()
    }
    matter = one_of(seen_by(viewer), code, **asked)
    held = {name: bool(getattr(matter, name)) for name in capacities}
    return matter, May(held["may_work"], held["may_lead"], held["may_supervise"])


def _entries(matter: Matter, may: May) -> list[Entry]:
    entries = Entry.objects.filter(matter=matter)
    if not may.supervise:
        entries = entries.filter(to_offices=True)
    return list(entries.order_by("-number")[:MOST_ENTRIES])


def _joint(viewer: Viewer, matter: Matter) -> tuple[tuple[JointShown, ...], set[int]]:
    """Return the offices that are joint on a matter, and their numbers."""
    mine = {post.organisation for post in viewer.posts}
    standing = Share.objects.filter(matter=matter, capacity=Capacity.JOINT, until__isnull=True)
    rows = list(
        standing.order_by("pk").values_list("office__code", "office__name", "part_at", "office_id")
    )
    shown = tuple(
        JointShown(code, name, part is not None, number in mine)
        for code, name, part, number in rows
    )
    return shown, {number for _code, _name, _part, number in rows}


def _lead_code(matter: Matter) -> str:
    lead = matter.joined_to or matter.group
    return lead.code if lead else ""


def _papers(viewer: Viewer, matter: Matter) -> tuple[FileShown, ...]:
    return files_of(viewer=viewer, owner=owner_of(matter), inner=owner_of(matter, inner=True))
