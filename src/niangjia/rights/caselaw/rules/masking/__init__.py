"""Masking: what in a paper leads to a person or a firm, and what stands there instead.

The stricter standard of 2024 for published judgments: every natural person becomes surname and 某,
firms keep place, trade and form, addresses end at the county, numbers go, of a day of birth the
year stays, illnesses that are nobody's business become general words. Kept are the bodies that
decide or watch (courts, arbitration commissions, ministries, offices, unions, banks, which speak
as institutions and lead to nobody), laws, and places down to the county. Case numbers are masked
as a kind of their own, because whoever has the number finds the names.

Pure functions of the text; what was masked before is left as it is, and masking again changes
nothing. `combinations` points to what rules cannot decide.
"""

from dataclasses import dataclass

from niangjia.rights.caselaw.rules.masking import firms, people
from niangjia.rights.caselaw.rules.masking.addresses import addresses
from niangjia.rights.caselaw.rules.masking.births import births
from niangjia.rights.caselaw.rules.masking.health import health
from niangjia.rights.caselaw.rules.masking.hints import Hint, combinations
from niangjia.rights.caselaw.rules.masking.numbers import numbers
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.rules.masking.rounds import repeated
from niangjia.rights.caselaw.rules.masking.spans import Replacement, rebuilt, settle

__all__ = ["Hint", "Masked", "Replacement", "combinations", "mask"]


@dataclass(frozen=True, slots=True)
class Masked:
    """The masked text and what was replaced, by places in the original, sorted, none overlapping."""

    text: str
    replacements: tuple[Replacement, ...]


def mask(text: str, *, region: str = "") -> Masked:
    """Return the text masked. `region`, such as 青岛市, is for firms whose name tells no place."""
    replacements = repeated(text, lambda part: _found(part, region))
    return Masked(rebuilt(text, replacements), replacements)


def _found(text: str, region: str) -> tuple[Replacement, ...]:
    page = Page(text)
    return settle(
        (
            *firms.replacements(page, region),
            *people.replacements(page),
            *addresses(text),
            *numbers(text),
            *births(text),
            *health(text),
        )
    )
