"""Background entry points; each is safe to repeat."""

from niangjia.rights.centre.handling.watching import forget as _forget
from niangjia.rights.centre.handling.watching import watch as _watch


def watch() -> int:
    """Announce tasks that are due, gaps in rosters, answers that are late; return how many."""
    return _watch()


def forget() -> int:
    """Throw away marks of what was told long ago; return how many."""
    return _forget()
