"""The two books: the audit trail with its head, and the outbox with its deliveries."""

from typing import ClassVar

from django.db import models

from niangjia.kernel import clock


class AuditHead(models.Model):
    """The end of the chain: one row, locked while an entry is added so that entries queue up."""

    sequence = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, default="0" * 64)


class AuditEntry(models.Model):
    """One thing done. Never updated, never deleted."""

    sequence = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["sequence"]


class Event(models.Model):
    """Something that happened, written in the transaction in which it happened."""

    topic = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField(default=clock.now)


class DeliveryState(models.TextChoices):
    """Where a delivery stands."""

    WAITING = "waiting"
    TAKEN = "taken"
    DELIVERED = "delivered"
    FAILED = "failed"


class Delivery(models.Model):
    """One event for one listener."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    listener = models.CharField(max_length=60)
    lane = models.CharField(max_length=20)
    state = models.CharField(
        max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(default=clock.now)
    taken_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "listener"], name="one_delivery_per_listener"),
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["lane", "due", "id"],
                name="delivery_open",
                condition=models.Q(state__in=["waiting", "taken"]),
            ),
        ]
