"""What is sealed of the hotline's own: how somebody wants to be reached, words of an old record."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from niangjia.foundation.people.phones import e164
from niangjia.foundation.sealing.boxes import fingerprint, opened, sealed

_HOME = "+86"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the hotline keeps sealed of a work order.

    `reference` is the call's mark in a telephone system, `wishes` when and how to call back,
    `employer_said` the employer as it was named, `relation` who is speaking for whom.
    """

    reference: str = ""
    wishes: str = ""
    employer_said: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class Old:
    """What is sealed of an old record."""

    number: str
    story: str
    result: str = ""
    name: str = ""
    phone: str = ""
    employer_said: str = ""


def seal(what: Sealed | Old, about: str) -> bytes:
    """Return it sealed for one work order or old record."""
    return sealed(json.dumps(asdict(what), ensure_ascii=False), about=f"hotline:{about}")


def open_order(box: bytes | memoryview, about: str) -> Sealed:
    """Return what is sealed of a work order. Raises Unavailable where its key is not here."""
    return Sealed(**_opened(box, about))


def open_old(box: bytes | memoryview, about: str) -> Old:
    """Return what is sealed of an old record. Raises Unavailable where its key is not here."""
    return Old(**_opened(box, about))


def phone_of(typed: str) -> str:
    """Return a phone number in one form, however it was typed; what is none stays as it is.

    By this form the same caller is known again: 139…, 0532… for this country, +81… for others.
    """
    number = e164(typed)
    if number is None:
        return typed.strip()
    if not number.startswith(_HOME):
        return number
    rest = number.removeprefix(_HOME)
    return rest if len(rest) == 11 and rest.startswith("1") else f"0{rest}"


def caller_key_of(phone: str) -> str:
    """Return the fingerprint by which the caller of an old record is known again, "" for none."""
    return fingerprint(phone_of(phone), purpose="hotline.caller") if phone.strip() else ""


def _opened(box: bytes | memoryview, about: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(opened(bytes(box), about=f"hotline:{about}"))
    return found
