"""Who may bring cases in, interpret, check, publish and withdraw them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.errors import Refused
from niangjia.kernel.viewer import PATH_STEP, Role, Viewer
from niangjia.rights.caselaw.rules import steps

KEEPERS = steps.KEEPERS
WORKERS = steps.WORKERS


def keeps_house(viewer: Viewer) -> bool:
    """Whether the viewer may keep what belongs to no one union: the editors at the top."""
    return viewer.runs_house or _at_top(viewer, Role.EDITOR)


def demand_keeper(viewer: Viewer, held_by: Organisation | None) -> None:
    """Raise Refused unless the viewer may keep the cases that `held_by` holds."""
    may = keeps_house(viewer) if held_by is None else viewer.holds(*KEEPERS, at=held_by.path)
    if not may:
        raise Refused(_("只有案例所属工会的编辑或管理员可以这样做。"))


def demand_trust(viewer: Viewer, held_by: Organisation | None) -> None:
    """Raise Refused unless the viewer may vouch for a source, whose cases are shown at once.

    That is for an administrator of the holding union and for the operator of the machine; of
    what belongs to no one union, for an administrator of the top organisation.
    """
    if held_by is None:
        may = viewer.runs_house
    else:
        may = viewer.holds(Role.ADMINISTRATOR, at=held_by.path)
    if not may:
        raise Refused(_("导入后直接发布，只有案例所属工会的管理员可以决定。"))


def demand_any_post(viewer: Viewer) -> None:
    """Raise Refused for somebody who keeps no cases anywhere."""
    if not viewer.reach(*KEEPERS):
        raise Refused(_("只有编辑或管理员可以管理案例库。"))


def demand_any_work(viewer: Viewer) -> None:
    """Raise Refused for somebody who neither keeps nor interprets cases anywhere."""
    if not viewer.reach(*WORKERS):
        raise Refused(_("只有编辑、律师或管理员可以办理案例。"))


def kept_by(viewer: Viewer) -> Q:
    """Return the condition on `held_by` under which a case or a run is the viewer's to keep."""
    return _within(viewer, KEEPERS, house=keeps_house(viewer))


def worked_by(viewer: Viewer) -> Q:
    """Return the condition on `held_by` under which a case is the viewer's to interpret."""
    house = keeps_house(viewer) or _at_top(viewer, Role.LAWYER)
    return _within(viewer, WORKERS, house=house)


def _within(viewer: Viewer, roles: tuple[Role, ...], *, house: bool) -> Q:
    within = Q(pk__in=[])
    for path in viewer.reach(*roles):
        within |= Q(held_by__path__startswith=path)
    return within | Q(held_by__isnull=True) if house else within


def _at_top(viewer: Viewer, role: Role) -> bool:
    return any(len(path) == PATH_STEP for path in viewer.reach(role))
