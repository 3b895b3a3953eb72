"""Joint checks: rounds in which the bodies go to places together, and what they find there."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.identifiers import public_code
from niangjia.rights.centre.models.places import Centre


class CheckRound(models.Model):
    """A round of joint checks, open while `closed_on` is empty."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="check_rounds")
    title = models.CharField(max_length=80)
    bodies = models.CharField(max_length=300)
    begins_on = models.DateField()
    ends_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-begins_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(begins_on__lte=F("ends_on")), name="round_ends_after_it_begins"
            ),
        ]


class Visit(models.Model):
    """A place that was gone to. What was found is sealed; what is to be put right has a day."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    round = models.ForeignKey(CheckRound, on_delete=models.PROTECT, related_name="visits")
    place = models.CharField(max_length=120)
    employer = models.ForeignKey(
        Employer, null=True, on_delete=models.PROTECT, related_name="centre_visits"
    )
    day = models.DateField()
    problems = models.PositiveSmallIntegerField(default=0)
    sealed_findings = models.BinaryField(default=bytes)
    put_right_by = models.DateField(null=True)
    settled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["round", "day", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(problems=0) | Q(put_right_by__isnull=False),
                name="what_is_wrong_has_a_day",
            ),
        ]
