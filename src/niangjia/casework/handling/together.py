"""Matters that belong together: the same told again, and the same asked by many."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.content import Person, seal_person, seal_story
from niangjia.casework.declaring.own import ANSWERED, CLOSED, GROUPED, JOINED
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.handling.alarming import demand_safe
from niangjia.casework.handling.clockwork import Clocks
from niangjia.casework.handling.ending import Answer, write_answer
from niangjia.casework.handling.locking import (
    demand_alone,
    demand_free,
    procedure_of,
    text_in,
    to_lead,
)
from niangjia.casework.handling.numbering import next_in
from niangjia.casework.handling.writing import Writing, write, write_entry
from niangjia.casework.models import Channel, EntryKind, Matter, MatterGroup
from niangjia.casework.models.matters import FAR
from niangjia.casework.rules.numbers import Series, written
from niangjia.foundation.sealing.boxes import fingerprint
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import Viewer

MOST_MEMBERS = 500
MOST_REPRESENTATIVES = 5


@transaction.atomic
def join(*, viewer: Viewer, code: str, into: str, words: str) -> None:
    """Join a matter to an earlier one of the same asker, in which it goes on.

    The earlier one's clocks run on as they are. Raises Missing, Invalid for another asker,
    procedure or employer or for one that came in later, Conflict where either has ended.
    """
    matter, lead = _both(viewer, code, into)
    said = text_in(words, field="words", least=5)
    for one in (matter, lead):
        demand_alone(one)
        demand_free(one, viewer)
        demand_safe(one)
    if matter.part or matter.joined.exists():
        raise Conflict(_("这件事自己带着别的事，不能并入。"))
    if why := _different(matter, lead):
        raise Invalid(why, {"into": _("请另选一件，或者分别办理。")})
    clocks = Clocks(matter, procedure_of(matter))
    clocks.stop_all()
    entry = write(
        matter, Writing(EntryKind.JOINED, said, detail=lead.code, to_asker=True),
        actor=viewer.actor, state=JOINED, joined_to=lead, assigned_to="", assigned_at=None,
        next_due=FAR, urgency=0, result="", answered_by="", recovered=None,
    )  # fmt: skip
    clocks.save(entry)
    write(lead, Writing(EntryKind.JOINED, said, detail=matter.code), actor=viewer.actor)


@transaction.atomic
def separate(*, viewer: Viewer, code: str, words: str) -> None:
    """Take a joined matter out again; its clocks run from when it was received.

    Raises Missing, Invalid without words, Conflict for a matter that is not joined.
    """
    matter = to_lead(viewer, code)
    if matter.state != JOINED:
        raise Conflict(_("这件事没有并入别的事。"))
    said = text_in(words, field="words", least=5)
    declared = procedure_of(matter)
    clocks = Clocks(matter, declared)
    clocks.start_from_receipt()
    clocks.moved_to(declared.closing.reopens_to)
    entry = write(
        matter, Writing(EntryKind.SEPARATED, said, to_asker=True), actor=viewer.actor,
        state=declared.closing.reopens_to, joined_to=None, next_due=clocks.next_due,
    )  # fmt: skip
    clocks.save(entry)


@transaction.atomic
def form_group(
    *, viewer: Viewer, codes: Sequence[str], representatives: Sequence[str], claim: str
) -> Matter:
    """Make a group's matter of matters with a common claim, and return it.

    The group's clocks run from the first receipt among them. Raises Missing, Invalid for too few,
    too many, others' representatives, or matters that differ in procedure, employer or office;
    Conflict where one of them has ended, belongs elsewhere, or somebody may come to harm.
    """
    wanted = sorted(set(codes))
    said = text_in(claim, field="claim", least=5)
    if len(wanted) > MOST_MEMBERS:
        raise Invalid(_("一个集体事项最多{count}人。").format(count=MOST_MEMBERS))
    members = [to_lead(viewer, code) for code in wanted]
    declared = _common(members, set(representatives))
    for one in members:
        demand_alone(one)
        demand_free(one, viewer)
        demand_safe(one)
        if one.part:
            raise Conflict(_("{number}已经在别的集体事项里。").format(number=one.number))
    lead = _lead(members, declared, said, viewer)
    for one in members:
        speaks = one.code in representatives
        part = MatterGroup.REPRESENTATIVE if speaks else MatterGroup.MEMBER
        _into_group(one, lead, part, viewer)
    return lead


@transaction.atomic
def answer_group(
    *, viewer: Viewer, code: str, given: Answer, recovered: Mapping[str, Decimal]
) -> None:
    """Answer every member of a group; each is asked to confirm. `recovered` is yuan by code.

    Raises Missing, Invalid for what is missing, Conflict where the matter leads no group.
    """
    lead = to_lead(viewer, code)
    demand_alone(lead)
    demand_free(lead, viewer)
    members = list(
        Matter.objects.select_related("responsible")
        .select_for_update(of=("self",))
        .filter(group=lead, state=GROUPED)
        .order_by("pk")
    )
    if lead.part != MatterGroup.LEAD or not members:
        raise Conflict(_("这不是集体事项，或者成员都已经答复。"))
    for member in members:
        own = Answer(
            given.result, given.told, recovered.get(member.code), given.promised, given.paid_on
        )
        write_answer(member, own, viewer.actor)
    total = sum((recovered.get(one.code, Decimal(0)) for one in members), Decimal(0))
    clocks = Clocks(lead, procedure_of(lead))
    clocks.moved_to(ANSWERED)
    entry = write(
        lead, Writing(EntryKind.ANSWERED, given.told.strip(), detail=given.result, to_asker=True),
        actor=viewer.actor, state=ANSWERED, result=given.result, recovered=total,
        answered_by=viewer.actor, next_due=clocks.next_due,
    )  # fmt: skip
    clocks.save(entry)


def _both(viewer: Viewer, code: str, into: str) -> tuple[Matter, Matter]:
    """Lock two matters in one order, so that nobody waits in a circle."""
    if code == into:
        raise Invalid(_("不能并入自己。"), {"into": _("请另选一件。")})
    first, second = sorted((code, into))
    held = {first: to_lead(viewer, first)}
    held[second] = to_lead(viewer, second)
    return held[code], held[into]


def _different(matter: Matter, lead: Matter) -> str:
    same_account = matter.asker_id is not None and matter.asker_id == lead.asker_id
    same_contact = matter.asker_key != "" and matter.asker_key == lead.asker_key
    if not (same_account or same_contact):
        return _("不是同一个人反映的。多人反映同样的问题，请列入集体事项。")
    if matter.procedure != lead.procedure or matter.employer_id != lead.employer_id:
        return _("不是同一类事情，或者用人单位不同。")
    if matter.received_at < lead.received_at:
        return _("请把后来的并入先来的，期限按先来的算。")
    if lead.part:
        return _("那件事在集体事项里。")
    return ""


def _common(members: Sequence[Matter], representatives: set[str]) -> Procedure:
    declared = procedure_of(members[0]) if members else None
    if declared is None or len(members) < declared.group_from:
        least = declared.group_from if declared else 2
        raise Invalid(_("至少{count}人才列为集体事项。").format(count=least))
    for name in ("procedure", "version", "employer_id", "responsible_id", "grade"):
        if len({getattr(one, name) for one in members}) > 1:
            raise Invalid(_("这些事情的流程、单位、办理的工会或难度不一样，不能合在一起。"))
    if not representatives <= {one.code for one in members}:
        raise Invalid(_("代表要从成员里选。"), {"representatives": _("请重新选。")})
    if not 1 <= len(representatives) <= MOST_REPRESENTATIVES:
        raise Invalid(
            _("请选1到{count}名代表。").format(count=MOST_REPRESENTATIVES),
            {"representatives": _("请重新选。")},
        )
    return declared


def _lead(members: Sequence[Matter], declared: Procedure, claim: str, viewer: Viewer) -> Matter:
    first, now = min(members, key=lambda one: one.received_at), clock.now()
    series = Series(declared.key, first.responsible.region_code, now.astimezone(CHINA).year)
    sequence, code = next_in(series), public_code()
    lead = Matter(
        code=code, procedure=declared.key, version=declared.version, place=series.place,
        year=series.year, sequence=sequence, number=written(declared.mark, series, sequence),
        intake_key=fingerprint(code, purpose="casework.intake"), state=declared.closing.reopens_to,
        state_since=now, grade=first.grade, issue=first.issue, channel=Channel.REFERRAL,
        region_code=first.region_code, sealed_person=seal_person(Person(), code),
        sealed_story=seal_story(claim, code), employer=first.employer,
        against_employer=first.against_employer, received_by=first.responsible,
        responsible=first.responsible, received_at=first.received_at, part=MatterGroup.LEAD,
        money_at_stake=any(one.money_at_stake for one in members),
        claimed=sum((one.claimed or Decimal(0) for one in members), Decimal(0)) or None,
        restricted=any(one.restricted for one in members),
    )  # fmt: skip
    clocks = Clocks(lead, declared, fresh=True)
    clocks.start_from_receipt()
    clocks.moved_to(lead.state)
    lead.next_due = clocks.next_due
    lead.save(force_insert=True)
    told = Writing(EntryKind.RECEIVED, claim, detail=str(len(members)), to_asker=True)
    clocks.save(write_entry(lead, told, actor=viewer.actor, before=""))
    return lead


def _into_group(member: Matter, lead: Matter, part: MatterGroup, viewer: Viewer) -> None:
    if member.state in {ANSWERED, CLOSED}:
        raise Conflict(_("{number}已经答复，不用列入集体事项。").format(number=member.number))
    clocks = Clocks(member, procedure_of(member))
    clocks.stop_all()
    entry = write(
        member, Writing(EntryKind.GROUPED, detail=lead.code, to_asker=True), actor=viewer.actor,
        state=GROUPED, group=lead, part=part, assigned_to="", assigned_at=None, next_due=FAR,
    )  # fmt: skip
    clocks.save(entry)
