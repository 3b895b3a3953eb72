"""How matters go from office to office, to partner bodies and to other procedures."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niangjia.casework.models.entries import Entry
from niangjia.casework.models.matters import Matter
from niangjia.casework.models.partners import Partner
from niangjia.foundation.organisations.models import Organisation


class ReferralState(models.TextChoices):
    """What became of it."""

    SENT = "sent", _("已派出")
    TAKEN = "taken", _("已接手")
    RETURNED = "returned", _("已退回")
    REPLIED = "replied", _("已答复")
    PASSED_ON = "passed_on", _("又转派")


class Referral(models.Model):
    """One hand-over of a matter: to an office, to a partner body, or into another procedure."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="referrals")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="referral")
    from_office = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="referrals_sent"
    )
    to_office = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="referrals_received"
    )
    to_partner = models.ForeignKey(
        Partner, null=True, on_delete=models.PROTECT, related_name="referrals"
    )
    child = models.OneToOneField(
        Matter, null=True, on_delete=models.PROTECT, related_name="came_by"
    )
    state = models.CharField(
        max_length=10, choices=ReferralState.choices, default=ReferralState.SENT
    )
    at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["matter", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_office__isnull=False) ^ Q(to_partner__isnull=False),
                name="referral_goes_to_one",
            ),
            models.UniqueConstraint(
                fields=["matter", "to_partner"],
                condition=Q(state=ReferralState.SENT, to_partner__isnull=False),
                name="referral_to_a_partner_once",
            ),
        ]


class Capacity(models.TextChoices):
    """In what capacity another office is on a matter."""

    JOINT = "joint", _("会同办理")
    WATCHING = "watching", _("收到并跟踪")


class Share(models.Model):
    """Another office on a matter besides the responsible one, while `until` is empty.

    `part_at` is when a joint office gave its part of the answer; until then its part is waited for.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="shares")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="shares")
    capacity = models.CharField(max_length=10, choices=Capacity.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    part_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "office"], condition=Q(until__isnull=True), name="share_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "capacity", "matter"],
                name="share_standing",
                condition=Q(until__isnull=True),
            ),
        ]
