"""Who may bring cases in, publish and withdraw them."""

from django.db.models import Q
from django.utils.translation import gettext as _

from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.errors import Refused
from niangjia.kernel.viewer import PATH_STEP, Role, Viewer

KEEPERS = (Role.EDITOR, Role.ADMINISTRATOR)


def keeps_house(viewer: Viewer) -> bool:
    """Whether the viewer may keep what belongs to no one union: the editors at the top."""
    editors = viewer.reach(Role.EDITOR)
    return viewer.runs_house or any(len(path) == PATH_STEP for path in editors)


def demand_keeper(viewer: Viewer, held_by: Organisation | None) -> None:
    """Raise Refused unless the viewer may keep the cases that `held_by` holds."""
    may = keeps_house(viewer) if held_by is None else viewer.holds(*KEEPERS, at=held_by.path)
    if not may:
        raise Refused(_("只有案例所属工会的编辑或管理员可以这样做。"))


def demand_any_post(viewer: Viewer) -> None:
    """Raise Refused for somebody who keeps no cases anywhere."""
    if not viewer.reach(*KEEPERS):
        raise Refused(_("只有编辑或管理员可以管理案例库。"))


def kept_by(viewer: Viewer) -> Q:
    """Return the condition on `held_by` under which a case or a run is the viewer's to keep."""
    within = Q(pk__in=[])
    for path in viewer.reach(*KEEPERS):
        within |= Q(held_by__path__startswith=path)
    if keeps_house(viewer):
        within |= Q(held_by__isnull=True)
    return within
