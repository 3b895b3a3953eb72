"""Bookings. A quarter of an hour of a room is held once: the table itself sees to that."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niangjia.casework.models import Matter
from niangjia.kernel.identifiers import public_code
from niangjia.rights.centre.models.places import Room


class Purpose(models.TextChoices):
    """What a room is booked for."""

    MEDIATION = "mediation", _("调解")
    HEARING = "hearing", _("开庭")
    LISTENING = "listening", _("检察听证")
    ADVICE = "advice", _("法律咨询")
    MEETING = "meeting", _("会商、会议")
    TRAINING = "training", _("培训")


class Booking(models.Model):
    """A room for some quarters of an hour, while `cancelled_at` is empty.

    It may be linked to a matter, by which nobody is named.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    people = models.PositiveSmallIntegerField()
    matter = models.ForeignKey(
        Matter, null=True, on_delete=models.PROTECT, related_name="centre_bookings"
    )
    booked_by = models.CharField(max_length=80)
    booked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["room", "starts_at"], name="booking_by_room"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")), name="booking_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="booking_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_because=""),
                name="booking_cancelled_with_a_reason",
            ),
        ]


class HeldQuarter(models.Model):
    """One quarter of an hour of a room that a booking holds; gone when it is moved or cancelled."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="held")
    at = models.DateTimeField()
    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="quarters")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "at"], name="a_quarter_is_held_once"),
        ]
