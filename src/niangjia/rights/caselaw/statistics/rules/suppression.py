"""Which cells are not published, so that no small one can be worked out from those that are.

Small cells are hidden first. Then, until nothing changes: what a line hides must together be
large enough to be told of, because it is what remains of the line's total; and every hidden cell
must have room (`swaps`), for which the least telling cells beside it are hidden too. Where a table
cannot be made safe it is not published at all, and where that is not enough shares are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from niangjia.rights.caselaw.statistics.rules.facts import (
    TABLES,
    Cell,
    Crowd,
    Grid,
    Place,
    Table,
    crowds_of,
)
from niangjia.rights.caselaw.statistics.rules.swaps import (
    SPREAD,
    Hidden,
    cell_at,
    heaps_of,
    room_of,
    values_of,
    width_between,
)

NOBODY = Crowd()


@dataclass(frozen=True, slots=True)
class Publication:
    """What may be published of a grid: the shown cells, of which tables, and whether with shares.

    `hidden` are the cells of the three tables that are not shown, those of tables that are not
    published included. Totals and margins are always shown; a table of which an axis has
    one category only says nothing that its margin does not, and is not there.
    """

    shown: dict[Cell, Crowd]
    hidden: frozenset[Cell]
    tables: tuple[Table, ...]
    with_shares: bool


def publish(grid: Grid) -> Publication | None:
    """Return what may be published of a grid whose margins can be; None where nothing may.

    Call `merging.merge` first.
    """
    crowds = crowds_of(grid)
    if crowds.get(Cell(), NOBODY).is_small:
        return None
    for with_shares in (True, False):
        house = _Safety(grid if with_shares else _untold(grid), crowds)
        for tables in house.choices():
            hidden = house.made_safe(tables)
            if hidden is not None:
                return house.publication(tables, hidden, with_shares=with_shares)
    return None


def _untold(grid: Grid) -> dict[Place, Crowd]:
    """Return the grid without outcomes, so that anybody can change places with anybody."""
    return {place: Crowd({"": crowd.people}, crowd.employers) for place, crowd in grid.items()}


class _Safety:
    """One grid, and the search for cells to hide in it."""

    def __init__(self, grid: Grid, crowds: dict[Cell, Crowd]) -> None:
        self.crowds = crowds
        self.axes = tuple(tuple(sorted({place[axis] for place in grid})) for axis in range(3))
        self.tables = tuple(
            table for table in TABLES if all(len(self.axes[axis]) > 1 for axis in table)
        )
        self.heaps = heaps_of(grid, self.tables)
        self.cells = {
            table: [cell_at(table, a, b) for a in self.axes[table[0]] for b in self.axes[table[1]]]
            for table in self.tables
        }

    def choices(self) -> Iterator[tuple[Table, ...]]:
        """Yield the sets of tables to try, the most telling first; nothing that cannot work."""
        if self.made_safe(()) is None:
            return
        for count in range(len(self.tables), -1, -1):
            yield from combinations(self.tables, count)

    def made_safe(self, tables: tuple[Table, ...]) -> set[Cell] | None:
        """Return what to hide when these tables are published, None where they cannot be."""
        hidden = {
            cell
            for table in self.tables
            for cell in self.cells[table]
            if table not in tables or self.crowds.get(cell, NOBODY).is_small
        }
        state = Hidden(hidden, self.heaps, self.axes)
        safe: set[Cell] = set()
        while True:
            before = len(hidden)
            for table in tables:
                self._fill_lines(table, hidden)
            for table in self.tables:
                if not self._give_room(state, table, safe, closed=table not in tables):
                    return None
            if len(hidden) == before:
                return hidden

    def _fill_lines(self, table: Table, hidden: set[Cell]) -> None:
        for side in (0, 1):
            for value in self.axes[table[side]]:
                line = [cell for cell in self.cells[table] if cell[table[side]] == value]
                self._fill_line(line, hidden)

    def _fill_line(self, line: list[Cell], hidden: set[Cell]) -> None:
        """Hide more of a line until what it hides is none, or large enough to be told of."""
        together = Crowd()
        for cell in line:
            if cell in hidden:
                together.add(self.crowds.get(cell, NOBODY))
        if not any(cell in hidden for cell in line):
            return
        shown = sorted(
            (cell for cell in line if cell not in hidden), key=lambda c: self.crowds[c].people
        )
        for cell in shown:
            if not together.is_small:
                return
            hidden.add(cell)
            together.add(self.crowds[cell])

    def _give_room(self, state: Hidden, table: Table, safe: set[Cell], *, closed: bool) -> bool:
        """Give every hidden cell of a table room, hiding others for it; False where none helps."""
        for cell in self.cells[table]:
            if cell not in state.cells:
                continue
            while cell not in safe:
                if room_of(state, table, cell).values >= SPREAD:
                    safe.add(cell)  # and remains so: hiding more leaves more room
                elif closed or not self._hide_beside(state, table, cell):
                    return False
        return True

    def _hide_beside(self, state: Hidden, table: Table, cell: Cell) -> bool:
        """Hide the least telling cells that give this one room; False where none does."""
        first, second = values_of(cell, table)
        best: tuple[float, list[Cell]] | None = None
        for a in self.axes[table[0]]:
            for b in self.axes[table[1]]:
                if a == first or b == second:
                    continue
                corners = (
                    cell_at(table, a, b),
                    cell_at(table, first, b),
                    cell_at(table, a, second),
                )
                shown = [corner for corner in corners if corner not in state.cells]
                if not shown:
                    continue
                width = width_between(state, table, (first, second, a, b))
                if not width:
                    continue
                cost = sum(self.crowds[corner].people for corner in shown)
                price = cost * (1 if width >= SPREAD - 1 else 10 * SPREAD / width)
                if best is None or price < best[0]:
                    best = price, shown
        if best is None:
            return False
        state.cells.update(best[1])
        return True

    def publication(
        self, tables: tuple[Table, ...], hidden: set[Cell], *, with_shares: bool
    ) -> Publication:
        """Return what is left to show."""
        there = {cell for table in tables for cell in self.cells[table]}
        margins = {cell for cell in self.crowds if sum(value is not None for value in cell) < 2}
        shown = margins | (there - hidden)
        return Publication(
            shown={cell: self.crowds[cell] for cell in shown},
            hidden=frozenset(hidden),
            tables=tables,
            with_shares=with_shares,
        )
