"""Cases, what they say in plain words, and how they came in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code


class CaseState(models.TextChoices):
    """The way of a case to the public and back."""

    IMPORTED = "imported", "待发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"


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


class Case(models.Model):
    """One paper. Times are of the house; `date` is the day the paper bears.

    Codes (body, stage, issue, asker, outcome) are those of `rules.terms`; "" means that the
    rules could not tell, which is never guessed. Amounts are in yuan.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    text_hash = models.CharField(max_length=64, unique=True)
    paper_key = models.CharField(max_length=64, unique=True, null=True)
    source_key = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    court = models.CharField(max_length=120, blank=True)
    case_no = models.CharField(max_length=120, blank=True)
    cause = models.CharField(max_length=120, blank=True)
    date = models.DateField(null=True)
    region_code = models.CharField(max_length=6, blank=True)
    text = models.TextField()
    body = models.CharField(max_length=20, blank=True)
    stage = models.CharField(max_length=20, blank=True)
    issue = models.CharField(max_length=20, blank=True)
    other_issues = models.JSONField(default=list)
    asker = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    claimed = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    awarded = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    fictional = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.IMPORTED)
    held_by = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL)
    imported_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "-id"], name="case_by_state"),
            models.Index(fields=["held_by", "state", "-id"], name="case_by_holder"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=CaseState.values), name="case_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="published_case_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="withdrawn_case_has_a_reason",
            ),
        ]


class Digest(models.Model):
    """A case in plain words: what happened, what was disputed, how it ended, why, what to learn."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="digest")
    facts = models.TextField()
    dispute = models.TextField()
    result = models.TextField()
    reasons = models.TextField()
    lesson = models.TextField()


class Citation(models.Model):
    """An article that a case names, as it names it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="citations")
    law = models.CharField(max_length=120)
    article = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "law", "article"], name="cited_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["law", "article"], name="citation_by_article")]
