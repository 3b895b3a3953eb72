"""How often one address may ask or write, without anybody's address being kept."""

import hashlib
import hmac
import secrets

from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
_KEY = secrets.token_bytes(32)
"""Made anew with each process and written nowhere: the marks made with it lead back to nobody."""


def is_too_often(request: HttpRequest, *, what: str, most: int) -> bool:
    """Count one more of `what` from where this request comes; whether it was one too many.

    Each process counts for itself, an hour at a time, in its memory alone. Many people may share
    one address, so `most` is generous.
    """
    key = _key(request, what)
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:  # its hour ended between the two
        return False


def was_too_often(request: HttpRequest, *, what: str, most: int) -> bool:
    """Whether from where this request comes there were more of `what` than may be. Counts none.

    For what is counted only when it turns out wrong.
    """
    return bool(cache.get(_key(request, what), 0) >= most)


def _key(request: HttpRequest, what: str) -> str:
    where = str(request.META.get("REMOTE_ADDR", ""))
    mark = hmac.new(_KEY, f"{what}\0{where}".encode(), hashlib.sha256).hexdigest()[:32]
    return f"often:{mark}"
