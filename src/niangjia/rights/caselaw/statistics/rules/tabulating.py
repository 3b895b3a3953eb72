"""From facts to everything that is published, in one value that can be kept as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from niangjia.rights.caselaw.statistics.rules.facts import (
    FEWEST_EMPLOYERS,
    Cell,
    Crowd,
    Fact,
    Place,
    cells_of,
    grid_of,
)
from niangjia.rights.caselaw.statistics.rules.figures import (
    Quartiles,
    Shares,
    quartiles_of,
    shares_of,
)
from niangjia.rights.caselaw.statistics.rules.merging import city_counts, merge, recoded
from niangjia.rights.caselaw.statistics.rules.suppression import Publication, publish


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of one cell; None for what too little is known of.

    `people` counts disputes, each once. Amounts in yuan, `days` from filing to decision.
    """

    people: int
    shares: Shares | None
    claimed: Quartiles | None
    awarded: Quartiles | None
    days: Quartiles | None


@dataclass(frozen=True, slots=True)
class Tabulation:
    """Everything published: figures of cells, what was put together, and cities by province.

    `tables` are the pairs of axes that are published. A cell of them that is not in `cells` is
    hidden. `cells` is empty where there are too few cases for any number.
    """

    cells: dict[Cell, Figures]
    tables: tuple[tuple[int, int], ...]
    merged: tuple[tuple[str, ...], ...]
    cities: dict[str, dict[str, int]]


MEASURES = ("claimed", "awarded", "days")
EMPTY = Tabulation({}, (), ((), (), ()), {})


def tabulate(facts: Sequence[Fact]) -> Tabulation:
    """Count facts and leave out what is too small to be told of, or would give it away."""
    grid, merged = merge(grid_of(facts))
    publication = publish(grid)
    if publication is None:
        return EMPTY
    return Tabulation(
        cells=_figures(facts, merged, publication),
        tables=publication.tables,
        merged=tuple(tuple(sorted(small)) for small in merged),
        cities=_cities(facts, merged[1]),
    )


def _figures(
    facts: Sequence[Fact], merged: tuple[frozenset[str], ...], publication: Publication
) -> dict[Cell, Figures]:
    measured = {what: _quartiles(facts, merged, publication, what) for what in MEASURES}
    return {
        cell: Figures(
            people=crowd.people,
            shares=_shares(cell, crowd, publication),
            **{what: measured[what].get(cell) for what in MEASURES},
        )
        for cell, crowd in publication.shown.items()
    }


def _shares(cell: Cell, crowd: Crowd, publication: Publication) -> Shares | None:
    """Return the shares of a cell. Those of all cases together give nobody away."""
    return shares_of(crowd.by_outcome) if publication.with_shares or cell == Cell() else None


class _Known:
    """What is known in one cell or place, and of how many employers."""

    def __init__(self) -> None:
        self.values: list[float] = []
        self.crowd = Crowd()

    def add(self, other: "_Known") -> None:
        self.values += other.values
        self.crowd.employ(other.crowd.employers)


def _quartiles(
    facts: Sequence[Fact],
    merged: tuple[frozenset[str], ...],
    publication: Publication,
    what: str,
) -> dict[Cell, Quartiles | None]:
    """Return the quartiles of one measure; none where too few employers are behind them."""
    cells = {cell: _Known() for cell in publication.shown}
    for place, known in _known(facts, what).items():
        for cell in cells_of(recoded(place, merged)):
            if cell in cells:
                cells[cell].add(known)
    return {
        cell: quartiles_of(sorted(known.values))
        for cell, known in cells.items()
        if len(known.crowd.employers) >= FEWEST_EMPLOYERS
    }


def _known(facts: Sequence[Fact], what: str) -> dict[Place, _Known]:
    column = Fact._fields.index(what)
    places: dict[tuple[str, str, str], _Known] = {}
    for fact in facts:
        if fact[column] is None:
            continue
        known = places.get(fact[:3])
        if known is None:
            known = places[fact[:3]] = _Known()
        known.values.append(fact[column])
        if fact.employer and len(known.crowd.employers) < FEWEST_EMPLOYERS:
            known.crowd.employers.add(fact.employer)
    for known in places.values():
        known.values.sort()  # so that sorting a cell is merging runs
    return {Place(*place): known for place, known in places.items()}


def _cities(facts: Iterable[Fact], merged: frozenset[str]) -> dict[str, dict[str, int]]:
    """Return the cities of every province that is a line of its own, where two can be told."""
    by_province: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.region and fact.region not in merged:
            by_province.setdefault(fact.region, []).append(fact)
    counted = {province: city_counts(some) for province, some in sorted(by_province.items())}
    return {province: counts for province, counts in counted.items() if counts}


def to_json(tabulation: Tabulation) -> dict[str, Any]:
    """Return a tabulation as plain JSON values."""
    return {
        "cells": [[list(cell), asdict(figures)] for cell, figures in tabulation.cells.items()],
        "tables": [list(table) for table in tabulation.tables],
        "merged": [list(values) for values in tabulation.merged],
        "cities": tabulation.cities,
    }


def from_json(kept: dict[str, Any]) -> Tabulation:
    """Return what `to_json` wrote."""
    return Tabulation(
        cells={Cell(*cell): _read(figures) for cell, figures in kept["cells"]},
        tables=tuple((first, second) for first, second in kept["tables"]),
        merged=tuple(tuple(values) for values in kept["merged"]),
        cities=kept["cities"],
    )


def _read(kept: dict[str, Any]) -> Figures:
    def quartiles(name: str) -> Quartiles | None:
        return Quartiles(**kept[name]) if kept[name] else None

    return Figures(
        people=kept["people"],
        shares=Shares(**kept["shares"]) if kept["shares"] else None,
        claimed=quartiles("claimed"),
        awarded=quartiles("awarded"),
        days=quartiles("days"),
    )
