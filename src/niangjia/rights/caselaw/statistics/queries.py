"""Reading the statistics. They are the same for everybody, and hold only what may be told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from niangjia.kernel import clock, divisions
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import asking
from niangjia.rights.caselaw.asking import MOST_VALUES, Asked
from niangjia.rights.caselaw.findings import CaseFilters
from niangjia.rights.caselaw.models import Tabulated
from niangjia.rights.caselaw.rules.terms import Issue
from niangjia.rights.caselaw.statistics.counting import count
from niangjia.rights.caselaw.statistics.findings import (
    AXES,
    Axis,
    Breakdown,
    Chosen,
    CityLine,
    Line,
    Statistics,
    Status,
)
from niangjia.rights.caselaw.statistics.rules.facts import REST, Cell
from niangjia.rights.caselaw.statistics.rules.tabulating import Tabulation, from_json

Choices = dict[Axis, tuple[tuple[str, str], ...]]


def statistics(
    *,
    viewer: Viewer,  # noqa: ARG001 - statistics look the same to everybody, and this says so
    chosen: Chosen | None = None,
) -> Statistics:
    """Return what may be told of the chosen cases, and of them by each axis not chosen."""
    chosen = chosen or Chosen()
    tabulation, fictional, made_at = _kept()
    cell = _cell(tabulation, chosen)
    status = _status(tabulation, cell)
    return Statistics(
        chosen=chosen,
        status=status,
        whole=_whole(tabulation, chosen, cell),
        breakdowns=_breakdowns(tabulation, chosen, cell) if status == "shown" else (),
        cities=_cities(tabulation, chosen) if status == "shown" else (),
        choices=_choices(tabulation),
        fictional=fictional,
        made_at=made_at,
    )


def _kept() -> tuple[Tabulation, bool, datetime]:
    """Return what was counted last; counts now where nobody has yet."""
    row = Tabulated.objects.filter(pk=1).first()
    if row is None:
        return *count(), clock.now()
    return from_json(row.content), row.fictional, row.made_at


def _choices(tabulation: Tabulation) -> Choices:
    """Return (code, name) of what has a line of its own on each axis."""
    return {
        axis: tuple(
            (value, name_of(axis, value))
            for value in _in_order(tabulation, number)
            if value not in {"", REST}
        )
        for number, axis in enumerate(AXES)
    }


def _cell(tabulation: Tabulation, chosen: Chosen) -> Cell:
    """Return the cell that is asked for; what all cases have in common narrows nothing."""
    asked = [getattr(chosen, axis) or None for axis in AXES]
    return Cell(
        *(
            None if _in_order(tabulation, number) == [value] else value
            for number, value in enumerate(asked)
        )
    )


def _status(tabulation: Tabulation, cell: Cell) -> Status:
    if not tabulation.cells:
        return "empty"
    if None not in cell:
        return "too_fine"
    if any(value in merged for value, merged in zip(cell, tabulation.merged, strict=True)):
        return "merged"
    return "shown" if cell in tabulation.cells else "hidden"


def _whole(tabulation: Tabulation, chosen: Chosen, cell: Cell) -> Line:
    spoken: tuple[Axis, ...] = ("region", "year", "issue")
    name = "".join(name_of(axis, getattr(chosen, axis)) for axis in spoken if getattr(chosen, axis))
    return Line(
        value="",
        name=name or _("全部案例"),
        codes=(),
        figures=tabulation.cells.get(cell),
        cases=_address(chosen),
    )


def _breakdowns(tabulation: Tabulation, chosen: Chosen, cell: Cell) -> tuple[Breakdown, ...]:
    """Return the tables to show: all three margins, or two lines of tables, or nothing finer."""
    if sum(value is not None for value in cell) > 1:
        return ()
    return tuple(
        _breakdown(tabulation, chosen, cell, number)
        for number in range(3)
        if cell[number] is None and len(_in_order(tabulation, number)) > 1
    )


def _breakdown(tabulation: Tabulation, chosen: Chosen, cell: Cell, axis: int) -> Breakdown:
    across = next((number for number in range(3) if cell[number] is not None), None)
    pair = None if across is None else (min(axis, across), max(axis, across))
    name = AXES[axis]
    if pair is not None and pair not in tabulation.tables:
        return Breakdown(name, (), is_closed=True)
    return Breakdown(
        name,
        tuple(
            _line(tabulation, chosen, cell, axis, value) for value in _in_order(tabulation, axis)
        ),
    )


def _line(tabulation: Tabulation, chosen: Chosen, cell: Cell, axis: int, value: str) -> Line:
    name = AXES[axis]
    together = value == REST
    codes = tuple(code for code in tabulation.merged[axis] if code) if together else (value,)
    return Line(
        value=value,
        name=name_of(name, value),
        codes=codes if value else (),
        figures=tabulation.cells.get(cell._replace(**{name: value})),
        cases=_address(chosen, name, codes) if value and len(codes) <= MOST_VALUES else "",
    )


def _in_order(tabulation: Tabulation, axis: int) -> list[str]:
    """Return the values of an axis: years from the newest, others by how many people they have.

    What is not known comes behind what is, and the small ones together at the very end.
    """
    margin = {
        cell[axis] or "": figures.people
        for cell, figures in tabulation.cells.items()
        if cell[axis] is not None and sum(value is not None for value in cell) == 1
    }
    known = [value for value in margin if value and value != REST]
    if AXES[axis] == "year":
        ordered = sorted(known, reverse=True)
    else:
        ordered = sorted(known, key=lambda value: (-margin[value], value))
    return [*ordered, *(value for value in ("", REST) if value in margin)]


def _cities(tabulation: Tabulation, chosen: Chosen) -> tuple[CityLine, ...]:
    if not chosen.region or chosen.count > 1:
        return ()
    counts = tabulation.cities.get(chosen.region, {})
    ordered = sorted(counts, key=lambda city: (city in {"", REST}, -counts[city], city))
    return tuple(
        CityLine(
            name=name_of("region", city),
            people=counts[city],
            cases="" if city in {"", REST} else _address(replace(chosen, region=city)),
        )
        for city in ordered
    )


def name_of(axis: Axis, value: str) -> str:
    """Return what a reader calls a value of an axis."""
    if value == REST:
        return {
            "issue": _("其余问题合计"),
            "region": _("其余地区合计"),
            "year": _("其余年份合计"),
        }[axis]
    if not value:
        return _("没有写明")
    if axis == "year":
        return _("%(year)s年") % {"year": value}
    return Issue.label_of(value) if axis == "issue" else divisions.name_of(value)


def _address(chosen: Chosen, axis: Axis | None = None, codes: Iterable[str] = ()) -> str:
    """Return the address of the cases behind a number."""
    values = {name: {getattr(chosen, name)} - {""} for name in AXES}
    if axis:
        values[axis] = set(codes)
    filters = CaseFilters(
        issues=frozenset(values["issue"]),
        regions=frozenset(values["region"]),
        years=frozenset(int(year) for year in values["year"] if year.isdecimal()),
    )
    return reverse("caselaw:results") + asking.address(Asked(filters=filters))
