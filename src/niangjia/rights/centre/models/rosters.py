"""Who is on duty: people who may be, their shifts, and shifts that change hands."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from niangjia.foundation.people.models import Account
from niangjia.kernel.identifiers import public_code
from niangjia.rights.centre.models.places import Centre, Part


class DutyRole(models.TextChoices):
    """In what capacity somebody is on duty."""

    LAWYER = "lawyer", _("值班律师")
    MEDIATOR = "mediator", _("值班调解员")


class DutyPerson(models.Model):
    """Somebody on a centre's roster, while `until` is empty.

    The public reads a name only where its owner allowed it. `calendar_key` is the fingerprint of
    the secret address of the own calendar; "" where there is none.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="duty_people")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="duty_posts")
    role = models.CharField(max_length=10, choices=DutyRole.choices)
    shows_name = models.BooleanField(default=False)
    calendar_key = models.CharField(max_length=32, unique=True, null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["centre", "role", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=DutyRole.values), name="duty_role_known"),
            models.UniqueConstraint(
                fields=["centre", "account", "role"],
                condition=Q(until__isnull=True),
                name="duty_person_once",
            ),
        ]


class Shift(models.Model):
    """A part of a day on duty. Nobody is on duty twice at once, at one centre or at two."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="shifts")
    person = models.ForeignKey(DutyPerson, on_delete=models.PROTECT, related_name="shifts")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="shifts")
    day = models.DateField()
    part = models.CharField(max_length=10, choices=Part.choices)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["day", "id"]
        indexes: ClassVar = [models.Index(fields=["centre", "day"], name="shift_by_day")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(part__in=Part.values), name="shift_part_known"),
            models.UniqueConstraint(
                fields=["account", "day", "part"], name="on_duty_in_one_place_at_a_time"
            ),
        ]


class SwapState(models.TextChoices):
    """What became of a wish to swap."""

    ASKED = "asked", _("等对方答应")
    AGREED = "agreed", _("已换班")
    REFUSED = "refused", _("对方不方便")
    WITHDRAWN = "withdrawn", _("已撤回")


class Swap(models.Model):
    """A wish that somebody else takes a shift; it changes hands only when they agree."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="swaps")
    giver = models.ForeignKey(DutyPerson, on_delete=models.PROTECT, related_name="swaps_asked")
    taker = models.ForeignKey(DutyPerson, on_delete=models.PROTECT, related_name="swaps_offered")
    state = models.CharField(max_length=10, choices=SwapState.choices, default=SwapState.ASKED)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=SwapState.values), name="swap_state_known"
            ),
            models.UniqueConstraint(
                fields=["shift"], condition=Q(state="asked"), name="shift_asked_for_once"
            ),
        ]
