"""Quiet hours: when somebody is left alone, in China's time."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from niangjia.kernel.clock import CHINA


@dataclass(frozen=True, slots=True)
class Quiet:
    """From a time to a time, over midnight where the second is earlier; the same twice is never."""

    since: time = time(21)
    until: time = time(8)

    def holds_at(self, moment: datetime) -> bool:
        """Whether somebody is to be left alone at a moment."""
        at = moment.astimezone(CHINA).time()
        if self.since <= self.until:
            return self.since <= at < self.until
        return at >= self.since or at < self.until


def next_allowed(moment: datetime, quiet: Quiet) -> datetime:
    """Return the first moment from `moment` on that is not quiet."""
    if not quiet.holds_at(moment):
        return moment
    here = moment.astimezone(CHINA)
    ends = here.replace(
        hour=quiet.until.hour, minute=quiet.until.minute, second=quiet.until.second, microsecond=0
    )
    return ends if ends > here else ends + timedelta(days=1)
