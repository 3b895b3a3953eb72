"""Who works on one matter without belonging to its office: a lawyer, a mediator."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.casework.models.matters import Matter
from niangjia.foundation.people.models import Account


class Engagement(models.Model):
    """Somebody engaged on one matter in a role, while `until` is empty."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="engagements")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="engagements")
    role = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "account"],
                condition=Q(until__isnull=True),
                name="engaged_on_a_matter_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account", "matter"],
                name="engagement_standing",
                condition=Q(until__isnull=True),
            ),
        ]
