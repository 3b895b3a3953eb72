"""Forms of signing in: allauth's, taken over where our words or ways differ."""

import time
from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm, RequestLoginCodeForm, SignupForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niangjia.foundation.people import actions, messages
from niangjia.foundation.people.phones import e164

FRESH = 15 * 60
"""Seconds for which a sign-in by code lets one set a new password without the old."""

PASSWORD_HELP = gettext_lazy("至少 10 个字，不能全是数字，也不要用常见的密码。一句话最好记。")
NUMBER = gettext_lazy("6 位数字或恢复码")


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth carries no types
    """Phone or mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["login"], gettext_lazy("手机号或邮箱"), autocomplete="username")
        _label(self.fields["password"], gettext_lazy("密码"))
        self.fields["password"].help_text = ""

    def clean_login(self) -> str:
        """Read a number however it is written, so that one phone is one login."""
        typed = self.cleaned_data["login"].strip()
        return typed if "@" in typed else e164(typed) or typed


class SignUpForm(SignupForm):  # type: ignore[misc]  # allauth carries no types
    """An account for a worker: by whichever way a code can reach people here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=gettext_lazy("怎么称呼您"), max_length=60, required=False
        )
        ways = messages.ways()
        for way, label in (("phone", gettext_lazy("手机号")), ("email", gettext_lazy("邮箱"))):
            if way not in ways:
                del self.fields[way]
                continue
            _label(self.fields[way], label)
            self.fields[way].required = len(ways) == 1
        _label(self.fields["password1"], gettext_lazy("密码"))
        _label(self.fields["password2"], gettext_lazy("再输一遍密码"))
        self.fields["password1"].help_text = PASSWORD_HELP
        self.order_fields(["name", "phone", "email", "password1", "password2"])

    def clean_email(self) -> str:
        """Read the address; an account that nobody proved is in nobody's way."""
        typed = self.cleaned_data["email"]
        if typed:
            actions.forget_unproven(email=typed)
        read: str = super().clean_email()
        return read

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one way: each more would be one more thing kept about somebody."""
        if phone := self.cleaned_data.get("phone"):
            actions.forget_unproven(phone=phone)
        cleaned: dict[str, Any] = super().clean()
        given = [way for way in ("phone", "email") if cleaned.get(way)]
        if len(given) != 1 and not self.errors:
            raise ValidationError(_("手机号和邮箱填一个，也只填一个。"))
        return cleaned


class NumberForm(AuthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The second step: a number of the authenticator, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["code"], NUMBER)


class NumberAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth carries no types
    """The same, to confirm something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["code"], NUMBER)


class FirstNumberForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth carries no types
    """The first number of a new authenticator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["code"], gettext_lazy("6 位数字"))


class CodeRequestForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth carries no types
    """Where to send a sign-in code: by whichever way one can reach people here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = messages.ways()
        for way, label in (("phone", gettext_lazy("手机号")), ("email", gettext_lazy("邮箱"))):
            if way not in ways:
                del self.fields[way]
                continue
            _label(self.fields[way], label)
            self.fields[way].required = len(ways) == 1
        self.order_fields(["phone", "email"])

    def clean(self) -> dict[str, Any]:
        """Ask for one way."""
        cleaned: dict[str, Any] = super().clean()
        if not self.errors and not (cleaned.get("phone") or cleaned.get("email")):
            raise ValidationError(_("请填写手机号或邮箱。"))
        return cleaned


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth carries no types
    """A new passkey; one that signs in by itself unless its owner says otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["name"], gettext_lazy("起个名字"))
        _label(self.fields["passwordless"], gettext_lazy("以后只用它就能登录，不用输密码"))
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class ChangePasswordForm(AllauthChangePasswordForm):  # type: ignore[misc]  # allauth carries no types
    """A new password, with the old one unless a code was just shown instead."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["oldpassword"], gettext_lazy("现在的密码"))
        _label(self.fields["password1"], gettext_lazy("新密码"))
        _label(self.fields["password2"], gettext_lazy("再输一遍新密码"))
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = PASSWORD_HELP
        if self._signed_in_by_code():
            del self.fields["oldpassword"]

    def _signed_in_by_code(self) -> bool:
        records = get_authentication_records(context.request, self.user)
        since = time.time() - FRESH
        return any(one["method"] == "code" and one["at"] > since for one in records)


def _label(field: forms.Field, label: Any, autocomplete: str = "") -> None:
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    if autocomplete:
        field.widget.attrs["autocomplete"] = autocomplete
