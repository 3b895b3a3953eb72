"""Into another procedure: the same asker and the same story, a number and clocks of its own."""

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.content import open_person, open_story, seal_person, seal_story
from niangjia.casework.declaring.book import current
from niangjia.casework.handling.clockwork import Clocks
from niangjia.casework.handling.locking import (
    demand_alone,
    demand_free,
    procedure_of,
    text_in,
    to_lead,
)
from niangjia.casework.handling.numbering import next_in
from niangjia.casework.handling.routing import office_of
from niangjia.casework.handling.writing import Writing, urgency_of, write, write_entry
from niangjia.casework.models import Channel, EntryKind, Matter, Referral
from niangjia.casework.receipts import key_of, passphrase_for
from niangjia.casework.rules.numbers import Series, written
from niangjia.foundation.sealing.boxes import fingerprint
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import Viewer


@transaction.atomic
def refer(*, viewer: Viewer, code: str, procedure: str, words: str, grade: str = "") -> Matter:
    """Begin a matter of another procedure out of this one and return it; this one goes on.

    It goes to the office that routing finds, its clocks run from now, the asker follows both by the
    one receipt. Raises Missing, Invalid for a procedure this one does not refer to or a grade it
    does not have, Conflict where it was referred there before.
    """
    matter = to_lead(viewer, code)
    demand_alone(matter)
    demand_free(matter, viewer)
    said = text_in(words, field="words", least=5)
    if procedure not in procedure_of(matter).refers_to:
        raise Invalid(_("不能转到这个流程。"), {"procedure": _("请另选一个。")})
    declared = current(procedure)
    if (grade not in declared.grades) if declared.grades else bool(grade):
        raise Invalid(_("请选一档。"), {"grade": _("请选一档。")})
    if matter.referred_to.filter(procedure=procedure, closed_at__isnull=True).exists():
        raise Conflict(_("已经转到“{name}”，还没有办结。").format(name=declared.name))
    child = _child(matter, procedure, grade)
    clocks = Clocks(child, declared, fresh=True)
    clocks.start_from_receipt()
    clocks.moved_to(child.state)
    child.next_due = clocks.next_due
    child.save(force_insert=True)
    came = Writing(EntryKind.RECEIVED, said, detail=Channel.REFERRAL, to_asker=True)
    clocks.save(write_entry(child, came, actor=viewer.actor, before=""))
    went = Writing(EntryKind.REFERRED, said, detail=f"matter:{child.code}", to_asker=True)
    entry = write(matter, went, actor=viewer.actor)
    Referral.objects.create(
        matter=matter, entry=entry, from_office=matter.responsible,
        to_office=child.responsible, child=child, at=clock.now(),
    )  # fmt: skip
    return child


def _child(matter: Matter, procedure: str, grade: str) -> Matter:
    declared, now, code = current(procedure), clock.now(), public_code()
    office = office_of(matter, declared)
    series = Series(procedure, office.region_code, now.astimezone(CHINA).year)
    sequence = next_in(series)
    number = written(declared.mark, series, sequence)
    mark = fingerprint(f"{matter.code}\0{code}", purpose="casework.intake")
    return Matter(
        code=code, procedure=procedure, version=declared.version, place=series.place,
        year=series.year, sequence=sequence, number=number, intake_key=mark,
        receipt_key=key_of(number, passphrase_for(mark)), state=declared.start, state_since=now,
        grade=grade, issue=matter.issue, channel=Channel.REFERRAL, region_code=matter.region_code,
        restricted=matter.restricted, asker=matter.asker, asker_key=matter.asker_key,
        has_contact=matter.has_contact,
        sealed_person=seal_person(open_person(matter.sealed_person, matter.code), code),
        sealed_story=seal_story(open_story(matter.sealed_story, matter.code), code),
        employer=matter.employer, against_employer=matter.against_employer,
        received_by=office, responsible=office, received_at=now, referred_from=matter,
        money_at_stake=matter.money_at_stake, claimed=matter.claimed, crisis=matter.crisis,
        crisis_at=matter.crisis_at, alarmed_at=matter.alarmed_at, urgency=urgency_of(matter),
    )  # fmt: skip
