"""The port through which people are reached: SMS through a gateway, mail through a server.

Set up by the operator. Where neither is, no account can be opened by oneself, and the pages
say so. Neither numbers nor codes are ever logged.

The SMS gateway gets an HTTPS POST with a JSON body
`{"to": "+8613800000000", "template": "code", "parameters": {"code": "123456"}, "text": "..."}`
and, where NIANGJIA_SMS_KEY is set, the header `Authorization: Bearer KEY`. It answers with any
status from 200 to 299 for "accepted". Templates are "code" (parameter code), "account_exists"
(no parameters) and the kinds of notices (docs/notices.md), because operators in China register
texts beforehand; `text` is the message in full for gateways that take one.
"""

import json
import logging
from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from niangjia.foundation.people.gateways import Doubtful, Gateway, NotHanded
from niangjia.kernel.errors import Unavailable

logger = logging.getLogger(__name__)

TIMEOUT = 8
"""Seconds to wait for the SMS gateway while somebody waits for a code."""

LONGEST_NUMBER = 80


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


def hand_over_sms(
    *, to: str, template: str, parameters: Mapping[str, str], text: str, once: str = "",
    seconds: float = 20.0,
) -> str:  # fmt: skip
    """Hand an SMS to the gateway and return its number for it, "" where it gives none.

    Raises NotTaken, Rejected or Doubtful (`gateways`).
    """
    gateway = Gateway(settings.NIANGJIA_SMS_URL, settings.NIANGJIA_SMS_KEY, seconds)
    body = {"to": to, "template": template, "parameters": dict(parameters), "text": text}
    return _number_in(gateway.post(body, once=once))


def _number_in(answer: bytes) -> str:
    """Return what the gateway calls the message. Raises Doubtful for an answer that is none."""
    if not answer.strip():
        return ""
    try:
        told = json.loads(answer)
        number = told.get("id", "")
    except (ValueError, AttributeError, RecursionError):
        raise Doubtful("garbage") from None
    if not isinstance(number, str | int) or len(str(number)) > LONGEST_NUMBER:
        raise Doubtful("garbage")
    return str(number)


def _sms(to: str, template: str, parameters: Mapping[str, str], text: str) -> None:
    if "phone" not in ways():
        raise Unavailable(_("这里没有开通短信。"))
    try:
        hand_over_sms(to=to, template=template, parameters=parameters, text=text, seconds=TIMEOUT)
    except NotHanded as error:
        logger.warning("the SMS gateway did not take a message: %s", error.why)
        raise Unavailable(_("短信暂时发不出去，请过一会儿再试，或打电话给工会。")) from None
