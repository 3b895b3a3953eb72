"""What is told of a cell besides how many: coarse enough that nobody's own number shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST_KNOWN = 20
"""How many must be known of before shares or quartiles are told."""

STEP = 5
"""Shares are told to so many percent."""

OUTCOMES = ("supported", "partly", "refused", "settled")


@dataclass(frozen=True, slots=True)
class Shares:
    """How cases ended, in percent of those whose end is known.

    0 stands for less than 5 and 100 for more than 95: that somewhere nobody, or everybody, won
    would tell of each of them. Rounded, so that the four need not add up to 100.
    """

    supported: int
    partly: int
    refused: int
    settled: int


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The middle of what is known, and the two quarters around it, to two significant digits."""

    low: int
    median: int
    high: int


def shares_of(by_outcome: Mapping[str, int]) -> Shares | None:
    """Return the shares of outcomes; None where too few are known."""
    known = sum(by_outcome.get(outcome, 0) for outcome in OUTCOMES)
    if known < FEWEST_KNOWN:
        return None
    return Shares(*(rounded_share(by_outcome.get(outcome, 0), known) for outcome in OUTCOMES))


def rounded_share(part: int, whole: int) -> int:
    """Return a share in steps of five percent; 0 and 100 for what lies beyond the outer steps."""
    share = 100 * part / whole
    if share < STEP:
        return 0
    return 100 if share > 100 - STEP else STEP * round(share / STEP)


def quartiles_of(ordered: Sequence[float]) -> Quartiles | None:
    """Return the quartiles of values in ascending order; None where too few are known."""
    if len(ordered) < FEWEST_KNOWN:
        return None
    return Quartiles(*(rounded(_quantile(ordered, quarter)) for quarter in (1, 2, 3)))


def rounded(value: float) -> int:
    """Return a number to two significant digits."""
    return int(float(f"{value:.1e}"))


def _quantile(ordered: Sequence[float], quarter: int) -> float:
    """Return a quartile, between two values in proportion."""
    whole, part = divmod(quarter * (len(ordered) - 1), 4)
    if not part:
        return ordered[whole]
    return ordered[whole] + (ordered[whole + 1] - ordered[whole]) * part / 4
