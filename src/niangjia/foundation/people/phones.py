"""Phone numbers, read as people in China write them and kept in E.164."""

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REGION = "CN"


def e164(typed: str) -> str | None:
    """Return the number as +8613800000000, or None where it is not a possible number."""
    try:
        number = phonenumbers.parse(typed, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_read(number: str) -> str:
    """Return a number as people here read it: 138 0000 0000, with +NN only for abroad."""
    parsed = phonenumbers.parse(number, REGION)
    home = parsed.country_code == phonenumbers.country_code_for_region(REGION)
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, style.NATIONAL if home else style.INTERNATIONAL)


class PhoneField(forms.CharField):
    """A phone number; its value is E.164."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("手机号"))
        kwargs.setdefault("max_length", 24)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """Raise ValidationError for what is not a phone number."""
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return ""
        if not (number := e164(typed)):
            raise ValidationError(_("这不是有效的手机号。"))
        return number
