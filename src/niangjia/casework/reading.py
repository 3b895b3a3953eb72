"""One matter as each may see it: the office, the asker, the partner body."""

from collections.abc import Iterable, Sequence

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from niangjia.casework.access import (
    asked_by,
    demand_any_part,
    owned_by,
    partners_of,
    referred_to,
    roles_on,
    seen_by,
    supervised_by,
    worked_by,
)
from niangjia.casework.colleagues import names_of
from niangjia.casework.content import open_story, open_words
from niangjia.casework.declaring.own import ANSWERED, CLOSED, JOINED
from niangjia.casework.declaring.parts import Party, Waits
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.handling.alarming import STEPS
from niangjia.casework.handling.attaching import owner_of
from niangjia.casework.handling.locking import Asker, Receipt, came_of, procedure_of
from niangjia.casework.handling.moving import standing_of
from niangjia.casework.listing import row_of
from niangjia.casework.models import (
    Capacity,
    Channel,
    Crisis,
    Ending,
    Entry,
    EntryKind,
    Matter,
    MatterGroup,
    Outcome,
    PartnerPaper,
    Referral,
    ReferralState,
    RunningClock,
    Share,
)
from niangjia.casework.models.clocks import ClockState
from niangjia.casework.receipts import key_of
from niangjia.casework.shown import (
    AskerPage,
    ClockShown,
    EntryShown,
    JointShown,
    MatterPage,
    May,
    PartnerPage,
    StepShown,
    clock_shown,
    due_words,
    until_words,
)
from niangjia.foundation.files.queries import FileShown, files_of
from niangjia.kernel.errors import Missing
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import STRANGER, Viewer

MOST_ENTRIES = 500

WORDS_FOR_ASKER = frozenset(
    {EntryKind.TOLD, EntryKind.SAID, EntryKind.ANSWERED, EntryKind.CONTESTED, EntryKind.EXPLAINED}
    | {EntryKind.CALL_BACK, EntryKind.URGED, EntryKind.VIEWED, EntryKind.CLOCK, EntryKind.RETURNED}
)
"""Of these the asker reads the words too; of others, that they happened and what a move tells."""


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
        clocks=_clocks(matter, declared),
        entries=tuple(_entry(one, matter, declared, names) for one in rows),
        steps=_steps(matter, declared, roles) if may.work else (),
        papers=() if brief else _papers(viewer, matter),
        joint_offices=tuple(one.name for one in joint),
        joint=joint,
        emergency=STEPS if matter.crisis == Crisis.RAISED else (),
        version=matter.version,
        may=may,
        came_from=matter.referred_from.code if matter.referred_from else "",
        lead_code=_lead_code(matter),
    )


def _seen(viewer: Viewer, code: str) -> tuple[Matter, May]:
    """Return a matter that the viewer may read, and in what capacity, by one question."""
    capacities = {
        "may_work": worked_by(viewer) | supervised_by(viewer),
        "may_lead": owned_by(viewer) | supervised_by(viewer),
        "may_supervise": supervised_by(viewer),
    }
    asked = {name: Case(When(select, then=1), default=0) for name, select in capacities.items()}
    matter = _one(seen_by(viewer), code, **asked)
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


def asker_page(*, asker: Asker, code: str = "") -> AskerPage:
    """Return the asker's own matter, by account and code or by receipt. Raises Missing."""
    matter = _asked(asker, code)
    declared = procedure_of(matter)
    is_lead = matter.part == MatterGroup.LEAD
    entries = Entry.objects.filter(matter=matter, to_asker=True).order_by("-number")
    rows = list(entries[:MOST_ENTRIES])
    clocks = [one for one in _running(matter) if one.state == ClockState.RUNNING]
    due = min((one.due_at for one in clocks if one.due_at), default=None)
    state = declared.state(matter.state)
    answered = next((one for one in rows if one.kind == EntryKind.ANSWERED), None)
    return AskerPage(
        code=matter.code,
        number=matter.number,
        procedure_name=declared.name,
        told=state.told,
        office=matter.responsible.name,
        received_at=matter.received_at,
        due_at=due,
        due_words=due_words(due)[1] if clocks else "",
        until=until_words(due),
        my_turn=state.waits_for is Waits.ASKER,
        may_contest=matter.state in {ANSWERED, CLOSED} and not is_lead,
        answer=_words(answered, matter) if answered and matter.result else "",
        result_name=declared.closing.results.get(matter.result, ""),
        recovered=matter.recovered,
        bounces=matter.bounces,
        entries=tuple(_for_asker(one, matter, declared) for one in rows),
        steps=_steps(matter, declared, [Party.ASKER]),
        related=_related(matter),
        procedure=matter.procedure,
        version=matter.version,
        state=matter.state,
        is_open=matter.state not in {CLOSED, JOINED},
        may_confirm=matter.state == ANSWERED and not is_lead,
        may_rate=_may_rate(matter),
        story="" if is_lead else open_story(matter.sealed_story, matter.code),
    )


