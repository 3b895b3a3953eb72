"""What a judgment says, as plain values. Amounts in yuan; "" or None: the paper does not tell."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from niangjia.rights.caselaw.rules.sections import Part


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in the head. Codes as in `terms`; `name` as the paper writes it.

    `acts_for` is the ordinal of the party whom an agent or representative acts for.
    """

    ordinal: int
    role: str
    kind: str
    name: str
    acts_for: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing asked for in this proceeding, in the paper's words, and its fate as asked.

    `is_denial`: it asks not to have to pay, or that something does not exist. `granted` is what
    has to be paid for it in the end, whoever asked: 0 where nothing has to be paid, and for a
    denial that failed the sum that stays due.
    """

    ordinal: int
    text: str
    kind: str
    claimed: Decimal | None = None
    fate: str = ""
    granted: Decimal | None = None
    is_denial: bool = False


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A paper of the same dispute, by its number; `is_own` for the number of this one."""

    case_no: str
    stage: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Judgment:
    """Everything read from one paper.

    `sections` cover the whole text. `applied` is the day arbitration was applied for, `filed` the
    day this body took the case; `years` are years worked as stated, never reckoned here;
    `monthly_wage` is the average before leaving where stated, else the agreed wage.
    """

    sections: tuple[Part, ...]
    stage: str
    parties: tuple[Party, ...]
    claims: tuple[Claim, ...]
    citations: tuple[tuple[str, str], ...]
    chain: tuple[ChainLink, ...]
    joined: date | None
    left: date | None
    applied: date | None
    filed: date | None
    decided: date | None
    monthly_wage: Decimal | None
    years: Decimal | None
