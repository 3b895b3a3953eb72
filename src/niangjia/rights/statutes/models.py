"""Statutes, their versions, the files they came from, and their articles."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code
from niangjia.rights.statutes.rules.periods import Dates
from niangjia.rights.statutes.rules.ranks import Rank


class Statute(models.Model):
    """A law under one title. `key` is what all ways of writing its title have in common.

    `place_code` is the division where it holds, "" for the whole country. `is_amendment` marks a
    decision that changes other laws.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    key = models.CharField(max_length=300, unique=True)
    title = models.CharField(max_length=300)
    rank = models.CharField(max_length=20)
    place_code = models.CharField(max_length=6, blank=True)
    is_amendment = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["rank", "place_code"], name="statute_by_rank")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(rank__in=[str(rank) for rank in Rank]), name="statute_rank_known"
            ),
        ]


class Version(models.Model):
    """A statute as made or changed once.

    `mark` is the date in the file's name as YYYY-MM-DD, or "". `valid_from` is empty where neither
    the text nor its history says from when this version holds: it is never guessed.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    statute = models.ForeignKey(Statute, on_delete=models.CASCADE, related_name="versions")
    mark = models.CharField(max_length=10, blank=True)
    marked = models.DateField(null=True)
    passed_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    history = models.JSONField(default=list)
    preamble = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["statute", "mark"], name="version_by_mark"),
        ]

    @property
    def dates(self) -> Dates:
        """What is known of when it was made and from when it holds."""
        return Dates(self.marked, self.passed_on, self.valid_from)


class Part(models.Model):
    """A file from which a version, or one book of it, was read."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=400)
    text_hash = models.CharField(max_length=64)
    imported_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "name"], name="part_once"),
        ]


class Article(models.Model):
    """One article. Number 0 is the whole of a text that has none; `sub` is its 之一."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="articles")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="articles")
    number = models.PositiveIntegerField()
    sub = models.PositiveIntegerField(default=0)
    heading = models.CharField(max_length=600, blank=True)
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["number", "sub"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "number", "sub"], name="article_once"),
        ]
