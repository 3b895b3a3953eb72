"""The courier: takes what is due from the outbox to its listeners.

Any number of couriers, in any number of processes, may work the same lane. A batch is taken by
compare-and-swap and belongs to the taker for the listener's lease; a courier that is killed
simply loses it when the lease ends. A listener may therefore be handed an event twice, and has
to be safe to repeat; it is never skipped.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q, QuerySet

from niangjia.foundation.ledger.listeners import listener_named, wait
from niangjia.foundation.ledger.models import Delivery, DeliveryState, Event
from niangjia.kernel import clock

logger = logging.getLogger(__name__)

GIVE_UP_AFTER = 10
"""Attempts after which a delivery is left for a person: about three hours with the pauses."""

KEPT = timedelta(days=7)
"""How long a delivered event is kept, so that a recent failure can be understood."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one round did."""

    delivered: int = 0
    failed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.delivered + other.delivered, self.failed + other.failed)

    def __bool__(self) -> bool:
        return bool(self.delivered or self.failed)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait before trying again: 1, 2, 4 ... seconds, an hour at most."""
    return timedelta(seconds=min(2 ** (attempts - 1), 3600))


def deliver_due(lane: str) -> Tally:
    """Deliver one batch of `lane` and return what came of it; an empty tally when none is due."""
    batch = _take(lane)
    if not batch:
        return Tally()
    listener = listener_named(batch[0].listener)
    if listener is None:
        return _postpone(batch, "这个监听者已不存在。")
    if batch[0].attempts > GIVE_UP_AFTER:
        return _postpone(batch, "每次做到一半，程序就停了。")
    try:
        listener.handle([delivery.event.payload for delivery in batch])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a library's panic is no Exception; it is kept too
        return _postpone(batch, _in_short(error))
    return _done(batch)


def drain(lane: str) -> Tally:
    """Deliver everything due in `lane` and return what came of it."""
    total = Tally()
    while tally := deliver_due(lane):
        total += tally
    return total


def work(lane: str, *, stopping: Callable[[], bool], every: float = 0.3) -> None:
    """Deliver in `lane` until `stopping()`; look every `every` seconds, or when woken."""
    while not stopping():
        try:
            tally = deliver_due(lane)
        except Exception:
            logger.exception("the courier of lane %s could not reach the outbox", lane)
            tally = Tally()
        finally:
            close_old_connections()
        if not tally:
            wait(every)


def prune() -> int:
    """Delete events that were delivered to everybody long enough ago; return how many."""
    before = clock.now() - KEPT
    open_ones = Delivery.objects.exclude(state=DeliveryState.DELIVERED).values("event")
    old = Event.objects.filter(at__lt=before).exclude(pk__in=open_ones)
    deleted, _ = old.delete()
    return deleted


def _take(lane: str) -> Sequence[Delivery]:
    """Take one batch for one listener, oldest first, so that nobody else works on it."""
    now = clock.now()
    due = Delivery.objects.filter(_due(now), lane=lane).order_by("due", "id")
    with transaction.atomic():
        first = _unlocked(due).first()
        if first is None:
            return []
        listener = listener_named(first.listener)
        # One that failed before goes alone, so that it cannot hold up its neighbours.
        size = listener.batch if listener and first.attempts == 0 else 1
        chosen = list(
            _unlocked(due.filter(listener=first.listener, attempts=first.attempts))[:size]
        )
        Delivery.objects.filter(pk__in=[delivery.pk for delivery in chosen]).update(
            state=DeliveryState.TAKEN,
            attempts=F("attempts") + 1,
            taken_until=now + timedelta(seconds=listener.lease if listener else 60),
        )
    events = Event.objects.in_bulk([delivery.event_id for delivery in chosen])
    for delivery in chosen:
        delivery.event = events[delivery.event_id]
        delivery.attempts += 1
    return chosen


def _due(now: datetime) -> Q:
    waiting = Q(state=DeliveryState.WAITING, due__lte=now)
    abandoned = Q(state=DeliveryState.TAKEN, taken_until__lt=now)
    return waiting | abandoned


def _unlocked(due: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Lock rows where the database can; SQLite lets in one writer at a time anyway."""
    if connection.features.has_select_for_update_skip_locked:
        return due.select_for_update(skip_locked=True)
    return due


def _done(batch: Sequence[Delivery]) -> Tally:
    Delivery.objects.filter(pk__in=[delivery.pk for delivery in batch]).update(
        state=DeliveryState.DELIVERED, delivered_at=clock.now(), taken_until=None, error=""
    )
    return Tally(delivered=len(batch))


def _postpone(batch: Sequence[Delivery], error: str) -> Tally:
    now = clock.now()
    for delivery in batch:
        gave_up = delivery.attempts >= GIVE_UP_AFTER
        Delivery.objects.filter(pk=delivery.pk).update(
            state=DeliveryState.FAILED if gave_up else DeliveryState.WAITING,
            due=now + pause_after(delivery.attempts),
            taken_until=None,
            error=error,
        )
    logger.warning("%s of listener %s failed: %s", len(batch), batch[0].listener, error)
    return Tally(failed=len(batch))


def _in_short(error: BaseException) -> str:
    """Say what kind of error it was and where; its text could hold something about a person."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_globals.get('__name__')}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__} {place}".strip()
