"""What to ask back when something decisive was not told, and which article a known fact chooses."""

import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from niangjia.desks.answering.findings import ReadFact
from niangjia.desks.answering.wording import months

HERE = Path(__file__).parent
MOST = 3
"""So many questions are asked back at once: more would be an interrogation."""

LONGEST = 60
"""Characters of an answer that are read."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to ask back, and the article that makes the answer decisive.

    The article must have the words `says` in the version of the day for `because` to hold.
    `choices` are (code, what the reader sees, what it adds to the question); `typed` is (what to
    write, an example, what it adds).
    """

    id: str
    issues: frozenset[str]
    law: str
    article: str
    says: tuple[str, ...]
    question: str
    because: str
    tells: frozenset[str]
    words: tuple[str, ...]
    choices: tuple[tuple[str, str, str], ...]
    typed: tuple[str, str, str] | None


@dataclass(frozen=True, slots=True)
class Deciding:
    """An article that a fact chooses: from `least` to below `under`, times in months."""

    issue: str
    fact: str
    least: float
    under: float
    law: str
    article: str
    says: tuple[str, ...]


def missing(
    issues: Sequence[str],
    facts: Collection[ReadFact],
    text: str,
    given: Collection[str] = (),
) -> Iterator[Asking]:
    """Yield what to ask about these issues: what neither a fact nor a word of the text tells.

    The first issue is asked about first, and nothing that was answered (`given`) again.
    """
    known = {fact.kind for fact in facts if fact.value}
    asked: set[str] = set()
    answered = {key.partition("-")[2] for key in given}
    for issue in issues:
        for asking in asking_book():
            if issue not in asking.issues or asking.id in asked | answered or len(asked) >= MOST:
                continue
            if not (asking.tells & known or any(word in text for word in asking.words)):
                asked.add(asking.id)
                yield asking


def statement(key: str, typed: str) -> str:
    """Return what an answer adds to the question, "" for what is no answer to anything."""
    asking = answered_by(key)
    if asking is None:
        return ""
    if key.startswith("said-"):
        return next((adds for code, _, adds in asking.choices if code == typed), "")
    typed = typed.strip()[:LONGEST].rstrip("。.")
    return asking.typed[2].replace("{}", typed) if asking.typed and typed else ""


def answered_by(key: str) -> Asking | None:
    """Return what a correction answers, None where it is no answer to anything asked back."""
    kind, _, name = key.partition("-")
    asked = (one for one in asking_book() if one.id == name)
    return next(asked, None) if kind in {"said", "typed"} else None


def chosen_by_facts(
    issues: Collection[str], facts: Collection[ReadFact]
) -> Iterator[tuple[Deciding, ReadFact]]:
    """Yield the articles that facts choose, each with its fact."""
    for one in deciding_book():
        for fact in facts:
            if one.issue not in issues or fact.kind != one.fact or not fact.value:
                continue
            amount = float(fact.value) if fact.value.isdecimal() else months(fact.value)
            if amount is not None and one.least <= amount < one.under:
                yield one, fact


@cache
def asking_book() -> tuple[Asking, ...]:
    """Return everything that may be asked back, in the order of asking."""
    return tuple(
        Asking(
            id=id_,
            issues=frozenset(raw["issues"]),
            law=raw["article"].split()[0],
            article=raw["article"].split()[1],
            says=tuple(raw["says"]),
            question=raw["question"],
            because=raw["because"],
            tells=frozenset(raw.get("tells", ())),
            words=tuple(raw.get("words", ())),
            choices=tuple((code, label, adds) for code, label, adds in raw.get("choices", ())),
            typed=tuple(raw["typed"]) if "typed" in raw else None,
        )
        for id_, raw in _tables("asking_back.toml")
    )


@cache
def deciding_book() -> tuple[Deciding, ...]:
    """Return the articles that a fact chooses."""
    return tuple(
        Deciding(
            issue=raw["issue"],
            fact=raw["fact"],
            least=raw["least"],
            under=raw["under"],
            law=raw["article"].split()[0],
            article=raw["article"].split()[1],
            says=tuple(raw["says"]),
        )
        for _, raw in _tables("deciding.toml")
    )


def _tables(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    raw = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    yield from ((id_, table) for id_, table in raw.items() if isinstance(table, dict))
