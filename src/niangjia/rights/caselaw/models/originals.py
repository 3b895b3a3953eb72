"""What papers said before they were masked: sealed, and opened only for a reason."""

from typing import ClassVar

from django.db import models

from niangjia.kernel import clock
from niangjia.rights.caselaw.models.cases import Case


class Original(models.Model):
    """The sealed original of a case, and where it was masked.

    `sealed` holds title and text as they came (`originals.py` says how). `title_marks` and
    `marks` are lists of [start, end, kind, written] over them: places and what stands there
    instead, nothing of what was there.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="original")
    sealed = models.BinaryField()
    title_marks = models.JSONField(default=list)
    marks = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)


class Opening(models.Model):
    """Somebody opened an original, why, and until when it stays open for that somebody."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="openings")
    by = models.CharField(max_length=80)
    reason = models.CharField(max_length=400)
    at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["case", "by", "until"], name="opening_by_whom")]
