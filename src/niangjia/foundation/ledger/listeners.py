"""Who listens to what. The table itself is in `niangjia.site.wiring`."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Handler = Callable[[Sequence[Mapping[str, Any]]], None]
"""Takes the payloads of one or more events, oldest first; must be safe to repeat."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Something that wants to know of a topic.

    `lane` keeps slow listeners from holding up quick ones: each lane is worked by itself.
    `batch` is how many events it is handed at once; `lease` is for how many seconds a batch
    belongs to the worker that took it, after which a dead worker's batch is given to another.
    """

    name: str
    topic: str
    handle: Handler
    lane: str = "quick"
    batch: int = 100
    lease: int = 60


_bound: dict[str, Listener] = {}
_bell = threading.Condition()


def bind(listeners: Sequence[Listener]) -> None:
    """Make these the listeners of the house, in place of any bound before.

    Raises ValueError when two share a name.
    """
    by_name = {listener.name: listener for listener in listeners}
    if len(by_name) != len(listeners):
        raise ValueError("two listeners share a name")
    _bound.clear()
    _bound.update(by_name)


def listeners_of(topic: str) -> list[Listener]:
    """Return the listeners of a topic, in the order they were bound."""
    return [listener for listener in _bound.values() if listener.topic == topic]


def listener_named(name: str) -> Listener | None:
    """Return the listener of that name, or None where it is no longer bound."""
    return _bound.get(name)


def lanes() -> list[str]:
    """Return every lane that some listener is worked in."""
    return sorted({listener.lane for listener in _bound.values()})


def wake() -> None:
    """Ring the bell for every worker of this process."""
    with _bell:
        _bell.notify_all()


def wait(seconds: float) -> None:
    """Sleep until the bell rings or `seconds` have passed."""
    with _bell:
        _bell.wait(seconds)
