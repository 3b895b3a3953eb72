"""Searching across articles, as the law stood on a day, at a place."""

from collections.abc import Sequence
from datetime import date

from niangjia.foundation.search.passages import passages
from niangjia.foundation.search.port import DateRange, SearchRequest
from niangjia.foundation.search.query import parse
from niangjia.kernel import clock, divisions
from niangjia.kernel.viewer import Viewer
from niangjia.rights.statutes.findings import ArticleHit, ArticleResults, Stretch, Warn
from niangjia.rights.statutes.indexing import EVERYWHERE, WORDS, index
from niangjia.rights.statutes.models import Article
from niangjia.rights.statutes.reads import slug_of, warnings_of_articles
from niangjia.rights.statutes.rules.known import known
from niangjia.rights.statutes.rules.numbers import label_of
from niangjia.rights.statutes.rules.ranks import RANK_NAMES, Rank

DEEPEST = 2_000


def search_articles(
    *,
    viewer: Viewer,  # noqa: ARG001 - the law is the same for everybody, and this says so
    text: str,
    on: date | None = None,
    ranks: frozenset[str] = frozenset(),
    place: str = "",
    page: int = 1,
    per_page: int = 10,
) -> ArticleResults:
    """Return the articles in force on a day that say what is asked, best first.

    With a `place`, those of the nation and of everything above the place. A page beyond the last
    gives the last. Raises foundation.search.port.IndexMissing before the library was set up.
    """
    day = on or clock.today()
    query = parse(text, WORDS, frequency=index().frequency, literal=True)
    filters: dict[str, frozenset[str]] = {}
    if ranks:
        filters["rank"] = ranks
    if place:
        filters["place"] = frozenset({EVERYWHERE, *divisions.lineage(place)})
    ranges = {"begins": DateRange(last=day), "ends": DateRange(first=day)}

    def ask(number: int) -> tuple[int, Sequence[str]]:
        answer = index().search(
            SearchRequest(
                query=query,
                filters=filters,
                date_ranges=ranges,
                offset=(number - 1) * per_page,
                limit=per_page,
            )
        )
        return answer.total, [hit.id for hit in answer.hits]

    wanted = max(1, min(page, DEEPEST // per_page))
    total, ids = ask(wanted)
    pages = max(1, -(-min(total, DEEPEST) // per_page))
    if wanted > pages:
        wanted = pages
        total, ids = ask(wanted)
    return ArticleResults(total, wanted, pages, _hits(ids, query.highlight_terms, day))


def _hits(ids: Sequence[str], terms: Sequence[str], day: date) -> tuple[ArticleHit, ...]:
    versions = {name.rsplit("-", 2)[0] for name in ids}
    numbers = {int(name.rsplit("-", 2)[1]) for name in ids}
    rows = Article.objects.filter(version__code__in=versions, number__in=numbers)
    found = {
        f"{row.version.code}-{row.number}-{row.sub}": row
        for row in rows.select_related("version__statute")
    }
    return tuple(_hit(found[name], terms, day) for name in ids if name in found)


def _hit(row: Article, terms: Sequence[str], day: date) -> ArticleHit:
    statute = row.version.statute
    warned: tuple[Warn, ...] = ()
    if known().facts_of(statute.key, row.number, row.sub):
        warned = warnings_of_articles(statute.key, day).get((row.number, row.sub), ())
    return ArticleHit(
        code=statute.code,
        title=statute.title,
        rank_name=RANK_NAMES[Rank(statute.rank)],
        place_name=divisions.full_name(statute.place_code),
        slug=slug_of(row.number, row.sub),
        label=label_of(row.number, row.sub),
        passages=tuple(
            tuple(Stretch(run.text, run.is_hit) for run in passage.runs)
            for passage in passages(row.text, terms, length=120, most=2)
        ),
        warnings=warned,
    )
