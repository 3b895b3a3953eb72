"""The port through which people are reached: SMS through a gateway, mail through a server.

Set up by the operator. Where neither is, no account can be opened by oneself, and the pages
say so. Neither numbers nor codes are ever logged.

The SMS gateway gets an HTTPS POST with a JSON body
`{"to": "+8613800000000", "template": "code", "parameters": {"code": "123456"}, "text": "..."}`
and, where NIANGJIA_SMS_KEY is set, the header `Authorization: Bearer KEY`. It answers with any
status from 200 to 299 for "accepted". Templates are "code" (parameter code) and
"account_exists" (no parameters), because operators in China register texts beforehand; `text`
is the message in full for gateways that take one.
"""

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from niangjia.kernel.errors import Unavailable

logger = logging.getLogger(__name__)

TIMEOUT = 8
"""Seconds to wait for the SMS gateway."""


def ways() -> frozenset[str]:
    """Return by which ways people can be reached here: "phone", "email", both or none."""
    offered = {"phone": bool(settings.NIANGJIA_SMS_URL), "email": settings.NIANGJIA_MAIL_OFFERED}
    return frozenset(way for way, on in offered.items() if on)


def send_code(*, phone: str, code: str) -> None:
    """Send a sign-in or sign-up code. Raises Unavailable when the gateway did not take it."""
    text = _("【娘家】您的验证码是 %(code)s，15 分钟内有效。不要告诉任何人。") % {"code": code}
    _sms(phone, "code", {"code": code}, text)


def send_account_exists(*, phone: str) -> None:
    """Tell a phone's owner that it already has an account. Raises Unavailable."""
    text = _(
        "【娘家】您的手机号已有账号，请直接登录；忘记密码可用验证码登录。不是您本人操作请忽略。"
    )
    _sms(phone, "account_exists", {}, text)


def deliver(mail: EmailMessage) -> None:
    """Hand a mail to the server. Raises Unavailable when the server did not take it."""
    try:
        mail.send()
    except OSError as error:  # smtplib's errors are OSErrors too
        logger.warning("the mail server did not take a mail: %s", type(error).__name__)
        raise Unavailable(_("邮件暂时发不出去，请过一会儿再试，或打电话给工会。")) from None


def _sms(to: str, template: str, parameters: Mapping[str, str], text: str) -> None:
    if "phone" not in ways():
        raise Unavailable(_("这里没有开通短信。"))
    body = {"to": to, "template": template, "parameters": dict(parameters), "text": text}
    headers = {"Content-Type": "application/json"}
    if settings.NIANGJIA_SMS_KEY:
        headers["Authorization"] = f"Bearer {settings.NIANGJIA_SMS_KEY}"
    request = urllib.request.Request(  # noqa: S310 - the operator's own address
        settings.NIANGJIA_SMS_URL, json.dumps(body).encode(), headers, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            taken = answer.status < HTTPStatus.MULTIPLE_CHOICES
    except (urllib.error.URLError, OSError, ValueError) as error:
        logger.warning("the SMS gateway did not take a message: %s", type(error).__name__)
        taken = False
    if not taken:
        raise Unavailable(_("短信暂时发不出去，请过一会儿再试，或打电话给工会。"))
