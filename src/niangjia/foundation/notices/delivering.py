"""Sending what is due: claimed first, handed over once, and what came of it written down.

A claim is committed before anything leaves. Whoever is killed between the claim and the record
leaves a sending that nobody sends again by himself: it is shown as doubtful, and a person
decides (docs/adr/0015).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections, connection, transaction
from django.db.models import F, QuerySet

from niangjia.foundation.ledger.listeners import wait
from niangjia.foundation.notices.contacts import reached_by
from niangjia.foundation.notices.declaring import Channel
from niangjia.foundation.notices.gateways import Outgoing, Taken, offered, way_out
from niangjia.foundation.notices.models import Sending, SendingState
from niangjia.foundation.notices.preferences import DEFAULT, Wishes, wishes_of
from niangjia.foundation.notices.rules.quiet import next_allowed
from niangjia.foundation.notices.rules.trying import GIVE_UP_AFTER, pause_after
from niangjia.foundation.notices.words import Parcel, open_parcel
from niangjia.foundation.people.gateways import Doubtful, NotTaken, Rejected
from niangjia.foundation.people.models import Account
from niangjia.kernel import clock
from niangjia.kernel.errors import Unavailable
from niangjia.kernel.identifiers import public_code

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
"""How long a claim holds: longer than any exchange with a gateway may last."""

LONGEST_REST = 60.0
"""Seconds that a way out is left alone, at most, after it failed several times in a row."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a sending that was in hand."""

    state: SendingState
    why: str = ""
    due: datetime | None = None
    number: str = ""
    attempted: bool = True

    @property
    def went_wrong(self) -> bool:
        """Whether the way out itself seems not to work."""
        return self.attempted and self.why in {"unreachable", "busy", "slow", "cut", "garbage"}


def send_next(channel: Channel) -> Result | None:
    """Send what is due first on a channel and return what came of it, None where nothing is due."""
    sending = _claim(channel)
    if sending is None:
        return None
    result = _send(sending)
    _record(sending, result)
    return result


def drain(channel: Channel) -> int:
    """Send everything that is due on a channel; return how many were in hand."""
    count = 0
    while send_next(channel) is not None:
        count += 1
    return count


def note_interrupted() -> int:
    """Mark as doubtful what somebody had in hand and never reported on; return how many."""
    lost = Sending.objects.filter(state=SendingState.SENDING, claimed_until__lt=clock.now())
    return lost.update(
        state=SendingState.DOUBTFUL, why="interrupted", claimed_until=None, ended_at=clock.now()
    )


def work(channel: Channel, *, stopping: Callable[[], bool], every: float = 1.0) -> None:
    """Send on a channel until `stopping()`; a way out that fails again and again is given rest."""
    failures = 0
    while not stopping():
        result = None
        try:
            note_interrupted()
            result = send_next(channel) if channel in offered() else None
        except Exception:
            logger.exception("notices by %s could not be looked through", channel.value)
        finally:
            close_old_connections()
        failures = failures + 1 if result is not None and result.went_wrong else 0
        if result is None or failures:
            wait(min(every * 2**failures, LONGEST_REST) if failures > 2 else every)


def _claim(channel: Channel) -> Sending | None:
    now = clock.now()
    due = Sending.objects.filter(channel=channel, state=SendingState.QUEUED, due__lte=now)
    with transaction.atomic():
        first = _unlocked(due.order_by("-urgent", "due", "id")).first()
        if first is None:
            return None
        first.claim, first.claimed_until = public_code(), now + LEASE
        first.attempts += 1
        mine = Sending.objects.filter(pk=first.pk, state=SendingState.QUEUED).update(
            state=SendingState.SENDING,
            claim=first.claim,
            claimed_until=first.claimed_until,
            attempts=F("attempts") + 1,
        )
    return first if mine == 1 else None


def _unlocked(due: QuerySet[Sending]) -> QuerySet[Sending]:
    """Lock the row where the database can; SQLite lets in one writer at a time anyway."""
    if connection.features.has_select_for_update_skip_locked:
        return due.select_for_update(skip_locked=True)
    return due


def _send(sending: Sending) -> Result:
    now = clock.now()
    if sending.good_until < now:
        return Result(SendingState.GIVEN_UP, "stale", attempted=False)
    account = _account(sending)
    wishes = DEFAULT if account is None else wishes_of([account.pk])[account.pk]
    if not sending.urgent and (later := next_allowed(now, wishes.quiet)) > now:
        return Result(SendingState.QUEUED, "quiet", due=later, attempted=False)
    try:
        parcel = open_parcel(sending.box, sending.code)
    except Unavailable:
        return Result(SendingState.FAILED, "sealed", attempted=False)
    to = parcel.to or _address(account, sending, wishes)
    if not to and sending.channel != Channel.CHAT:
        return Result(SendingState.DROPPED, "unwanted", attempted=False)
    return _hand_over(sending, parcel, to)


def _hand_over(sending: Sending, parcel: Parcel, to: str) -> Result:
    message = Outgoing(
        sending.code, to, parcel.title, parcel.short, parcel.template, parcel.parameters
    )
    try:
        taken = way_out(Channel(sending.channel))(message)
    except NotTaken as error:
        return _again(sending, error.why)
    except Rejected as error:
        return Result(SendingState.FAILED, error.why)
    except Doubtful as error:
        return Result(SendingState.DOUBTFUL, error.why)
    state = SendingState.DELIVERED if taken.arrived else SendingState.SENT
    return Result(state, number=taken.number, why="waits" if _waits(taken) else "")


def _waits(taken: Taken) -> bool:
    return taken.reported and not taken.arrived


def _again(sending: Sending, why: str) -> Result:
    later = clock.now() + pause_after(sending.attempts)
    if sending.attempts >= GIVE_UP_AFTER or later > sending.good_until:
        return Result(SendingState.GIVEN_UP, why)
    return Result(SendingState.QUEUED, why, due=later)


def _account(sending: Sending) -> Account | None:
    return Account.objects.filter(notices=sending.notice_id).first()


def _address(account: Account | None, sending: Sending, wishes: Wishes) -> str:
    """Return where an account is reached now, "" where it is closed or wants this no more."""
    channel = Channel(sending.channel)
    if account is None or not account.is_active:
        return ""
    if not (sending.urgent or wishes.takes(channel)):
        return ""
    return reached_by([account])[account].get(channel, "")


def _record(sending: Sending, result: Result) -> None:
    """Write down what came of it, if it is still in this worker's hands or was only doubted."""
    now = clock.now()
    mine = Sending.objects.filter(
        pk=sending.pk, claim=sending.claim, state__in=[SendingState.SENDING, SendingState.DOUBTFUL]
    )
    changed: dict[str, object] = {
        "state": result.state, "why": result.why, "claimed_until": None,
        "provider_id": result.number,
    }  # fmt: skip
    if result.state is SendingState.QUEUED:
        changed |= {"due": result.due, "ended_at": None}
    else:
        changed |= {"ended_at": now}
    if result.state in {SendingState.SENT, SendingState.DELIVERED}:
        changed |= {"sent_at": now}
    if not result.attempted and result.state is SendingState.QUEUED:
        changed |= {"attempts": sending.attempts - 1}
    if result.state in {SendingState.DELIVERED, SendingState.DROPPED} or (
        result.state is SendingState.SENT and result.why != "waits"
    ):
        changed |= {"box": b""}
    mine.update(**changed)
