"""The keys of this installation, newest first, from the settings."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `name` is the start of its hash, written on each box so that it finds its key."""

    name: bytes
    secret: bytes


def keys() -> tuple[Key, ...]:
    """Return the keys, the one that seals first. Raises ImproperlyConfigured for a broken file."""
    return _read(settings.NIANGJIA_SEALING_KEYS)


@lru_cache(maxsize=4)
def _read(lines: str) -> tuple[Key, ...]:
    found = tuple(_key(line) for line in lines.split())
    if not found:
        raise ImproperlyConfigured("sealing.key is empty: nothing can be sealed or opened")
    return found


def _key(line: str) -> Key:
    try:
        secret = base64.b64decode(line, validate=True)
    except binascii.Error:
        secret = b""
    if len(secret) != BYTES:
        raise ImproperlyConfigured("a line of sealing.key is not 32 bytes in base64")
    return Key(hashlib.sha256(b"name:" + secret).digest()[:4], secret)
