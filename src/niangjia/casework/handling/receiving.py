"""Somebody asks: the matter is received, numbered, its clocks run from that moment."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from niangjia.casework.access import offices_of
from niangjia.casework.content import Person, seal_person, seal_story
from niangjia.casework.declaring.book import current
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.handling.alarming import raise_by_words
from niangjia.casework.handling.clockwork import Clocks
from niangjia.casework.handling.locking import text_in
from niangjia.casework.handling.numbering import next_in
from niangjia.casework.handling.routing import is_other_side, office_for
from niangjia.casework.handling.writing import Writing, write_entry
from niangjia.casework.models import Channel, EntryKind, Matter, UsedVersion
from niangjia.casework.receipts import asker_key_of, key_of, passphrase_for
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.casework.rules.numbers import Series, written
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.sealing.boxes import fingerprint
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Invalid, Missing, Refused, Unavailable
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import Viewer

LONGEST_STORY = 20_000
MOST_YUAN = Decimal(10) ** 10

_kept: set[tuple[str, int, str]] = set()
"""The versions that this process has seen kept, with their fingerprints."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for, as it was told.

    `employer` is the code of a registered one, "" where it is unknown; `claimed` is in yuan.
    `received_at` is given only for what was received before and is entered later from a file.
    """

    story: str
    person: Person = field(default_factory=Person)
    channel: str = Channel.WEB
    issue: str = ""
    grade: str = ""
    region_code: str = ""
    industry: str = ""
    employer: str = ""
    against_employer: bool = True
    money_at_stake: bool = False
    claimed: Decimal | None = None
    restricted: bool = False
    received_at: datetime | None = None

    def as_told(self) -> str:
        """Return all of it as one text, by which the same is known from something else."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Received:
    """What an asker takes home, and where the matter went. `crisis` asks for a person at once."""

    code: str
    number: str
    passphrase: str
    office: str
    crisis: bool
    again: bool = False


def receive(
    *, viewer: Viewer, procedure: str, asked: Asked, key: str, office: str = ""
) -> Received:
    """Receive a matter: by the asker, signed in or not, or by an officer on the asker's behalf.

    `key` is what is particular to the form or the call: the same form with the same words is one
    matter, however often it is sent. An officer's matter begins at the officer's office (`office`
    names which, where there are several), anybody else's at the one that routing finds.
    Raises Invalid for what is missing or wrong, Missing for a procedure or employer that is not
    there, Unavailable where no union is registered at all.
    """
    declared = current(procedure)
    asked = _checked(asked, declared, viewer)
    mark = fingerprint(f"{procedure}\0{key}\0{asked.as_told()}", purpose="casework.intake")
    try:
        return _received(viewer, declared, asked, mark, office)
    except IntegrityError:
        first = Matter.objects.select_related("responsible").filter(intake_key=mark).first()
        if first is None:
            raise
        return _receipt(first, again=True)  # the same form came twice at once: the first stands


@transaction.atomic
def _received(
    viewer: Viewer, declared: Procedure, asked: Asked, mark: str, office: str
) -> Received:
    employer = _employer(asked.employer)
    at_office = _receiving_office(viewer, declared, office)
    takes_in = at_office if at_office and not is_other_side(
        at_office, employer, against=asked.against_employer
    ) else None  # fmt: skip
    responsible = takes_in or office_for(
        declared,
        employer=employer,
        region_code=asked.region_code,
        industry=asked.industry,
        against_employer=asked.against_employer,
    )
    _keep_version(declared)
    matter = _made(declared, asked, mark, responsible)
    matter.employer = employer
    if at_office is None and viewer.account is not None:
        matter.asker_id = viewer.account
    clocks = Clocks(matter, declared, fresh=True)
    clocks.start_from_receipt()
    clocks.moved_to(matter.state)
    matter.next_due = clocks.next_due
    matter.save(force_insert=True)
    entry = write_entry(
        matter,
        Writing(EntryKind.RECEIVED, detail=asked.channel, to_asker=True),
        actor="asker" if viewer.is_stranger else viewer.actor,
        before="",
    )
    clocks.save(entry)
    raise_by_words(matter, signs_of_danger(asked.story))
    return _receipt(matter)


