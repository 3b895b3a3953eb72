"""A map of tiles: one for each part of a place, provinces roughly where they lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from niangjia.casework.queries import Flow
from niangjia.kernel.divisions import children, short_name

SIDE, GAP, EDGE = 92, 8, 4
SHADES = 5
ACROSS, NARROWEST = 6, 5
_PROVINCES = {
    "23": (10, 0), "15": (7, 1), "21": (9, 1), "22": (10, 1), "65": (2, 2), "62": (4, 2),
    "64": (5, 2), "14": (6, 2), "13": (7, 2), "11": (8, 2), "12": (9, 2), "63": (3, 3),
    "61": (5, 3), "41": (6, 3), "37": (7, 3), "54": (2, 4), "51": (4, 4), "50": (5, 4),
    "42": (6, 4), "34": (7, 4), "32": (8, 4), "31": (9, 4), "52": (5, 5), "43": (6, 5),
    "36": (7, 5), "33": (8, 5), "53": (4, 6), "45": (5, 6), "44": (6, 6), "35": (8, 6),
    "71": (9, 6), "46": (5, 7), "82": (6, 7), "81": (7, 7),
}  # fmt: skip
"""Column and row of each province, by the first two digits of its code."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: where it lies, how dark it is (0 to 4), and whether it can be looked into."""

    key: str
    name: str
    flow: Flow
    x: int
    y: int
    shade: int
    opens: bool

    @property
    def middle(self) -> int:
        """The middle across."""
        return self.x + SIDE // 2

    @property
    def name_line(self) -> int:
        """Where the name is written."""
        return self.y + 36

    @property
    def number_line(self) -> int:
        """Where the number is written."""
        return self.y + 70


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles, and how much room they take."""

    tiles: tuple[Tile, ...]
    width: int
    height: int


def tile_map(region: str, places: Sequence[Flow]) -> TileMap:
    """Return a map of the parts of a place, darker where more is open."""
    spots = _spots(region, places)
    most = max((one.open for one in places), default=0)
    left = min((column for column, _row in spots.values()), default=0)
    step = SIDE + GAP
    tiles = tuple(
        Tile(
            key=one.key,
            name=(short_name(one.key) or one.name) if one.key != region else one.name,
            flow=one,
            x=EDGE + (spots[one.key][0] - left) * step,
            y=EDGE + spots[one.key][1] * step,
            shade=shade(one.open, most),
            opens=one.key != region and bool(children(one.key)),
        )
        for one in places
    )
    width = max([tile.x for tile in tiles] + [NARROWEST * step]) + SIDE + EDGE
    return TileMap(tiles, width, max((tile.y for tile in tiles), default=0) + SIDE + EDGE)


def shade(count: int, most: int) -> int:
    """Return how dark a tile is: 0 for nothing, 4 for the most."""
    if count <= 0 or most <= 0:
        return 0
    return max(1, -(-count * (SHADES - 1) // most))


def _spots(region: str, places: Sequence[Flow]) -> dict[str, tuple[int, int]]:
    if not region:
        known = {one.key: _PROVINCES[one.key[:2]] for one in places if one.key[:2] in _PROVINCES}
        rest = [one.key for one in places if one.key not in known]
        return known | {key: (column, 8) for column, key in enumerate(rest)}
    return {one.key: (at % ACROSS, at // ACROSS) for at, one in enumerate(places)}
