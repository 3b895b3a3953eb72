"""A reader who has every published table and a linear program, and wants the hidden numbers."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from niangjia.rights.caselaw.statistics.rules.facts import Cell, Grid, Place, cells_of
from niangjia.rights.caselaw.statistics.rules.figures import OUTCOMES, shares_of
from niangjia.rights.caselaw.statistics.rules.suppression import Publication

KINDS = (*OUTCOMES, "")


def bounds_of_share(told: int) -> tuple[float, float]:
    """What a rounded share says of the exact one."""
    if told == 0:
        return 0, 0.05
    if told == 100:
        return 0.95, 1
    return max(0.05, told / 100 - 0.025), min(0.95, told / 100 + 0.025)


@dataclass
class Attacker:
    """Knows the axes, every shown number, every shown share; looks for the rest."""

    grid: Grid
    publication: Publication

    def __post_init__(self) -> None:
        axes = [sorted({place[axis] for place in self.grid}) for axis in range(3)]
        self.places = [Place(i, r, y) for i in axes[0] for r in axes[1] for y in axes[2]]
        self.columns: dict[Cell, list[int]] = {}
        for number, place in enumerate(self.places):
            for cell in cells_of(place):
                self.columns.setdefault(cell, []).append(number)
        self._read_publication()

    def _read_publication(self) -> None:
        exact: list[tuple[dict[int, float], float]] = []
        most: list[tuple[dict[int, float], float]] = []
        for cell, crowd in self.publication.shown.items():
            whole = {n * 5 + k: 1.0 for n in self.columns[cell] for k in range(5)}
            exact.append((whole, crowd.people))
            shares = shares_of(crowd.by_outcome) if self.publication.with_shares else None
            if shares is None:
                continue
            most.append(({n * 5 + k: -1.0 for n in self.columns[cell] for k in range(4)}, -20))
            for kind, outcome in enumerate(OUTCOMES):
                low, high = bounds_of_share(getattr(shares, outcome))
                for sign, bound in ((1, high), (-1, low)):
                    row = {n * 5 + k: -sign * bound for n in self.columns[cell] for k in range(4)}
                    for n in self.columns[cell]:
                        row[n * 5 + kind] += sign
                    most.append((row, 0))
        self.exact, self.totals = self._matrix(exact)
        self.most, self.limits = self._matrix(most)

    def _matrix(self, rows: list[tuple[dict[int, float], float]]) -> tuple[csr_matrix, list[float]]:
        entries = [(n, c, v) for n, (row, _limit) in enumerate(rows) for c, v in row.items()]
        where = ([e[0] for e in entries], [e[1] for e in entries])
        shape = (max(1, len(rows)), len(self.places) * 5)
        matrix = csr_matrix(([e[2] for e in entries], where), shape=shape)
        return matrix, [limit for _row, limit in rows] or [0.0]

    def interval(self, cell: Cell, kinds: range = range(5)) -> tuple[float, float]:
        """Return the least and the most people a cell can have, of these outcomes."""
        goal = np.zeros(len(self.places) * 5)
        for number in self.columns[cell]:
            goal[[number * 5 + kind for kind in kinds]] = 1
        found = []
        for sign in (1, -1):
            answer = linprog(
                sign * goal, A_eq=self.exact, b_eq=self.totals, A_ub=self.most, b_ub=self.limits
            )
            assert answer.status == 0, answer.message
            found.append(sign * answer.fun)
        return found[0], found[1]

    def values(self, cell: Cell) -> int:
        """Return how many whole numbers a cell's count can be."""
        low, high = self.interval(cell)
        return int(np.floor(high + 1e-6) - np.ceil(low - 1e-6)) + 1
