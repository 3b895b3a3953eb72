"""What was handed over on paper, and what was told once and not again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from niangjia.casework.models import Matter, Partner
from niangjia.kernel.identifiers import public_code


class Packet(models.Model):
    """A hand-over packet of a matter for a partner body.

    `digest` is the SHA-256 of its index (sealed here), in which every paper stands with its own;
    `pdf` is the code of the printed form, kept with the matter's files. Who took it is sealed.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="packets")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="packets")
    number = models.PositiveSmallIntegerField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    sealed_index = models.BinaryField()
    digest = models.CharField(max_length=64)
    pdf = models.CharField(max_length=12)
    pdf_digest = models.CharField(max_length=64)
    with_person = models.BooleanField(default=False)
    sealed_taker = models.BinaryField(default=bytes)
    handed_at = models.DateTimeField(null=True)
    handed_how = models.CharField(max_length=10, blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "number"], name="packet_number_once"),
            models.CheckConstraint(
                condition=Q(handed_at__isnull=True) | (~Q(handed_how="") & ~Q(sealed_taker=b"")),
                name="packet_handed_says_to_whom",
            ),
        ]


class PacketPaper(models.Model):
    """One paper of a packet, with the hash it had when it was packed; its name stands sealed."""

    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    file = models.CharField(max_length=12)
    sealed_name = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["packet", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["packet", "number"], name="packet_paper_number_once"),
        ]


class Told(models.Model):
    """Something that was announced and is not announced again, by its name."""

    what = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()
