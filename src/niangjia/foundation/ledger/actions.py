"""Writing in the books. Both must be called inside the transaction of the change they tell of."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from niangjia.foundation.ledger.listeners import listeners_of, wake
from niangjia.foundation.ledger.models import (
    AuditEntry,
    AuditHead,
    Delivery,
    DeliveryState,
    Event,
)
from niangjia.foundation.ledger.seal import seal
from niangjia.kernel import clock
from niangjia.kernel.errors import Missing, Refused
from niangjia.kernel.viewer import Viewer


def record(
    *,
    actor: str,
    verb: str,
    subject: str,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add one entry to the audit trail and return it.

    `actor` is `Viewer.actor`; `subject` is "kind:number" of what was changed or looked at;
    `details` are plain JSON values and never hold anything about a person. The head of the
    chain stays locked until the transaction ends, so entries are in the order of commits.
    Raises TransactionManagementError outside a transaction.
    """
    _demand_transaction()
    entry = AuditEntry(
        at=clock.now(),
        actor=actor,
        verb=verb,
        subject=subject,
        reason=reason,
        details=dict(details or {}),
    )
    if not _follows_the_last_known(entry):
        _follows_the_head(entry)
    entry.save(force_insert=True)
    _last_known[:] = [(entry.sequence, entry.seal)]
    return entry


_last_known: list[tuple[int, str]] = []
"""The end of the chain as this process last wrote it: a guess that spares a question, no more."""


def _follows_the_last_known(entry: AuditEntry) -> bool:
    """Put an entry at the end of the chain if nobody else wrote since; say whether that was so.

    The head is moved only where its number and its seal are still those we know, in one statement
    that locks it; what others wrote, or what of ours was rolled back, makes the guess fail.
    """
    for sequence, mark in _last_known[:1]:
        _link(entry, sequence, mark)
        mine = AuditHead.objects.filter(pk=1, sequence=sequence, seal=mark)
        return mine.update(sequence=entry.sequence, seal=entry.seal) == 1
    return False


def _follows_the_head(entry: AuditEntry) -> None:
    """Lock the head, put an entry after it and move it on."""
    head = AuditHead.objects.select_for_update().filter(pk=1).first()
    if head is None:  # the first entry of all
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
    _link(entry, head.sequence, head.seal)
    head.sequence, head.seal = entry.sequence, entry.seal
    head.save(update_fields=["sequence", "seal"])


def _link(entry: AuditEntry, sequence: int, previous: str) -> None:
    entry.sequence, entry.previous = sequence + 1, previous
    entry.seal = seal(
        previous=previous,
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        verb=entry.verb,
        subject=entry.subject,
        reason=entry.reason,
        details=entry.details,
    )


def announce(topic: str, payloads: Iterable[Mapping[str, Any]]) -> None:
    """Write an event for each payload, with a delivery for every listener of `topic`.

    Nothing leaves before the transaction commits; after that the workers are woken. Payloads
    hold identifiers, not content: a listener reads what is true when it runs.
    Raises TransactionManagementError outside a transaction.
    """
    _demand_transaction()
    at = clock.now()
    events = Event.objects.bulk_create(
        [Event(topic=topic, payload=dict(payload), at=at) for payload in payloads]
    )
    Delivery.objects.bulk_create(
        [
            Delivery(event=event, listener=listener.name, lane=listener.lane, due=at)
            for event in events
            for listener in listeners_of(topic)
        ]
    )
    transaction.on_commit(wake)


@transaction.atomic
def retry_delivery(*, viewer: Viewer, delivery: int) -> None:
    """Put a delivery that gave up back in the queue.

    Raises Refused unless the viewer administers the whole house, Missing when there is no such
    failed delivery (any more).
    """
    if not viewer.runs_house:
        raise Refused("只有系统管理员可以重试失败的任务。")
    changed = Delivery.objects.filter(pk=delivery, state=DeliveryState.FAILED).update(
        state=DeliveryState.WAITING, attempts=0, due=clock.now()
    )
    if changed != 1:
        raise Missing("没有这个失败的任务，或者它已经重试。")
    record(actor=viewer.actor, verb="delivery.retried", subject=f"delivery:{delivery}")
    transaction.on_commit(wake)


def _demand_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("the books belong inside the change")
