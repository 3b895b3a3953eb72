"""The one place where a matter changes: by compare-and-swap, with one entry for each change."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from niangjia.casework.content import seal_words
from niangjia.casework.models import Entry, EntryKind, Matter
from niangjia.foundation.ledger.actions import announce, record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict

URGENT_CRISIS, URGENT_ESCALATED, URGENT_SUPERVISED, URGENT_URGED = 9, 5, 3, 1


@dataclass(frozen=True, slots=True)
class Writing:
    """What an entry says, and to whom."""

    kind: EntryKind
    words: str = ""
    detail: str = ""
    reached: bool | None = None
    to_asker: bool = False
    to_offices: bool = True
    to_partners: bool = False


def write(matter: Matter, writing: Writing, *, actor: str, **columns: Any) -> Entry:
    """Change the columns of a matter, write the entry that tells it, record and announce it.

    The matter is the locked one of this transaction and is kept in step. Raises Conflict where
    somebody changed it meanwhile.
    """
    before = matter.state
    if "state" in columns and columns["state"] != before:
        columns.setdefault("state_since", clock.now())
    unchanged = Matter.objects.filter(pk=matter.pk, revision=matter.revision, state=before)
    if unchanged.update(revision=F("revision") + 1, **columns) != 1:
        raise Conflict(_("有人刚刚改动了这件事，请刷新后再试。"))
    matter.revision += 1
    for name, value in columns.items():
        setattr(matter, name, value)
    return write_entry(matter, writing, actor=actor, before=before)


def write_entry(matter: Matter, writing: Writing, *, actor: str, before: str) -> Entry:
    """Write the entry of a change that is made; for `write`, and for a matter just received."""
    box = seal_words(writing.words, matter.code, matter.revision)
    entry = Entry(
        matter=matter,
        number=matter.revision,
        kind=writing.kind,
        at=clock.now(),
        actor=actor,
        office=matter.responsible.name,
        detail=writing.detail,
        reached=writing.reached,
        from_state=before,
        to_state=matter.state,
        words=box,
        to_asker=writing.to_asker,
        to_offices=writing.to_offices,
        to_partners=writing.to_partners,
    )
    entry.save(force_insert=True)
    record(
        actor=actor,
        verb=f"casework.{writing.kind.value}",
        subject=subject_of(matter),
        details=_told(entry, box),
    )
    announce(f"casework.{writing.kind.value}", [{"matter": matter.pk, "entry": entry.number}])
    return entry


def digest_of(box: bytes | memoryview) -> str:
    """Return the hash by which the trail knows the sealed words of an entry again."""
    return sha256(bytes(box)).hexdigest()


def subject_of(matter: Matter) -> str:
    """Return the name of a matter in the audit trail."""
    return f"matter:{matter.pk}"


def urgency_of(matter: Matter) -> int:
    """Return how far ahead of others a matter stands in the queue."""
    if matter.crisis == "raised":
        return URGENT_CRISIS
    if matter.escalated_at is not None:
        return URGENT_ESCALATED
    if matter.supervised_until is not None:
        return URGENT_SUPERVISED
    return URGENT_URGED if matter.urged else 0


def _told(entry: Entry, box: bytes) -> Mapping[str, Any]:
    told = {"entry": entry.number, "from": entry.from_state, "to": entry.to_state}
    return told | {"detail": entry.detail, "words": digest_of(box)}
