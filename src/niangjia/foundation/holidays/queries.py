"""The calendar that everybody counts by, and what was entered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from niangjia.foundation.holidays.models import EnteredDay, EnteredYear
from niangjia.kernel import clock
from niangjia.kernel.calendar import WorkingCalendar, Year, published
from niangjia.kernel.errors import Refused
from niangjia.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class KnownYear:
    """A year whose calendar is known. `source` is "" for one that came with the package."""

    year: int
    off: tuple[date, ...]
    worked: tuple[date, ...]
    source: str
    entered_at: datetime | None


class _Years(Mapping[int, Year]):
    """The package's years; one that it lacks is looked up among those entered, when asked for."""

    def __getitem__(self, year: int) -> Year:
        known = published().years
        if year in known:
            return known[year]
        if not EnteredYear.objects.filter(year=year).exists():
            raise KeyError(year)
        days = list(EnteredDay.objects.filter(year__year=year).values_list("day", "worked"))
        return Year(
            frozenset(day for day, worked in days if not worked),
            frozenset(day for day, worked in days if worked),
        )

    def __iter__(self) -> Iterator[int]:
        entered = EnteredYear.objects.values_list("year", flat=True)
        return iter(sorted({*published().years, *entered}))

    def __len__(self) -> int:
        return len(list(iter(self)))


class _Remembered(Mapping[int, Year]):
    """Years looked up once, for the length of one count."""

    def __init__(self) -> None:
        self._years = _Years()
        self._found: dict[int, Year | None] = {}

    def __getitem__(self, year: int) -> Year:
        if year not in self._found:
            self._found[year] = self._years.get(year)
        found = self._found[year]
        if found is None:
            raise KeyError(year)
        return found

    def __iter__(self) -> Iterator[int]:
        return iter(self._years)

    def __len__(self) -> int:
        return len(self._years)


def calendar() -> WorkingCalendar:
    """Return the working calendar: what the package knows, and what was entered beyond it.

    The database is asked only for a year that the package does not know. Take a new one for each
    piece of work.
    """
    return WorkingCalendar(_Remembered())


def known_years(*, viewer: Viewer) -> tuple[KnownYear, ...]:
    """Return the years that are known from last year on. Raises Refused for a stranger to staff."""
    if not viewer.is_staff:
        raise Refused("这里是工作人员用的。")
    entered = {one.year: one for one in EnteredYear.objects.all()}
    years = calendar().years
    return tuple(
        _known(year, years[year], entered.get(year))
        for year in years
        if year >= clock.today().year - 1
    )


def next_unknown_year() -> int:
    """Return the first year from this one on whose calendar is not known."""
    years = calendar().years
    year = clock.today().year
    while year in years:
        year += 1
    return year


def _known(year: int, kept: Year, entered: EnteredYear | None) -> KnownYear:
    return KnownYear(
        year=year,
        off=tuple(sorted(kept.off)),
        worked=tuple(sorted(kept.worked)),
        source=entered.source if entered else "",
        entered_at=entered.entered_at if entered else None,
    )
