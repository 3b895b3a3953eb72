"""What is told when something happens to a matter. Each handler is safe to repeat."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from niangjia.casework.declaring.book import version_of
from niangjia.casework.declaring.parts import Waits
from niangjia.casework.models import Crisis, Entry, Matter, RunningClock
from niangjia.casework.telling import kinds, who
from niangjia.foundation.notices.actions import notify
from niangjia.foundation.notices.declaring import Kind

Payloads = Sequence[Mapping[str, Any]]


def received(payloads: Payloads) -> None:
    """Tell the asker that it is here, and under what number."""
    _each(payloads, partial(_tell_asker, kinds.ASKER_RECEIVED))


def moved(payloads: Payloads) -> None:
    """Tell the asker that it moves, or that something is asked for."""
    _each(payloads, _moved)


def told(payloads: Payloads) -> None:
    """Tell the asker that somebody wrote."""
    _each(payloads, partial(_tell_asker, kinds.ASKER_TOLD))


def answered(payloads: Payloads) -> None:
    """Tell the asker that there is an answer to confirm or contest."""
    _each(payloads, partial(_tell_asker, kinds.ASKER_ANSWERED))


def explained(payloads: Payloads) -> None:
    """Tell the asker that it has ended, and that it can be opened again."""
    _each(payloads, partial(_tell_asker, kinds.ASKER_EXPLAINED))


def viewed(payloads: Payloads) -> None:
    """Tell the asker, if there is an account, that somebody looked up how to reach them."""
    _each(payloads, partial(_tell_asker, kinds.ASKER_VIEWED))


def dispatched(payloads: Payloads) -> None:
    """Tell the new office that it came, and the asker that it moves."""
    _each(payloads, _dispatched)


def returned(payloads: Payloads) -> None:
    """Tell the office that it is back."""
    _each(payloads, _returned)


def escalated(payloads: Payloads) -> None:
    """Tell supervisors that they decide."""
    _each(payloads, lambda matter, entry: _tell_staff(
        kinds.STAFF_ESCALATED, who.supervisors(matter), matter, entry))  # fmt: skip


def contested(payloads: Payloads) -> None:
    """Tell whoever has it, and supervisors, that the asker does not accept the answer."""
    _each(payloads, partial(_with_supervisors, kinds.STAFF_CONTESTED))


def urged(payloads: Payloads) -> None:
    """Tell whoever has it, and supervisors, that the asker urges."""
    _each(payloads, partial(_with_supervisors, kinds.STAFF_URGED))


def said(payloads: Payloads) -> None:
    """Tell whoever has it that the asker added something."""
    _each(payloads, partial(_in_charge, kinds.STAFF_SAID))


def replied(payloads: Payloads) -> None:
    """Tell whoever has it that a partner body replied."""
    _each(payloads, partial(_in_charge, kinds.STAFF_REPLIED))


def supervised(payloads: Payloads) -> None:
    """Tell whoever has it that it is under supervision."""
    _each(payloads, partial(_in_charge, kinds.STAFF_SUPERVISED))


def handed(payloads: Payloads) -> None:
    """Tell a colleague that something was given to them."""
    _each(payloads, partial(_in_charge, kinds.STAFF_GIVEN))


def referred(payloads: Payloads) -> None:
    """Tell a partner body that it is asked; where it went into another service, the asker."""
    _each(payloads, _referred)


def crisis(payloads: Payloads) -> None:
    """Call the office and its supervisors at once; where there is nobody, who runs the house."""
    _each(payloads, lambda matter, entry: _alarm(
        kinds.STAFF_CRISIS, matter, f"{matter.pk}:{entry.number}"))  # fmt: skip


def crisis_unattended(payloads: Payloads) -> None:
    """Call them again, while nobody has seen to it."""
    for payload in payloads:
        matter = _matter(payload)
        sounded = matter.alarmed_at.isoformat() if matter.alarmed_at else ""
        _alarm(kinds.STAFF_CRISIS_AGAIN, matter, f"{matter.pk}:{sounded}")


def clock_broken(payloads: Payloads) -> None:
    """Tell whoever has it, and supervisors, that it is over its time."""
    for payload in payloads:
        matter = _matter(payload)
        broken = RunningClock.objects.filter(
            matter=matter, kind=payload["clock"], broken_at__isnull=False
        ).order_by("-id")
        number = broken.values_list("pk", flat=True).first()
        if number is None:
            continue
        people = [*who.in_charge(matter), *who.supervisors(matter)]
        _tell(kinds.STAFF_BROKEN, people, matter, f"clock:{number}")


def _each(payloads: Payloads, tell: Callable[[Matter, Entry], object]) -> None:
    for payload in payloads:
        matter = _matter(payload)
        tell(matter, Entry.objects.get(matter=matter, number=payload["entry"]))


def _matter(payload: Mapping[str, Any]) -> Matter:
    return Matter.objects.select_related("responsible").get(pk=payload["matter"])


def _moved(matter: Matter, entry: Entry) -> None:
    if entry.from_state == entry.to_state or entry.actor in {"asker", f"account:{matter.asker_id}"}:
        return  # nothing moved, or the asker did it
    declared = version_of(matter.procedure, matter.version)
    waits = declared.state(entry.to_state).waits_for is Waits.ASKER
    _tell_asker(kinds.ASKER_ASKED if waits else kinds.ASKER_MOVED, matter, entry)


def _dispatched(matter: Matter, entry: Entry) -> None:
    if _is_still_there(matter, entry):
        _tell_staff(kinds.STAFF_CAME, who.office(matter), matter, entry)
    _tell_asker(kinds.ASKER_MOVED, matter, entry)


def _returned(matter: Matter, entry: Entry) -> None:
    if _is_still_there(matter, entry):
        _tell_staff(kinds.STAFF_RETURNED, who.office(matter), matter, entry)


def _is_still_there(matter: Matter, entry: Entry) -> bool:
    """Whether a matter is still at the office that an entry says it went to."""
    return entry.office == matter.responsible.name


def _referred(matter: Matter, entry: Entry) -> None:
    if entry.detail.startswith("partner:"):
        people = who.members_of(entry.detail.removeprefix("partner:"))
        notify(
            kind=kinds.PARTNER_ASKED.key, key=_key(matter, entry), accounts=people,
            about=f"matter:{matter.pk}", parameters={"number": matter.number},
        )  # fmt: skip
    _tell_asker(kinds.ASKER_MOVED, matter, entry)


def _with_supervisors(kind: Kind, matter: Matter, entry: Entry) -> None:
    _tell_staff(kind, [*who.in_charge(matter), *who.supervisors(matter)], matter, entry)


def _in_charge(kind: Kind, matter: Matter, entry: Entry) -> None:
    _tell_staff(kind, who.in_charge(matter), matter, entry)


def _tell_asker(kind: Kind, matter: Matter, entry: Entry) -> None:
    accounts, contacts = who.asker(matter)
    given = {"number": matter.number, "ending": f"{matter.sequence:05d}"}
    notify(
        kind=kind.key,
        key=_key(matter, entry),
        accounts=accounts,
        contacts=contacts if kind.channels else (),
        about=f"matter:{matter.pk}",
        parameters={name: given[name] for name in kind.parameters},
    )


def _tell_staff(kind: Kind, people: Sequence[int], matter: Matter, entry: Entry) -> None:
    """Tell people at work, leaving out who did it: nobody needs to be told what they did."""
    others = [number for number in people if f"account:{number}" != entry.actor]
    _tell(kind, others, matter, _key(matter, entry))


def _alarm(kind: Kind, matter: Matter, key: str) -> None:
    if matter.crisis != Crisis.RAISED:
        return  # somebody has seen to it meanwhile
    people = [*who.office(matter), *who.supervisors(matter)]
    if people:
        _tell(kind, people, matter, key)
        return
    notify(
        kind=kinds.STAFF_CRISIS_NOBODY.key,
        key=key,
        accounts=who.house_administrators(),
        about=f"matter:{matter.pk}",
        parameters={"number": matter.number, "office": matter.responsible.name},
    )


def _tell(kind: Kind, people: Sequence[int], matter: Matter, key: str) -> None:
    notify(
        kind=kind.key,
        key=key,
        accounts=people,
        about=f"matter:{matter.pk}",
        parameters={"number": matter.number, "code": matter.code},
    )


def _key(matter: Matter, entry: Entry) -> str:
    return f"{matter.pk}:{entry.number}"
