"""What the queries of the laws return: plain values, ready for pages and the API."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from niangjia.rights.statutes.rules.comparing import Change
from niangjia.rights.statutes.rules.structure import Paragraph

WarningKind = Literal["superseded", "repealed", "past", "future", "unsure", "renumbered"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A statute, or an article of it, to go to; `code` is "" where it is not in the library."""

    title: str
    code: str = ""
    article: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Warn:
    """Something a reader must know before relying on a text.

    `since` is the first day on which it is so, `source` where that is said, and `verified` whether
    that source was read.
    """

    kind: WarningKind
    text: str
    since: date | None = None
    source: str = ""
    verified: bool = True
    see: Pointer | None = None


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """A version and its time. `begins_known` says that its own text tells from when it holds."""

    code: str
    marked: date | None
    passed_on: date | None
    begins: date | None
    begins_known: bool
    ends: date | None
    never: bool
    history: tuple[str, ...]

    @property
    def name_day(self) -> date | None:
        """The day by which a version is called."""
        return self.marked or self.passed_on or self.begins


@dataclass(frozen=True, slots=True)
class Naming:
    """How papers name an article: by one of these titles and this number.

    Only papers from `since` on and before `until` mean it by that number; None: no such limit.
    """

    names: tuple[str, ...]
    article: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class StatuteLine:
    """A statute in a list; `in_force` on the day asked about."""

    code: str
    title: str
    rank: str
    rank_name: str
    place: str
    place_name: str
    versions: int
    version: VersionInfo | None
    repealed_from: date | None
    in_force: bool
    is_amendment: bool


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as it stands in one version."""

    number: int
    sub: int
    slug: str
    label: str
    heading: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    warnings: tuple[Warn, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """Articles that stand under the same headings."""

    heading: str
    articles: tuple[ArticleText, ...]


@dataclass(frozen=True, slots=True)
class StatutePage:
    """A statute as its page shows it: the version of a day, and all the others."""

    line: StatuteLine
    on: date
    shown: VersionInfo
    versions: tuple[VersionInfo, ...]
    preamble: str
    chapters: tuple[Chapter, ...]
    warnings: tuple[Warn, ...]
    article_count: int

    @property
    def reading_day(self) -> date:
        """The day on which links from here stay with the version shown."""
        shown = self.shown
        held = (shown.begins or self.on) <= self.on <= (shown.ends or self.on)
        return self.on if held else shown.begins or self.on


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with what became of it in every version."""

    line: StatuteLine
    on: date
    shown: VersionInfo
    article: ArticleText
    warnings: tuple[Warn, ...]
    past: tuple[tuple[VersionInfo, ArticleText], ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two versions beside each other, and how many articles changed in which way."""

    line: StatuteLine
    old: VersionInfo
    new: VersionInfo
    versions: tuple[VersionInfo, ...]
    changes: tuple[tuple[str, str, Change], ...]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text, and whether it is what was looked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article found."""

    code: str
    title: str
    rank_name: str
    place_name: str
    slug: str
    label: str
    passages: tuple[tuple[Stretch, ...], ...]
    warnings: tuple[Warn, ...]


@dataclass(frozen=True, slots=True)
class TopicMeant:
    """A topic of the law that a question is about; `strength` from 0 to 1."""

    id: str
    name: str
    strength: float


@dataclass(frozen=True, slots=True)
class RankedArticle:
    """An article that answers a question in a worker's own words.

    `score` is how sure it is, from 0 to 1 over all articles; `why` says what speaks for it, in
    the reader's words. `stretches` are the whole text, the sentence that matters marked.
    """

    code: str
    title: str
    rank_name: str
    place_name: str
    slug: str
    label: str
    version_date: date | None
    score: float
    why: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    warnings: tuple[Warn, ...]


@dataclass(frozen=True, slots=True)
class ArticleResults:
    """A page of articles found."""

    total: int
    page: int
    pages: int
    hits: tuple[ArticleHit, ...]


@dataclass(frozen=True, slots=True)
class StatuteList:
    """A page of statutes."""

    total: int
    page: int
    pages: int
    lines: tuple[StatuteLine, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a citation points on a day, or why nowhere; `notes` say what to mind about it."""

    found: Pointer | None
    version: VersionInfo | None
    reason: str
    notes: tuple[str, ...] = ()
