"""Years that were entered by hand."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class EnteredYear(models.Model):
    """The notice for one year, as somebody entered it. `source` names the notice."""

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=200)
    entered_by = models.CharField(max_length=80)
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(source=""), name="entered_year_has_a_source"),
        ]


class EnteredDay(models.Model):
    """A weekday that is off, or a weekend day that is worked."""

    year = models.ForeignKey(EnteredYear, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(unique=True)
    worked = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["day"]
