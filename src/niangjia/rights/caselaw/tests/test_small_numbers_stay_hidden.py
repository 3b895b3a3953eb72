"""What is published says nothing of fewer than ten people or three employers, however combined."""

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from niangjia.rights.caselaw.statistics.rules.facts import (
    Cell,
    Crowd,
    Fact,
    Place,
    crowds_of,
    grid_of,
)
from niangjia.rights.caselaw.statistics.rules.merging import city_counts, merge
from niangjia.rights.caselaw.statistics.rules.suppression import (
    Publication,
    publish,
)
from niangjia.rights.caselaw.statistics.rules.swaps import (
    SPREAD,
    Hidden,
    Swap,
    heaps_of,
    room_of,
)
from niangjia.rights.caselaw.tests.attacker import Attacker

ENDS = ["supported", "partly", "refused", "settled", ""]


def library(
    size: int, *, seed: int, issues: int = 14, regions: int = 31, years: int = 10, skew: float = 1.2
) -> list[Fact]:
    """Made-up disputes, a few issues, regions and years having most of them, as in life."""
    dice = random.Random(seed)
    axes = [
        dice.choices(range(count), [1 / (n + 1) ** skew for n in range(count)], k=size)
        for count in (issues, regions, years)
    ]
    leaning = [[dice.random() ** 3 + 0.01 for _end in ENDS] for _issue in range(issues)]
    firms = max(3, size // 4)
    return [
        Fact(
            f"i{i}", f"r{r}", f"{2015 + y}",
            outcome=dice.choices(ENDS, leaning[i])[0],
            employer=f"e{dice.randrange(firms)}" if dice.random() < 0.9 else "",
        )
        for i, r, y in zip(*axes, strict=True)
    ]  # fmt: skip


libraries = st.builds(
    library,
    st.integers(0, 600),
    seed=st.integers(0, 10_000),
    issues=st.integers(1, 6),
    regions=st.integers(1, 8),
    years=st.integers(1, 5),
    skew=st.floats(0, 3),
)


@settings(max_examples=150, deadline=None)
@given(libraries)
def test_every_hidden_number_could_be_another_with_all_published_ones_the_same(
    facts: list[Fact],
) -> None:
    grid, _merged = merge(grid_of(facts))
    publication = publish(grid)
    if publication is None:
        return
    untold = grid if publication.with_shares else _without_outcomes(grid)
    axes = tuple(tuple(sorted({place[axis] for place in grid})) for axis in range(3))
    tables = tuple({_table_of(cell) for cell in publication.hidden})
    hidden = Hidden(set(publication.hidden), heaps_of(untold, tables), axes)
    for cell in publication.hidden:
        room = room_of(hidden, _table_of(cell), cell)
        assert room.values >= SPREAD
        before = _published(publication, untold)
        for swaps, change in ((room.upwards, room.up), (room.downwards, -room.down)):
            other = _after(untold, swaps)
            assert _published(publication, other) == before
            assert _people(other, cell) == _people(untold, cell) + change


@settings(max_examples=150, deadline=None)
@given(libraries)
def test_nothing_small_is_shown_nor_left_over(facts: list[Fact]) -> None:
    grid, _merged = merge(grid_of(facts))
    publication = publish(grid)
    if publication is None:
        assert crowds_of(grid).get(Cell(), Crowd()).is_small
        return
    assert not [cell for cell, crowd in publication.shown.items() if crowd.is_small]
    for table in publication.tables:
        for side in table:
            lines: dict[str | None, Crowd] = {}
            for cell in publication.hidden:
                if _table_of(cell) == table:
                    line = lines.setdefault(cell[side], Crowd())
                    line.add(crowds_of(grid).get(cell, Crowd()))
            assert not [value for value, line in lines.items() if line.is_small]


@pytest.mark.parametrize("seed", range(6))
def test_a_linear_program_over_all_tables_pins_down_nothing(seed: int) -> None:
    size = [60, 120, 250, 400, 800, 1500][seed]
    grid, _merged = merge(grid_of(library(size, seed=seed, issues=5, regions=6, years=4)))
    publication = publish(grid)
    assert publication is not None
    attacker = Attacker(grid, publication)
    crowds = crowds_of(grid)
    for cell in publication.hidden:
        assert attacker.values(cell) >= SPREAD
        low, high = attacker.interval(cell)
        assert low - 1e-6 <= crowds.get(cell, Crowd()).people <= high + 1e-6


def test_the_attacker_is_able_where_only_small_cells_are_hidden() -> None:
    """Else the test above would prove nothing."""
    grid, _merged = merge(grid_of(library(1500, seed=5, issues=5, regions=6, years=4)))
    careful = publish(grid)
    assert careful is not None
    crowds = crowds_of(grid)
    shown = {cell: crowd for cell, crowd in crowds.items() if not crowd.is_small}
    careless = Publication(shown, careful.hidden, careful.tables, with_shares=True)
    attacker = Attacker(grid, careless)
    small = [cell for cell in careful.hidden if crowds.get(cell, Crowd()).is_small]
    assert small
    assert min(attacker.values(cell) for cell in small) < SPREAD


@pytest.mark.parametrize("size", [0, 9, 30, 1000, 20_000])
def test_a_category_too_small_for_itself_goes_into_the_rest(size: int) -> None:
    facts = library(size, seed=3)
    grid, merged = merge(grid_of(facts))
    for axis, small in enumerate(merged):
        counts = Counter(place[axis] for place, crowd in grid.items() for _ in range(crowd.people))
        lines = len(counts)
        assert lines <= 1 or min(counts.values()) >= 10
        assert len(small) != 1 or lines == 1


def test_few_cases_give_no_number_at_all() -> None:
    assert publish(merge(grid_of(library(9, seed=1)))[0]) is None
    one_firm = [Fact("a", "b", "2024", employer="e") for _ in range(500)]
    assert publish(merge(grid_of(one_firm))[0]) is None
    unknown_firms = [Fact("a", "b", "2024") for _ in range(500)]
    assert publish(merge(grid_of(unknown_firms))[0]) is None


def test_small_cities_are_put_together() -> None:
    def people(city: str, count: int) -> list[Fact]:
        return [Fact("a", "p", "2024", city=city, employer=f"{city}{n}") for n in range(count)]

    counts = city_counts([*people("c1", 40), *people("c2", 25), *people("c3", 4), *people("", 3)])
    assert counts == {"c1": 40, "rest": 32}
    assert city_counts([*people("c1", 40), *people("c2", 3)]) == {}


def _table_of(cell: Cell) -> tuple[int, int]:
    first, second = (axis for axis in range(3) if cell[axis] is not None)
    return first, second


def _without_outcomes(grid: dict[Place, Crowd]) -> dict[Place, Crowd]:
    return {place: Crowd({"": crowd.people}, crowd.employers) for place, crowd in grid.items()}


def _after(grid: dict[Place, Crowd], swaps: list[Swap]) -> dict[Place, Crowd]:
    """The world after the swaps; nowhere may there be fewer than nobody."""
    world = {place: Crowd(dict(crowd.by_outcome)) for place, crowd in grid.items()}
    for swap in swaps:
        for place, count in (
            (swap.leaves, -swap.people), (swap.arrives, swap.people),
            (swap.leaves_too, -swap.people), (swap.arrives_too, swap.people),
        ):  # fmt: skip
            outcomes = world.setdefault(place, Crowd()).by_outcome
            outcomes[swap.outcome] = outcomes.get(swap.outcome, 0) + count
        assert all(n >= 0 for crowd in world.values() for n in crowd.by_outcome.values())
    return world


def _published(publication: Publication, grid: dict[Place, Crowd]) -> dict[Cell, dict[str, int]]:
    crowds = crowds_of(grid)
    return {
        cell: {end: count for end, count in crowds[cell].by_outcome.items() if count}
        for cell in publication.shown
    }


def _people(grid: dict[Place, Crowd], cell: Cell) -> int:
    return crowds_of(grid).get(cell, Crowd()).people
