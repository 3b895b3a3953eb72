"""Numbers so small that they may give somebody away are left out, with what would betray them."""

from collections.abc import Mapping

FEWEST = 5


def spoken(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Return counts by kind with the small ones left out (None).

    Where one alone is left out it could be worked out from the sum, so the next smallest goes too.
    A kind with nobody in it gives nobody away and stays 0.
    """
    small = {kind for kind, count in counts.items() if 0 < count < FEWEST}
    if len(small) == 1:
        others = [kind for kind, count in counts.items() if count >= FEWEST]
        if others:
            small.add(min(others, key=lambda kind: counts[kind]))
    return {kind: None if kind in small else count for kind, count in counts.items()}


def share(part: int, whole: int) -> float | None:
    """Return a share of 0 to 1 rounded to percents, None where too few stand behind it."""
    return round(part / whole, 2) if whole >= FEWEST else None
