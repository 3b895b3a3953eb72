"""What a centre knows of a matter beyond the engine."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.casework.models import Matter
from niangjia.rights.centre.models.places import Centre
from niangjia.rights.centre.rules.triage import PATHS


class Dispute(models.Model):
    """Where a dispute came to the window, what was suggested, what the worker chose.

    What was answered to the questions is sealed.
    """

    matter = models.OneToOneField(
        Matter, primary_key=True, on_delete=models.PROTECT, related_name="dispute"
    )
    centre = models.ForeignKey(Centre, null=True, on_delete=models.PROTECT, related_name="disputes")
    sealed_answers = models.BinaryField(default=bytes)
    suggested = models.CharField(max_length=14, blank=True)
    chosen = models.CharField(max_length=14, blank=True)
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(chosen="", chosen_at__isnull=True)
                | Q(chosen__in=list(PATHS), chosen_at__isnull=False),
                name="dispute_chosen_path_known",
            ),
            models.CheckConstraint(
                condition=Q(suggested="") | Q(suggested__in=list(PATHS)),
                name="dispute_suggested_path_known",
            ),
        ]
