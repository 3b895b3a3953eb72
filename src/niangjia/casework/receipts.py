"""Receipts: a number and a passphrase let an asker in without an account."""

import unicodedata

from niangjia.foundation.sealing.boxes import fingerprint

DIGITS = 16
"""Some 53 bits: at a thousand tries a second a given one is hit in 285,000 years."""
GROUP = 4
_LONGEST_TYPED = 80


def passphrase_for(intake: str) -> str:
    """Return the passphrase of what came in with this mark: 1234 5678 1234 5678.

    The same mark gives the same, so that a form sent twice gets one receipt; nobody without the key
    of this house can work it out.
    """
    mark = fingerprint(intake, purpose="casework.passphrase")
    digits = f"{int(mark, 16) % 10**DIGITS:0{DIGITS}d}"
    return " ".join(digits[at : at + GROUP] for at in range(0, DIGITS, GROUP))


def key_of(number: str, passphrase: str) -> str:
    """Return the fingerprint under which a receipt is kept, however its two parts were typed."""
    return fingerprint(f"{plain(number)}\0{plain(passphrase)}", purpose="casework.receipt")


def asker_key_of(contact: str) -> str:
    """Return the fingerprint by which the same asker is known again, "" without a contact."""
    typed = plain(contact)
    return fingerprint(typed, purpose="casework.asker") if typed else ""


def plain(typed: str) -> str:
    """Return what was typed without spaces and punctuation, letters and digits in one form."""
    text = unicodedata.normalize("NFKC", typed[:_LONGEST_TYPED])
    return "".join(character for character in text if character.isalnum())
