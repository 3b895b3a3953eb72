"""Reading the law. It is public: everybody reads all of it, and nothing is kept of it."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.db.models import Q

from niangjia.kernel import clock, divisions
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.statutes.answering import library_state, rank_articles, topics_meant
from niangjia.rights.statutes.citing import resolve
from niangjia.rights.statutes.findings import (
    ArticlePage,
    Chapter,
    ComparisonPage,
    Naming,
    Resolution,
    StatuteLine,
    StatuteList,
    StatutePage,
    VersionInfo,
)
from niangjia.rights.statutes.models import Article, Statute
from niangjia.rights.statutes.naming import namings_of
from niangjia.rights.statutes.reads import (
    article_text,
    in_force,
    line_of,
    versions_of,
    warnings_of_articles,
    warnings_of_statute,
)
from niangjia.rights.statutes.rules.comparing import compare
from niangjia.rights.statutes.rules.numbers import Place, label_of, place_of
from niangjia.rights.statutes.rules.ranks import Rank
from niangjia.rights.statutes.rules.titles import key_of
from niangjia.rights.statutes.searching import search_articles

__all__ = [
    "article",
    "comparison",
    "has_any",
    "law_in_force",
    "library_size",
    "library_state",
    "list_statutes",
    "namings",
    "places",
    "rank_articles",
    "resolve_citation",
    "search_articles",
    "statute",
    "topics_meant",
]

_NO_STATUTE = "没有这部法规。"
_ORDER = tuple(str(rank) for rank in Rank)


def list_statutes(
    *,
    viewer: Viewer,  # noqa: ARG001 - the law is the same for everybody, and this says so
    on: date | None = None,
    ranks: frozenset[str] = frozenset(),
    place: str = "",
    text: str = "",
    page: int = 1,
    per_page: int = 30,
) -> StatuteList:
    """Return statutes, the highest rank first; `place` keeps what holds there, the nation's too.

    `text` narrows to titles that have it. A page beyond the last gives the last.
    """
    day = on or clock.today()
    rows = Statute.objects.filter(_holds_at(place)).prefetch_related("versions")
    if ranks:
        rows = rows.filter(rank__in=ranks)
    if text.strip():
        rows = rows.filter(key__contains=key_of(text))
    ordered = sorted(rows, key=lambda s: (_ORDER.index(s.rank), s.place_code, s.pk))
    pages = max(1, -(-len(ordered) // per_page))
    page = min(max(page, 1), pages)
    shown = ordered[(page - 1) * per_page : page * per_page]
    return StatuteList(len(ordered), page, pages, tuple(line_of(s, day) for s in shown))


def law_in_force(
    *,
    viewer: Viewer,  # noqa: ARG001 - as above
    on: date,
    place: str = "",
) -> tuple[StatuteLine, ...]:
    """Return the statutes that count as in force on a day at a place, those of the nation too.

    Decisions that only change other laws are left out. "" for `place` gives the nation's alone.
    """
    scope = _holds_at(place) if place else Q(place_code="")
    rows = Statute.objects.filter(scope, is_amendment=False).prefetch_related("versions")
    lines = [line_of(statute, on) for statute in rows]
    return tuple(
        sorted(
            (line for line in lines if line.in_force),
            key=lambda line: (_ORDER.index(line.rank), line.place, line.title),
        )
    )


def statute(
    *,
    viewer: Viewer,  # noqa: ARG001 - as above
    code: str,
    on: date | None = None,
    version: str = "",
) -> StatutePage:
    """Return a statute as it stood on a day, or one version of it whatever the day.

    Where no version counts as in force on the day, the nearest is shown with a warning. Raises
    Missing for an unknown statute or version.
    """
    day = on or clock.today()
    found = _statute(code)
    versions = versions_of(found)
    shown = _chosen(versions, version) if version else _nearest(versions, day)
    rows = Article.objects.filter(version__code=shown.code).order_by("number", "sub")
    warned = warnings_of_articles(found.key, day)
    articles = [article_text(row, warned.get((row.number, row.sub), ())) for row in rows]
    return StatutePage(
        line=line_of(found, day),
        on=day,
        shown=shown,
        versions=versions,
        preamble=next((v.preamble for v in found.versions.all() if v.code == shown.code), ""),
        chapters=tuple(
            Chapter(heading, tuple(group))
            for heading, group in groupby(articles, key=lambda article: article.heading)
        ),
        warnings=warnings_of_statute(found, shown, versions, day),
        article_count=len(articles),
    )


def article(
    *,
    viewer: Viewer,  # noqa: ARG001 - as above
    code: str,
    written: str,
    on: date | None = None,
) -> ArticlePage:
    """Return an article as it stood on a day: 47, 120-1 or 第四十七条.

    `past` has what stands under its number in every version, the newest first. Raises Missing
    for an unknown statute, and where the version of that day has no such article.
    """
    day = on or clock.today()
    found = _statute(code)
    versions = versions_of(found)
    shown = _nearest(versions, day)
    number, sub = _number(written)
    rows = Article.objects.filter(version__statute=found, number=number, sub=sub)
    by_version = {row.version.code: row for row in rows.select_related("version")}
    if shown.code not in by_version:
        label = label_of(number, sub) if number < 10_000 else written
        raise Missing(f"《{found.title}》这一版没有{label}。")
    warned = warnings_of_articles(found.key, day).get((number, sub), ())
    return ArticlePage(
        line=line_of(found, day),
        on=day,
        shown=shown,
        article=article_text(by_version[shown.code], warned),
        warnings=(*warnings_of_statute(found, shown, versions, day), *warned),
        past=tuple(
            (version, article_text(by_version[version.code]))
            for version in reversed(versions)
            if version.code in by_version
        ),
    )


def namings(
    *,
    viewer: Viewer,  # noqa: ARG001 - as above
    code: str,
    written: str,
    on: date | None = None,
) -> tuple[Naming, ...]:
    """Return how papers name an article of the version of a day, under its older number too.

    Raises Missing for an unknown statute and for what is no number of an article.
    """
    found = _statute(code)
    shown = _nearest(versions_of(found), on or clock.today())
    return namings_of(found, Place(*_number(written)), shown)


def comparison(
    *,
    viewer: Viewer,  # noqa: ARG001 - as above
    code: str,
    old: str = "",
    new: str = "",
) -> ComparisonPage:
    """Return two versions of a statute article by article; the last two where none is named.

    Raises Missing for an unknown version, and for a statute with one version only.
    """
    found = _statute(code)
    versions = versions_of(found)
    if len(versions) < 2:
        raise Missing("这部法规在本库只有一个版本，没有可以对照的。")
    held = sorted(versions, key=lambda v: not v.never)
    newer = _chosen(versions, new) if new else held[-1]
    older = _chosen(versions, old) if old else [v for v in held if v.code != newer.code][-1]
    texts: dict[str, dict[tuple[int, int], str]] = {older.code: {}, newer.code: {}}
    rows = Article.objects.filter(version__code__in=texts).order_by("number", "sub")
    for version, number, sub, text in rows.values_list("version__code", "number", "sub", "text"):
        texts[version][number, sub] = text
    changes = compare(texts[older.code], texts[newer.code])
    kinds = [change.kind for change in changes]
    return ComparisonPage(
        line=line_of(found, clock.today()),
        old=older,
        new=newer,
        versions=versions,
        changes=tuple(
            (label_of(*c.old) if c.old else "", label_of(*c.new) if c.new else "", c)
            for c in changes
        ),
        counts={kind: kinds.count(kind) for kind in sorted(set(kinds))},
    )


def has_any() -> bool:
    """Whether any law was imported."""
    return Statute.objects.exists()


def library_size() -> tuple[int, int]:
    """Return how many statutes and how many articles there are to read."""
    return Statute.objects.count(), Article.objects.count()


def places() -> tuple[tuple[str, str], ...]:
    """Return (code, name) of the places that have law of their own, by code."""
    codes = (
        Statute.objects.exclude(place_code="")
        .order_by("place_code")
        .values_list("place_code", flat=True)
        .distinct()
    )
    return tuple((code, divisions.full_name(code)) for code in codes)


def _statute(code: str) -> Statute:
    found = Statute.objects.filter(code=code).prefetch_related("versions").first()
    if found is None:
        raise Missing(_NO_STATUTE)
    return found


def _holds_at(place: str) -> Q:
    """Return the condition that a statute holds at a place: the nation's, and those above it."""
    return Q(place_code__in=["", *divisions.lineage(place)]) if place else Q()


def _chosen(versions: Sequence[VersionInfo], code: str) -> VersionInfo:
    found = next((version for version in versions if version.code == code), None)
    if found is None:
        raise Missing("没有这个版本。")
    return found


def _nearest(versions: Sequence[VersionInfo], day: date) -> VersionInfo:
    """Return the version of a day; before all of them the first, after a repeal the last."""
    if not versions:
        raise Missing(_NO_STATUTE)
    held = [version for version in versions if not version.never] or list(versions)
    begun = [version for version in held if (version.begins or day) <= day]
    return in_force(versions, day) or (begun[-1] if begun else held[0])


def _number(written: str) -> tuple[int, int]:
    if written == "0":
        return 0, 0
    place = place_of(written)
    if place is None:
        raise Missing("没有这一条。")
    return place.number, place.sub


def resolve_citation(
    *,
    viewer: Viewer,  # noqa: ARG001 - as above
    law: str,
    article: str,
    on: date | None = None,
) -> Resolution:
    """Return the article a citation points to on a day, or the reason why there is none.

    `law` is the title as written, with or without 《》 and 中华人民共和国, or a known short name;
    `article` as written, paragraph and item included. Raises nothing for what it cannot read.
    """
    return resolve(law, article, on or clock.today())
