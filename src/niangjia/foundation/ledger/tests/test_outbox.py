"""What is announced reaches every listener, at least once, whatever breaks in between."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from niangjia.foundation.ledger import listeners
from niangjia.foundation.ledger.actions import announce, retry_delivery
from niangjia.foundation.ledger.courier import GIVE_UP_AFTER, deliver_due, drain, pause_after, prune
from niangjia.foundation.ledger.listeners import Listener, bind
from niangjia.foundation.ledger.models import AuditEntry, Delivery, DeliveryState, Event
from niangjia.foundation.ledger.queries import failed_deliveries, outbox_counts
from niangjia.kernel.clock import stopped_at
from niangjia.kernel.errors import Missing, Refused
from niangjia.kernel.viewer import STRANGER, Viewer

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
OPERATOR = Viewer(operator="test")


class Ear:
    """A listener that remembers, and fails while it is told to."""

    def __init__(self) -> None:
        self.heard: list[list[int]] = []
        self.deaf_to: set[int] = set()

    def __call__(self, payloads: Sequence[Mapping[str, Any]]) -> None:
        numbers = [payload["n"] for payload in payloads]
        self.heard.append(numbers)
        if self.deaf_to & set(numbers):
            raise ValueError("王某 13800000000")


@pytest.fixture
def ear() -> Iterator[Ear]:
    before = list(listeners._bound.values())
    one = Ear()
    bind([Listener("test.ear", "test.spoken", one, batch=10)])
    yield one
    bind(before)


def say(*numbers: int) -> None:
    with transaction.atomic():
        announce("test.spoken", [{"n": number} for number in numbers])


def test_events_arrive_together_and_in_order(ear: Ear) -> None:
    say(1, 2, 3)
    assert drain("quick").delivered == 3
    assert ear.heard == [[1, 2, 3]]
    assert not drain("quick")
    assert outbox_counts() == {"waiting": 0, "taken": 0, "delivered": 3, "failed": 0}


def test_a_topic_nobody_listens_to_leaves_nothing_waiting(ear: Ear) -> None:
    with transaction.atomic():
        announce("test.unheard", [{"n": 1}])
    assert not drain("quick")
    assert ear.heard == []


def test_an_event_of_a_change_that_was_undone_never_leaves(ear: Ear) -> None:
    with transaction.atomic():
        announce("test.spoken", [{"n": 1}])
        transaction.set_rollback(True)
    assert not drain("quick")
    assert ear.heard == []


@pytest.mark.django_db(transaction=True)
def test_announcing_outside_a_change_is_an_error() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        announce("test.spoken", [{"n": 1}])


def test_one_bad_event_holds_up_nobody_else(ear: Ear) -> None:
    ear.deaf_to = {2}
    with stopped_at(START):
        say(1, 2, 3)
        assert deliver_due("quick").failed == 3
    with stopped_at(START + timedelta(seconds=2)):
        drain("quick")
    assert ear.heard[1:] == [[1], [2], [3]]
    assert outbox_counts()["delivered"] == 2
    ear.deaf_to = set()
    with stopped_at(START + timedelta(minutes=1)):
        drain("quick")
    assert outbox_counts()["delivered"] == 3


def test_what_went_wrong_is_kept_without_the_text_of_the_error(ear: Ear) -> None:
    ear.deaf_to = {1}
    say(1)
    deliver_due("quick")
    error = Delivery.objects.get().error
    assert error.startswith("ValueError")
    assert "13800000000" not in error


def test_pauses_grow_to_an_hour() -> None:
    assert [pause_after(n).total_seconds() for n in (1, 2, 3, 13)] == [1, 2, 4, 3600]


def test_after_the_last_try_a_person_sees_it_and_may_retry(ear: Ear) -> None:
    ear.deaf_to = {1}
    moment = START
    with stopped_at(moment):
        say(1)
    for _ in range(GIVE_UP_AFTER):
        with stopped_at(moment):
            deliver_due("quick")
        moment += timedelta(hours=2)
    failed = failed_deliveries(viewer=OPERATOR).get()
    assert failed.attempts == GIVE_UP_AFTER
    assert not failed_deliveries(viewer=STRANGER).exists()
    with pytest.raises(Refused):
        retry_delivery(viewer=STRANGER, delivery=failed.pk)
    retry_delivery(viewer=OPERATOR, delivery=failed.pk)
    with pytest.raises(Missing):
        retry_delivery(viewer=OPERATOR, delivery=failed.pk)
    ear.deaf_to = set()
    drain("quick")
    assert outbox_counts()["delivered"] == 1
    assert AuditEntry.objects.get().verb == "delivery.retried"


def test_a_batch_of_a_dead_worker_is_given_to_another_when_its_lease_ends(ear: Ear) -> None:
    with stopped_at(START):
        say(1)
        Delivery.objects.update(
            state=DeliveryState.TAKEN, attempts=1, taken_until=START + timedelta(seconds=60)
        )
        assert not deliver_due("quick")
    with stopped_at(START + timedelta(seconds=61)):
        assert deliver_due("quick").delivered == 1
    assert ear.heard == [[1]]


def test_lanes_are_worked_apart(ear: Ear) -> None:
    bind(
        [
            Listener("test.ear", "test.spoken", ear),
            Listener("test.slow", "test.spoken", ear, lane="long"),
        ]
    )
    say(1)
    assert drain("long").delivered == 1
    assert outbox_counts()["waiting"] == 1


def test_a_listener_that_is_gone_is_a_failure_that_is_seen(ear: Ear) -> None:
    say(1)
    bind([])
    assert deliver_due("quick").failed == 1
    assert ear.heard == []


def test_two_listeners_may_not_share_a_name(ear: Ear) -> None:
    with pytest.raises(ValueError, match="name"):
        bind([Listener("a", "t", ear), Listener("a", "u", ear)])


def test_old_events_go_when_everybody_has_heard_them(ear: Ear) -> None:
    ear.deaf_to = {2}
    with stopped_at(START):
        say(1)
        drain("quick")
        say(2)
        drain("quick")
    with stopped_at(START + timedelta(days=8)):
        assert prune() == 2  # the event and its delivery
    assert [event.payload for event in Event.objects.all()] == [{"n": 2}]
