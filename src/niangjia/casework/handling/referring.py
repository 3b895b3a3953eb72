"""From office to office: dispatch, return, the third return, several offices on one matter."""

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.access import supervised_by
from niangjia.casework.handling.locking import (
    demand_alone,
    demand_free,
    procedure_of,
    text_in,
    to_lead,
)
from niangjia.casework.handling.routing import demand_fit, is_other_side, office_of
from niangjia.casework.handling.writing import Writing, urgency_of, write
from niangjia.casework.models import (
    Capacity,
    Entry,
    EntryKind,
    Matter,
    MatterGroup,
    Referral,
    ReferralState,
    Share,
)
from niangjia.foundation.organisations.models import STANDING, Organisation
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer

MOST_RETURNS = 3
"""The third return goes to a supervisor, and after that nobody returns the matter any more."""


@transaction.atomic
def dispatch(*, viewer: Viewer, code: str, to: str = "", words: str) -> str:
    """Give a matter to another office, by routing where `to` is "", and return that office's name.

    Its clocks run on. Whoever gives it goes on seeing it. Raises Missing; Invalid for the other
    side's union, an office where nobody works, one that returned the matter before, or without a
    word why; Refused where a supervisor decides; Conflict where it is there already.
    """
    matter = to_lead(viewer, code)
    demand_alone(matter)
    demand_free(matter, viewer)
    said = text_in(words, field="words", least=5)
    declared = procedure_of(matter)
    supervises = _supervises(viewer, matter)
    if matter.escalated_at is not None and not supervises:
        raise Refused(_("这件事退回过三次，由督导员决定交给谁。"))
    office = _office(to) if to else office_of(matter, declared)
    if office.pk == matter.responsible_id:
        raise Conflict(_("这件事就在{name}。").format(name=office.name))
    demand_fit(matter, office, declared)
    if not supervises and _returned_before(matter, office):
        raise Invalid(_("{name}退回过这件事。").format(name=office.name), {"to": _("请另选。")})
    _hand_to(matter, office, said, viewer)
    return office.name


@transaction.atomic
def return_matter(*, viewer: Viewer, code: str, reason: str) -> None:
    """Give a matter back to the office that dispatched it, with a reason; the return is counted.

    The third goes to a supervisor. Raises Missing, Invalid without a reason, Conflict where nobody
    dispatched it or where a supervisor has decided.
    """
    matter = to_lead(viewer, code)
    demand_alone(matter)
    demand_free(matter, viewer)
    why = text_in(reason, least=5)
    if matter.bounces >= MOST_RETURNS:
        raise Conflict(_("督导员已经定下由这里办理，不能再退。有困难请找督导员协调。"))
    came = _standing_referral(matter)
    if came is None:
        raise Conflict(_("这件事不是别处派来的，不能退回。"))
    _close_referral(came, ReferralState.RETURNED)
    sender = came.from_office
    _end_share(matter, sender)
    third = matter.bounces + 1 >= MOST_RETURNS
    if third:
        matter.escalated_at = clock.now()
    write(
        matter,
        Writing(EntryKind.RETURNED, why, detail=str(matter.bounces + 1), to_asker=True),
        actor=viewer.actor,
        bounces=matter.bounces + 1,
        responsible=sender,
        assigned_to="",
        assigned_at=None,
        escalated_at=matter.escalated_at,
        urgency=urgency_of(matter),
    )
    _members_follow(matter, viewer)
    if third:
        words = _("已经退回{count}次，请督导员决定由谁办理。").format(count=MOST_RETURNS)
        write(matter, Writing(EntryKind.ESCALATED, words), actor="house")


