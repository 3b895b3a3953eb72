"""The clocks of one matter, while it is being changed: they follow its moves, and are written last.

A year whose calendar nobody knows stops nothing: the clock runs without a day until it is known.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from niangjia.casework.declaring.parts import Clock
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.handling.local import hours_at, period_at
from niangjia.casework.models import ClockChange, ClockState, Entry, Matter, RunningClock
from niangjia.casework.models.clocks import OPEN
from niangjia.casework.models.matters import FAR
from niangjia.casework.rules.periods import Hours, Period, Unit, day_of, ends, left, longer
from niangjia.foundation.holidays.queries import calendar
from niangjia.kernel import clock
from niangjia.kernel.calendar import NotPublished
from niangjia.kernel.errors import Conflict


class Clocks:
    """The open clocks of a locked matter. `save` writes what was done to them."""

    def __init__(self, matter: Matter, procedure: Procedure, *, fresh: bool = False) -> None:
        self.matter = matter
        self.procedure = procedure
        self.calendar = calendar()
        self.open: list[RunningClock] = []
        if not fresh:
            rows = RunningClock.objects.filter(matter=matter, state__in=OPEN)
            self.open = list(rows.order_by("id"))
        self._changes: list[ClockChange] = []

    def start_from_receipt(self) -> None:
        """Start what runs from receipt."""
        for one in self.procedure.clocks:
            if not one.starts:
                self._start(one, self.matter.received_at)

    def restart(self) -> None:
        """Start again, from this moment, what runs from receipt: the asker contested."""
        for one in self.procedure.clocks:
            if not one.starts and self.of_kind(one.key) is None:
                self._start(one, clock.now())

    def moved_to(self, state: str) -> None:
        """Meet, pause, resume and start what a move to a state means."""
        for running in list(self.open):
            declared = self.procedure.clock(running.kind)
            if declared is not None and running.state in OPEN:
                self._follow(running, declared, state)
        for one in self.procedure.clocks:
            if state in one.starts and self.of_kind(one.key) is None:
                self._start(one, clock.now())

    def _follow(self, running: RunningClock, declared: Clock, state: str) -> None:
        stands = state in declared.paused_in
        if state in declared.met_in:
            self.meet(running)
        elif running.state == ClockState.RUNNING and stands and not self.is_over(running):
            self.pause(running, "")
        elif running.state == ClockState.PAUSED and not stands and not running.pause_reason:
            self.resume(running)

    def of_kind(self, kind: str) -> RunningClock | None:
        """Return the open clock of a kind, None where none is open."""
        return next((one for one in self.open if one.kind == kind and one.state in OPEN), None)

    def is_over(self, one: RunningClock) -> bool:
        """Whether a clock runs no more: it was not met in time."""
        return one.due_at is not None and one.due_at <= clock.now()

    def meet(self, one: RunningClock) -> None:
        """Note that what a clock asks for was done, and whether in time."""
        before = one.due_at
        if self.is_over(one) and one.broken_at is None:
            one.broken_at = before
        one.state, one.met_at, one.paused_at = ClockState.MET, clock.now(), None
        self._changed(one, "met", before)

    def stop_all(self) -> None:
        """Stop what still runs: the matter has ended, or goes on in another."""
        for one in self.open:
            if one.state in OPEN:
                before = one.due_at
                if self.is_over(one) and one.broken_at is None:
                    one.broken_at = before
                one.state, one.stopped_at, one.paused_at = ClockState.STOPPED, clock.now(), None
                self._changed(one, "stopped", before)

    def pause(self, one: RunningClock, reason: str) -> None:
        """Let a clock stand still. Raises NotPublished where past days are not known."""
        before, now = one.due_at, clock.now()
        rest = left(_leg(one), one.since, now, hours_of(one), self.calendar)
        one.unit, one.count = rest.unit, rest.count
        one.state, one.paused_at, one.pause_reason, one.due_at = (
            ClockState.PAUSED, now, reason, None,
        )  # fmt: skip
        self._changed(one, "paused", before)

    def resume(self, one: RunningClock) -> None:
        """Let a clock go on with what was left of it."""
        one.since, one.paused_at, one.pause_reason = clock.now(), None, ""
        one.state = ClockState.RUNNING
        self.determine(one)
        self._changed(one, "resumed", None)

    def extend(self, one: RunningClock, by: Period) -> None:
        """Make a running clock longer. Raises ValueError where the units do not fit."""
        before = one.due_at
        whole = longer(_leg(one), by, one.since)
        one.unit, one.count = whole.unit, whole.count
        one.extended += 1
        self.determine(one)
        self._changed(one, "extended", before)

    def regrade(self, grade: str) -> None:
        """Count every open clock again from its start, as for another grade.

        Raises Conflict where one was paused or extended before: what was granted stays granted.
        """
        for one in self.open:
            declared = self.procedure.clock(one.kind)
            if declared is None or one.state not in OPEN:
                continue
            if one.extended or one.state == ClockState.PAUSED or one.since != one.started_at:
                raise Conflict(_("时限已经暂停或延长过，不能再改难度。"))
            before = one.due_at
            period, source, verified = self._period(declared, grade, one.started_at)
            one.grade, one.source, one.verified = grade, source, verified
            one.period_unit, one.period_count = period.unit, period.count
            one.unit, one.count = period.unit, period.count
            self.determine(one)
            self._changed(one, "graded", before)

    def determine(self, one: RunningClock) -> None:
        """Work out when a clock is over; leave it open while the year is not known."""
        try:
            one.due_at = ends(_leg(one), one.since, hours_of(one), self.calendar)
        except NotPublished:
            one.due_at = None

    @property
    def next_due(self) -> datetime:
        """When the first running clock is over; one without a day counts as due when it began."""
        running = [one for one in self.open if one.state == ClockState.RUNNING]
        return min((one.due_at or one.since for one in running), default=FAR)

    def save(self, entry: Entry) -> None:
        """Write the clocks, and what was done to them under the entry that tells it."""
        new = [one for one in self.open if one._state.adding]
        touched = {
            change.clock.pk: change.clock
            for change in self._changes
            if not change.clock._state.adding
        }
        if touched:  # before the new ones: a clock that is met may start again at once
            RunningClock.objects.bulk_update(touched.values(), _COLUMNS)
        if new:
            RunningClock.objects.bulk_create(new)
        if self._changes:
            for change in self._changes:
                change.entry = entry
            ClockChange.objects.bulk_create(self._changes)
        self._changes = []

    def note(self, one: RunningClock, verb: str, before: datetime | None) -> None:
        """Keep in mind that something was done to a clock from outside."""
        self._changed(one, verb, before)

    def _start(self, one: Clock, at: datetime) -> None:
        path = self.matter.responsible.path
        period, source, verified = self._period(one, self.matter.grade, at)
        hours = hours_at(path, day_of(at))
        running = RunningClock(
            matter=self.matter, kind=one.key, grade=self.matter.grade, source=source,
            verified=verified, period_unit=period.unit, period_count=period.count,
            unit=period.unit, count=period.count, since=at, started_at=at,
            noon=hours.noon, closes=hours.closes,
        )  # fmt: skip
        self.determine(running)
        self.open.append(running)

    def _period(self, one: Clock, grade: str, at: datetime) -> tuple[Period, str, bool]:
        path = self.matter.responsible.path
        return period_at(path, self.procedure, one, grade, day_of(at))

    def _changed(self, one: RunningClock, verb: str, before: datetime | None) -> None:
        self._changes.append(
            ClockChange(
                clock=one, verb=verb, at=clock.now(), due_before=before, due_after=one.due_at
            )
        )


_COLUMNS = (
    "state", "unit", "count", "since", "due_at", "paused_at", "pause_reason", "extended",
    "met_at", "stopped_at", "broken_at", "grade", "source", "verified", "period_unit",
    "period_count",
)  # fmt: skip


def hours_of(one: RunningClock) -> Hours:
    """Return the office hours by which a clock was begun."""
    return Hours(one.noon, one.closes)


def _leg(one: RunningClock) -> Period:
    return Period(Unit(one.unit), one.count)
