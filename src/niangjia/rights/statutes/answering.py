"""From a question to the articles of a day that answer it."""

from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from niangjia.kernel import clock, divisions
from niangjia.kernel.viewer import Viewer
from niangjia.rights.statutes.findings import RankedArticle, Stretch, TopicMeant, Warn
from niangjia.rights.statutes.models import Article, Part, Statute
from niangjia.rights.statutes.ranking.answer import LONGEST, Ranked, rank
from niangjia.rights.statutes.ranking.book import ArticleKey, book
from niangjia.rights.statutes.ranking.meaning import Meaning
from niangjia.rights.statutes.ranking.model import FILE, Model, load
from niangjia.rights.statutes.ranking.shelf import Entry, Shelf
from niangjia.rights.statutes.reads import in_force, slug_of, versions_of, warnings_of_articles
from niangjia.rights.statutes.rules.known import known
from niangjia.rights.statutes.rules.numbers import label_of
from niangjia.rights.statutes.rules.ranks import RANK_NAMES, Rank

State = tuple[int, int, datetime | None]
"""How many files the library was read from, the newest of them, and when: changes with it."""

SHELVES_KEPT, DAYS_KEPT = 2, 32
SURE_ENOUGH = 0.2
"""A topic less surely meant is not told."""


def rank_articles(
    *,
    viewer: Viewer,  # noqa: ARG001 - the law is the same for everybody
    question: str,
    on: date | None = None,
    place: str = "",
    limit: int = 10,
) -> tuple[RankedArticle, ...]:
    """Return the articles in force on a day that answer a question in a worker's own words.

    Law of a place is among them only for a `place` given, or else named in the question. Nothing
    of the question is kept. Empty where there is no law, or nothing was asked.
    """
    day = on or clock.today()
    shelf = _shelf(_versions(library_state(), day))
    if shelf is None:
        return ()
    here = place or _named_in(question, shelf)
    model = _model(_weights())
    found = rank(shelf, model, question, places=divisions.lineage(here), limit=limit)
    return _shown(found, day)


def topics_meant(
    *,
    viewer: Viewer,  # noqa: ARG001 - as above
    question: str,
    limit: int = 3,
) -> tuple[TopicMeant, ...]:
    """Return what the law calls that which a worker asks about, the surest first.

    Empty where nothing in the topic book is meant. Nothing of the question is kept.
    """
    found = _meaning().topics(question[:LONGEST], limit=limit, least=SURE_ENOUGH)
    return tuple(TopicMeant(topic.id, topic.name, round(sure, 3)) for topic, sure in found)


@cache
def _meaning() -> Meaning:
    return Meaning(book())


def weights_of_this_house() -> Path:
    """Return where weights stand that were learned from this house's own library."""
    return Path(settings.NIANGJIA_MODELS) / "statutes.npz"


def _weights() -> tuple[Path, float]:
    own = weights_of_this_house()
    return (own, own.stat().st_mtime) if own.exists() else (FILE, 0.0)


@lru_cache(maxsize=1)
def _model(weights: tuple[Path, float]) -> Model:
    return load(weights[0])


def library_state() -> State:
    """Return what changes with every import: what is kept of the law is kept for as long."""
    counted = Part.objects.aggregate(many=Count("pk"), last=Max("pk"), at=Max("imported_at"))
    return counted["many"], counted["last"] or 0, counted["at"]


@lru_cache(maxsize=DAYS_KEPT)
def _versions(state: State, day: date) -> tuple[State, tuple[str, ...]]:
    """Return the codes of the versions in force on a day; those of mere amendments are not."""
    rows = Statute.objects.filter(is_amendment=False).prefetch_related("versions").order_by("pk")
    holding = (in_force(versions_of(statute), day) for statute in rows)
    return state, tuple(version.code for version in holding if version)


@lru_cache(maxsize=SHELVES_KEPT)
def _shelf(versions: tuple[State, tuple[str, ...]]) -> Shelf | None:
    rows = (
        Article.objects.filter(version__code__in=versions[1])
        .order_by("version__statute__pk", "number", "sub")
        .values_list(
            "version__statute__key", "number", "sub", "version__statute__title", "heading",
            "text", "version__statute__place_code",
        )
    )  # fmt: skip
    entries = [
        Entry(ArticleKey(law, number, sub), title, heading, text, place)
        for law, number, sub, title, heading, text, place in rows
    ]
    return Shelf(entries, book()) if entries else None


def _named_in(question: str, shelf: Shelf) -> str:
    """Return the place a question names, of those that have law of their own here, or ""."""
    named = [code for code, names in _names(shelf) if any(name in question for name in names)]
    return max(named, key=lambda code: len(divisions.lineage(code)), default="")


@lru_cache(maxsize=SHELVES_KEPT)
def _names(shelf: Shelf) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the places with law of their own, and the cities in those provinces, by name."""
    ruled = sorted({entry.place for entry in shelf.entries} - {""})
    cities = [c.code for code in ruled for c in divisions.children(divisions.province_of(code))]
    return tuple(
        (code, (divisions.short_name(code), divisions.name_of(code)))
        for code in dict.fromkeys((*ruled, *cities))
        if len(divisions.short_name(code)) > 1
    )


def _shown(found: tuple[Ranked, ...], day: date) -> tuple[RankedArticle, ...]:
    keys = {ranked.entry.key.law for ranked in found}
    statutes = {s.key: s for s in Statute.objects.filter(key__in=keys).prefetch_related("versions")}
    return tuple(_one(ranked, statutes[ranked.entry.key.law], day) for ranked in found)


def _one(ranked: Ranked, statute: Statute, day: date) -> RankedArticle:
    key, text = ranked.entry.key, ranked.entry.text
    version = in_force(versions_of(statute), day)
    warned: tuple[Warn, ...] = ()
    if known().facts_of(statute.key, key.number, key.sub):
        warned = warnings_of_articles(statute.key, day).get((key.number, key.sub), ())
    return RankedArticle(
        code=statute.code,
        title=statute.title,
        rank_name=RANK_NAMES[Rank(statute.rank)],
        place_name=divisions.full_name(statute.place_code),
        slug=slug_of(key.number, key.sub),
        label=label_of(key.number, key.sub),
        version_date=version.name_day if version else None,
        score=ranked.score,
        why=_why(ranked),
        stretches=tuple(
            Stretch(part, is_hit)
            for part, is_hit in (
                (text[: ranked.start], False),
                (text[ranked.start : ranked.end], True),
                (text[ranked.end :], False),
            )
            if part
        ),
        warnings=warned,
    )


def _why(ranked: Ranked) -> tuple[str, ...]:
    said = [_("这个问题涉及：%(topic)s") % {"topic": topic} for topic in ranked.topics]
    if "words" in ranked.signals:
        said.append(_("条文与问题用词相近"))
    if "learned" in ranked.signals:
        said.append(_("相近的提问由这一条回答"))
    return tuple(said)
