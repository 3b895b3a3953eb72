"""The people of the demonstration who work the hotline, and the moments at which they do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from niangjia.foundation.people.models import Account
from niangjia.foundation.people.queries import viewer_of
from niangjia.foundation.people.rules.demonstration import DOMAIN
from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer

BOXES = {
    "agent": "hotline",
    "second_agent": "hotline2",
    "officer": "officer",
    "second_officer": "officer2",
    "next_county": "officer3",
    "third_county": "officer4",
    "supervisor": "supervisor",
    "worker": "worker",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes calls, works them, works them elsewhere, supervises, and asks signed in."""

    agent: Viewer
    second_agent: Viewer
    officer: Viewer
    second_officer: Viewer
    next_county: Viewer
    third_county: Viewer
    supervisor: Viewer
    worker: Viewer
    now: datetime

    @contextmanager
    def ago(self, days: float) -> Iterator[None]:
        """Let it be so many days earlier for the length of a `with` block."""
        with clock.stopped_at(self.now - timedelta(days=days)):
            yield


def cast() -> Cast | None:
    """Return the demonstration's people, None where one of them is missing."""
    emails = {f"{box}@{DOMAIN}": part for part, box in BOXES.items()}
    found = {
        emails[account.email]: viewer_of(account)
        for account in Account.objects.filter(email__in=emails)
        if account.email
    }
    if set(found) != set(BOXES) or any(
        not viewer.is_staff for part, viewer in found.items() if part != "worker"
    ):
        return None
    return Cast(**found, now=clock.now())
