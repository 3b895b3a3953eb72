"""The forms of the laws' JSON: what is asked and what is answered."""

import re
from datetime import date
from typing import Annotated

from ninja import Field, Schema
from pydantic import BeforeValidator, StringConstraints

from niangjia.rights.statutes.rules.ranks import Rank

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _as_written(day: object) -> object:
    """Take a day only as YYYY-MM-DD: a bare number would be read as seconds since 1970."""
    if isinstance(day, str) and not _ISO.fullmatch(day):
        raise ValueError("a day is written YYYY-MM-DD")
    return day


Day = Annotated[date, BeforeValidator(_as_written)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9a-hjkmnp-tv-z]{12}$")]
Place = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{5})?$")]
Words = Annotated[str, StringConstraints(max_length=200)]
Slug = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,4}(-[0-9]{1,3})?$")]
PageNumber = Annotated[int, Field(ge=1, le=1000)]


class LawProblem(Schema):
    """What went wrong, in words that may be shown to a person."""

    detail: str


class PointerOut(Schema):
    """A statute or an article of it; `id` is "" where the library does not have it."""

    title: str
    id: str
    article: str
    number: str
    url: str


class WarningOut(Schema):
    """What to know before relying on a text."""

    kind: str
    text: str
    since: date | None
    source: str
    verified: bool
    see: PointerOut | None


class VersionOut(Schema):
    """A version; where `begins_known` is false, `begins` is only the day of the version itself."""

    id: str
    marked: date | None
    passed_on: date | None
    begins: date | None
    begins_known: bool
    ends: date | None
    history: list[str]


class StatuteLineOut(Schema):
    """A statute in a list."""

    id: str
    title: str
    rank: str
    rank_name: str
    place: str
    place_name: str
    versions: int
    in_force: bool
    repealed_from: date | None
    version: VersionOut | None
    url: str


class StatutesOut(Schema):
    """One page of statutes."""

    total: int
    page: int
    pages: int
    statutes: list[StatuteLineOut]


class ArticleOut(Schema):
    """An article as it stands in one version."""

    number: str
    label: str
    heading: str
    text: str
    warnings: list[WarningOut]


class StatuteOut(Schema):
    """A statute as it stood on a day."""

    statute: StatuteLineOut
    on: date
    version: VersionOut
    versions: list[VersionOut]
    preamble: str
    warnings: list[WarningOut]
    articles: list[ArticleOut]


class ArticlePageOut(Schema):
    """An article as it stood on a day."""

    statute: StatuteLineOut
    on: date
    version: VersionOut
    article: ArticleOut
    warnings: list[WarningOut]


class ArticleHitOut(Schema):
    """An article found."""

    id: str
    title: str
    rank_name: str
    place_name: str
    number: str
    label: str
    passages: list[str]
    warnings: list[WarningOut]
    url: str


class ArticleHitsOut(Schema):
    """One page of articles found."""

    total: int
    page: int
    pages: int
    hits: list[ArticleHitOut]


class PieceOut(Schema):
    """A stretch of text: kept, added or removed."""

    text: str
    kind: str


class ChangeOut(Schema):
    """What became of one article; a label is "" where there is none in that version."""

    kind: str
    old: str
    new: str
    pieces: list[PieceOut]


class ComparisonOut(Schema):
    """Two versions beside each other."""

    old: VersionOut
    new: VersionOut
    counts: dict[str, int]
    changes: list[ChangeOut]


class ResolvedOut(Schema):
    """Where a citation points; `reason` says why nowhere."""

    found: PointerOut | None
    version: VersionOut | None
    reason: str
    notes: list[str]


class LawsAsked(Schema):
    """Which statutes. `place` keeps what holds there, the nation's law included."""

    q: Words = ""
    rank: Annotated[list[Rank], Field(default_factory=list, max_length=10)]
    place: Place = ""
    on: Day | None = None
    page: PageNumber = 1
    per_page: Annotated[int, Field(ge=1, le=50)] = 20


class Cited(Schema):
    """A citation as written, and the day to read it for."""

    law: Annotated[str, StringConstraints(max_length=300)]
    article: Annotated[str, StringConstraints(max_length=40)]
    on: Day | None = None


class Chosen(Schema):
    """Two versions; without one the last two are compared."""

    old: Code | None = None
    new: Code | None = None
