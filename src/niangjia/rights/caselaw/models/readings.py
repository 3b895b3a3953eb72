"""What the rules read in a paper, part by part. Read from the masked text: no name is in it."""

from typing import ClassVar

from django.db import models

from niangjia.rights.caselaw.models.cases import Case


class Party(models.Model):
    """Somebody in a paper: in which role, as what, under which mark.

    Codes as in `rules.judgment.terms`; `acts_for` is the ordinal of whom an agent acts for.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    ordinal = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=120)
    acts_for = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="party_has_its_place"),
        ]


class Claim(models.Model):
    """What was asked for, and what became of it. Amounts in yuan; "" and None: not to be read.

    `is_denial`: it asks not to have to pay; `granted` is then what stays due.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="claims")
    ordinal = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=400)
    claimed = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    fate = models.CharField(max_length=10, blank=True)
    granted = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    is_denial = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["ordinal"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "ordinal"], name="claim_has_its_place"),
        ]


class ChainLink(models.Model):
    """A case number on the way of a dispute, and its stage. Never public: it leads to names."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="chain")
    number = models.CharField(max_length=120)
    stage = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="chain_link_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["number"], name="chain_by_number")]
