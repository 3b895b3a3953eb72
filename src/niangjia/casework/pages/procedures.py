"""Pages of the engine itself: how each procedure goes, for whoever works by it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from niangjia.casework import queries
from niangjia.casework.drawing.layout import ordered_states, ways, words_of
from niangjia.casework.drawing.svg import as_svg
from niangjia.casework.drawing.text import clock_line, ending_lines
from niangjia.foundation.organisations.doors import staff_only


@require_safe
@staff_only
def procedures(request: HttpRequest) -> HttpResponse:
    """List the procedures that are worked by here."""
    return render(request, "casework/procedures.html", {"procedures": queries.newest()})


@require_safe
@staff_only
def procedure(request: HttpRequest, key: str) -> HttpResponse:
    """Show one procedure: the diagram, the ways, the clocks, the endings."""
    one = queries.current(key)
    names = {state.key: state.name for state in one.all_states}
    shown = {
        "procedure": one,
        # The diagram is made by this house, with every word of it escaped.
        "diagram": SafeString(as_svg(one)),
        "states": ordered_states(one),
        "ways": [(way, names[way.source], names[way.target]) for way in ways(one)],
        "clocks": [clock_line(one, clock) for clock in one.clocks],
        "endings": ending_lines(one),
        "handlers": words_of(one.handlers),
        "supervisors": words_of(one.supervisors),
    }
    return render(request, "casework/procedure.html", shown)
