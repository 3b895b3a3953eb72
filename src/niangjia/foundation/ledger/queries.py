"""Reading the books."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from niangjia.foundation.ledger.models import AuditEntry, AuditHead, Delivery, DeliveryState
from niangjia.foundation.ledger.seal import GENESIS, seal
from niangjia.kernel.errors import Invalid, Refused
from niangjia.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The end of the chain at some moment, to be kept outside this machine."""

    sequence: int
    seal: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.seal}"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read "sequence:seal". Raises Invalid for anything else."""
        number, _, mark = text.partition(":")
        if not number.isdigit() or len(mark) != len(GENESIS):
            raise Invalid("检查点的格式是“序号:封印”。")
        return cls(int(number), mark)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the chain does not hold, and why."""

    sequence: int
    reason: str


def checkpoint() -> Checkpoint:
    """Return the present end of the chain."""
    head = AuditHead.objects.filter(pk=1).first()
    return Checkpoint(head.sequence, head.seal) if head else Checkpoint(0, GENESIS)


def faults(kept: Checkpoint | None = None) -> Iterator[Fault]:
    """Walk the whole chain and yield every place where it does not hold.

    Against an outside checkpoint, truncation and a chain rebuilt from the start are found too;
    without one, only what contradicts the head kept beside the entries.
    """
    end = Checkpoint(0, GENESIS)
    seen = kept is None or kept == end
    for entry in _entries():
        yield from _faults_of(entry, after=end)
        end = Checkpoint(entry.sequence, entry.seal)
        if kept and kept.sequence == end.sequence:
            seen = True
            if kept != end:
                yield Fault(end.sequence, "与外部检查点不一致")
    if kept and not seen:
        yield Fault(kept.sequence, "外部检查点之后的记录被截断")
    if checkpoint() != end:
        yield Fault(end.sequence, "末尾与账簿首页不一致")


class _Entry(NamedTuple):
    sequence: int
    at: datetime
    actor: str
    verb: str
    subject: str
    reason: str
    details: Mapping[str, Any]
    previous: str
    seal: str

    @property
    def content(self) -> dict[str, Any]:
        fields = self._asdict()
        del fields["seal"]
        return fields


def _faults_of(entry: _Entry, *, after: Checkpoint) -> Iterator[Fault]:
    if entry.sequence != after.sequence + 1:
        yield Fault(after.sequence + 1, "缺少记录")
    if entry.previous != after.seal:
        yield Fault(entry.sequence, "与前一条记录接不上")
    if entry.seal != seal(**entry.content):
        yield Fault(entry.sequence, "内容被改动")


def _entries() -> Iterator[_Entry]:
    rows = AuditEntry.objects.order_by("sequence").values_list(*_Entry._fields)
    return (_Entry(*row) for row in rows.iterator())


def audit_of(*, viewer: Viewer, subject: str = "") -> QuerySet[AuditEntry]:
    """Return the trail, newest first, of one subject or of all.

    Raises Refused for anybody but an auditor of the top organisation and the operator.
    """
    if not viewer.reads_whole_trail:
        raise Refused("只有审计人员可以查看操作记录。")
    entries = AuditEntry.objects.order_by("-sequence")
    return entries.filter(subject=subject) if subject else entries


def trail_of(subject: str) -> QuerySet[AuditEntry]:
    """Return what was done to one subject, oldest first.

    For the history that a room shows to whoever it lets see the subject; it asks that first.
    """
    return AuditEntry.objects.filter(subject=subject).order_by("sequence")


def is_recorded(*, verb: str, subject: str) -> bool:
    """Whether this was ever done to this; for rules that ask what happened, not who did it."""
    return AuditEntry.objects.filter(subject=subject, verb=verb).exists()


def failed_deliveries(*, viewer: Viewer) -> QuerySet[Delivery]:
    """Return the deliveries that gave up, oldest first; empty for anybody who may not retry."""
    failed = Delivery.objects.filter(state=DeliveryState.FAILED).select_related("event")
    return failed.order_by("id") if viewer.runs_house else failed.none()


def outbox_counts() -> dict[str, int]:
    """Return how many deliveries are in each state."""
    rows = Delivery.objects.values_list("state").annotate(number=Count("id"))
    return dict.fromkeys(DeliveryState.values, 0) | dict(rows)
