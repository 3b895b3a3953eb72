"""Closing and opening boxes, and fingerprints."""

import hashlib
import hmac
import os
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from niangjia.foundation.sealing.keys import Key, keys
from niangjia.kernel.errors import Unavailable

_FORM = b"\x01"
_NONCE = 12
_HEAD = len(_FORM) + 4 + _NONCE


def sealed(text: str, *, about: str) -> bytes:
    """Return the text compressed and encrypted.

    `about` says what the box belongs to, such as "case:abc123": it opens only for the same.
    """
    return sealed_bytes(zlib.compress(text.encode("utf-8", "surrogatepass"), 6), about=about)


def opened(box: bytes, *, about: str) -> str:
    """Return what a box holds.

    Raises Unavailable where its key is not here, or where the box was damaged or belongs to
    something else: which of the two is not said.
    """
    return zlib.decompress(opened_bytes(box, about=about)).decode("utf-8", "surrogatepass")


def sealed_bytes(plain: bytes, *, about: str) -> bytes:
    """Return bytes encrypted as they are; `about` as for `sealed`."""
    key = keys()[0]
    nonce = os.urandom(_NONCE)
    return _FORM + key.name + nonce + AESGCM(key.secret).encrypt(nonce, plain, about.encode())


def opened_bytes(box: bytes, *, about: str) -> bytes:
    """Return the bytes a box holds. Raises Unavailable as `opened`."""
    key = _key_of(box)
    if box[: len(_FORM)] != _FORM or key is None:
        raise Unavailable("封存的内容打不开：这台机器上没有它的密钥。")
    nonce = box[_HEAD - _NONCE : _HEAD]
    try:
        return AESGCM(key.secret).decrypt(nonce, box[_HEAD:], about.encode())
    except (InvalidTag, ValueError):  # a box cut short has not even a whole nonce
        raise Unavailable("封存的内容已损坏，无法打开。") from None


def fingerprint(text: str, *, purpose: str) -> str:
    """Return 32 hex digits by which the same text is known again for this purpose.

    Without the key nobody can try names until one fits. The oldest key makes them, so that they
    stay the same when a new key is put on top.
    """
    secret = hashlib.sha256(b"fingerprint:" + keys()[-1].secret).digest()
    return hmac.new(secret, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()[:32]


def _key_of(box: bytes) -> Key | None:
    name = box[len(_FORM) : len(_FORM) + 4]
    return next((key for key in keys() if key.name == name), None)
