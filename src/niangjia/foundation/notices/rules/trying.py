"""How often a sending is tried, and how long it waits in between."""

from datetime import timedelta

FIRST = timedelta(seconds=30)
LONGEST = timedelta(hours=1)
GIVE_UP_AFTER = 12
"""Attempts: some seven hours with the pauses."""


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts, from 1: 30 s, doubled, an hour at most."""
    return min(FIRST * (1 << min(attempts - 1, 10)), LONGEST)