@transaction.atomic
def share(*, viewer: Viewer, code: str, office: str, words: str) -> None:
    """Bring another office onto a matter, to work on it together.

    Raises Missing, Invalid for an office that may not or cannot, Conflict for one that is on it.
    """
    matter = to_lead(viewer, code)
    demand_alone(matter)
    said = text_in(words, field="words", least=5)
    other = _office(office)
    if other.pk == matter.responsible_id:
        raise Conflict(_("这件事就在{name}。").format(name=other.name))
    demand_fit(matter, other, procedure_of(matter))
    standing = Share.objects.filter(matter=matter, office=other, until__isnull=True)
    if standing.filter(capacity=Capacity.JOINT).exists():
        raise Conflict(_("这个工会已经在会同办理。"))
    standing.update(until=clock.now())
    Share.objects.create(matter=matter, office=other, capacity=Capacity.JOINT, since=clock.now())
    write(
        matter,
        Writing(EntryKind.SHARED, said, detail=other.code, to_asker=True),
        actor=viewer.actor,
    )


@transaction.atomic
def unshare(*, viewer: Viewer, code: str, office: str, words: str) -> None:
    """Let an office off a matter. Raises Missing, Conflict where it is not on it."""
    matter = to_lead(viewer, code)
    said = text_in(words, field="words", least=5)
    other = _office(office)
    ended = Share.objects.filter(
        matter=matter, office=other, capacity=Capacity.JOINT, until__isnull=True
    ).update(until=clock.now())
    if ended != 1:
        raise Conflict(_("这个工会没有在会同办理。"))
    write(matter, Writing(EntryKind.UNSHARED, said, detail=other.code), actor=viewer.actor)


def _hand_to(matter: Matter, office: Organisation, said: str, viewer: Viewer) -> Entry:
    sender, now = matter.responsible, clock.now()
    if came := _standing_referral(matter):
        _close_referral(came, ReferralState.PASSED_ON)
    _end_share(matter, office)
    if not is_other_side(sender, matter.employer, against=matter.against_employer):
        Share.objects.get_or_create(
            matter=matter, office=sender, until=None,
            defaults={"capacity": Capacity.WATCHING, "since": now},
        )  # fmt: skip
    matter.escalated_at = None
    entry = write(
        matter,
        Writing(EntryKind.DISPATCHED, said, detail=office.code, to_asker=True),
        actor=viewer.actor,
        responsible=office,
        assigned_to="",
        assigned_at=None,
        escalated_at=None,
        urgency=urgency_of(matter),
    )
    Referral.objects.create(
        matter=matter, entry=entry, from_office=sender, to_office=office, at=now
    )
    _members_follow(matter, viewer)
    return entry


def _members_follow(lead: Matter, viewer: Viewer) -> None:
    """Let those who go on in a group's matter go where it goes."""
    if lead.part != MatterGroup.LEAD:
        return
    members = Matter.objects.select_related("responsible").select_for_update(of=("self",))
    for one in members.filter(group=lead, closed_at__isnull=True).order_by("pk"):
        went = Writing(EntryKind.DISPATCHED, detail=lead.responsible.code, to_asker=True)
        write(one, went, actor=viewer.actor, responsible=lead.responsible)


def _standing_referral(matter: Matter) -> Referral | None:
    found = Referral.objects.select_related("from_office").filter(
        matter=matter,
        to_office=matter.responsible_id,
        state__in=[ReferralState.SENT, ReferralState.TAKEN],
    )
    return found.order_by("-pk").first()


def _close_referral(one: Referral, state: ReferralState) -> None:
    Referral.objects.filter(pk=one.pk).update(state=state, settled_at=clock.now())


def _end_share(matter: Matter, office: Organisation) -> None:
    standing = Share.objects.filter(matter=matter, office=office, until__isnull=True)
    standing.update(until=clock.now())


def _returned_before(matter: Matter, office: Organisation) -> bool:
    return Referral.objects.filter(
        matter=matter, to_office=office, state=ReferralState.RETURNED
    ).exists()


def _supervises(viewer: Viewer, matter: Matter) -> bool:
    return Matter.objects.filter(supervised_by(viewer), pk=matter.pk).exists()


def _office(code: str) -> Organisation:
    """Return a standing union: officers may give matters to any, whether they read it or not."""
    known = code.isascii() and code.isalnum()
    found: Organisation | None = (
        Organisation.objects.filter(STANDING, code=code).first() if known else None
    )
    if found is None:
        raise Missing(_("没有这个工会。"))
    return found
