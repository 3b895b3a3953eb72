"""How the number of a matter is written: 热线〔2026〕370202第00012号."""

from dataclasses import dataclass

NATIONAL = "000000"


@dataclass(frozen=True, slots=True)
class Series:
    """What numbers are counted within: a procedure, a place (GB/T 2260, "" the country), a year."""

    procedure: str
    place: str
    year: int


def written(mark: str, series: Series, sequence: int) -> str:
    """Return a number as people read it."""
    return f"{mark}〔{series.year}〕{series.place or NATIONAL}第{sequence:05d}号"
