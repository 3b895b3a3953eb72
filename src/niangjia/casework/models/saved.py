"""Lists that somebody keeps for himself or herself: a name, and what the list is narrowed to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.foundation.people.models import Account


class SavedView(models.Model):
    """A list of matters as one officer likes to see it. Nobody else sees it, or that it is there.

    A number that was searched for is not kept: a list is a way of working, not one matter.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=40)
    view = models.CharField(max_length=20)
    stands = models.CharField(max_length=64, blank=True)
    issue = models.CharField(max_length=20, blank=True)
    office = models.CharField(max_length=12, blank=True)
    order = models.CharField(max_length=12, blank=True)
    free = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "name"], name="saved_view_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        ]
