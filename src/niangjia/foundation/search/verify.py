"""Does the index say what the database says?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from niangjia.foundation.search.port import SearchIndex


@dataclass(frozen=True, slots=True)
class Drift:
    """Where index and database differ, by document id."""

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    checked: int = 0

    @property
    def is_none(self) -> bool:
        """Whether they agree."""
        return not (self.missing or self.stale or self.surplus or self.repeated)

    def joined(self, other: Drift) -> Drift:
        """Return both as one, for an account of several indexes."""
        return Drift(
            self.missing + other.missing,
            self.stale + other.stale,
            self.surplus + other.surplus,
            self.repeated + other.repeated,
            self.checked + other.checked,
        )

    @property
    def to_upsert(self) -> tuple[str, ...]:
        """What has to be handed to the index again; this also makes repeated ones single."""
        return (*self.missing, *self.stale, *self.repeated)


def drift(index: SearchIndex, expected: Iterable[tuple[str, str]]) -> Drift:
    """Compare the index with `expected`, the (id, hash) of everything that should be in it."""
    indexed: dict[str, str] = {}
    repeated: dict[str, None] = {}
    for id_, hash_ in index.hashes():
        if id_ in indexed:
            repeated[id_] = None
        indexed[id_] = hash_
    missing: list[str] = []
    stale: list[str] = []
    checked = 0
    for id_, hash_ in expected:
        checked += 1
        there = indexed.pop(id_, None)
        if there is None:
            missing.append(id_)
        elif there != hash_ and id_ not in repeated:
            stale.append(id_)
    surplus = tuple(id_ for id_ in indexed if id_ not in repeated)
    gone = tuple(id_ for id_ in indexed if id_ in repeated)
    kept = tuple(id_ for id_ in repeated if id_ not in gone)
    return Drift(tuple(missing), tuple(stale), surplus + gone, kept, checked)
