"""Reading the library. Everybody may read what is public; nothing here sees anything else."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from niangjia.foundation.search.asking import ParsedQuery
from niangjia.foundation.search.passages import passages
from niangjia.foundation.search.port import NumberRange, SearchRequest, SearchResponse
from niangjia.kernel import divisions
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.alike.finding import like_paper, most_like
from niangjia.rights.caselaw.alike.telling import ending, reasons
from niangjia.rights.caselaw.applying import citing
from niangjia.rights.caselaw.asked import answered, understood
from niangjia.rights.caselaw.facets import facet_values
from niangjia.rights.caselaw.findings import (
    CaseFilters,
    CaseHit,
    CasePage,
    CaseResults,
    CasesApplying,
    CasesLike,
    Cited,
    Correction,
    LikeCase,
    Order,
    Passage,
    PlainWords,
    Section,
    Situation,
    Stretch,
)
from niangjia.rights.caselaw.gone import Held, Merged, Withdrawn, public_case
from niangjia.rights.caselaw.indexing import index, shown_text
from niangjia.rights.caselaw.models import Case, CaseState, Digest
from niangjia.rights.caselaw.rules.lexicon import lexicon
from niangjia.rights.caselaw.rules.sections import sections
from niangjia.rights.caselaw.rules.terms import Asker, Body, Issue, Outcome, Stage

__all__ = [
    "Held",
    "Merged",
    "Withdrawn",
    "case_for_reader",
    "cases_like",
    "library_size",
    "newest_cases",
    "page_of",
    "search_cases",
    "similar_cases",
]

FACETS = ("region", "year", "body", "issue", "outcome")
DEEPEST = 10_000
"""How many results can be paged through; nobody reads further, and each page back costs more."""


def search_cases(
    *,
    viewer: Viewer,  # noqa: ARG001 - the library looks the same to everybody, and says so here
    text: str,
    filters: CaseFilters | None = None,
    order: Order = "relevance",
    page: int = 1,
    per_page: int = 10,
    literal: bool = False,
) -> CaseResults:
    """Find public cases for a question in plain words; an empty one finds all of them.

    A page beyond the last gives the last. `literal` takes the words as typed, slips included.
    Raises foundation.search.port.IndexMissing before the library was set up.
    """
    chosen = filters or CaseFilters()
    asked = text.strip()
    query = understood(asked, literal=literal) if asked else None
    request = SearchRequest(
        query=query,
        filters=_index_filters(chosen),
        number_ranges=_amounts(chosen.amount_from, chosen.amount_to),
        facets=FACETS,
        order="newest" if query is None and order == "relevance" else order,
        offset=(max(page, 1) - 1) * per_page,
        limit=per_page,
    )
    request, found = answered(index(), request)
    pages = max(1, -(-min(found.total, DEEPEST) // per_page))
    if page > pages:
        page = pages
        last = index().search(replace(request, offset=(pages - 1) * per_page))
        found = replace(last, relaxed=found.relaxed)
    return _results(asked, chosen, order, query, found, page=max(page, 1), pages=pages)


def case_for_reader(*, viewer: Viewer, code: str) -> CasePage:  # noqa: ARG001 - as above
    """Return a public case with those most like it.

    Raises what `gone.public_case` raises.
    """
    case = public_case(code)
    return page_of(case, similar=similar_cases(case))


def page_of(case: Case, *, similar: Sequence[CaseHit] = ()) -> CasePage:
    """Return a case as its page shows it. Whoever calls has checked who may see it."""
    return CasePage(
        code=case.code,
        title=case.title,
        court=case.court,
        body_name=Body.label_of(case.body),
        stage_name=Stage.label_of(case.stage),
        region_code=case.region_code,
        region_name=divisions.full_name(case.region_code),
        date=case.date,
        issue=case.issue,
        issue_name=Issue.label_of(case.issue),
        other_issue_names=tuple(Issue.label_of(code) for code in case.other_issues),
        asker_name=Asker.label_of(case.asker),
        outcome=case.outcome,
        outcome_name=Outcome.label_of(case.outcome),
        claimed=case.claimed,
        awarded=case.awarded,
        fictional=case.fictional,
        plain=_plain_words(case),
        sections=tuple(
            Section(part.key, part.name, part.text) for part in sections(shown_text(case))
        ),
        citations=tuple(case.citations.values_list("law", "article")),
        similar=tuple(similar),
    )


def similar_cases(case: Case, *, limit: int = 4) -> tuple[CaseHit, ...]:
    """Return the public cases most like this one, best first, none of its own dispute."""
    plain = _plain_words(case)
    text = shown_text(case) or (f"{plain.facts}\n{plain.reasons}" if plain else "")
    best = like_paper(case, f"{case.title}\n{text}", index(), limit=limit)
    return _hits([one.code for one in best], ())


def cases_like(
    *,
    viewer: Viewer,  # noqa: ARG001 - as above
    situation: Situation,
    limit: int = 5,
) -> CasesLike:
    """Return the public cases most like a situation, with what makes them so and how they ended.

    Best first; where there are cases close enough that went either way, both are among them, and
    of one dispute there is one paper. Raises foundation.search.port.IndexMissing before the
    library was set up.
    """
    asked, best, considered = most_like(situation, index(), limit=limit)
    known = {case.code: case for case in best}
    hits = _hits(list(known), ())
    cases = (LikeCase(hit, reasons(asked, known[hit.code]), ending(hit)) for hit in hits)
    return CasesLike(tuple(cases), considered)


def cases_applying(
    *,
    viewer: Viewer,  # noqa: ARG001 - as above
    cited: Sequence[Cited],
    page: int = 1,
    per_page: int = 10,
) -> CasesApplying:
    """Return the public cases that name an article in one of these ways, the last come first.

    A page beyond the last gives the last.
    """
    found = citing(cited)
    total = found.count()
    pages = max(1, -(-min(total, DEEPEST) // per_page))
    page = min(max(page, 1), pages)
    newest = found.order_by("-pk").values_list("pk", flat=True)
    shown = list(newest[(page - 1) * per_page : page * per_page])
    codes = dict(Case.objects.filter(pk__in=shown).values_list("pk", "code"))
    return CasesApplying(total, page, pages, _hits([codes[pk] for pk in shown], ()))


def library_size() -> int:
    """Return how many cases anybody may read."""
    return Case.objects.filter(state=CaseState.PUBLISHED).count()


def newest_cases(limit: int = 6) -> tuple[CaseHit, ...]:
    """Return the public cases that came in last."""
    newest = Case.objects.filter(state=CaseState.PUBLISHED).order_by("-published_at", "-id")
    return _hits(list(newest.values_list("code", flat=True)[:limit]), ())


def _results(
    asked: str,
    chosen: CaseFilters,
    order: Order,
    query: ParsedQuery | None,
    found: SearchResponse,
    *,
    page: int,
    pages: int,
) -> CaseResults:
    terms = query.highlight_terms if query else ()
    return CaseResults(
        query=asked,
        filters=chosen,
        order=order,
        total=found.total,
        took_ms=round(found.took_ms, 2),
        page=page,
        pages=pages,
        hits=_hits([hit.id for hit in found.hits], terms),
        facets={name: facet_values(name, found.facets[name], chosen) for name in FACETS},
        corrections=tuple(
            Correction(c.wrong, c.right) for c in (query.corrections if query else ())
        ),
        relaxed=found.relaxed,
        narrowed=found.narrowed,
        suggestions=_suggestions(query) if found.total < 3 else (),
    )


def _suggestions(query: ParsedQuery | None) -> tuple[str, ...]:
    """Other words to try: what the law calls the things asked about."""
    if query is None:
        return ()
    terms = (lexicon().by_id[concept].term for concept in query.concepts)
    return tuple(dict.fromkeys(term for term in terms if term not in query.original))[:5]


def _index_filters(chosen: CaseFilters) -> dict[str, frozenset[str]]:
    filters = {
        "region": chosen.regions,
        "year": frozenset(str(year) for year in chosen.years),
        "body": chosen.bodies,
        "issue": chosen.issues,
        "outcome": chosen.outcomes,
    }
    return {name: values for name, values in filters.items() if values}


def _amounts(low: Decimal | None, high: Decimal | None) -> dict[str, NumberRange]:
    if low is None and high is None:
        return {}
    bounds = (None if bound is None else float(bound) for bound in (low, high))
    return {"amount": NumberRange(*bounds)}


def _hits(codes: Sequence[str], terms: Sequence[str]) -> tuple[CaseHit, ...]:
    """Return the cases of these codes in this order, without any that just stopped being public."""
    public = Case.objects.filter(code__in=codes, state=CaseState.PUBLISHED).select_related("digest")
    by_code = {case.code: case for case in public}
    return tuple(_hit(by_code[code], terms) for code in codes if code in by_code)


def _hit(case: Case, terms: Sequence[str]) -> CaseHit:
    return CaseHit(
        code=case.code,
        title=case.title,
        body=case.body,
        body_name=Body.label_of(case.body),
        region_code=case.region_code,
        region_name=divisions.full_name(case.region_code),
        date=case.date,
        issue=case.issue,
        issue_name=Issue.label_of(case.issue),
        outcome=case.outcome,
        outcome_name=Outcome.label_of(case.outcome),
        claimed=case.claimed,
        awarded=case.awarded,
        fictional=case.fictional,
        passages=_passages(case, terms),
    )


def _passages(case: Case, terms: Sequence[str]) -> tuple[Passage, ...]:
    """Show what matched; where nothing does, how the story begins and not who the parties are."""
    plain, paper = _plain_words(case), shown_text(case)
    text = f"{plain.facts}\n{plain.result}\n{plain.reasons}" if plain else paper
    shown = passages(text, terms, most=2)
    if plain is None and not any(run.is_hit for passage in shown for run in passage.runs):
        shown = passages(_story(paper), (), most=1)
    return tuple(tuple(Stretch(run.text, run.is_hit) for run in passage.runs) for passage in shown)


def _story(text: str) -> str:
    parts = {part.key: part.text for part in sections(text)}
    return next((parts[key] for key in ("facts", "reasons", "claims") if parts.get(key)), text)


def _plain_words(case: Case) -> PlainWords | None:
    try:
        digest = case.digest
    except Digest.DoesNotExist:
        return None
    lesson = tuple(line.lstrip("-· ").strip() for line in digest.lesson.splitlines())
    return PlainWords(
        facts=digest.facts,
        dispute=digest.dispute,
        result=digest.result,
        reasons=digest.reasons,
        lesson=tuple(filter(None, lesson)),
    )
