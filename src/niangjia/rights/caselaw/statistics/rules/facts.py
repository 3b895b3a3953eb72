"""What is counted: one dispute, and in which cells of which tables it falls."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

FEWEST_PEOPLE = 10
FEWEST_EMPLOYERS = 3
"""Below either, a number says too much about somebody."""

REST = "rest"
"""The category that small ones are put together in."""


class Place(NamedTuple):
    """A cell of the finest grid, which is never published: one value of each axis."""

    issue: str
    region: str
    year: str


class Cell(NamedTuple):
    """A cell of a published table; None on an axis stands for all of it."""

    issue: str | None = None
    region: str | None = None
    year: str | None = None


AXES = Cell._fields
Table = tuple[int, int]
"""The two axes of a table, by their place in AXES."""

TABLES: tuple[Table, ...] = ((0, 1), (0, 2), (1, 2))


class Fact(NamedTuple):
    """One dispute: one worker, one employer, one outcome.

    "" is what is not known; an unknown employer is not counted as one. `region` is a province,
    `city` the division below it. Amounts in yuan; `days` from filing to decision.
    """

    issue: str
    region: str
    year: str
    outcome: str = ""
    employer: str = ""
    city: str = ""
    claimed: float | None = None
    awarded: float | None = None
    days: int | None = None


@dataclass(slots=True)
class Crowd:
    """The people of a cell: how many by outcome, and their employers.

    Of those no more are kept than are asked for: whether there are three is all that matters, and
    the union of what was kept answers that as the union of all would.
    """

    by_outcome: dict[str, int] = field(default_factory=dict)
    employers: set[str] = field(default_factory=set)

    @property
    def people(self) -> int:
        """How many they are."""
        return sum(self.by_outcome.values())

    @property
    def is_small(self) -> bool:
        """Whether they are too few, or work for too few, to be told of."""
        return self.people < FEWEST_PEOPLE or len(self.employers) < FEWEST_EMPLOYERS

    def add(self, other: "Crowd") -> None:
        """Take in the people of another crowd."""
        for outcome, count in other.by_outcome.items():
            self.by_outcome[outcome] = self.by_outcome.get(outcome, 0) + count
        self.employ(other.employers)

    def employ(self, employers: Iterable[str]) -> None:
        """Note employers, until there are enough of them."""
        if len(self.employers) < FEWEST_EMPLOYERS:
            self.employers.update(employers)


Grid = Mapping[Place, Crowd]


def by_place(facts: Iterable[Fact]) -> dict[Place, list[Fact]]:
    """Return the facts of each place of the finest grid."""
    places: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        key = fact[:3]
        if key in places:
            places[key].append(fact)
        else:
            places[key] = [fact]
    return {Place(*key): some for key, some in places.items()}


def crowd_of(facts: Iterable[Fact]) -> Crowd:
    """Return who these facts are about."""
    crowd = Crowd()
    for fact in facts:
        crowd.by_outcome[fact.outcome] = crowd.by_outcome.get(fact.outcome, 0) + 1
        if fact.employer and len(crowd.employers) < FEWEST_EMPLOYERS:
            crowd.employers.add(fact.employer)
    return crowd


def grid_of(facts: Iterable[Fact]) -> dict[Place, Crowd]:
    """Return who is in each place of the finest grid."""
    return {place: crowd_of(some) for place, some in by_place(facts).items()}


def cells_of(place: Place) -> tuple[Cell, ...]:
    """Return the seven published cells that a place counts in: in all, margins and tables."""
    masks = [mask for mask in product((True, False), repeat=3) if not all(mask)]
    return tuple(
        Cell(*(value if shown else None for value, shown in zip(place, mask, strict=True)))
        for mask in masks
    )


def crowds_of(grid: Grid) -> dict[Cell, Crowd]:
    """Return who is in each cell that may be published; cells with nobody are left out."""
    crowds: dict[Cell, Crowd] = {}
    for place, crowd in grid.items():
        for cell in cells_of(place):
            crowds.setdefault(cell, Crowd()).add(crowd)
    return crowds
