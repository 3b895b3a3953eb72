"""From facts to everything that is published, in one value that can be kept as JSON."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import attrgetter
from typing import Any

from niangjia.rights.caselaw.statistics.rules.facts import (
    FEWEST_EMPLOYERS,
    Cell,
    Crowd,
    Fact,
    Place,
    by_place,
    cells_of,
    crowd_of,
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


Places = Mapping[Place, Sequence[Fact]]

MEASURES = ("claimed", "awarded", "days")
EMPTY = Tabulation({}, (), ((), (), ()), {})


def tabulate(facts: Iterable[Fact]) -> Tabulation:
    """Count facts and leave out what is too small to be told of, or would give it away."""
    places = by_place(facts)
    grid, merged = merge({place: crowd_of(some) for place, some in places.items()})
    publication = publish(grid)
    if publication is None:
        return EMPTY
    return Tabulation(
        cells=_figures(places, merged, publication),
        tables=publication.tables,
        merged=tuple(tuple(sorted(small)) for small in merged),
        cities=_cities(places, merged[1]),
    )


def _figures(
    places: Places, merged: tuple[frozenset[str], ...], publication: Publication
) -> dict[Cell, Figures]:
    measured = {what: _quartiles(places, merged, publication, what) for what in MEASURES}
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
    """What is known in one cell or place, and whether of enough employers."""

    def __init__(self) -> None:
        self.values: list[float] = []
        self.crowd = Crowd()

    def add(self, other: "_Known") -> None:
        self.values += other.values
        self.crowd.employ(other.crowd.employers)


def _quartiles(
    places: Places, merged: tuple[frozenset[str], ...], publication: Publication, what: str
) -> dict[Cell, Quartiles | None]:
    """Return the quartiles of one measure; none where too few employers are behind them."""
    cells = {cell: _Known() for cell in publication.shown}
    for place, facts in places.items():
        known = _known(facts, what)
        for cell in cells_of(recoded(place, merged)):
            if cell in cells:
                cells[cell].add(known)
    return {
        cell: quartiles_of(sorted(known.values))
        for cell, known in cells.items()
        if len(known.crowd.employers) >= FEWEST_EMPLOYERS
    }


def _known(facts: Sequence[Fact], what: str) -> _Known:
    """Return what is known in one place, in order, so that sorting a cell is merging runs."""
    measure: Callable[[Fact], float | None] = attrgetter(what)
    known, told = _Known(), []
    for fact in facts:
        value = measure(fact)
        if value is not None:
            known.values.append(value)
            told.append(fact)
    known.values.sort()
    known.crowd.employ(_some_employers(told))
    return known


def _some_employers(facts: Iterable[Fact]) -> set[str]:
    found: set[str] = set()
    for fact in facts:
        if fact.employer:
            found.add(fact.employer)
            if len(found) >= FEWEST_EMPLOYERS:
                break
    return found


def _cities(places: Places, merged: frozenset[str]) -> dict[str, dict[str, int]]:
    """Return the cities of every province that is a line of its own, where two can be told."""
    provinces: dict[str, list[Fact]] = {}
    for place, facts in places.items():
        if place.region and place.region not in merged:
            provinces.setdefault(place.region, []).extend(facts)
    counted = {province: city_counts(facts) for province, facts in sorted(provinces.items())}
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
