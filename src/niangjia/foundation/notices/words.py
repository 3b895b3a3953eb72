"""The words of a notice and of what is sent of it, sealed for it alone."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.utils.translation import gettext

from niangjia.foundation.notices.declaring import Kind, safe_parameters
from niangjia.foundation.notices.models import Level
from niangjia.foundation.sealing.boxes import opened, sealed


@dataclass(frozen=True, slots=True)
class Words:
    """What lies in the inbox, and the address behind it."""

    title: str
    text: str
    opens: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent: to whom ("" means the account's present address), and nothing revealing."""

    to: str
    title: str
    short: str
    template: str
    parameters: Mapping[str, str]


def words_for(kind: Kind, level: str, parameters: Mapping[str, str]) -> Words:
    """Return the words of a notice at a level of language."""
    text = kind.very_plain if level == Level.VERY_PLAIN else kind.plain
    return Words(
        gettext(kind.title).format(**parameters),
        gettext(text).format(**parameters),
        kind.opens.format(**parameters),
    )


def parcel_for(kind: Kind, to: str, parameters: Mapping[str, str]) -> Parcel:
    """Return what leaves the house of a notice."""
    return Parcel(
        to,
        gettext(kind.title).format(**parameters),
        gettext(kind.short).format(**parameters),
        kind.key,
        {name: parameters[name] for name in sorted(safe_parameters(kind))},
    )


def seal_words(words: Words, code: str) -> bytes:
    """Return the words of a notice, sealed."""
    return sealed(json.dumps(asdict(words), ensure_ascii=False), about=f"notice:{code}")


def open_words(box: bytes | memoryview, code: str) -> Words:
    """Return the words of a notice. Raises Unavailable."""
    return Words(**json.loads(opened(bytes(box), about=f"notice:{code}")))


def seal_parcel(parcel: Parcel, code: str) -> bytes:
    """Return what is sent, with its address, sealed."""
    return sealed(json.dumps(asdict(parcel), ensure_ascii=False), about=f"sending:{code}")


def open_parcel(box: bytes | memoryview, code: str) -> Parcel:
    """Return what is sent. Raises Unavailable."""
    return Parcel(**json.loads(opened(bytes(box), about=f"sending:{code}")))
