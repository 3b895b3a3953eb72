"""What would become of a matter before it is one: where it would go, and what is like it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from niangjia.casework.access import demand_any_part, supervised_by, worked_by
from niangjia.casework.declaring.book import current
from niangjia.casework.handling.routing import office_for, staffed
from niangjia.casework.listing import row_of
from niangjia.casework.models import Matter
from niangjia.casework.shown import MatterRow
from niangjia.foundation.organisations.models import Employer
from niangjia.foundation.organisations.queries import responsible_union
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Viewer

MOST = 8


@dataclass(frozen=True, slots=True)
class Route:
    """The office a matter would go to, and why in plain words; `number` is its row."""

    number: int
    code: str
    name: str
    why: str


def route_for(
    *,
    procedure: str,
    employer: Employer | None = None,
    region_code: str = "",
    against_employer: bool = True,
) -> Route:
    """Return where routing would send a matter. Anybody may ask: it is how the unions are made.

    Raises Missing for a procedure there is not, Unavailable where no union is registered.
    """
    declared = current(procedure)
    try:
        union, why = responsible_union(
            employer=employer, region_code=region_code, against_employer=against_employer
        )
    except Missing:
        office = office_for(
            declared,
            employer=employer,
            region_code=region_code,
            industry="",
            against_employer=against_employer,
        )
        return Route(office.pk, office.code, office.name, _("还不知道在哪里，先到最上级工会。"))
    office = staffed(union, declared)
    if union.pk != office.pk:
        why = _("归{union}管，那里现在没有人接热线，先到上面的{office}。").format(
            union=union.name, office=office.name
        )
    return Route(office.pk, office.code, office.name, why)


def near_matters(
    *, viewer: Viewer, procedure: str, employer: str, issue: str
) -> tuple[MatterRow, ...]:
    """Return open matters at the same employer about the same, as far as the viewer works them.

    Raises Refused for somebody who has no part in any matter.
    """
    demand_any_part(viewer)
    if not employer:
        return ()
    found = Matter.objects.filter(
        worked_by(viewer) | supervised_by(viewer),
        employer__code=employer,
        issue=issue,
        procedure=procedure,
        closed_at__isnull=True,
        joined_to__isnull=True,
    ).select_related("responsible")
    rows = found.defer("sealed_person", "sealed_story").order_by("-received_at", "-pk")[:MOST]
    return tuple(row_of(one, {}, viewer) for one in rows)
