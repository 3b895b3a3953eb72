"""Putting small categories together, so that every margin of every table can be published.

A region with four people cannot be a line of its own, nor be what is missing from the total: it
goes into "the rest" with the next smallest, until the rest is large enough to be told of.
"""

from collections.abc import Iterable, Mapping

from niangjia.rights.caselaw.statistics.rules.facts import (
    REST,
    Crowd,
    Fact,
    Grid,
    Place,
    crowd_of,
)


def merged_values(crowds: Mapping[str, Crowd]) -> frozenset[str]:
    """Return the categories to put together; none where each can stand by itself.

    What is put together has two members at least, and is itself large enough, or is everything.
    """
    small = {value for value, crowd in crowds.items() if crowd.is_small}
    if not small:
        return frozenset()
    large = sorted(crowds.keys() - small, key=lambda value: (crowds[value].people, value))
    rest = Crowd()
    for value in small:
        rest.add(crowds[value])
    for value in large:
        if not rest.is_small and len(small) > 1:
            break
        small.add(value)
        rest.add(crowds[value])
    return frozenset(small)


def margin_of(grid: Grid, axis: int) -> dict[str, Crowd]:
    """Return who is in each category of one axis."""
    margin: dict[str, Crowd] = {}
    for place, crowd in grid.items():
        margin.setdefault(place[axis], Crowd()).add(crowd)
    return margin


def merge(grid: Grid) -> tuple[dict[Place, Crowd], tuple[frozenset[str], ...]]:
    """Return the grid with small categories put together, and which those are on each axis."""
    merged = tuple(merged_values(margin_of(grid, axis)) for axis in range(3))
    together: dict[Place, Crowd] = {}
    for place, crowd in grid.items():
        together.setdefault(recoded(place, merged), Crowd()).add(crowd)
    return together, merged


def recoded(place: Place, merged: tuple[frozenset[str], ...]) -> Place:
    """Return the place with small categories called the rest."""
    return Place(
        *(REST if value in small else value for value, small in zip(place, merged, strict=True))
    )


def city_counts(facts: Iterable[Fact]) -> dict[str, int]:
    """Return how many people each city of one province has, small ones together under REST.

    Nothing where no two lines would remain.
    """
    cities: dict[str, list[Fact]] = {}
    for fact in facts:
        cities.setdefault(fact.city, []).append(fact)
    crowds = {city: crowd_of(some) for city, some in cities.items()}
    small = merged_values(crowds)
    counts: dict[str, int] = {}
    for city, crowd in crowds.items():
        line = REST if city in small else city
        counts[line] = counts.get(line, 0) + crowd.people
    return counts if len(counts) > 1 else {}
