"""The laws for apps and mini-programs: the same queries as the pages, as JSON."""

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.rights.statutes import queries
from niangjia.rights.statutes.findings import (
    ArticleText,
    Pointer,
    StatuteLine,
    VersionInfo,
    Warn,
)
from niangjia.rights.statutes.forms import (
    ArticleHitOut,
    ArticleHitsOut,
    ArticleOut,
    ArticlePageOut,
    ChangeOut,
    Chosen,
    Cited,
    Code,
    ComparisonOut,
    Day,
    LawProblem,
    LawsAsked,
    PieceOut,
    PointerOut,
    ResolvedOut,
    Slug,
    StatuteLineOut,
    StatuteOut,
    StatutesOut,
    VersionOut,
    WarningOut,
)

__all__ = ["Code", "Day", "LawProblem", "Slug", "router"]

router = Router(tags=["statutes"])


@router.get("", response={200: StatutesOut, 422: object}, summary="法规目录")
def list_statutes(request: HttpRequest, asked: Query[LawsAsked]) -> StatutesOut:
    """List statutes, the highest rank first, each with its version of the day asked about."""
    found = queries.list_statutes(
        viewer=viewer_at(request),
        on=asked.on,
        ranks=frozenset(str(rank) for rank in asked.rank),
        place=asked.place,
        text=asked.q,
        page=asked.page,
        per_page=asked.per_page,
    )
    return StatutesOut(
        total=found.total,
        page=found.page,
        pages=found.pages,
        statutes=[_line(line) for line in found.lines],
    )


@router.get("/articles", response={200: ArticleHitsOut, 422: object}, summary="查条文")
def search_articles(request: HttpRequest, asked: Query[LawsAsked]) -> ArticleHitsOut:
    """Find articles in force on a day at a place. Without words nothing is found."""
    found = queries.search_articles(
        viewer=viewer_at(request),
        text=asked.q,
        on=asked.on,
        ranks=frozenset(str(rank) for rank in asked.rank),
        place=asked.place,
        page=asked.page,
        per_page=asked.per_page,
    )
    return ArticleHitsOut(
        total=found.total,
        page=found.page,
        pages=found.pages,
        hits=[
            ArticleHitOut(
                id=hit.code,
                title=hit.title,
                rank_name=hit.rank_name,
                place_name=hit.place_name,
                number=hit.slug,
                label=hit.label,
                passages=["".join(run.text for run in passage) for passage in hit.passages],
                warnings=[_warning(warning) for warning in hit.warnings],
                url=reverse("statutes:article", args=[hit.code, hit.slug]),
            )
            for hit in found.hits
        ],
    )


@router.get("/citation", response={200: ResolvedOut, 422: object}, summary="引用指的是哪一条")
def resolve_citation(request: HttpRequest, cited: Query[Cited]) -> ResolvedOut:
    """Return the article a citation points to on a day, or the reason why there is none."""
    found = queries.resolve_citation(
        viewer=viewer_at(request), law=cited.law, article=cited.article, on=cited.on
    )
    return ResolvedOut(
        found=_pointer(found.found),
        version=_version(found.version) if found.version else None,
        reason=found.reason,
        notes=list(found.notes),
    )


@router.get(
    "/{code}", response={200: StatuteOut, 404: LawProblem, 422: object}, summary="读一部法规"
)
def read_statute(request: HttpRequest, code: Code, on: Day | None = None) -> StatuteOut:
    """Return a statute as it stood on a day, whole."""
    page = queries.statute(viewer=viewer_at(request), code=code, on=on)
    return StatuteOut(
        statute=_line(page.line),
        on=page.on,
        version=_version(page.shown),
        versions=[_version(version) for version in page.versions],
        preamble=page.preamble,
        warnings=[_warning(warning) for warning in page.warnings],
        articles=[_article(a) for chapter in page.chapters for a in chapter.articles],
    )


@router.get(
    "/{code}/comparison",
    response={200: ComparisonOut, 404: LawProblem, 422: object},
    summary="对照两个版本",
)
def compare(request: HttpRequest, code: Code, chosen: Query[Chosen]) -> ComparisonOut:
    """Return two versions article by article."""
    page = queries.comparison(
        viewer=viewer_at(request), code=code, old=chosen.old or "", new=chosen.new or ""
    )
    return ComparisonOut(
        old=_version(page.old),
        new=_version(page.new),
        counts=page.counts,
        changes=[
            ChangeOut(
                kind=change.kind,
                old=old,
                new=new,
                pieces=[PieceOut(text=p.text, kind=p.kind) for p in change.pieces],
            )
            for old, new, change in page.changes
        ],
    )


@router.get(
    "/{code}/articles/{number}",
    response={200: ArticlePageOut, 404: LawProblem, 422: object},
    summary="读一条",
)
def read_article(
    request: HttpRequest, code: Code, number: Slug, on: Day | None = None
) -> ArticlePageOut:
    """Return an article as it stood on a day: 47, or 120-1 for 第一百二十条之一."""
    page = queries.article(viewer=viewer_at(request), code=code, written=number, on=on)
    return ArticlePageOut(
        statute=_line(page.line),
        on=page.on,
        version=_version(page.shown),
        article=_article(page.article),
        warnings=[_warning(warning) for warning in page.warnings],
    )


def _pointer(pointer: Pointer | None) -> PointerOut | None:
    if pointer is None:
        return None
    url = ""
    if pointer.code:
        parts = [pointer.code, pointer.slug] if pointer.slug else [pointer.code]
        url = reverse("statutes:article" if pointer.slug else "statutes:statute", args=parts)
    return PointerOut(
        title=pointer.title,
        id=pointer.code,
        article=pointer.article,
        number=pointer.slug,
        url=url,
    )


def _warning(warning: Warn) -> WarningOut:
    return WarningOut(
        kind=warning.kind,
        text=warning.text,
        since=warning.since,
        source=warning.source,
        verified=warning.verified,
        see=_pointer(warning.see),
    )


def _version(version: VersionInfo) -> VersionOut:
    return VersionOut(
        id=version.code,
        marked=version.marked,
        passed_on=version.passed_on,
        begins=version.begins,
        begins_known=version.begins_known,
        ends=version.ends,
        history=list(version.history),
    )


def _line(line: StatuteLine) -> StatuteLineOut:
    return StatuteLineOut(
        id=line.code,
        title=line.title,
        rank=line.rank,
        rank_name=line.rank_name,
        place=line.place,
        place_name=line.place_name,
        versions=line.versions,
        in_force=line.in_force,
        repealed_from=line.repealed_from,
        version=_version(line.version) if line.version else None,
        url=reverse("statutes:statute", args=[line.code]),
    )


def _article(article: ArticleText) -> ArticleOut:
    return ArticleOut(
        number=article.slug,
        label=article.label,
        heading=article.heading,
        text=article.text,
        warnings=[_warning(warning) for warning in article.warnings],
    )
