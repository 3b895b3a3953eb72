"""The officer's desk: one list with the numbers of all, in as few questions as can be."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from niangjia.casework.access import (
    demand_any_part,
    handles_anything,
    supervised_paths,
    supervises_anything,
)
from niangjia.casework.colleagues import Colleague, colleagues_in
from niangjia.casework.declaring.book import bound
from niangjia.casework.listing import PER_PAGE, Narrowed, Rows, narrow, rows_of
from niangjia.casework.models import Matter
from niangjia.casework.views import MOST_COUNTED, View, chosen, counted, views_of
from niangjia.foundation.organisations.models import STANDING, Level, Organisation
from niangjia.kernel.viewer import Viewer

MOST_OFFICES = 300
FIRST: tuple[View, ...] = ("mine", "waiting", "supervising")
"""The lists of which the first that holds something is shown to whoever asks for none."""

VIEW_NAMES: dict[str, tuple[str, str]] = {
    "crisis": ("危险信号", "没有等着处理的危险信号。"),
    "mine": ("我手里的", "您手里没有要办的事。可以接手下一件。"),
    "waiting": ("等我们办的", "都办完了，没有等着的事项。"),
    "today": ("今天到期和超期", "今天没有到期的，也没有超期的。"),
    "bounced": ("退回过的", "没有被退回过的事项。"),
    "contested": ("职工不认可的", "没有职工不认可的事项。"),
    "asking": ("等职工的", "没有在等职工的事项。"),
    "partner": ("等协作单位的", "没有在等协作单位的事项。"),
    "joint": ("请我们会同的", "没有等我们答复的会同事项。"),
    "watching": ("转出去在跟踪的", "没有转出去的事项。"),
    "supervising": ("督导范围内的", "督导范围内没有未办结的事项。"),
    "overdue": ("超期的", "没有超期的事项。"),
    "escalated": ("三次退回等我定的", "没有等您定的事项。"),
    "closed": ("已办结", "还没有办结的事项。"),
    "all": ("查编号", "没有这个编号的事项，或者它不在您的范围内。"),
}
"""What each view is called, and what stands there when it is empty."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A view with how many are in it; `count` is "1000+" where nobody counted further."""

    view: str
    name: str
    count: str
    is_here: bool
    is_grave: bool


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """One list of the desk. `crises` are counted in every view, and stand above all."""

    view: View
    name: str
    empty: str
    rows: Rows
    tabs: tuple[Tab, ...]
    crises: int
    colleagues: tuple[Colleague, ...]
    offices: tuple[tuple[str, str], ...]
    works: bool
    supervises: bool
    may_take_next: bool


def desk_of(
    *,
    viewer: Viewer,
    view: View | None,
    procedure: str,
    narrowed: Narrowed,
    unassigned: bool,
    page: int,
) -> OfficeDesk:
    """Return a list with the numbers of all the viewer's lists. Raises Refused.

    Without a view it is what the viewer has in hand, or else what waits for the office, or what
    there is to supervise.
    """
    demand_any_part(viewer)
    views = views_of(viewer)

    def wanted(one: View) -> QuerySet[Matter]:
        return narrow(chosen(viewer, one, procedure), narrowed, unassigned=unassigned)

    perhaps: tuple[View, ...] = (view,) if view else FIRST
    numbers = counted(
        {one: chosen(viewer, one) for one in (*views, *perhaps)}
        | {f"in_{one}": wanted(one) for one in perhaps}
        | {"free": chosen(viewer, "waiting").filter(assigned_to="")}
    )
    first: View = next((one for one in FIRST if one in views and numbers[one]), views[1])
    here: View = first if view is None else view
    found, total = wanted(here), numbers[f"in_{here}"]
    name, empty = VIEW_NAMES[here]
    tabs = tuple(
        Tab(one, VIEW_NAMES[one][0], _words(numbers[one]), one == here, _is_grave(one, numbers))
        for one in views
    )
    supervises = supervises_anything(viewer)
    return OfficeDesk(
        view=here,
        name=name,
        empty=empty,
        rows=rows_of(viewer, found, total, here, page, PER_PAGE, narrowed.order),
        tabs=tabs,
        crises=numbers["crisis"],
        colleagues=colleagues_in(_at_work(viewer, narrowed.office)),
        offices=_offices(viewer) if supervises else (),
        works=handles_anything(viewer),
        supervises=supervises,
        may_take_next=numbers["free"] > 0,
    )


def _words(count: int) -> str:
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else f"{count:,}"


def _is_grave(view: str, numbers: dict[str, int]) -> bool:
    return view in {"crisis", "overdue", "escalated"} and numbers[view] > 0


def _at_work(viewer: Viewer, office: str) -> Q:
    """Select by office whom work can be given to: those of the viewer's, or of the chosen one."""
    handlers = {role for one in bound() for role in one.handlers}
    mine = [post.organisation for post in viewer.posts if post.role in handlers]
    if not office:
        return Q(organisation__in=mine)
    reached = Q(organisation__in=mine)
    for path in supervised_paths(viewer):
        reached |= Q(organisation__path__startswith=path)
    return reached & Q(organisation__code=office)


def _offices(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Return the offices of a supervisor; a union at an employer has no matters."""
    within = Q(pk__in=[])
    for path in supervised_paths(viewer):
        within |= Q(path__startswith=path)
    found = Organisation.objects.filter(STANDING, within).exclude(level=Level.GRASSROOTS)
    return tuple(found.order_by("path").values_list("code", "name")[:MOST_OFFICES])
