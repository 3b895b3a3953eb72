"""The topic book: which articles govern what, and what people say of it, from `knowledge/`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from niangjia.rights.statutes.ranking.grams import even
from niangjia.rights.statutes.rules.numbers import place_of
from niangjia.rights.statutes.rules.titles import key_of

FOLDER = Path(__file__).parents[1] / "knowledge"
_LAWS = "laws.toml"
_FIELDS = {"name", "articles", "when", "asks"}


class BookError(ValueError):
    """A file of the topic book cannot be used; the message names the file and the topic."""


@dataclass(frozen=True, slots=True, order=True)
class ArticleKey:
    """An article whatever its version: the key of its statute, and its number."""

    law: str
    number: int
    sub: int = 0


@dataclass(frozen=True, slots=True)
class Trigger:
    """What people say: every group must be there, by any one of its words."""

    groups: tuple[tuple[str, ...], ...]

    def length_in(self, text: str) -> int:
        """Return how many characters of an evened-out text it recognises; 0 where it is not."""
        total = 0
        for group in self.groups:
            found = max((len(word) for word in group if word in text), default=0)
            if not found:
                return 0
            total += found
        return total


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the law; `articles` with weights above 0 up to 1, the deciding ones first."""

    id: str
    name: str
    articles: tuple[tuple[ArticleKey, float], ...]
    when: tuple[Trigger, ...]
    asks: tuple[str, ...]
    as_of: date

    def strength_in(self, text: str) -> float:
        """Return from 0 to 1 how surely an evened-out question is about this topic."""
        missing = 1.0
        for trigger in self.when:
            length = trigger.length_in(text)
            if length:
                missing *= 1 - min(0.8, 0.1 + 0.1 * length)
        return 1 - missing


@dataclass(frozen=True, slots=True)
class Book:
    """All topics, in the order of the files."""

    topics: tuple[Topic, ...]

    def strengths(self, question: str) -> tuple[float, ...]:
        """Return for each topic how surely the question is about it."""
        text = even(question)
        return tuple(topic.strength_in(text) for topic in self.topics)


@cache
def book() -> Book:
    """Return the topic book of this house, read once per process."""
    return load_book(FOLDER)


def load_book(folder: Path) -> Book:
    """Read every file of a folder. Raises BookError."""
    laws = {name: key_of(title) for name, title in _read(folder / _LAWS).items()}
    topics: list[Topic] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name != _LAWS:
            topics += _topics(path, laws)
    twice = {t.id for t in topics if sum(other.id == t.id for other in topics) > 1}
    if twice:
        raise BookError(f"{folder}: twice {', '.join(sorted(twice))}")
    return Book(tuple(topics))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BookError(f"{path.name}: {error}") from error


def _topics(path: Path, laws: Mapping[str, str]) -> Iterable[Topic]:
    table = _read(path)
    as_of = table.pop("as_of", None)
    if not isinstance(as_of, date):
        raise BookError(f"{path.name}: as_of must say of which day the law is")
    for id_, raw in table.items():
        where = f"{path.name} [{id_}]"
        if not isinstance(raw, dict) or raw.keys() != _FIELDS:
            raise BookError(f"{where}: expected {', '.join(sorted(_FIELDS))}")
        yield Topic(
            id=id_,
            name=raw["name"],
            articles=tuple(_article(where, written, laws) for written in raw["articles"]),
            when=tuple(_trigger(where, written) for written in raw["when"]),
            asks=tuple(raw["asks"]),
            as_of=as_of,
        )


def _article(where: str, written: str, laws: Mapping[str, str]) -> tuple[ArticleKey, float]:
    law, number, *weight = written.split()
    key = (0, 0)
    if number != "0":
        place = place_of(number)
        if place is None:
            raise BookError(f"{where}: no article: {written}")
        key = (place.number, place.sub)
    value = float(weight[0]) if weight else 1.0
    if not 0 < value <= 1:
        raise BookError(f"{where}: a weight is above 0 and at most 1: {written}")
    return ArticleKey(laws.get(law, key_of(law)), *key), value


def _trigger(where: str, written: str) -> Trigger:
    groups = tuple(
        tuple(even(word) for word in group.split("/") if word) for group in written.split()
    )
    if not groups or not all(groups):
        raise BookError(f"{where}: an empty trigger: {written}")
    return Trigger(groups)
