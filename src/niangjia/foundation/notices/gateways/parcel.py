"""What a way out is given, and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Outgoing:
    """One message. `once` marks it, so that a gateway that knows such marks takes it only once."""

    once: str
    to: str
    title: str
    short: str
    template: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """It was taken: under this number of the gateway's, which may report later how it went.

    `reported` says that a report may follow; without one, being taken is all there is to know.
    """

    number: str = ""
    reported: bool = False
    arrived: bool = False
