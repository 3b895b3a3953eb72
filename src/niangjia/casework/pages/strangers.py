"""Pages for whoever holds a receipt: forms without a session, and how an opened receipt is held.

The receipt that somebody opened stands encrypted in a cookie of the asker's pages alone, which no
script reads and no other site can send, for half an hour after the last page. "Leave" takes it away
at once: on a phone that several people use, nobody reads what another asked.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from niangjia.casework.handling.locking import Receipt
from niangjia.casework.receipts import key_of
from niangjia.foundation.sealing.boxes import opened_bytes, sealed_bytes
from niangjia.kernel import clock
from niangjia.kernel.errors import Unavailable

COOKIE = "shi"
COOKIE_PATH = "/shi/"
HELD = timedelta(minutes=30)
"""How long an opened receipt is held after its last page."""
FORM_LASTS = timedelta(hours=12)
WRONG_AN_HOUR = 30
"""Wrong receipts from one address in an hour; right ones are not counted."""
WRITES_AN_HOUR = 120
_ABOUT, _SALT = "casework:opened-receipt", "niangjia.casework.receipt.form"


def hold(answer: HttpResponse, receipt: Receipt) -> HttpResponse:
    """Let the browser hold an opened receipt for a while; a page that is looked at renews it."""
    inside = [receipt.number, receipt.passphrase, int(clock.now().timestamp())]
    box = sealed_bytes(json.dumps(inside, ensure_ascii=False).encode(), about=_ABOUT)
    answer.set_cookie(
        COOKIE,
        urlsafe_b64encode(box).decode(),
        max_age=int(HELD.total_seconds()),
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def let_go(answer: HttpResponse) -> HttpResponse:
    """Take the opened receipt out of the browser."""
    answer.delete_cookie(COOKIE, path=COOKIE_PATH, samesite="Strict")
    return answer


def held(request: HttpRequest) -> Receipt | None:
    """Return the receipt that this browser holds, None where it holds none or for too long."""
    try:
        box = urlsafe_b64decode(request.COOKIES.get(COOKIE, "").encode())
        number, passphrase, at = json.loads(opened_bytes(box, about=_ABOUT))
    except (Unavailable, ValueError, TypeError):
        return None
    age = clock.now().timestamp() - at
    return Receipt(number, passphrase) if 0 <= age <= HELD.total_seconds() else None


def mark_for(receipt: Receipt | None) -> str:
    """Return the mark that a form carries: this house made it, for the holder of this receipt."""
    return signing.dumps([_whose(receipt)], salt=_SALT)


def is_ours(request: HttpRequest, receipt: Receipt | None) -> bool:
    """Whether a form that was sent is one of ours, made for the holder of this receipt.

    A browser that says from which site it sends must say this one.
    """
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).netloc != request.get_host():
        return False
    try:
        (whose,) = signing.loads(request.POST.get("mark", ""), salt=_SALT, max_age=FORM_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(whose == _whose(receipt))


def _whose(receipt: Receipt | None) -> str:
    return key_of(receipt.number, receipt.passphrase) if receipt else ""
