"""Background entry points; each is safe to repeat."""

from collections.abc import Mapping, Sequence
from typing import Any

from niangjia.casework.actions import determine_open_clocks, note_broken, sound_again


def watch() -> int:
    """Mark clocks that are over, sound alarms again that nobody saw to; return how many of both."""
    return note_broken() + sound_again()


def follow_holidays(_payloads: Sequence[Mapping[str, Any]]) -> None:
    """A year's holidays were entered: work out what waited for them."""
    determine_open_clocks()
