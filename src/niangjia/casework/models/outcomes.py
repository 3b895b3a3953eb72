"""What came of a matter, each time an answer was given."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.casework.models.entries import Entry
from niangjia.casework.models.matters import Matter


class Outcome(models.Model):
    """One answer: the result, the yuan, and what the asker said to it."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="outcomes")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="outcome")
    result = models.CharField(max_length=30)
    recovered = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    promised = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    paid_on = models.DateField(null=True)
    answered_at = models.DateTimeField()
    answered_by = models.CharField(max_length=80)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by_call = models.BooleanField(default=False)
    contested_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    rating = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["matter", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(result=""), name="outcome_has_a_result"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="outcome_rating_in_range",
            ),
            models.CheckConstraint(
                condition=Q(recovered__isnull=True) | Q(recovered__gte=0),
                name="outcome_recovered_not_negative",
            ),
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(contested_at__isnull=True, superseded_at__isnull=True),
                name="one_standing_outcome",
            ),
        ]