def _may_rate(matter: Matter) -> bool:
    if matter.ending != Ending.CONFIRMED or matter.part == MatterGroup.LEAD:
        return False
    unrated = Outcome.objects.filter(
        matter=matter, confirmed_at__isnull=False, contested_at__isnull=True, rating__isnull=True
    )
    return unrated.exists()


def partner_page(*, viewer: Viewer, code: str) -> PartnerPage:
    """Return what is referred to a partner body of the viewer's. Raises Missing."""
    partners = partners_of(viewer)
    matter = _one(referred_to(partners), code)
    declared = procedure_of(matter)
    rows = list(Entry.objects.filter(matter=matter, to_partners=True).order_by("-number"))
    sent = Referral.objects.filter(matter=matter, to_partner__in=partners, state=ReferralState.SENT)
    others = {
        f"partner:{code}"
        for code in Referral.objects.filter(matter=matter, to_partner__isnull=False)
        .exclude(to_partner__in=partners)
        .values_list("to_partner__code", flat=True)
    }
    mine = [one for one in rows if one.detail not in others]
    asked = next((one for one in mine if one.kind == EntryKind.REFERRED), None)
    answer_by = sent.order_by("pk").values_list("answer_by", flat=True).first()
    is_sent = sent.exists()
    return PartnerPage(
        code=matter.code,
        number=matter.number,
        issue_name=Issue.label_of(matter.issue),
        state_name=declared.state(matter.state).name,
        office=matter.responsible.name,
        answer_by=answer_by,
        entries=tuple(_entry(one, matter, declared, {}) for one in mine),
        steps=_steps(matter, declared, [Party.PARTNER]),
        procedure=matter.procedure,
        version=matter.version,
        asked=_words(asked, matter) if asked else "",
        has_replied=not is_sent,
    )


def partner_papers(*, viewer: Viewer, code: str) -> tuple[FileShown, ...]:
    """Return the papers that a partner body of the viewer's was given or handed in, with links.

    Raises Missing.
    """
    partners = partners_of(viewer)
    matter = _one(referred_to(partners), code)
    given = PartnerPaper.objects.filter(matter=matter, partner__in=partners)
    codes = set(given.values_list("paper", flat=True))
    if not codes:
        return ()
    kept = files_of(viewer=viewer, owner=owner_of(matter), inner=owner_of(matter, inner=True))
    return tuple(one for one in kept if one.code in codes)


def papers(*, viewer: Viewer, code: str) -> tuple[FileShown, ...]:
    """Return a matter's papers as an office sees them, with links. Raises Missing, Refused."""
    demand_any_part(viewer)
    matter = _one(seen_by(viewer), code)
    return _papers(viewer, matter)


def asker_papers(*, asker: Asker, code: str = "") -> tuple[FileShown, ...]:
    """Return the papers that the asker handed in or was given, with links. Raises Missing.

    Those of a group's lead are for the offices alone.
    """
    matter = _asked(asker, code)
    if matter.part == MatterGroup.LEAD:
        return ()
    viewer = STRANGER if isinstance(asker, Receipt) else asker
    return files_of(viewer=viewer, owner=owner_of(matter))


def _one(mine: Q, code: str, **further: Case) -> Matter:
    if not (code.isascii() and code.isalnum()):
        raise _missing()
    near = ("responsible", "employer", "referred_from", "joined_to", "group")
    found = Matter.objects.select_related(*near).annotate(**further)
    matter = found.filter(pk__in=Matter.objects.filter(mine, code=code).values("pk")[:2]).first()
    if matter is None:
        raise _missing()
    return matter


