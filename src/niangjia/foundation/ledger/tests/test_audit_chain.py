"""Any flip, deletion, insertion, reordering or truncation of the trail is found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from niangjia.foundation.ledger import actions
from niangjia.foundation.ledger.actions import record
from niangjia.foundation.ledger.models import AuditEntry, AuditHead
from niangjia.foundation.ledger.queries import Checkpoint, audit_of, checkpoint, faults
from niangjia.foundation.ledger.seal import seal
from niangjia.kernel.errors import Invalid, Refused
from niangjia.kernel.viewer import STRANGER, Post, Role, Viewer

pytestmark = pytest.mark.django_db

AUDITOR = Viewer(account=1, posts=frozenset({Post(Role.AUDITOR, 1, "0001")}))
AUDITOR_BELOW = Viewer(account=2, posts=frozenset({Post(Role.AUDITOR, 2, "00010001")}))


@pytest.fixture
def trail() -> list[AuditEntry]:
    return [
        record(actor="account:7", verb="case.published", subject=f"case:{n}", details={"n": n})
        for n in range(1, 6)
    ]


def forge(entry: AuditEntry) -> str:
    return seal(
        previous=entry.previous,
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        verb=entry.verb,
        subject=entry.subject,
        reason=entry.reason,
        details=entry.details,
    )


@pytest.mark.usefixtures("trail")
def test_an_untouched_trail_holds() -> None:
    assert list(faults()) == []
    assert list(faults(checkpoint())) == []
    assert checkpoint().sequence == 5


def test_an_empty_trail_holds() -> None:
    assert list(faults()) == []
    assert checkpoint() == Checkpoint(0, "0" * 64)


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "account:8"},
        {"verb": "case.withdrawn"},
        {"subject": "case:9"},
        {"reason": "另有原因"},
        {"details": {"n": 0}},
        {"previous": "f" * 64},
    ],
)
def test_a_changed_field_is_found(trail: list[AuditEntry], change: dict[str, object]) -> None:
    AuditEntry.objects.filter(pk=trail[2].pk).update(**change)
    assert 3 in {fault.sequence for fault in faults()}


def test_a_changed_entry_with_a_fitting_seal_is_found_at_the_next(trail: list[AuditEntry]) -> None:
    entry = trail[2]
    entry.reason = "另有原因"
    AuditEntry.objects.filter(pk=entry.pk).update(reason=entry.reason, seal=forge(entry))
    assert {fault.sequence for fault in faults()} == {4}


def test_a_deleted_entry_is_found(trail: list[AuditEntry]) -> None:
    trail[1].delete()
    assert {fault.sequence for fault in faults()} >= {2}


def test_two_entries_in_the_wrong_order_are_found(trail: list[AuditEntry]) -> None:
    first, second = trail[1], trail[2]
    AuditEntry.objects.filter(pk=first.pk).update(sequence=99)
    AuditEntry.objects.filter(pk=second.pk).update(sequence=2)
    AuditEntry.objects.filter(pk=first.pk).update(sequence=3)
    assert {fault.sequence for fault in faults()} >= {2, 3}


def test_a_trail_cut_short_is_found_against_the_head_and_against_a_checkpoint(
    trail: list[AuditEntry],
) -> None:
    kept = checkpoint()
    trail[4].delete()
    assert list(faults())
    AuditHead.objects.update(sequence=4, seal=trail[3].seal)
    assert list(faults()) == []
    assert [fault.sequence for fault in faults(kept)] == [5]


def test_a_trail_rebuilt_from_the_start_is_found_against_a_checkpoint() -> None:
    record(actor="account:7", verb="case.published", subject="case:1")
    kept = checkpoint()
    AuditEntry.objects.all().delete()
    AuditHead.objects.all().delete()
    record(actor="account:7", verb="case.published", subject="case:2")
    assert list(faults()) == []
    assert [fault.reason for fault in faults(kept)] == ["与外部检查点不一致"]


@pytest.mark.django_db(transaction=True)
def test_writing_in_the_trail_needs_the_transaction_of_the_change() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(actor="account:7", verb="case.published", subject="case:1")


def test_only_the_auditor_of_the_whole_house_reads_the_trail(trail: list[AuditEntry]) -> None:
    assert [entry.pk for entry in audit_of(viewer=AUDITOR)] == [e.pk for e in reversed(trail)]
    assert audit_of(viewer=AUDITOR, subject="case:2").count() == 1
    for viewer in (STRANGER, AUDITOR_BELOW, Viewer(account=3)):
        with pytest.raises(Refused):
            audit_of(viewer=viewer)


def test_a_checkpoint_survives_being_written_down() -> None:
    assert Checkpoint.parse(str(Checkpoint(12, "a" * 64))) == Checkpoint(12, "a" * 64)
    for nonsense in ("", "12", "x:" + "a" * 64, "12:abc"):
        with pytest.raises(Invalid):
            Checkpoint.parse(nonsense)


@pytest.mark.usefixtures("trail")
def test_a_wrong_guess_of_the_end_costs_a_question_and_never_the_chain() -> None:
    """What others wrote meanwhile, and what of ours was rolled back, is not what comes next."""
    before = list(actions._last_known)
    point = transaction.savepoint()
    record(actor="house", verb="test.undone", subject="test:1")
    transaction.savepoint_rollback(point)
    record(actor="house", verb="test.done", subject="test:2")
    actions._last_known[:] = before  # as in another process, which knows only the five
    record(actor="house", verb="test.elsewhere", subject="test:3")
    assert list(faults()) == []
    assert checkpoint().sequence == 7


def test_an_entry_in_a_row_asks_for_the_head_only_once(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    record(actor="house", verb="test.done", subject="test:1")
    with django_assert_num_queries(2):  # the head moved on, the entry written
        record(actor="house", verb="test.done", subject="test:2")
