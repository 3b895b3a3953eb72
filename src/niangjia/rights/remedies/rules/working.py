"""A figure and how it came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Article:
    """An article a rule rests on: the law's title, its number, and since when it reads so."""

    law: str
    number: int
    since: date

    @property
    def title(self) -> str:
        """The law as people call it, without the country's name."""
        return self.law.removeprefix("中华人民共和国")

    @property
    def label(self) -> str:
        """Its number as it is cited: 第47条."""
        return f"第{self.number}条"

    @property
    def name(self) -> str:
        """How it is cited: 《劳动合同法》第47条."""
        return f"《{self.title}》{self.label}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the working, in plain words.

    `formula` has the numbers put in; `amount` is what comes out, in yuan, or None where the step
    finds no money. `assumption` says what was taken for granted because it was not told or is
    not settled.
    """

    text: str
    formula: str = ""
    amount: Decimal | None = None
    articles: tuple[Article, ...] = ()
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read the law or the facts, and what comes out then, in yuan."""

    text: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Worth:
    """What a claim is worth, in yuan to the fen, with its working.

    `readings` are other answers a court may give; empty where there is one answer only.
    """

    amount: Decimal
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...] = ()

    @property
    def low(self) -> Decimal:
        """The least any reading gives."""
        return min([self.amount, *(one.amount for one in self.readings)])

    @property
    def high(self) -> Decimal:
        """The most any reading gives."""
        return max([self.amount, *(one.amount for one in self.readings)])


def to_fen(amount: Decimal) -> Decimal:
    """Round to the fen, half of one upwards, once, at the end of a line."""
    return amount.quantize(FEN, rounding=ROUND_HALF_UP)


def total(steps: Sequence[Step]) -> Decimal:
    """Add up what the steps found."""
    return sum((step.amount for step in steps if step.amount is not None), Decimal(0))


def plain(number: Decimal) -> str:
    """Write a number without needless zeros: 1.5, 8,000, 562.5."""
    text = f"{to_fen(number):,.2f}"
    return text.rstrip("0").rstrip(".")
