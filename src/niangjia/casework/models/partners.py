"""Bodies outside the unions that work with them: tribunals, courts, inspection, law firms."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.casework.models.matters import Matter
from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.people.models import Account
from niangjia.kernel.identifiers import public_code


class Partner(models.Model):
    """A body that matters are referred to. `host` is the union it works with."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    name = models.CharField(max_length=120)
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partners")
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="partner_has_a_name"),
            models.UniqueConstraint(
                fields=["host", "name"],
                condition=Q(ended_on__isnull=True),
                name="partner_name_once",
            ),
        ]


class PartnerMember(models.Model):
    """Somebody who signs in for a partner body, while `until` is empty."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="members")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="partner_posts")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner", "account"],
                condition=Q(until__isnull=True),
                name="partner_member_once",
            ),
        ]


class PartnerPaper(models.Model):
    """A paper of a matter that a partner body may open: given to it, or handed in by it.

    `paper` is the paper's code. Nothing else of a matter's papers is the partner body's to see.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="partner_papers")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="papers")
    paper = models.CharField(max_length=12)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "paper"], name="partner_paper_once"),
        ]
