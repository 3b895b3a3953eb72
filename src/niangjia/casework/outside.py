"""One matter as those outside the unions see it: the asker, the partner body."""

from django.db.models import Q

from niangjia.casework.access import (
    asked_by,
    partners_of,
    referred_to,
)
from niangjia.casework.content import open_story
from niangjia.casework.declaring.own import ANSWERED, CLOSED, JOINED
from niangjia.casework.declaring.parts import Party, Waits
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.handling.attaching import owner_of
from niangjia.casework.handling.locking import Asker, Receipt, came_of, procedure_of
from niangjia.casework.models import (
    Ending,
    Entry,
    EntryKind,
    Matter,
    MatterGroup,
    Outcome,
    PartnerPaper,
    Referral,
    ReferralState,
)
from niangjia.casework.models.clocks import ClockState
from niangjia.casework.receipts import key_of
from niangjia.casework.shown import (
    AskerPage,
    EntryShown,
    PartnerPage,
    due_words,
    until_words,
)
from niangjia.casework.timelines import (
    MOST_ENTRIES,
    clocks_of,
    entry_shown,
    kind_name_of,
    missing_matter,
    one_of,
    state_name_of,
    steps_shown,
    words_of,
)
from niangjia.foundation.files.queries import FileShown, files_of
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import STRANGER, Viewer

WORDS_FOR_ASKER = frozenset(
    {EntryKind.TOLD, EntryKind.SAID, EntryKind.ANSWERED, EntryKind.CONTESTED, EntryKind.EXPLAINED}
    | {EntryKind.CALL_BACK, EntryKind.URGED, EntryKind.VIEWED, EntryKind.CLOCK, EntryKind.RETURNED}
    | {EntryKind.PAPER_GIVEN}
)
"""Of these the asker reads the words too; of others, that they happened and what a move tells."""


def asker_page(*, asker: Asker, code: str = "") -> AskerPage:
    """Return the asker's own matter, by account and code or by receipt. Raises Missing."""
    matter = asked_matter(asker, code)
    declared = procedure_of(matter)
    is_lead = matter.part == MatterGroup.LEAD
    entries = Entry.objects.filter(matter=matter, to_asker=True).order_by("-number")
    rows = list(entries[:MOST_ENTRIES])
    clocks = [one for one in clocks_of(matter) if one.state == ClockState.RUNNING]
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
        answer=words_of(answered, matter) if answered and matter.result else "",
        result_name=declared.closing.results.get(matter.result, ""),
        recovered=matter.recovered,
        bounces=matter.bounces,
        entries=tuple(_for_asker(one, matter, declared) for one in rows),
        steps=steps_shown(matter, declared, [Party.ASKER]),
        related=_related(matter),
        procedure=matter.procedure,
        version=matter.version,
        state=matter.state,
        is_open=matter.state not in {CLOSED, JOINED},
        may_confirm=matter.state == ANSWERED and not is_lead,
        may_rate=_may_rate(matter),
        story="" if is_lead else open_story(matter.sealed_story, matter.code),
    )


def asker_papers(*, asker: Asker, code: str = "") -> tuple[FileShown, ...]:
    """Return the papers that the asker handed in or was given, with links. Raises Missing.

    Those of a group's lead are for the offices alone.
    """
    matter = asked_matter(asker, code)
    if matter.part == MatterGroup.LEAD:
        return ()
    viewer = STRANGER if isinstance(asker, Receipt) else asker
    return files_of(viewer=viewer, owner=owner_of(matter))


def partner_page(*, viewer: Viewer, code: str) -> PartnerPage:
    """Return what is referred to a partner body of the viewer's. Raises Missing."""
    partners = partners_of(viewer)
    matter = one_of(referred_to(partners), code)
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
        until=until_words(answer_by),
        entries=tuple(entry_shown(one, matter, declared, {}) for one in mine),
        steps=steps_shown(matter, declared, [Party.PARTNER]),
        procedure=matter.procedure,
        version=matter.version,
        asked=words_of(asked, matter) if asked else "",
        has_replied=not is_sent,
    )


def partner_papers(*, viewer: Viewer, code: str) -> tuple[FileShown, ...]:
    """Return the papers that a partner body of the viewer's was given or handed in, with links.

    Raises Missing.
    """
    partners = partners_of(viewer)
    matter = one_of(referred_to(partners), code)
    given = PartnerPaper.objects.filter(matter=matter, partner__in=partners)
    codes = set(given.values_list("paper", flat=True))
    if not codes:
        return ()
    kept = files_of(viewer=viewer, owner=owner_of(matter), inner=owner_of(matter, inner=True))
    return tuple(one for one in kept if one.code in codes)


def asked_matter(asker: Asker, code: str) -> Matter:
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
        raise missing_matter()
    return matter


def _may_rate(matter: Matter) -> bool:
    if matter.ending != Ending.CONFIRMED or matter.part == MatterGroup.LEAD:
        return False
    unrated = Outcome.objects.filter(
        matter=matter, confirmed_at__isnull=False, contested_at__isnull=True, rating__isnull=True
    )
    return unrated.exists()


def _for_asker(one: Entry, matter: Matter, declared: Procedure) -> EntryShown:
    words = words_of(one, matter) if one.kind in WORDS_FOR_ASKER else ""
    if one.kind == EntryKind.MOVED:
        words = _told_of(one, matter, declared)
    return EntryShown(
        number=one.number,
        kind=one.kind,
        kind_name=kind_name_of(one, declared),
        at=one.at,
        actor_name="",
        office=one.office,
        words=words,
        detail="",
        state_name=state_name_of(one, declared),
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
    told = (step.told, words_of(one, matter) if asks else "")
    return "\n".join(part for part in told if part)


def _related(matter: Matter) -> tuple[tuple[str, str], ...]:
    near = Q(referred_from=matter) | Q(joined=matter) | Q(members=matter)
    found = Matter.objects.filter(near).distinct().order_by("pk")
    return tuple(found.values_list("code", "number"))