def _asked(asker: Asker, code: str) -> Matter:
    """Return the asker's matter, what came of it, or the lead of the group it belongs to."""
    found = Matter.objects.select_related("responsible", "employer")
    if isinstance(asker, Receipt):
        own = Q(receipt_key=key_of(asker.number, asker.passphrase))
        first = found.filter(own).first()
        matter = first if first and code in {"", first.code} else None
        further = came_of(first.pk) if first else set()
    else:
        own = asked_by(asker)
        matter = found.filter(own, code=code).first()
        further = set()
    if matter is None and code:
        groups = Matter.objects.filter(own, group__isnull=False).values("group")
        within = Q(pk__in=further) | Q(pk__in=groups)
        matter = found.filter(within, code=code).first()
    if matter is None:
        raise _missing()
    return matter


def _running(matter: Matter) -> Sequence[RunningClock]:
    return list(RunningClock.objects.filter(matter=matter).order_by("pk"))


def _clocks(matter: Matter, declared: Procedure) -> tuple[ClockShown, ...]:
    names = {one.key: one.name for one in declared.clocks}
    return tuple(clock_shown(one, names.get(one.kind, one.kind)) for one in _running(matter))


def _papers(viewer: Viewer, matter: Matter) -> tuple[FileShown, ...]:
    return files_of(viewer=viewer, owner=owner_of(matter), inner=owner_of(matter, inner=True))


def _steps(matter: Matter, declared: Procedure, who: Iterable[object]) -> tuple[StepShown, ...]:
    holds = set(who)
    return tuple(
        StepShown(
            one.key,
            one.name,
            declared.state(one.target).name,
            one.guard(standing_of(matter, {})) if one.guard and not one.needs else "",
        )
        for one in declared.moves_from(matter.state)
        if not holds.isdisjoint(one.by)
    )


def _entry(one: Entry, matter: Matter, declared: Procedure, names: dict[str, str]) -> EntryShown:
    return EntryShown(
        number=one.number,
        kind=one.kind,
        kind_name=_kind_name(one, declared),
        at=one.at,
        actor_name=names.get(one.actor, ""),
        office=one.office,
        words=_words(one, matter),
        detail=one.detail,
        state_name=_state_name(one, declared),
        reached=one.reached,
    )


def _for_asker(one: Entry, matter: Matter, declared: Procedure) -> EntryShown:
    words = _words(one, matter) if one.kind in WORDS_FOR_ASKER else ""
    if one.kind == EntryKind.MOVED:
        words = _told_of(one, matter, declared)
    return EntryShown(
        number=one.number,
        kind=one.kind,
        kind_name=_kind_name(one, declared),
        at=one.at,
        actor_name="",
        office=one.office,
        words=words,
        detail="",
        state_name=_state_name(one, declared),
        reached=one.reached,
    )


def _told_of(one: Entry, matter: Matter, declared: Procedure) -> str:
    """Return what a move tells the asker: its words, and what was filled in to ask the asker for.

    What is filled in for a move after which the matter waits for the asker is what he or she is
    asked; whatever else is filled in is for the offices.
    """
    step = declared.move(one.detail)
    if step is None:
        return ""
    asks = declared.state(step.target).waits_for is Waits.ASKER
    told = (step.told, _words(one, matter) if asks else "")
    return "\n".join(part for part in told if part)


def _words(one: Entry, matter: Matter) -> str:
    return open_words(one.words, matter.code, one.number)


def _kind_name(one: Entry, declared: Procedure) -> str:
    if one.kind == EntryKind.MOVED and (step := declared.move(one.detail)):
        return step.name
    return str(EntryKind(one.kind).label)


def _state_name(one: Entry, declared: Procedure) -> str:
    if one.from_state == one.to_state:
        return ""
    return next((state.name for state in declared.all_states if state.key == one.to_state), "")


def _related(matter: Matter) -> tuple[tuple[str, str], ...]:
    near = Q(referred_from=matter) | Q(joined=matter) | Q(members=matter)
    found = Matter.objects.filter(near).distinct().order_by("pk")
    return tuple(found.values_list("code", "number"))


def _missing() -> Missing:
    return Missing(_("没有这件事，或者它不在您的范围内。"))
