"""Identifiers that may stand in a public address: short, unguessable, free of meaning."""

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter that a hand or an eye takes for a digit."""

LENGTH = 12


def public_code() -> str:
    """Return 60 random bits as 12 characters.

    At ten million codes the chance that any two are equal is below 1 in 20,000; a unique
    constraint in the database turns even that into an error instead of a mix-up.
    """
    bits = secrets.randbits(5 * LENGTH)
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(0, 5 * LENGTH, 5))
