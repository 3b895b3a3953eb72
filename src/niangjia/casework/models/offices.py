"""What an office sets for itself, the counters of numbers, and the versions that were used."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.casework.models.clocks import UNITS
from niangjia.foundation.organisations.models import Organisation


class Counter(models.Model):
    """The last number given in a series; counted up in the transaction that uses the number."""

    procedure = models.CharField(max_length=30)
    place = models.CharField(max_length=9, blank=True)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "place", "year"], name="counter_once"),
        ]


class LocalRule(models.Model):
    """What holds at an office and below it: its hours, or a period in place of the declared one.

    A row without `clock` gives hours. It holds from `valid_from` until a later one takes its place.
    """

    office = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="casework_rules"
    )
    procedure = models.CharField(max_length=30, blank=True)
    clock = models.CharField(max_length=30, blank=True)
    grade = models.CharField(max_length=30, blank=True)
    unit = models.CharField(max_length=12, blank=True)
    count = models.PositiveSmallIntegerField(null=True)
    noon = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    source = models.CharField(max_length=200)
    valid_from = models.DateField()
    entered_by = models.CharField(max_length=80)
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["valid_from", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(clock="", unit="", count__isnull=True, noon__isnull=False)
                | ~Q(clock="") & Q(unit__in=UNITS, count__isnull=False, noon__isnull=True),
                name="local_rule_is_hours_or_period",
            ),
        ]


class UsedVersion(models.Model):
    """A version of a procedure under which matters began, and the hash of how it was declared."""

    procedure = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=64)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "version"], name="used_version_once"),
        ]
