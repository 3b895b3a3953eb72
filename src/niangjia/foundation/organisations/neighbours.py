"""What rooms above add to a union: a part of its page, and reasons why it cannot be dissolved.

This room does not know who stands on it. A room above binds a neighbour when it starts.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.viewer import Viewer

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A room that has something to say about a union.

    `panel` returns what its template needs, or None where the viewer may not see it;
    `hindrance` returns why the union cannot be dissolved, and `fault` what is wrong with the
    tree now that the union was moved, or "".
    """

    name: str
    template: str
    panel: Callable[[Viewer, Organisation], Context | None]
    hindrance: Callable[[Organisation], str]
    fault: Callable[[Organisation], str]


_bound: dict[str, Neighbour] = {}


def bind(neighbour: Neighbour) -> None:
    """Let a neighbour speak; one of the same name is replaced."""
    _bound[neighbour.name] = neighbour


def panels(viewer: Viewer, organisation: Organisation) -> Iterator[tuple[str, Context]]:
    """Yield the template and content of every part this viewer may see."""
    for neighbour in _bound.values():
        content = neighbour.panel(viewer, organisation)
        if content is not None:
            yield neighbour.template, content


def hindrances(organisation: Organisation) -> list[str]:
    """Return every reason why the union cannot be dissolved."""
    return [reason for one in _bound.values() if (reason := one.hindrance(organisation))]


def faults(organisation: Organisation) -> list[str]:
    """Return everything that is wrong with the tree now that the union stands where it stands."""
    return [reason for one in _bound.values() if (reason := one.fault(organisation))]
