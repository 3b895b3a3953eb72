"""What was asked, in a form every engine understands: groups of words, not an engine's query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["required", "counted", "optional", "preferred"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """These characters, next to one another and in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every character pair (or whole Latin word, or number) of this text, in any place."""

    text: str


@dataclass(frozen=True, slots=True)
class SomeOf:
    """The rarer half of the pieces of this text: what is left to try when all of them fail."""

    text: str


@dataclass(frozen=True, slots=True)
class Concept:
    """Any expression of this concept of the lexicon, marked when the document was indexed."""

    id: str


Alternative = Phrase | AllOf | SomeOf | Concept


@dataclass(frozen=True, slots=True)
class Group:
    """One thing the reader asked about, and every way of saying it.

    required: must be there. counted: `ParsedQuery.minimum` of these must be there. optional: only
    lifts a document among those found, and counts when nothing else matches. preferred: lifts,
    and never counts, since nobody asked for it. What `narrows` is optional, and must be there
    where far too many documents have what is demanded.
    """

    shown: str
    alternatives: tuple[Alternative, ...]
    role: Role = "counted"
    weight: float = 1.0
    narrows: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """A slip that was put right before searching."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A reader's words, understood.

    `original` is what was typed, `text` what was searched for. With no group at all nothing can be
    searched, and an engine answers with nothing found. Of `within`, where it is not empty, one must
    be there, and lifts nothing.
    """

    original: str
    text: str
    groups: tuple[Group, ...] = ()
    minimum: int = 0
    excluded: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    highlight_terms: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    within: tuple[Alternative, ...] = ()
