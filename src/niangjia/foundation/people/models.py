"""Accounts and appointments."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.people.rules.powers import LABELS
from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import Role


class Accounts(BaseUserManager["Account"]):
    """How Django and allauth find an account."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account with this code, which stands in for a user name."""
        return self.get(code=username)


class Account(AbstractBaseUser):
    """One person who signs in. The name is shown to colleagues, never to strangers.

    Every browser signed in at an earlier `generation` is signed out.
    """

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)
    generation = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = Accounts()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(phone__isnull=False) | Q(email__isnull=False),
                name="account_can_be_reached",
            ),
            models.CheckConstraint(
                condition=Q(phone__isnull=True) | Q(phone__startswith="+"),
                name="account_phone_is_international",
            ),
            models.CheckConstraint(condition=~Q(email=""), name="account_email_not_empty"),
            models.UniqueConstraint(Lower("email"), name="account_email_once"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep what is empty as nothing, so that two people without mail do not collide."""
        self.phone, self.email = self.phone or None, (self.email or "").lower() or None
        super().save(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        key_salt = "niangjia.people.models.Account.session"
        kept = f"{self.password}|{self.generation}"
        return salted_hmac(key_salt, kept, secret=secret, algorithm="sha256").hexdigest()

    def __str__(self) -> str:
        """Return the code, never the name: this is what ends up in logs."""
        return self.code


class Appointment(models.Model):
    """A role held in an organisation from a day to a day, both included, unless revoked before."""

    code = models.CharField(max_length=12, unique=True, default=public_code, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="appointments")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="appointments"
    )
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["organisation__path", "role", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="appointment_role_known"
            ),
            models.UniqueConstraint(
                fields=["account", "organisation", "role", "valid_from"],
                condition=Q(revoked_at__isnull=True),
                name="one_appointment_a_day",
            ),
        ]

    @property
    def label(self) -> str:
        """What people call the role."""
        return LABELS[Role(self.role)]
