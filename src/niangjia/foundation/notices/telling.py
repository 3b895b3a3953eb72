"""Telling: a notice for each who is to know, and a sending for each way that reaches them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from niangjia.foundation.ledger.listeners import wake
from niangjia.foundation.notices.contacts import Contact, reached_by
from niangjia.foundation.notices.declaring import Channel, Kind, WrongKind, kind_named
from niangjia.foundation.notices.gateways import offered
from niangjia.foundation.notices.models import Notice, Sending
from niangjia.foundation.notices.preferences import DEFAULT, Wishes, wishes_of
from niangjia.foundation.notices.rules.quiet import next_allowed
from niangjia.foundation.notices.words import parcel_for, seal_parcel, seal_words, words_for
from niangjia.foundation.people.models import Account
from niangjia.foundation.sealing.boxes import fingerprint
from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to tell: an account, a contact, or the duty group. `mark` tells them apart."""

    mark: str
    wishes: Wishes
    addresses: Mapping[Channel, str]
    account: int | None = None


def notify(
    *,
    kind: str,
    key: str,
    accounts: Sequence[int] = (),
    contacts: Sequence[Contact] = (),
    about: str = "",
    parameters: Mapping[str, str] | None = None,
) -> int:
    """Tell accounts and contacts something, each once for this kind and `key`; return how many.

    Part of the caller's transaction, so that a notice stands or falls with what it tells of.
    `about` names what it concerns, as in the trail. Accounts that are closed, and contacts that
    nothing reaches, are left out. Raises WrongKind where the parameters are not those declared.
    """
    declared = kind_named(kind)
    given = dict(parameters or {})
    if given.keys() != declared.parameters:
        raise WrongKind(f"{kind} takes {sorted(declared.parameters)}, not {sorted(given)}")
    wanted = [*_accounts(accounts), *_contacts(contacts), *_duty_group(declared)]
    by_mark = {_once(kind, key, one): one for one in wanted}
    with transaction.atomic():
        told = _tell(declared, by_mark, about, given)
        transaction.on_commit(wake)
    return told


def _tell(
    kind: Kind, by_mark: Mapping[str, Recipient], about: str, parameters: Mapping[str, str]
) -> int:
    try:
        with transaction.atomic():
            return _make(kind, _untold(by_mark), about, parameters)
    except IntegrityError:  # somebody told the same at this moment: what is left is told by us
        return _make(kind, _untold(by_mark), about, parameters)


def _untold(by_mark: Mapping[str, Recipient]) -> dict[str, Recipient]:
    known = set(Notice.objects.filter(once__in=list(by_mark)).values_list("once", flat=True))
    return {mark: one for mark, one in by_mark.items() if mark not in known}


def _make(
    kind: Kind, new: Mapping[str, Recipient], about: str, parameters: Mapping[str, str]
) -> int:
    if not new:
        return 0
    made = [_notice(kind, mark, one, about, parameters) for mark, one in new.items()]
    Notice.objects.bulk_create(made)
    Sending.objects.bulk_create(
        sending
        for notice, one in zip(made, new.values(), strict=True)
        for sending in _sendings(kind, notice, one, parameters)
    )
    return len(made)


def _notice(
    kind: Kind, mark: str, one: Recipient, about: str, parameters: Mapping[str, str]
) -> Notice:
    code = public_code()
    words = b""
    if one.account is not None:
        words = seal_words(words_for(kind, one.wishes.level, parameters), code)
    return Notice(
        code=code,
        kind=kind.key,
        once=mark,
        about=about,
        account_id=one.account,
        words=words,
        urgent=kind.urgent,
    )


def _sendings(
    kind: Kind, notice: Notice, one: Recipient, parameters: Mapping[str, str]
) -> Iterable[Sending]:
    now = clock.now()
    for channel, to in one.addresses.items():
        wanted = kind.urgent or one.wishes.takes(channel)
        if channel not in kind.channels or channel not in offered() or not wanted:
            continue
        code = public_code()
        due = _due(kind, now, one.wishes)
        yield Sending(
            notice=notice,
            code=code,
            channel=channel,
            box=seal_parcel(parcel_for(kind, to, parameters), code),
            urgent=kind.urgent,
            due=due,
            good_until=max(now + kind.good_for, due + kind.good_for / 2),
        )


def _due(kind: Kind, now: datetime, wishes: Wishes) -> datetime:
    return now if kind.urgent else next_allowed(now, wishes.quiet)


def _accounts(numbers: Sequence[int]) -> list[Recipient]:
    if not numbers:
        return []
    rows = Account.objects.filter(pk__in=set(numbers), is_active=True).order_by("pk")
    wishes = wishes_of(numbers)
    return [
        Recipient(f"account:{one.pk}", wishes[one.pk], dict.fromkeys(ways, ""), one.pk)
        for one, ways in reached_by(rows).items()
    ]


def _contacts(contacts: Sequence[Contact]) -> list[Recipient]:
    found = []
    for one in contacts:
        addresses = one.addresses()
        if addresses:
            mark = "contact:" + "\0".join(addresses[way] for way in sorted(addresses))
            found.append(Recipient(mark, DEFAULT, addresses))
    return found


def _duty_group(kind: Kind) -> list[Recipient]:
    if Channel.CHAT in kind.channels and Channel.CHAT in offered():
        return [Recipient("duty group", DEFAULT, {Channel.CHAT: ""})]
    return []


def _once(kind: str, key: str, one: Recipient) -> str:
    return fingerprint(f"{kind}\0{key}\0{one.mark}", purpose="notices.once")
