"""Background entry points."""

from collections.abc import Callable

from niangjia.foundation.notices.actions import sweep
from niangjia.foundation.notices.declaring import Channel
from niangjia.foundation.notices.delivering import drain, note_interrupted, work
from niangjia.foundation.notices.gateways import offered

__all__ = ["LANES", "send_everything", "sweep", "work_lane"]

LANES = tuple(channel.value for channel in Channel)
"""Each way out is worked by itself, so that one that hangs holds up no other."""


def work_lane(lane: str, stopping: Callable[[], bool]) -> None:
    """Send on one way out until `stopping()`."""
    work(Channel(lane), stopping=stopping)


def send_everything() -> int:
    """Send what is due on every way out that is set up; return how many were in hand."""
    note_interrupted()
    return sum(drain(channel) for channel in sorted(offered()))
