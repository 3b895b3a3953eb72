"""From rows to values: versions with their times, warnings, articles."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from niangjia.kernel import divisions
from niangjia.kernel.chinese.writing import day as written
from niangjia.rights.statutes.findings import (
    ArticleText,
    Pointer,
    StatuteLine,
    VersionInfo,
    Warn,
)
from niangjia.rights.statutes.models import Article, Statute, Version
from niangjia.rights.statutes.rules.known import Fact, known
from niangjia.rights.statutes.rules.numbers import Place, label_of
from niangjia.rights.statutes.rules.periods import order_of, periods
from niangjia.rights.statutes.rules.ranks import RANK_NAMES, Rank
from niangjia.rights.statutes.rules.structure import paragraphs_of
from niangjia.rights.statutes.rules.titles import key_of


def slug_of(number: int, sub: int = 0) -> str:
    """Return how an article stands in an address: 47, or 120-1."""
    return f"{number}-{sub}" if sub else str(number)


def versions_of(statute: Statute) -> tuple[VersionInfo, ...]:
    """Return all versions, the oldest first, each with the days it counts as in force."""
    rows: list[Version] = sorted(statute.versions.all(), key=lambda v: order_of(v.dates))
    repeal = known().repeal_of(statute.key)
    spans = periods([row.dates for row in rows], repealed_from=repeal.since if repeal else None)
    return tuple(
        VersionInfo(
            code=row.code,
            marked=row.marked,
            passed_on=row.passed_on,
            begins=span.begins,
            begins_known=row.valid_from is not None,
            ends=span.ends,
            never=span.is_empty,
            history=tuple(row.history),
        )
        for row, span in zip(rows, spans, strict=True)
    )


def in_force(versions: Sequence[VersionInfo], on: date) -> VersionInfo | None:
    """Return the version that counts as in force on a day, or None."""
    holding = [v for v in versions if (v.begins or on) <= on <= (v.ends or on) and not v.never]
    return holding[-1] if holding else None


def line_of(statute: Statute, on: date) -> StatuteLine:
    """Return a statute as a list shows it."""
    versions = versions_of(statute)
    repeal = known().repeal_of(statute.key)
    current = in_force(versions, on)
    return StatuteLine(
        code=statute.code,
        title=statute.title,
        rank=statute.rank,
        rank_name=RANK_NAMES[Rank(statute.rank)],
        place=statute.place_code,
        place_name=divisions.full_name(statute.place_code),
        versions=len(versions),
        version=current or (versions[-1] if versions else None),
        repealed_from=repeal.since if repeal else None,
        in_force=current is not None,
        is_amendment=statute.is_amendment,
    )


def article_text(article: Article, warnings: tuple[Warn, ...] = ()) -> ArticleText:
    """Return an article taken apart into paragraphs and items."""
    return ArticleText(
        number=article.number,
        sub=article.sub,
        slug=slug_of(article.number, article.sub),
        label=label_of(article.number, article.sub),
        heading=article.heading,
        text=article.text,
        paragraphs=paragraphs_of(article.text),
        warnings=warnings,
    )


def targets(facts: Iterable[Fact]) -> Mapping[str, str]:
    """Return key -> code of the later laws that these facts name and the library has."""
    keys = {key_of(fact.by) for fact in facts}
    return dict(Statute.objects.filter(key__in=keys).values_list("key", "code")) if keys else {}


def warning_of(fact: Fact, codes: Mapping[str, str], on: date) -> Warn:
    """Return what a reader of `on` must know of a repeal or an overtaken article."""
    place = fact.by_place
    since = written(fact.since)
    told = {"day": since, "reason": fact.reason}
    if fact.since > on:
        text = _("这一天还有效；从%(day)s起不再适用：%(reason)s") % told
    elif fact.kind == "repealed" and fact.place is None:
        text = _("从%(day)s起已经废止，%(reason)s") % told
    else:
        text = _("从%(day)s起：%(reason)s") % told
    see = Pointer(
        title=fact.by,
        code=codes.get(key_of(fact.by), ""),
        article=label_of(place.number, place.sub) if place else "",
        slug=slug_of(place.number, place.sub) if place else "",
    )
    return Warn(fact.kind, text, fact.since, fact.source, fact.verified, see)


def warnings_of_articles(key: str, on: date) -> dict[tuple[int, int], tuple[Warn, ...]]:
    """Return the warnings of every article of a statute that has any, in one query at most."""
    facts = [fact for fact in known().facts if fact.statute == key and fact.place is not None]
    codes = targets(facts)
    found: dict[tuple[int, int], tuple[Warn, ...]] = {}
    for fact in facts:
        place = fact.place or Place(0)
        spot = (place.number, place.sub)
        found[spot] = (*found.get(spot, ()), warning_of(fact, codes, on))
    for spot, warning in _renumbered(key):
        found[spot] = (*found.get(spot, ()), warning)
    return found


def _renumbered(key: str) -> Iterable[tuple[tuple[int, int], Warn]]:
    change = known().renumbering_of(key)
    if change is None:
        return
    for old, new in change.articles:
        text = _("%(day)s以前，本条是%(old)s。%(reason)s") % {
            "day": written(change.since),
            "old": label_of(old.number, old.sub),
            "reason": change.reason,
        }
        yield (
            (new.number, new.sub),
            Warn("renumbered", text, change.since, change.source, change.verified),
        )


def warnings_of_statute(
    statute: Statute, shown: VersionInfo, versions: Sequence[VersionInfo], on: date
) -> tuple[Warn, ...]:
    """Return what to say above a text: repealed, superseded, of another day, or of unsure date."""
    found: list[Warn] = []
    repeal = known().repeal_of(statute.key)
    if repeal:
        found.append(warning_of(repeal, targets([repeal]), on))
    current = in_force(versions, on)
    if current is None and not (repeal and repeal.since <= on):
        if shown.begins and shown.begins > on:
            text = _("这一天还没有本库收录的文本在施行；下面是%(day)s起的文本。")
            found.append(Warn("future", text % {"day": written(shown.begins)}, shown.begins))
    elif shown.ends and shown.ends < on and not repeal:
        text = _("这是旧文本，到%(day)s为止；以后适用新的文本。")
        found.append(Warn("past", text % {"day": written(shown.ends)}, shown.ends))
    if not shown.begins_known:
        found.append(Warn("unsure", _unsure(shown), shown.begins, verified=True))
    return tuple(found)


def _unsure(shown: VersionInfo) -> str:
    if shown.name_day is None:
        return _("这份文本没有写明日期，也没有写明从哪一天起施行，请核对。")
    return _(
        "这份文本没有写明这一版从哪一天起施行。%(day)s是这一版的日期，暂按这一天算，请核对。"
    ) % {"day": written(shown.begins or shown.name_day)}
