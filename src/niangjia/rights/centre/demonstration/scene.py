"""What the demonstration is played in."""

from dataclasses import dataclass
from datetime import date

from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.models import Centre


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: at the window, in planning, and on duty."""

    officer: Viewer
    mediator: Viewer
    administrator: Viewer


@dataclass(frozen=True, slots=True)
class Played:
    """What the disputes are played in: the centre, its rooms and bodies by kind, its days."""

    cast: Cast
    centre: Centre
    rooms: dict[str, str]
    bodies: dict[str, str]
    before: tuple[date, ...]
    after: tuple[date, ...]
    today: date
