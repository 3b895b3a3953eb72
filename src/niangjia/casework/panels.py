"""What a service shows of its own on the engine's pages, bound in `site/wiring.py`.

The engine's pages show what every matter has. A service that knows more hands over functions which
render it: one for the office, one for the asker. Each takes the request, whose viewer it asks for
permission like any page, and the matter's code, and returns "" where it has nothing to show.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

Render = Callable[[HttpRequest, str], SafeString]


def nothing(_request: HttpRequest, _code: str) -> SafeString:
    """Show nothing more than the engine does."""
    return SafeString("")


@dataclass(frozen=True, slots=True)
class Panels:
    """What one procedure adds to the page of a matter, for the office and for the asker."""

    procedure: str
    office: Render = nothing
    asker: Render = nothing


_bound: dict[str, Panels] = {}


def bind(panels: Iterable[Panels]) -> None:
    """Make these the panels of the house. Raises ValueError where two are of one procedure."""
    found = list(panels)
    by_procedure = {one.procedure: one for one in found}
    if len(by_procedure) != len(found):
        raise ValueError("two panels are of one procedure")
    _bound.clear()
    _bound.update(by_procedure)


def panels_of(procedure: str) -> Panels:
    """Return what a procedure adds; nothing where it adds nothing."""
    return _bound.get(procedure, Panels(procedure))
