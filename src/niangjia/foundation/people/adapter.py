"""How allauth reaches our accounts: by phone or mail, in our words, through our messages."""

import base64
import time
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from niangjia.foundation.people import messages
from niangjia.foundation.people.models import Account
from niangjia.foundation.people.phones import PhoneField, e164
from niangjia.foundation.people.rules.demonstration import is_demonstration
from niangjia.kernel.errors import Unavailable

JUST_NOW = 300
"""Seconds."""


def shown_name(account: AbstractBaseUser) -> str:
    """Return what a person is called on pages and in mails."""
    return getattr(account, "name", "") or str(_("您"))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts with a phone, a mail address or both, and no user names."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("这个账号已停用，请联系您的工会。"),
        "email_password_mismatch": _("手机号、邮箱或密码不对，请再看看。"),
        "phone_password_mismatch": _("手机号、邮箱或密码不对，请再看看。"),
        "invalid_login": _("请填写手机号或邮箱。"),
        "incorrect_code": _("验证码不对。"),
        "incorrect_password": _("密码不对。"),
        "enter_current_password": _("当前密码不对。"),
        "email_taken": _("这个邮箱已被使用。"),
        "phone_taken": _("这个手机号已被使用。"),
        "rate_limited": _("太频繁了，请过一会儿再试。"),
        "too_many_login_attempts": _("尝试次数太多，请过一会儿再试。"),
        "same_as_current": _("和现在的一样，请填写新的。"),
        "select_only_one": _("手机号和邮箱只填一个。"),
        "unknown_email": _("没有找到这个邮箱。"),
        "unknown_phone": _("没有找到这个手机号。"),
        "invalid_password_reset": _("这个链接已失效，请重新申请。"),
    }

    def get_login_stages(self) -> list[str]:
        """Ask for proof of a mail address only where the account lives by mail."""
        ours = "niangjia.foundation.people.stages.MailProofStage"
        theirs = "allauth.account.stages.EmailVerificationStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Offer an account only where a code can reach somebody."""
        return bool(messages.ways())

    def save_user(
        self,
        request: HttpRequest,
        user: Account,
        form: BaseForm,
        commit: bool = True,  # noqa: FBT001, FBT002 - allauth's own signature
    ) -> Account:
        """Put the phone on before the first save: an account must be reachable from the start."""
        user.phone = form.cleaned_data.get("phone") or None
        user.name = form.cleaned_data.get("name", "")
        saved: Account = super().save_user(request, user, form, commit)
        return saved

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> Any:
        """Keep everybody out whose password everybody knows, unless this is a demonstration."""
        if is_demonstration(user.email) and not settings.NIANGJIA_DEMO:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in; whoever first proves a phone or mail by code owes nothing to an old password.

        Otherwise a stranger could open an account with somebody's number, never prove it, and
        keep the password when its owner comes.
        """
        methods = {entry["method"] for entry in get_authentication_records(request, user)}
        if user.last_login is None and "code" in methods and user.has_usable_password():
            user.set_unusable_password()
            user.save(update_fields=["password"])
        super().login(request, user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again unless it was given a moment ago, in signing in."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        request = allauth_context.request
        records = get_authentication_records(request, request.user)
        return not records or records[-1]["at"] < time.time() - JUST_NOW

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """Return a field that reads numbers as people in China write them."""
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> Account | None:
        """Return the account with this phone, proven or not."""
        number = e164(phone)
        return Account.objects.filter(phone=number).first() if number else None

    def get_phone(self, user: Account) -> tuple[str, bool] | None:
        """Return the account's phone and whether it is proven."""
        return (user.phone, user.phone_verified) if user.phone else None

    def set_phone(self, user: Account, phone: str, verified: bool) -> None:  # noqa: FBT001
        """Give the account this phone."""
        user.phone, user.phone_verified = e164(phone), verified
        user.save(update_fields=["phone", "phone_verified"])

    def set_phone_verified(self, user: Account, phone: str) -> None:
        """Note that whoever holds the account also holds this phone."""
        self.set_phone(user, phone, verified=True)

    def send_verification_code_sms(
        self,
        user: AbstractBaseUser,  # noqa: ARG002
        phone: str,
        code: str,
        **_kwargs: Any,
    ) -> None:
        """Send a code by SMS, or show a page that says why it was not sent."""
        _or_say_so(partial(messages.send_code, phone=phone, code=code))

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Tell the owner of a phone that somebody tried to open a second account with it."""
        _or_say_so(partial(messages.send_account_exists, phone=phone))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail where mail is set up; a person is never made to wait for one otherwise."""
        if settings.NIANGJIA_MAIL_OFFERED:
            mail = self.render_mail(template_prefix, email, context)
            _or_say_so(partial(messages.deliver, mail))


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Second factors: keys sealed at rest, our words."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证码不对，或已经用过。请等下一个再试。"),
        "cannot_delete_authenticator": _("工作人员必须保留至少一种两步验证。"),
        "unverified_email": _("请先验证邮箱，再开启两步验证。"),
        "add_email_blocked": _("已开启两步验证的账号不能添加邮箱。"),
        "cannot_generate_recovery_codes": _("开启两步验证后才能生成恢复码。"),
    }

    def get_totp_label(self, user: Account) -> str:
        """Return what the authenticator app shows."""
        return user.name or user.code

    def build_totp_svg(self, url: str) -> str:
        """Draw the square on white, so that it is read on a dark page too."""
        drawn: str = super().build_totp_svg(url)
        return drawn.replace("<path", '<rect width="100%" height="100%" fill="#fff"/><path', 1)

    def encrypt(self, text: str) -> str:
        """Seal a key before it is stored."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored key."""
        return _locks().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: A002
        """Suggest a name for a new passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return str(_("通行密钥 %(number)s")) % {"number": number}


def _or_say_so(send: Callable[[], None]) -> None:
    try:
        send()
    except Unavailable as error:
        request = allauth_context.request
        page = render(request, "people/not_sent.html", {"message": error.message}, status=503)
        raise ImmediateHttpResponse(page) from error


def _locks() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [
        salted_hmac("niangjia.people.factors", "key", secret=key, algorithm="sha256").digest()
        for key in keys
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
