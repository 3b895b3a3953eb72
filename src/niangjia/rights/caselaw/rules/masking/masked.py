"""One text masked: every rule asked in turn, until nothing more is found."""

from dataclasses import dataclass

from niangjia.rights.caselaw.rules.masking import firms, people
from niangjia.rights.caselaw.rules.masking.addresses import addresses
from niangjia.rights.caselaw.rules.masking.banks import banks
from niangjia.rights.caselaw.rules.masking.births import births
from niangjia.rights.caselaw.rules.masking.brands import brands
from niangjia.rights.caselaw.rules.masking.edges import joined, whole
from niangjia.rights.caselaw.rules.masking.health import health
from niangjia.rights.caselaw.rules.masking.numbers import numbers
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.rules.masking.rounds import repeated
from niangjia.rights.caselaw.rules.masking.spans import Replacement, rebuilt, settle
from niangjia.rights.caselaw.rules.masking.villages import villages


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
    settled = settle(
        (
            *firms.replacements(page, region),
            *banks(page),
            *brands(page),
            *people.replacements(page),
            *addresses(text),
            *villages(page),
            *numbers(text),
            *births(text),
            *health(text),
        )
    )
    return tuple(joined(whole(page, settled)))
