"""How somebody wants to be told; what holds for whoever never said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from niangjia.foundation.notices.declaring import Channel
from niangjia.foundation.notices.models import Level, Preference
from niangjia.foundation.notices.rules.quiet import Quiet


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody chose. What is urgent comes at any hour and by every way."""

    by_sms: bool = True
    by_mail: bool = True
    quiet_since: time = time(21)
    quiet_until: time = time(8)
    level: str = Level.PLAIN

    @property
    def quiet(self) -> Quiet:
        """The hours in which to leave this person alone."""
        return Quiet(self.quiet_since, self.quiet_until)

    def takes(self, channel: Channel) -> bool:
        """Whether this person wants to be told by this way."""
        return {Channel.SMS: self.by_sms, Channel.MAIL: self.by_mail}.get(channel, True)


DEFAULT = Wishes()


def wishes_of(accounts: Iterable[int]) -> dict[int, Wishes]:
    """Return what each of these accounts chose, in one question; the rest hold the defaults."""
    numbers = set(accounts)
    fields = tuple(Wishes.__slots__)
    rows = Preference.objects.filter(account__in=numbers).values_list("account", *fields)
    chosen = {row[0]: Wishes(*row[1:]) for row in rows}
    return {number: chosen.get(number, DEFAULT) for number in numbers}
