"""Where a fictional case is heard: real regions, with the short sign of their province."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Place:
    """A prefecture-level city, or a municipality under the central government."""

    code: str
    sign: str
    province: str
    city: str

    @property
    def name(self) -> str:
        """The name with its province, such as 山东省青岛市 or 北京市."""
        return self.province if self.city == self.province else self.province + self.city


@lru_cache(maxsize=1)
def places() -> tuple[Place, ...]:
    """All places, the busiest first."""
    lines = files(__package__).joinpath("places.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return tuple(
        Place(code, sign, province, province if city == "-" else city)
        for code, sign, province, city in rows
    )
