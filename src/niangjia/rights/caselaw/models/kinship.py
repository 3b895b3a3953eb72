"""Which cases are one paper twice, or papers of one dispute."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from niangjia.kernel import clock
from niangjia.rights.caselaw.models.cases import Case


class KinshipKind(models.TextChoices):
    """How two cases belong together."""

    SAME_PAPER = "same_paper", "同一份文书"
    SAME_DISPUTE = "same_dispute", "同一争议的不同文书"


class KinshipState(models.TextChoices):
    """What an editor decided about it; `proposed` until one has."""

    PROPOSED = "proposed", "待确认"
    LINKED = "linked", "已关联"
    MERGED = "merged", "已合并"
    APART = "apart", "不是一回事"


class Kinship(models.Model):
    """Two cases that seem to belong together, `one` the smaller number. `score` is 0 to 1.

    `reasons` are codes of what speaks for it, the weightiest first. `dropped_was` is the state of
    the case that a merger took back, so that the merger can be undone.
    """

    one = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="kin_after")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="kin_before")
    kind = models.CharField(max_length=12, choices=KinshipKind.choices)
    score = models.FloatField()
    reasons = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=KinshipState.choices, default=KinshipState.PROPOSED
    )
    found_at = models.DateTimeField(default=clock.now)
    dropped_was = models.CharField(max_length=12, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-score", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="kin_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="kin_in_order"),
            models.CheckConstraint(
                condition=Q(state="proposed") | ~Q(decided_by=""), name="kin_decided_by_somebody"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-score"], name="kin_by_state")]


class Signature(models.Model):
    """By what a case is found again among all others: sets of 32-bit hashes, sorted, packed.

    `text` is of its masked text, `strong` and `weak` of its traits (`likeness.traits`); nothing of
    the paper can be read from them.
    """

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="signature"
    )
    text = models.BinaryField()
    strong = models.BinaryField()
    weak = models.BinaryField()
