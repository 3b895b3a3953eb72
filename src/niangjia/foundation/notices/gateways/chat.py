"""The robot of a chat group, as enterprise WeChat and DingTalk have them: JSON to a secret address.

Both take `{"msgtype": "text", "text": {"content": ...}}` and answer 200 with an `errcode`, 0 for
taken. DingTalk may demand a signature made with a secret, which is NIANGJIA_CHAT_KEY.
"""

import base64
import hashlib
import hmac
import json
from urllib.parse import urlencode

from django.conf import settings

from niangjia.foundation.notices.gateways.parcel import Outgoing, Taken
from niangjia.foundation.people.gateways import Doubtful, Gateway, NotTaken, Rejected
from niangjia.kernel import clock

TOO_OFTEN = frozenset({-1, 45009, 45033, 130101, 410100})
"""Answers that say: busy or too many, try later."""


def hand_over(message: Outgoing) -> Taken:
    """Post to the group. Raises NotTaken, Rejected or Doubtful."""
    content = {"msgtype": "text", "text": {"content": f"【娘家】{message.short}"}}
    gateway = Gateway(signed_address(), seconds=settings.NIANGJIA_NOTICE_SECONDS)
    code = _code_in(gateway.post(content, once=message.once))
    if code in TOO_OFTEN:
        raise NotTaken("busy")
    if code != 0:
        raise Rejected("rejected")
    return Taken(arrived=True)


def signed_address() -> str:
    """Return the robot's address, with the time and its signature where a secret is set."""
    address: str = settings.NIANGJIA_CHAT_URL
    secret: str = settings.NIANGJIA_CHAT_KEY
    if not secret:
        return address
    stamp = str(int(clock.now().timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    query = urlencode({"timestamp": stamp, "sign": base64.b64encode(digest).decode()})
    return f"{address}{'&' if '?' in address else '?'}{query}"


def _code_in(answer: bytes) -> int:
    try:
        code = json.loads(answer)["errcode"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Doubtful("garbage") from None
    if not isinstance(code, int):
        raise Doubtful("garbage")
    return code
