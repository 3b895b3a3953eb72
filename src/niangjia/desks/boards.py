"""The supervisor's overview and the director's board: numbers that lead to what they count."""

from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from niangjia.casework import queries
from niangjia.desks.tiles import tile_map
from niangjia.foundation.organisations.doors import roles, viewer_at
from niangjia.kernel.viewer import Role, Viewer

SPANS = (30, 90, 365)
KEPT_SECONDS = 30
"""How long a board is shown as it was counted: many may leave it open, and it counts everything."""
COLUMNS = (
    ("overdue", "overdue"),
    ("crisis", "crisis"),
    ("contested", "contested"),
    ("bounced", "bounced"),
    ("escalated", "escalated"),
)
"""Which list of the queue holds what a column counts."""


@require_safe
@roles(Role.SUPERVISOR)
def overview(request: HttpRequest) -> HttpResponse:
    """Show how the open matters of each office stand; each number leads to its list."""
    offices = queries.office_figures(viewer=viewer_at(request))
    names = {
        "overdue": _("超期"),
        "crisis": _("危险"),
        "contested": _("不认可"),
        "bounced": _("被退回"),
        "escalated": _("等我定"),
    }
    totals = [
        (names[column], view, sum(getattr(one, column) for one in offices), column)
        for column, view in COLUMNS
    ]
    rows = [
        (one, [(names[column], view, getattr(one, column)) for column, view in COLUMNS])
        for one in offices
    ]
    shown = {
        "rows": rows,
        "totals": totals,
        "open": sum(one.open for one in offices),
        "repeated": sum(one.repeated for one in offices),
        "heads": [names[column] for column, _view in COLUMNS],
    }
    return render(request, "desks/overview.html", shown)


@require_safe
@roles(Role.SUPERVISOR, Role.ADMINISTRATOR)
def board(request: HttpRequest) -> HttpResponse:
    """Show what matters add up to, by procedure, place and week; it renews itself."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(span) for span in SPANS} else 90
    region = request.GET.get("region", "")[:6]
    found = _board(viewer_at(request), region, days)
    shown = {
        "board": found,
        "map": tile_map(found.region, found.places),
        "days": days,
        "spans": [(span, span == days) for span in SPANS],
    }
    return render(request, "desks/board.html", shown)


def _board(viewer: Viewer, region: str, days: int) -> queries.Board:
    """Return a board, counted anew or less than a minute ago for the same part of the tree."""
    part = f"{viewer.reach(*queries.DIRECTORS)} {region} {days}"
    key = f"desks.board.{sha256(part.encode()).hexdigest()[:32]}"
    kept: queries.Board | None = cache.get(key)
    if kept is None:
        kept = queries.board(viewer=viewer, region=region, days=days)
        cache.set(key, kept, KEPT_SECONDS)
    return kept
