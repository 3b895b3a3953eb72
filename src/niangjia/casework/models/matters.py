"""Matters: what has a number, a state, an asker and an office that owns it."""

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from niangjia.casework.declaring.own import ANSWERED, CLOSED, GROUPED, JOINED
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.people.models import Account
from niangjia.kernel.identifiers import public_code

FAR = datetime(9999, 12, 1, tzinfo=UTC)
"""When a matter is due whose clocks all stand still: last of all."""


class Channel(models.TextChoices):
    """How a matter came in."""

    PHONE = "phone", _("电话")
    WEB = "web", _("网页")
    COUNTER = "counter", _("窗口")
    API = "api", _("系统对接")
    FILE = "file", _("表格导入")
    REFERRAL = "referral", _("转来")


class Ending(models.TextChoices):
    """The two ways in which a matter ends, and there is no third."""

    CONFIRMED = "confirmed", _("有结果，职工确认")
    EXPLAINED = "explained", _("说明原因，已回访")


class Crisis(models.TextChoices):
    """Whether somebody may come to harm: raised until a person has seen to it."""

    RAISED = "raised", _("有危险，请马上处理")
    ATTENDED = "attended", _("有人在处理")


class MatterGroup(models.TextChoices):
    """What a matter is to a group: its lead, or one of those who belong to it."""

    LEAD = "lead", _("集体事项")
    MEMBER = "member", _("集体事项成员")
    REPRESENTATIVE = "representative", _("集体事项代表")


_ENDED = Q(state=CLOSED)
_NOT_ENDED = ~_ENDED & Q(
    closed_at__isnull=True, ending="", closing_reason="", call_back__isnull=True
)
_CONFIRMED = Q(ending=Ending.CONFIRMED, closed_at__isnull=False, confirmed_at__isnull=False) & (
    ~Q(result="") & (Q(money_at_stake=False) | Q(recovered__isnull=False))
)
_EXPLAINED = Q(ending=Ending.EXPLAINED, closed_at__isnull=False, call_back__isnull=False) & (
    ~Q(closing_reason="")
)


class Matter(models.Model):
    """One matter. `revision` counts its entries and grows with every change.

    Who asks and what was told are sealed; `asker_key` is a fingerprint by which the same asker is
    known again. `closed` is the one state in which a matter has ended: the table itself refuses it
    without one of the two endings. `next_due` is when the nearest running clock is over.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    procedure = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=9, blank=True)
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=60, unique=True)
    intake_key = models.CharField(max_length=32, unique=True)
    receipt_key = models.CharField(max_length=32, unique=True, null=True)

    state = models.CharField(max_length=30)
    state_since = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    grade = models.CharField(max_length=30, blank=True)
    issue = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    region_code = models.CharField(max_length=9, blank=True)
    restricted = models.BooleanField(default=False)

    asker = models.ForeignKey(
        Account, null=True, on_delete=models.SET_NULL, related_name="asked_matters"
    )
    asker_key = models.CharField(max_length=32, blank=True)
    has_contact = models.BooleanField(default=False)
    sealed_person = models.BinaryField()
    sealed_story = models.BinaryField()

    employer = models.ForeignKey(
        Employer, null=True, on_delete=models.PROTECT, related_name="matters"
    )
    against_employer = models.BooleanField(default=True)
    received_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="received_matters"
    )
    responsible = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="matters",
        db_index=False,  # two indexes below begin with it, one for what is open, one for the rest
    )
    assigned_to = models.CharField(max_length=80, blank=True)
    assigned_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    next_due = models.DateTimeField(default=FAR)

    crisis = models.CharField(max_length=10, choices=Crisis.choices, blank=True)
    crisis_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    bounces = models.PositiveSmallIntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    urged = models.PositiveSmallIntegerField(default=0)
    supervised_until = models.DateField(null=True)
    urgency = models.PositiveSmallIntegerField(default=0)

    referred_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="referred_to"
    )
    joined_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="joined"
    )
    group = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="members")
    part = models.CharField(max_length=20, choices=MatterGroup.choices, blank=True)

    money_at_stake = models.BooleanField(default=False)
    claimed = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    result = models.CharField(max_length=30, blank=True)
    recovered = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    closing_reason = models.CharField(max_length=30, blank=True)
    call_back = models.ForeignKey(
        "Entry", null=True, on_delete=models.PROTECT, related_name="ended"
    )
    closed_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["responsible", "-urgency", "next_due", "id"],
                name="matter_queue",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["assigned_to", "-urgency", "next_due", "id"],
                name="matter_in_hand",
                condition=Q(closed_at__isnull=True) & ~Q(assigned_to=""),
            ),
            models.Index(
                fields=["responsible", "-closed_at"],
                name="matter_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(
                fields=["asker_key", "-received_at"],
                name="matter_of_asker",
                condition=~Q(asker_key=""),
            ),
            models.Index(fields=["employer", "issue", "-received_at"], name="matter_of_employer"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure", "place", "year", "sequence"], name="matter_number_once"
            ),
            models.CheckConstraint(
                condition=_NOT_ENDED | (_ENDED & (_CONFIRMED | _EXPLAINED)),
                name="matter_ends_in_one_of_two_ways",
            ),
            models.CheckConstraint(
                condition=~_ENDED | ~Q(crisis=Crisis.RAISED), name="matter_crisis_is_attended_first"
            ),
            models.CheckConstraint(
                condition=~Q(state=ANSWERED) | ~Q(result="") & ~Q(answered_by=""),
                name="matter_answer_has_a_result",
            ),
            models.CheckConstraint(
                condition=Q(recovered__isnull=True) | Q(recovered__gte=0),
                name="matter_recovered_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(state=JOINED, joined_to__isnull=False)
                | ~Q(state=JOINED) & Q(joined_to__isnull=True),
                name="matter_joined_to_another",
            ),
            models.CheckConstraint(
                condition=Q(joined_to__isnull=True) | ~Q(joined_to=F("id")),
                name="matter_not_joined_to_itself",
            ),
            models.CheckConstraint(
                condition=~Q(state=GROUPED) | Q(group__isnull=False),
                name="matter_grouped_in_a_group",
            ),
            models.CheckConstraint(
                condition=Q(part__in=["", MatterGroup.LEAD], group__isnull=True)
                | Q(part__in=[MatterGroup.MEMBER, MatterGroup.REPRESENTATIVE], group__isnull=False),
                name="matter_part_in_group",
            ),
            models.CheckConstraint(
                condition=Q(crisis="", crisis_at__isnull=True)
                | Q(crisis__in=Crisis.values, crisis_at__isnull=False),
                name="matter_crisis_has_a_time",
            ),
        ]
