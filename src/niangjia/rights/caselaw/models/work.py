"""The editors' work on a case: drafts, what was said about it, and every earlier form of it."""

from typing import ClassVar

from django.db import models

from niangjia.kernel import clock
from niangjia.rights.caselaw.models.cases import Case


class Draft(models.Model):
    """An interpretation being written; one for each writer, gone when it is handed in.

    `content` holds the fields of the form as typed. `version` counts the savings, so that two
    windows of one writer cannot overwrite each other unseen.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    by = models.CharField(max_length=80)
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "by"], name="one_draft_each"),
        ]


class RevisionKind(models.TextChoices):
    """What an earlier form is of."""

    MASKING = "masking", "脱敏"
    DIGEST = "digest", "解读"


class Revision(models.Model):
    """A form of a case as somebody handed it in. Never changed.

    Of a masking it holds the marks and not the text, so that a name overlooked once does not
    stay in the history; of an interpretation its fields.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=RevisionKind.choices)
    content = models.JSONField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="revision_numbered_once"),
        ]


class Comment(models.Model):
    """What one editor says to the others about a case; never public."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="comments")
    by = models.CharField(max_length=80)
    at = models.DateTimeField(default=clock.now)
    about = models.CharField(max_length=20, blank=True)
    text = models.TextField(max_length=2000)
    resolved_by = models.CharField(max_length=80, blank=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]


class MediationConsent(models.Model):
    """Both sides agreed that their mediated case is told in our words. Where the paper is kept."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="mediation_consent")
    given_on = models.DateField()
    evidence = models.CharField(max_length=400)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField(default=clock.now)
