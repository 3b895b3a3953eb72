"""What can go wrong, in the user's words.

Pages, API and commands turn each kind into their own form: a filled form with its message,
a status code, an exit code. The message is shown to people, so it is written for them and
names nobody.
"""

from collections.abc import Mapping


class NiangjiaError(Exception):
    """Base of every error whose message may be shown to a user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Invalid(NiangjiaError):
    """The input is wrong; `fields` maps a field's name to what is wrong with it."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class Refused(NiangjiaError):
    """The viewer may not do this."""


class Missing(NiangjiaError):
    """There is no such thing, or none that this viewer may know of: both look the same."""


class Conflict(NiangjiaError):
    """Somebody else changed it first, or it is not in a state that allows this."""


class Unavailable(NiangjiaError):
    """A part of the house does not answer just now; trying again later may help."""
