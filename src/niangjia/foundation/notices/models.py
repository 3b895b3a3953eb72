"""Notices, what is sent of them, and how each person wants to be told."""

from datetime import time
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niangjia.foundation.people.models import Account
from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code


class Level(models.TextChoices):
    """How plainly somebody is told."""

    PLAIN = "plain", _("一般")
    VERY_PLAIN = "very_plain", _("最简单，一句一件事")


class Preference(models.Model):
    """How one person wants to be told. Without a row the defaults hold."""

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, related_name="notice_preference"
    )
    by_sms = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)
    quiet_since = models.TimeField(default=time(21))
    quiet_until = models.TimeField(default=time(8))
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.PLAIN)


class Notice(models.Model):
    """One thing told to one person, or to somebody without an account, or to the duty group.

    `once` is the fingerprint of what and whom, so that nothing is told twice, and outlives the
    words. `words` are sealed. `about` names what it concerns ("matter:17"), as in the trail.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    kind = models.CharField(max_length=60)
    once = models.CharField(max_length=32, unique=True)
    about = models.CharField(max_length=80, blank=True)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.CASCADE, related_name="notices"
    )
    words = models.BinaryField()
    urgent = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["account", "-id"],
                name="notice_inbox",
                condition=Q(account__isnull=False, deleted_at__isnull=True),
            ),
            models.Index(
                fields=["account"],
                name="notice_unread",
                condition=Q(account__isnull=False, read_at__isnull=True, deleted_at__isnull=True),
            ),
            models.Index(fields=["kind", "about"], name="notice_about", condition=~Q(about="")),
            models.Index(fields=["at"], name="notice_age"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True) | Q(words=b""), name="notice_deleted_is_empty"
            ),
        ]


class SendingState(models.TextChoices):
    """Where a sending stands."""

    QUEUED = "queued", _("等着发")
    SENDING = "sending", _("正在发")
    SENT = "sent", _("已交给网关")
    DELIVERED = "delivered", _("已送到")
    FAILED = "failed", _("发不出去")
    DOUBTFUL = "doubtful", _("不知道发没发出去")
    GIVEN_UP = "given_up", _("试了多次，没有发出去")
    DROPPED = "dropped", _("不用发了")


STUCK = (SendingState.FAILED, SendingState.DOUBTFUL, SendingState.GIVEN_UP)
"""What a person should look at."""


class Sending(models.Model):
    """A notice on one way out. `box` seals the address and the words, until they are not needed.

    `claim` marks the worker that has it in hand until `claimed_until`: it is written before
    anything is sent, so that nobody else ever sends the same.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="sendings")
    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    channel = models.CharField(max_length=6)
    state = models.CharField(
        max_length=10, choices=SendingState.choices, default=SendingState.QUEUED
    )
    box = models.BinaryField()
    urgent = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    due = models.DateTimeField(default=clock.now)
    good_until = models.DateTimeField()
    claim = models.CharField(max_length=12, blank=True)
    claimed_until = models.DateTimeField(null=True)
    why = models.CharField(max_length=20, blank=True)
    provider_id = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["channel", "-urgent", "due", "id"],
                name="sending_queue",
                condition=Q(state=SendingState.QUEUED),
            ),
            models.Index(
                fields=["claimed_until"],
                name="sending_in_hand",
                condition=Q(state=SendingState.SENDING),
            ),
            models.Index(
                fields=["channel", "provider_id"],
                name="sending_reported",
                condition=~Q(provider_id=""),
            ),
            models.Index(fields=["-id"], name="sending_stuck", condition=Q(state__in=STUCK)),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "channel"], name="sending_once_a_channel"),
            models.CheckConstraint(
                condition=Q(state__in=SendingState.values), name="sending_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=SendingState.SENDING, claimed_until__isnull=False)
                | ~Q(state=SendingState.SENDING) & Q(claimed_until__isnull=True),
                name="sending_in_hand_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SendingState.QUEUED, SendingState.SENDING]) | ~Q(box=b""),
                name="sending_open_has_its_words",
            ),
        ]
