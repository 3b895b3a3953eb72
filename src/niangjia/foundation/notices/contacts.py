"""Somebody without an account who is to be told: known by a phone or a mail address."""

from collections.abc import Iterable
from dataclasses import dataclass

import phonenumbers
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from niangjia.foundation.notices.declaring import Channel
from niangjia.foundation.people.models import Account
from niangjia.foundation.people.phones import REGION, e164

_MOBILE = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """How to reach somebody, as it was typed. It is never shown, not even in an error."""

    phone: str = ""
    email: str = ""

    def __repr__(self) -> str:
        return "Contact(...)"

    def addresses(self) -> dict[Channel, str]:
        """Return where something can be sent: nothing for a landline or for what is no address."""
        found = {}
        if number := mobile(self.phone):
            found[Channel.SMS] = number
        if mail := _mail(self.email):
            found[Channel.MAIL] = mail
        return found


def mobile(typed: str) -> str:
    """Return a number that takes an SMS in E.164, "" where it is none."""
    number = e164(typed) if typed.strip() else None
    if number is None:
        return ""
    kind = phonenumbers.number_type(phonenumbers.parse(number, REGION))
    return number if kind in _MOBILE else ""


def _mail(typed: str) -> str:
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def reached_by(accounts: Iterable[Account]) -> dict[Account, dict[Channel, str]]:
    """Return where each account is reached: only by a phone and a mail address that were proven."""
    rows = list(accounts)
    mails = EmailAddress.objects.filter(user__in=[one.pk for one in rows], verified=True)
    proven = {(user, mail.lower()) for user, mail in mails.values_list("user", "email")}
    found: dict[Account, dict[Channel, str]] = {}
    for one in rows:
        found[one] = {}
        if one.phone and one.phone_verified:
            found[one][Channel.SMS] = one.phone
        if one.email and (one.pk, one.email.lower()) in proven:
            found[one][Channel.MAIL] = one.email
    return found
