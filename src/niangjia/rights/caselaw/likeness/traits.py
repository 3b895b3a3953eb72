"""What tells one dispute from another: numbers, parties, days and sums, never a name.

Parties are known by keyed hashes only. A case number is brought to one form, since every house
writes its brackets differently.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zlib import crc32

import numpy as np

from niangjia.kernel.chinese.dates import days
from niangjia.kernel.money import amounts
from niangjia.rights.caselaw.likeness.shingles import Hashes

_HEAD = 1500
_SMALL = 100
_ROUND = 100
_CITY = 4
_NUMBER = re.compile(
    r"(劳[\u4e00-\u9fff]{0,8}?)?\(\s*((?:19|20)\d\d)\s*\)([\u4e00-\u9fff\d]{0,24}?)第?(\d{1,9})号"
)
_PARTY = re.compile(
    r"(?:申请人|原告|被告|上诉人)(?:[（(][^）)\n]{1,30}[）)])*\s*[：:]\s*([\u4e00-\u9fff])[某×*＊xX]"
)
_LEVELS = ("仲", "初", "终", "[再申监抗提]")
_BRACKETS = str.maketrans("〔［【[｛{〈<〕］】]｝}〉>", "(" * 8 + ")" * 8)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a paper beside its text; "", None and empty where nothing is.

    `number` and `named` (numbers of other papers that it names) are in the form of
    `number_form`, `figures` are the sums and days it names, `employer_key` and `worker_keys`
    keyed hashes of names, `surnames` what masking left of the workers' names, sums in yuan.
    """

    number: str = ""
    named: frozenset[str] = frozenset()
    stage: str = ""
    region_code: str = ""
    dated: date | None = None
    employer_key: str = ""
    worker_keys: frozenset[str] = frozenset()
    joined: date | None = None
    left: date | None = None
    wage: Decimal | None = None
    surnames: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()

    @property
    def days(self) -> frozenset[str]:
        """The days among the figures."""
        return frozenset(figure for figure in self.figures if "-" in figure)


def number_form(number: str) -> str:
    """Return a case number in one form, or "" where it is none or a masked one."""
    return next(iter(numbers_in(number)), "")


def numbers_in(text: str) -> Iterator[str]:
    """Yield the case numbers that a text names, in one form."""
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_BRACKETS).split())
    for found in _NUMBER.finditer(plain):
        before, year, letters, serial = found.groups(default="")
        yield f"{year}{before if not letters else ''}{letters}{int(serial)}"


def figures_in(text: str) -> frozenset[str]:
    """Return the sums from 100 yuan on and the full days that a text names."""
    sums = (f"{amount.low:.2f}" for amount in amounts(text) if amount.low >= _SMALL)
    return frozenset((*sums, *(day.isoformat() for day in days(text))))


def surnames_in(text: str) -> frozenset[str]:
    """Return the surnames of the masked persons that the head of a paper names as parties."""
    return frozenset(found[1] for found in _PARTY.finditer(text[:_HEAD]))


def level_of(number: str) -> int | None:
    """Return how far a dispute was when a number was given: 0 arbitration, 1 first instance ..."""
    return next((level for level, mark in enumerate(_LEVELS) if re.search(mark, number)), None)


def strong_keys(traits: Traits) -> Hashes:
    """Return keys of which one shared makes two papers worth comparing."""
    firm = traits.employer_key
    keys = {f"number {number}" for number in (traits.number, *traits.named) if number}
    keys |= {f"both {firm} {worker}" for worker in traits.worker_keys if firm}
    keys |= {f"from {firm} {traits.joined}" for _ in "." if firm and traits.joined}
    keys |= {f"till {firm} {traits.left}" for _ in "." if firm and traits.left}
    if traits.joined and traits.left:
        keys.add(f"worked {traits.joined} {traits.left}")
    keys |= {f"sum {figure}" for figure in traits.figures if is_odd(figure)}
    return _hashed(keys)


def weak_keys(traits: Traits) -> Hashes:
    """Return keys of which two must be shared: days and sums of one city."""
    city = traits.region_code[:_CITY]
    return _hashed({f"{city} {figure}" for figure in traits.figures})


def is_odd(figure: str) -> bool:
    """Whether a figure is a sum that two disputes hardly have in common by chance."""
    return "-" not in figure and Decimal(figure) % _ROUND != 0


def _hashed(keys: set[str]) -> Hashes:
    return np.unique(np.array([crc32(key.encode()) for key in keys], dtype=np.uint32))
