"""A made-up county's hotline at work: some hundred and forty matters in every state there is.

Each is taken in and worked through the same actions as anybody's, at moments before now.
"""

from django.db import transaction

from niangjia.kernel.viewer import Viewer
from niangjia.rights.hotline.demonstration.cast import cast
from niangjia.rights.hotline.demonstration.scenes import play
from niangjia.rights.hotline.models import WorkOrder

__all__ = ["load_demonstration"]


@transaction.atomic
def load_demonstration(*, viewer: Viewer) -> int:
    """Play the demonstration and return how many matters the hotline has by it.

    Nothing is done where the hotline was used before, or where the demonstration's people are
    missing. `viewer` has to operate the machine.
    """
    people = cast() if viewer.operator else None
    if people is None or WorkOrder.objects.exists():
        return 0
    play(people)
    return WorkOrder.objects.count()
