"""Centres with their hours, rooms and the bodies that sit there."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niangjia.casework.models import Partner
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.identifiers import public_code

STANDING = Q(ended_on__isnull=True)


class Part(models.TextChoices):
    """The parts of a day in which a centre is open and people are on duty."""

    MORNING = "morning", _("上午")
    AFTERNOON = "afternoon", _("下午")
    EVENING = "evening", _("晚上")


class BodyKind(models.TextChoices):
    """What a body at a centre does."""

    ARBITRATION = "arbitration", _("劳动人事争议仲裁")
    COURT = "court", _("法院")
    PROCURATORATE = "procuratorate", _("检察院")
    LABOUR = "labour", _("人力资源和社会保障局")
    INSPECTION = "inspection", _("劳动保障监察")
    LEGAL_AID = "legal_aid", _("法律援助")
    LAWYERS = "lawyers", _("律师")
    UNION = "union", _("工会")
    OTHER = "other", _("其他单位")


class RoomKind(models.TextChoices):
    """What a room is for: the window, two tribunals, five rooms, and where all sit together."""

    WINDOW = "window", _("受理窗口")
    ARBITRATION = "arbitration", _("仲裁庭")
    COURT = "court", _("巡回法庭")
    MEDIATION = "mediation", _("调解室")
    LEGAL_AID = "legal_aid", _("法律援助室")
    HOTLINE = "hotline", _("12351 热线室")
    CONSULT = "consult", _("会商室")
    PROCURATORATE = "procuratorate", _("检察听证室")


class Centre(models.Model):
    """A centre. `host` is the union whose window it is; only a published one is shown to all.

    `latitude` and `longitude` are WGS 84. So many lawyers and mediators are wanted on duty in
    every part of a day in which it is open.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="centres")
    name = models.CharField(max_length=60)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    how_to_come = models.CharField(max_length=300, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    open_weekends = models.BooleanField(default=False)
    lawyers_needed = models.PositiveSmallIntegerField(default=1)
    mediators_needed = models.PositiveSmallIntegerField(default=1)
    published = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="centre_has_a_name"),
            models.UniqueConstraint(
                fields=["host", "name"], condition=STANDING, name="centre_name_once"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="centre_has_both_coordinates",
            ),
        ]


class Opening(models.Model):
    """When a centre is open in one part of its days, by the clock in China."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="openings")
    part = models.CharField(max_length=10, choices=Part.choices)
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering: ClassVar = ["centre", "opens"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["centre", "part"], name="opening_part_once"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="opening_before_close"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="opening_part_known"),
        ]


class Room(models.Model):
    """A room or tribunal. Without hours of its own it is used while the centre is open."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=14, choices=RoomKind.choices)
    place = models.CharField(max_length=60, blank=True)
    capacity = models.PositiveSmallIntegerField()
    equipment = models.CharField(max_length=200, blank=True)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["centre", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="room_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=RoomKind.values), name="room_kind_known"),
            models.CheckConstraint(condition=Q(capacity__gt=0), name="room_holds_somebody"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(opens__lt=F("closes")),
                name="room_opens_before_it_closes",
            ),
            models.UniqueConstraint(
                fields=["centre", "name"], condition=STANDING, name="room_name_once"
            ),
        ]


class Body(models.Model):
    """A body at a centre. `partner` is how matters are referred to it; None where they are not.

    It is asked to answer within so many working days. Who is its liaison is sealed.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=14, choices=BodyKind.choices)
    name = models.CharField(max_length=120)
    partner = models.ForeignKey(
        Partner, null=True, on_delete=models.PROTECT, related_name="centre_bodies"
    )
    answer_days = models.PositiveSmallIntegerField(default=5)
    room = models.ForeignKey(Room, null=True, on_delete=models.PROTECT, related_name="bodies")
    sealed_liaison = models.BinaryField(default=bytes)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["centre", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="body_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="body_kind_known"),
            models.UniqueConstraint(
                fields=["centre", "name"], condition=STANDING, name="body_name_once"
            ),
        ]


class Presence(models.Model):
    """On this day of the week (0 is Monday) a body sits at its centre in this part of the day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="presences")
    weekday = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=Part.choices)

    class Meta:
        ordering: ClassVar = ["body", "weekday", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "weekday", "part"], name="presence_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="presence_weekday"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="presence_part_known"),
        ]