def _made(declared: Procedure, asked: Asked, mark: str, responsible: Organisation) -> Matter:
    now, code = clock.now(), public_code()
    series = Series(declared.key, responsible.region_code, now.astimezone(CHINA).year)
    sequence = next_in(series)
    number = written(declared.mark, series, sequence)
    contact = asked.person.phone
    return Matter(
        code=code,
        procedure=declared.key,
        version=declared.version,
        place=series.place,
        year=series.year,
        sequence=sequence,
        number=number,
        intake_key=mark,
        receipt_key=key_of(number, passphrase_for(mark)),
        state=declared.start,
        state_since=now,
        grade=asked.grade,
        issue=asked.issue,
        channel=asked.channel,
        region_code=asked.region_code,
        restricted=asked.restricted,
        asker_key=asker_key_of(contact),
        has_contact=asked.person.has_contact,
        sealed_person=seal_person(asked.person, code),
        sealed_story=seal_story(asked.story, code),
        against_employer=asked.against_employer,
        received_by=responsible,
        responsible=responsible,
        received_at=asked.received_at or now,
        money_at_stake=asked.money_at_stake or bool(asked.claimed),
        claimed=asked.claimed,
    )


def _receipt(matter: Matter, *, again: bool = False) -> Received:
    return Received(
        code=matter.code,
        number=matter.number,
        passphrase=passphrase_for(matter.intake_key),
        office=matter.responsible.name,
        crisis=matter.crisis != "",
        again=again,
    )


def _receiving_office(viewer: Viewer, declared: Procedure, office: str) -> Organisation | None:
    """Return the office at which an officer takes the matter in, None for anybody else."""
    mine = offices_of(viewer, declared)
    if not mine:
        if office:
            raise Refused(_("您不在这个工会受理这类事情。"))
        return None
    found = Organisation.objects.filter(pk__in=mine).order_by(Length("path"), "path")
    if office:
        found = found.filter(code=office)
    chosen: Organisation | None = found.first()
    if chosen is None:
        raise Refused(_("您不在这个工会受理这类事情。"))
    return chosen


def _employer(code: str) -> Employer | None:
    if not code:
        return None
    found = Employer.objects.select_related("union").filter(code=code).first()
    if found is None:
        raise Missing(_("没有登记这个用人单位。可以不选，写在经过里。"))
    return found


def _keep_version(declared: Procedure) -> None:
    """Keep how a version was declared when it was first used; raise where it was changed since."""
    mark = declared.fingerprint()
    if (declared.key, declared.version, mark) in _kept:
        return
    kept, _new = UsedVersion.objects.get_or_create(
        procedure=declared.key,
        version=declared.version,
        defaults={"fingerprint": mark, "since": clock.now()},
    )
    if kept.fingerprint != mark:
        raise Unavailable(
            _("流程“{name}”第{version}版用过以后被改了，没有加一版。请联系系统管理员。").format(
                name=declared.name, version=declared.version
            )
        )
    transaction.on_commit(lambda: _kept.add((declared.key, declared.version, mark)))


def _checked(asked: Asked, declared: Procedure, viewer: Viewer) -> Asked:
    text_in(asked.story, field="story", most=LONGEST_STORY)
    wrong = {
        "grade": asked.grade not in (declared.grades or {""}),
        "issue": bool(asked.issue) and not Issue.label_of(asked.issue),
        "channel": asked.channel not in Channel.values,
        "claimed": asked.claimed is not None and not 0 <= asked.claimed <= MOST_YUAN,
        "person": len(asked.person.phone) > 40 or len(asked.person.name) > 60,
        "received_at": asked.received_at is not None
        and not _may_have_come(asked, asked.received_at, declared, viewer),
    }
    words = {
        "grade": _("请从这类事情的几档里选一档。"),
        "issue": _("没有这一类。"),
        "channel": _("没有这种来源。"),
        "claimed": _("金额不对，请以元为单位填写。"),
        "person": _("姓名或电话太长。"),
        "received_at": _("只有从表格补录时才能填收到的时间，而且不能在将来。"),
    }
    if any(wrong.values()):
        problems = {field: words[field] for field, is_wrong in wrong.items() if is_wrong}
        raise Invalid(_("有几处要改，还没有提交。"), problems)
    return asked


def _may_have_come(asked: Asked, at: datetime, declared: Procedure, viewer: Viewer) -> bool:
    enters = viewer.operator or offices_of(viewer, declared)
    return asked.channel == Channel.FILE and bool(enters) and at <= clock.now()
