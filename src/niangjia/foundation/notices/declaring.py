"""How a room declares what it tells people, and what makes that wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from niangjia.foundation.notices.rules.wording import LONGEST_SHORT, holes_of, reveals, unknown


class Channel(StrEnum):
    """A way out of the house, besides the inbox, in which every notice lies."""

    SMS = "sms"
    MAIL = "mail"
    CHAT = "chat"


class WrongKind(Exception):
    """A kind of notice is declared or used wrongly: a mistake of ours, never of a user."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that people are told. Texts take parameters in braces: `{number}`.

    `title` and `short` may lie on a locked screen and say nothing of what it is about; `short` is
    what is sent. `plain` is read in the inbox after signing in, `very_plain` by whoever asked for
    the simplest words. `opens` is the address behind it. `urgent` passes quiet hours: somebody may
    come to harm. After `good_for` a sending is not worth making any more.
    """

    key: str
    title: str
    short: str
    plain: str
    very_plain: str
    channels: tuple[Channel, ...] = ()
    parameters: frozenset[str] = frozenset()
    opens: str = ""
    urgent: bool = False
    good_for: timedelta = timedelta(days=3)


def faults_of(kind: Kind) -> list[str]:
    """Return what is wrong with a declaration."""
    texts = (kind.title, kind.short, kind.plain, kind.very_plain, kind.opens)
    try:
        missing = unknown(texts, kind.parameters)
    except ValueError:
        return [f"{kind.key}: a text is not well formed"]
    found = [f"{kind.key}: nobody gives {{{name}}}" for name in sorted(missing)]
    for name, text in zip(("title", "short", "plain", "very_plain"), texts, strict=False):
        found += [] if text.strip() else [f"{kind.key}: {name} is empty"]
    for name in ("title", "short"):
        told = reveals(getattr(kind, name))
        found += [f"{kind.key}: {name} reveals {word}" for word in told]
    if len(kind.short) > LONGEST_SHORT:
        found.append(f"{kind.key}: short is longer than one SMS")
    if len(kind.very_plain) > 2 * len(kind.plain) + 20:
        found.append(f"{kind.key}: very_plain is not plainer")
    if kind.opens and not kind.opens.startswith("/"):
        found.append(f"{kind.key}: opens leaves the house")
    return found


_bound: dict[str, Kind] = {}


def bind(kinds: Iterable[Kind]) -> None:
    """Make these the kinds of the house. Raises WrongKind with everything that is wrong."""
    given = list(kinds)
    by_key = {kind.key: kind for kind in given}
    wrong = [fault for kind in given for fault in faults_of(kind)]
    if len(by_key) != len(given):
        wrong.append("two kinds share a key")
    if wrong:
        raise WrongKind("; ".join(wrong))
    _bound.clear()
    _bound.update(by_key)


def bound() -> tuple[Kind, ...]:
    """Return every kind of the house."""
    return tuple(_bound.values())


def kind_named(key: str) -> Kind:
    """Return a kind. Raises WrongKind where none is bound under that key."""
    if key not in _bound:
        raise WrongKind(f"no notice is called {key}")
    return _bound[key]


def safe_parameters(kind: Kind) -> frozenset[str]:
    """Return the parameters that leave the house: those of the short text."""
    return holes_of(kind.short)
