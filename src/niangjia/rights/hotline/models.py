"""What only the hotline knows: work orders, call centres' tokens, old records."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niangjia.casework.models import Matter
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.kernel.identifiers import public_code


class Behalf(models.TextChoices):
    """For whom somebody speaks."""

    SELF = "self", _("为自己")
    FAMILY = "family", _("替家里人")
    COLLEAGUE = "colleague", _("替工友")
    MANY = "many", _("和工友一起")
    OTHER = "other", _("替别人")


class Reach(models.TextChoices):
    """How whoever asks wants to be reached."""

    ANY = "any", _("随时可以打电话")
    OFF_WORK = "off_work", _("下班以后再打")
    TEXT = "text", _("别打电话，发短信")
    NEVER = "never", _("别联系，我自己来查")


class WorkOrder(models.Model):
    """What the hotline knows of a matter beside the engine; sealed where it is about a person."""

    matter = models.OneToOneField(
        Matter, primary_key=True, on_delete=models.PROTECT, related_name="work_order"
    )
    klass = models.CharField(max_length=30)
    item = models.CharField(max_length=30)
    behalf = models.CharField(max_length=10, choices=Behalf.choices, default=Behalf.SELF)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.ANY)
    sealed = models.BinaryField()
    taken_by = models.CharField(max_length=80)
    reclassified = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["klass", "item"], name="work_order_class")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(klass="") & ~Q(item=""), name="work_order_sorted"),
            models.CheckConstraint(
                condition=Q(behalf__in=Behalf.values, reach__in=Reach.values),
                name="work_order_words_known",
            ),
        ]


class CentreToken(models.Model):
    """By which a call centre hands calls over for a union. Only the token's hash is kept."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="hotline_tokens"
    )
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering: ClassVar = ["organisation", "name", "-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="centre_token_has_a_name"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | Q(revoked_at__isnull=False) & ~Q(revoked_by=""),
                name="centre_token_revoked_by_somebody",
            ),
        ]


class CentreCall(models.Model):
    """One call handed over: the same key of the same centre is one matter, whatever the token."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key_mark = models.CharField(max_length=32)
    body_mark = models.CharField(max_length=32)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "key_mark"], name="centre_call_key_once"
            ),
        ]


class OldRecord(models.Model):
    """A matter from before this house, as it was written down then: read, and never worked.

    What had ended is kept here alone. What was still open has become a `matter` with the day it
    came in, and is worked like any other.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="old_hotline_records"
    )
    number_mark = models.CharField(max_length=32)
    content_mark = models.CharField(max_length=32)
    received_on = models.DateField()
    closed_on = models.DateField(null=True)
    klass = models.CharField(max_length=30)
    item = models.CharField(max_length=30)
    issue = models.CharField(max_length=20, blank=True)
    region_code = models.CharField(max_length=9, blank=True)
    recovered = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    caller_mark = models.CharField(max_length=32, blank=True)
    employer = models.ForeignKey(
        Employer, null=True, on_delete=models.PROTECT, related_name="old_hotline_records"
    )
    sealed = models.BinaryField()
    matter = models.OneToOneField(
        Matter, null=True, on_delete=models.PROTECT, related_name="old_hotline_record"
    )
    brought_in_at = models.DateTimeField()
    brought_in_by = models.CharField(max_length=80)

    class Meta:
        ordering: ClassVar = ["-received_on", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["caller_mark", "-received_on"],
                name="old_record_caller",
                condition=~Q(caller_mark=""),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "number_mark"], name="old_record_number_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False, matter__isnull=True)
                | Q(closed_on__isnull=True, matter__isnull=False),
                name="old_record_ended_or_a_matter",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("received_on")),
                name="old_record_ends_after_it_began",
            ),
        ]
