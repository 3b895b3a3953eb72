"""What is known of laws beyond their own texts, from `known.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from niangjia.rights.statutes.rules.numbers import Place, place_of
from niangjia.rights.statutes.rules.titles import key_of

FILE = Path(__file__).parents[1] / "known.toml"


@dataclass(frozen=True, slots=True)
class Fact:
    """A repeal, or an article overtaken by a later one. `place` None: the whole statute.

    `since` is the first day on which it is so; `by` the title of the later law, `by_place` its
    article. `verified` says that the source itself was read.
    """

    kind: Literal["superseded", "repealed"]
    statute: str
    place: Place | None
    since: date
    by: str
    by_place: Place | None
    reason: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Old and new number of articles, from a day on."""

    statute: str
    since: date
    articles: tuple[tuple[Place, Place], ...]
    reason: str
    source: str
    verified: bool

    def now(self, old: Place) -> Place | None:
        """Return the new number of what was once `old`, where it is known."""
        return next((new for was, new in self.articles if _same(was, old)), None)

    def before(self, new: Place) -> Place | None:
        """Return the old number of what is now `new`, where it is known."""
        return next((was for was, now in self.articles if _same(now, new)), None)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the file says, by the key of the statute."""

    facts: tuple[Fact, ...]
    renumberings: tuple[Renumbering, ...]
    short_names: dict[str, str]

    def repeal_of(self, key: str) -> Fact | None:
        """Return the repeal of a whole statute, on whatever day it comes."""
        return next((f for f in self.facts if f.statute == key and f.place is None), None)

    def facts_of(self, key: str, number: int, sub: int = 0) -> tuple[Fact, ...]:
        """Return what is known of one article."""
        return tuple(
            fact
            for fact in self.facts
            if fact.statute == key
            and fact.place is not None
            and (fact.place.number, fact.place.sub) == (number, sub)
        )

    def renumbering_of(self, key: str) -> Renumbering | None:
        """Return the renumbering of a statute, where one is known."""
        return next((r for r in self.renumberings if r.statute == key), None)


@cache
def known() -> Known:
    """Return what the project's own file says. Raises ValueError where an entry is unsound."""
    return read_known(FILE.read_text(encoding="utf-8"))


def read_known(text: str) -> Known:
    """Read entries. Raises ValueError for an article that cannot be read or a missing source."""
    table = tomllib.loads(text)
    return Known(
        facts=(
            *(_fact("superseded", entry) for entry in table.get("superseded", [])),
            *(_fact("repealed", entry) for entry in table.get("repealed", [])),
        ),
        renumberings=tuple(_renumbering(entry) for entry in table.get("renumbered", [])),
        short_names={
            key_of(name): key_of(entry["statute"])
            for entry in table.get("short_name", [])
            for name in entry["names"]
        },
    )


def _fact(kind: Literal["superseded", "repealed"], entry: dict[str, Any]) -> Fact:
    _demand_source(entry)
    return Fact(
        kind=kind,
        statute=key_of(entry["statute"]),
        place=_place(entry["article"]) if "article" in entry else None,
        since=entry["from"],
        by=entry["by"],
        by_place=_place(entry["by_article"]) if "by_article" in entry else None,
        reason=entry["reason"],
        source=entry["source"],
        verified=entry["verified"],
    )


def _renumbering(entry: dict[str, Any]) -> Renumbering:
    _demand_source(entry)
    return Renumbering(
        statute=key_of(entry["statute"]),
        since=entry["from"],
        articles=tuple((_place(old), _place(new)) for old, new in entry["articles"]),
        reason=entry["reason"],
        source=entry["source"],
        verified=entry["verified"],
    )


def _demand_source(entry: dict[str, Any]) -> None:
    if not entry.get("source") or not entry.get("reason"):
        raise ValueError(f"no source or reason: {entry}")


def _place(written: str) -> Place:
    place = place_of(written)
    if place is None:
        raise ValueError(f"no article: {written}")
    return place


def _same(a: Place, b: Place) -> bool:
    return (a.number, a.sub) == (b.number, b.sub)
