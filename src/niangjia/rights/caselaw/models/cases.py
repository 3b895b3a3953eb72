"""Cases, what they say in plain words, and the articles they name."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code
from niangjia.rights.caselaw.models.imports import ImportRun


class CaseState(models.TextChoices):
    """The way of a case to the public and back; `rules.steps` says who may move it where."""

    IMPORTED = "imported", "待核对脱敏"
    MASKED = "masked", "待解读"
    INTERPRETED = "interpreted", "待复核"
    CHECKED = "checked", "待发布"
    PUBLISHED = "published", "已发布"
    HELD = "held", "暂时收起"
    WITHDRAWN = "withdrawn", "已撤回"


class Case(models.Model):
    """One paper. Times are of the house; `date` is the day the paper bears.

    `title` and `text` are masked; what they were lies sealed in `Original`. The number of the case
    (`case_no`) leads to the names and is never public; nor is `employer_key`, the fingerprint of
    the employer's name, by which distinct employers are counted. Who did a step of the way to
    the public is kept as `Viewer.actor`; the interpreter never checks his or her own work.

    Codes (body, stage, issue, asker, outcome) are those of `rules.terms`; "" means that the
    rules could not tell, which is never guessed. Amounts are in yuan. `elements` are the codes of
    what its sentences state (`elements.labels`), with spaces between.
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
    joined = models.DateField(null=True)
    left = models.DateField(null=True)
    filed_on = models.DateField(null=True)
    monthly_wage = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    elements = models.CharField(max_length=400, blank=True)
    employer_key = models.CharField(max_length=32, blank=True)
    mediated = models.BooleanField(default=False)
    fictional = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=CaseState.choices, default=CaseState.IMPORTED)
    held_by = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT)
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL)
    imported_at = models.DateTimeField(default=clock.now)
    state_since = models.DateTimeField(default=clock.now)
    assigned_to = models.CharField(max_length=80, blank=True)
    assigned_at = models.DateTimeField(null=True)
    masked_by = models.CharField(max_length=80, blank=True)
    masked_at = models.DateTimeField(null=True)
    interpreted_by = models.CharField(max_length=80, blank=True)
    interpreted_at = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=80, blank=True)
    checked_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField(null=True)
    embargo_until = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "-id"], name="case_by_state"),
            models.Index(fields=["held_by", "state", "-id"], name="case_by_holder"),
            models.Index(fields=["state", "state_since"], name="case_by_age"),
            models.Index(fields=["assigned_to", "state"], name="case_by_assignee"),
            models.Index(  # all that statistics read: the table itself is full of long texts
                fields=[
                    "state",
                    "fictional",
                    "merged_into",
                    "issue",
                    "region_code",
                    "date",
                    "filed_on",
                    "outcome",
                    "claimed",
                    "awarded",
                    "employer_key",
                ],
                name="case_counted",
            ),
            models.Index(fields=["state", "id", "code", "state_since"], name="case_for_engines"),
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
                condition=Q(state__in=["imported", "withdrawn"]) | ~Q(masked_by=""),
                name="masking_was_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by=models.F("interpreted_by")),
                name="nobody_checks_their_own_work",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["interpreted", "checked"]) | ~Q(interpreted_by=""),
                name="interpreted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="checked") | ~Q(checked_by=""), name="checked_by_somebody"
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
