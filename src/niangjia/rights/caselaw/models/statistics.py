"""What was counted last."""

from django.db import models

from niangjia.kernel import clock


class Tabulated(models.Model):
    """The published statistics, one row: `content` is a `rules.tabulating.Tabulation` as JSON.

    `fictional` says that there was no real case to count, and made-up ones were counted instead.
    What is too small to be told of is not in here either.
    """

    content = models.JSONField()
    fictional = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
