"""How well a hidden number is hidden: what else it could be, with every published number the same.

Take two people who differ in two respects, say issue and year, and give each the year of the
other. No total changes, and of the table of issues by years only four cells do. Where all four
are hidden, nobody who reads the tables can tell which of the two worlds is the real one. The
two are of the same place and outcome, so that the other tables and the shares stay as they are; or
they differ in place too, where the cells that this would change are hidden as well.

What is found this way is a set of worlds that really are consistent, so a number that can take
`SPREAD` values here can take at least as many for any reader, however clever.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from niangjia.rights.caselaw.statistics.rules.facts import Cell, Grid, Place, Table

SPREAD = 5
"""How many different values, at least, a hidden number must be able to take."""

Kind = tuple[str, str]
"""What two people who change places have in common: the value of the third axis, the outcome."""
Heap = dict[Kind, int]


class Swap(NamedTuple):
    """So many people of one outcome leave a place for another, as many a third for a fourth."""

    people: int
    outcome: str
    leaves: Place
    arrives: Place
    leaves_too: Place
    arrives_too: Place


@dataclass(frozen=True, slots=True)
class Hidden:
    """The hidden cells of the three tables, and the people of the grid sorted for swapping."""

    cells: set[Cell]
    heaps: Mapping[Table, Mapping[tuple[str, str], Heap]]
    axes: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Room:
    """How far a number can go up and down, and by which swaps."""

    up: int = 0
    down: int = 0
    upwards: list[Swap] = field(default_factory=list)
    downwards: list[Swap] = field(default_factory=list)

    @property
    def values(self) -> int:
        """How many values the number can take."""
        return self.up + self.down + 1


def heaps_of(grid: Grid, tables: tuple[Table, ...]) -> dict[Table, dict[tuple[str, str], Heap]]:
    """Return, for every cell of every table, its people by third axis and outcome."""
    heaps: dict[Table, dict[tuple[str, str], Heap]] = {table: {} for table in tables}
    for place, crowd in grid.items():
        for table, cells in heaps.items():
            third = place[3 - sum(table)]
            heap = cells.setdefault((place[table[0]], place[table[1]]), {})
            for outcome, count in crowd.by_outcome.items():
                heap[third, outcome] = heap.get((third, outcome), 0) + count
    return heaps


def cell_at(table: Table, first: str, second: str) -> Cell:
    """Return the cell of a table."""
    values: list[str | None] = [None, None, None]
    values[table[0]], values[table[1]] = first, second
    return Cell(*values)


def place_at(table: Table, first: str, second: str, third: str) -> Place:
    """Return the place of the grid, the values given in the order of the table."""
    values = ["", "", ""]
    values[table[0]], values[table[1]], values[3 - sum(table)] = first, second, third
    return Place(*values)


def values_of(cell: Cell, table: Table) -> tuple[str, str]:
    """Return the two values of a table's cell."""
    return cell[table[0]] or "", cell[table[1]] or ""


def room_of(hidden: Hidden, table: Table, cell: Cell, enough: int = SPREAD) -> Room:
    """Return how far a hidden cell can go; the search stops when that is `enough` values."""
    first, second = values_of(cell, table)
    room = Room()
    for rising in (True, False):
        heaps = _Working(hidden.heaps[table])
        for other, another in _partners(hidden, table, first, second):
            for swap in _swaps(hidden, table, heaps, (first, second, other, another), rising):
                (room.upwards if rising else room.downwards).append(swap)
                if rising:
                    room.up += swap.people
                else:
                    room.down += swap.people
                if room.values >= enough:
                    return room
    return room


def width_between(hidden: Hidden, table: Table, corners: tuple[str, str, str, str]) -> int:
    """Return how many steps two cells could go with these corners, were all four hidden."""
    first, second, other, another = corners
    heaps = hidden.heaps[table]

    def shared(one: tuple[str, str], two: tuple[str, str]) -> int:
        left, right = heaps.get(one), heaps.get(two)
        if not left or not right:
            return 0
        return sum(min(count, right.get(kind, 0)) for kind, count in left.items())

    return shared((first, another), (other, second)) + shared((first, second), (other, another))


class _Working:
    """The heaps of a table as swaps change them; what is not touched is not copied."""

    def __init__(self, heaps: Mapping[tuple[str, str], Heap]) -> None:
        self._heaps = heaps
        self._changed: dict[tuple[str, str], Heap] = {}

    def at(self, first: str, second: str) -> Heap:
        return self._changed.get((first, second)) or self._heaps.get((first, second)) or {}

    def change(self, first: str, second: str, kind: Kind, count: int) -> None:
        heap = self._changed.get((first, second))
        if heap is None:
            heap = self._changed[first, second] = dict(self._heaps.get((first, second), {}))
        heap[kind] = heap.get(kind, 0) + count


def _partners(hidden: Hidden, table: Table, first: str, second: str) -> Iterator[tuple[str, str]]:
    cells = hidden.cells
    seconds = [
        b for b in hidden.axes[table[1]] if b != second and cell_at(table, first, b) in cells
    ]
    for a in hidden.axes[table[0]]:
        if a == first or cell_at(table, a, second) not in cells:
            continue
        for b in seconds:
            if cell_at(table, a, b) in cells:
                yield a, b


def _swaps(
    hidden: Hidden,
    table: Table,
    heaps: _Working,
    corners: tuple[str, str, str, str],
    rising: bool,  # noqa: FBT001 - up or down, nothing else
) -> Iterator[Swap]:
    """Yield swaps that add to the first corner (or take from it), doing each in `heaps`."""
    a, b, a2, b2 = corners
    here, there = ((a, b2), (a2, b)) if rising else ((a, b), (a2, b2))
    if not heaps.at(*here) or not heaps.at(*there):
        return
    for kind, count in list(heaps.at(*here).items()):
        third, outcome = kind
        for kind2, count2 in list(heaps.at(*there).items()):
            third2, outcome2 = kind2
            if outcome != outcome2 or not count:
                continue
            trade = _trade(hidden, table, corners, third, third2)
            moved = min(count, count2, heaps.at(*here).get(kind, 0), heaps.at(*there)[kind2])
            if trade is None or moved <= 0:
                continue
            count -= moved  # noqa: PLW2901 - what is left of this kind
            to, to2 = ((here[0], there[1]), (there[0], here[1]))
            if trade == "first":
                to, to2 = to2, to
            heaps.change(*here, kind, -moved)
            heaps.change(*there, kind2, -moved)
            heaps.change(*to, kind, moved)
            heaps.change(*to2, kind2, moved)
            yield Swap(
                moved, outcome,
                place_at(table, *here, third), place_at(table, *to, third),
                place_at(table, *there, third2), place_at(table, *to2, third2),
            )  # fmt: skip


def _trade(
    hidden: Hidden, table: Table, corners: tuple[str, str, str, str], third: str, third2: str
) -> str | None:
    """Return which of their two values the people may exchange unseen, None where neither."""
    if third == third2:
        return "second"
    a, b, a2, b2 = corners
    axis = 3 - sum(table)
    for name, which, values in (("second", table[1], (b, b2)), ("first", table[0], (a, a2))):
        beside = (which, axis) if which < axis else (axis, which)
        pairs = ((value, other) for value in values for other in (third, third2))
        if all(
            cell_at(beside, *(pair if which < axis else pair[::-1])) in hidden.cells
            for pair in pairs
        ):
            return name
    return None
