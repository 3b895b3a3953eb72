"""Clocks that run on matters, with all that was done to them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.casework.models.entries import Entry
from niangjia.casework.models.matters import Matter
from niangjia.casework.rules.periods import Unit

UNITS = [unit.value for unit in Unit]
VERBS = ["paused", "resumed", "extended", "met", "stopped", "graded", "determined"]


class ClockState(models.TextChoices):
    """Whether a clock runs."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    STOPPED = "stopped"


OPEN = (ClockState.RUNNING, ClockState.PAUSED)


class RunningClock(models.Model):
    """One clock of a matter.

    `period_unit` and `period_count` are what it was given; `unit` and `count` what is counted from
    `since`, the start or the moment it last went on. `due_at` is stored, so that rules changed
    later rewrite nothing; it is empty while paused, and while the year it lies in has no published
    calendar. `broken_at` is set once the clock was not met in time, however it ends then.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="clocks")
    kind = models.CharField(max_length=30)
    grade = models.CharField(max_length=30, blank=True)
    period_unit = models.CharField(max_length=12)
    period_count = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    verified = models.BooleanField(default=False)
    noon = models.TimeField()
    closes = models.TimeField(null=True)
    started_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=ClockState.choices, default=ClockState.RUNNING)
    unit = models.CharField(max_length=12)
    count = models.PositiveIntegerField()
    since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=30, blank=True)
    extended = models.PositiveSmallIntegerField(default=0)
    met_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["matter", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                name="clock_due",
                condition=Q(state=ClockState.RUNNING, broken_at__isnull=True),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "kind"],
                condition=Q(state__in=OPEN),
                name="clock_of_a_kind_runs_once",
            ),
            models.CheckConstraint(
                condition=Q(unit__in=UNITS, period_unit__in=UNITS), name="clock_unit_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ClockState.RUNNING, paused_at__isnull=True)
                | Q(state=ClockState.PAUSED, paused_at__isnull=False, due_at__isnull=True)
                | Q(state=ClockState.MET, met_at__isnull=False)
                | Q(state=ClockState.STOPPED, stopped_at__isnull=False),
                name="clock_state_is_told",
            ),
        ]


class ClockChange(models.Model):
    """One thing done to a clock: when it was due before and after, in which entry it is told."""

    clock = models.ForeignKey(RunningClock, on_delete=models.PROTECT, related_name="changes")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="clock_changes")
    verb = models.CharField(max_length=12)
    at = models.DateTimeField()
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verb__in=VERBS),
                name="clock_change_known",
            ),
        ]
