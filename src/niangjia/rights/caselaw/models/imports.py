"""Import runs and what they rejected."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code


class RunState(models.TextChoices):
    """Where an import run stands."""

    WAITING = "waiting", "排队中"
    RUNNING = "running", "导入中"
    FINISHED = "finished", "已完成"
    FAILED = "failed", "未能完成"


class ImportRun(models.Model):
    """One import: what was to be read, by whom, and the account of it.

    `publish` says that its source is trusted and what comes in is shown at once. The counts
    are kept batch by batch, in the same transaction as the cases they count.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    held_by = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)
    started_by = models.CharField(max_length=80)
    sources = models.JSONField(default=list)
    publish = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    expected = models.PositiveIntegerField(null=True)
    read = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    failure = models.TextField(blank=True)
    started_at = models.DateTimeField(default=clock.now)
    last_batch_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    read=models.F("imported")
                    + models.F("unchanged")
                    + models.F("duplicates")
                    + models.F("rejected")
                ),
                name="import_accounts_for_every_record",
            ),
        ]


class ImportReject(models.Model):
    """A record that did not come in, where it stood and why, in the words of whoever sent it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejects")
    source = models.CharField(max_length=400)
    line = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["id"]
