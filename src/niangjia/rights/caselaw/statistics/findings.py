"""What the queries hand to pages, API and files: values that may be published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from niangjia.rights.caselaw.statistics.rules.tabulating import Figures

Axis = Literal["issue", "region", "year"]
AXES: tuple[Axis, ...] = get_args(Axis)
Status = Literal["shown", "empty", "hidden", "merged", "too_fine"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the figures are of; "" for all. A region is a province."""

    issue: str = ""
    region: str = ""
    year: str = ""

    @property
    def count(self) -> int:
        """How many of the three are set."""
        return sum(bool(value) for value in (self.issue, self.region, self.year))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: figures, or None where they are not published.

    `codes` are the values it stands for, several where small ones were put together, and none
    where it is not known; `cases` is the address of its cases, "" where there is none.
    """

    value: str
    name: str
    codes: tuple[str, ...]
    figures: Figures | None
    cases: str


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The chosen cases by one axis. `is_closed`: none of its numbers can be published safely."""

    axis: Axis
    lines: tuple[Line, ...]
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class CityLine:
    """How many people a city has; without an address where it is several, or not known."""

    name: str
    people: int
    cases: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """What may be told of the chosen cases. `made_at` is when they were counted.

    `whole` has the figures of all that was chosen. `status` says what there is to show: figures;
    nothing yet in the whole library; what was chosen is hidden; it is counted together with
    others; three things were chosen at once, of which nothing is published. `choices` are the
    (code, name) of what has a line of its own.
    """

    chosen: Chosen
    status: Status
    whole: Line
    breakdowns: tuple[Breakdown, ...]
    cities: tuple[CityLine, ...]
    choices: dict[Axis, tuple[tuple[str, str], ...]]
    fictional: bool
    made_at: datetime
