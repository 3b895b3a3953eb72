"""Receipt numbers, and the marks of the forms in which somebody unknown writes to the house."""

import unicodedata
from datetime import timedelta
from secrets import token_urlsafe

from django.core import signing

from niangjia.foundation.sealing.boxes import fingerprint

DIGITS = 20
"""Some 66 bits: a thousand tries a second hit a given one in three billion years."""
GROUP = 4
LONGEST_TYPED = 60
"""Characters of a number as typed; more are not looked at."""
FORM_LASTS = timedelta(hours=12)
"""How long a form may lie open before it has to be sent a second time."""
_SALT = "niangjia.caselaw.removal.form"


def receipt_number(nonce: str, content: str) -> str:
    """Return the receipt number of what was written in one form.

    The same form with the same content always gives the same number, so that pressing twice
    makes one request; nobody without the key of this house can work it out.
    """
    mark = fingerprint(f"{nonce}\0{content}", purpose="removal-number")
    return f"{int(mark, 16) % 10**DIGITS:0{DIGITS}d}"


def key_of(number: str) -> str:
    """Return the fingerprint under which a receipt number is kept."""
    return fingerprint(number, purpose="removal-receipt")


def grouped(number: str) -> str:
    """Return the number as it is read aloud and written down: 1234 5678 …."""
    return " ".join(number[at : at + GROUP] for at in range(0, len(number), GROUP))


def as_typed(typed: str) -> str:
    """Return the digits of a number however somebody typed it, "" where it cannot be one."""
    if len(typed) > LONGEST_TYPED:
        return ""
    plain = unicodedata.normalize("NFKC", typed)
    digits = "".join(character for character in plain if not _separates(character))
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else ""


def form_mark(about: str) -> str:
    """Return the mark a form carries: it says that this house made the form, and for what.

    It stands in for the cookie that other forms need; readers are given none.
    """
    return signing.dumps([token_urlsafe(16), about], salt=_SALT)


def nonce_of(mark: str, about: str) -> str:
    """Return what is particular to one form, "" where the mark is not ours, or too old."""
    try:
        nonce, made_for = signing.loads(mark, salt=_SALT, max_age=FORM_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(nonce) if made_for == about else ""


def _separates(character: str) -> bool:
    return character.isspace() or unicodedata.category(character).startswith("P")
