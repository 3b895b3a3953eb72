"""What a reader asks, read from the address of a page and written back into one.

An address may be typed, cut or sent on by anybody, so nothing in it is an error: what cannot be
understood is left aside, and said where a reader may have meant something by it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, get_args

from django.http import QueryDict
from django.utils.translation import gettext as _

from niangjia.kernel import divisions
from niangjia.kernel.chinese.writing import plain_number
from niangjia.kernel.money import read_amount
from niangjia.rights.caselaw.findings import CaseFilters, Order
from niangjia.rights.caselaw.rules.terms import Body, Issue, Outcome, Term

LONGEST = 500
"""Characters of a question that are read; a longer one is cut, and that is said."""

MOST_VALUES = 40
"""Values of one filter that are read."""

LARGEST = Decimal(10) ** 12
SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")

Facet = Literal["region", "year", "body", "issue", "outcome"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything that narrows it; `notices` say what was left aside."""

    text: str = ""
    filters: CaseFilters = field(default_factory=CaseFilters)
    order: Order = "relevance"
    page: int = 1
    literal: bool = False
    notices: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return self.filters != CaseFilters()


def read(parameters: QueryDict) -> Asked:
    """Return what the address asks for."""
    notices: list[str] = []
    text = SPACE.sub(" ", parameters.get("q", "")).strip()
    if len(text) > LONGEST:
        text = text[:LONGEST]
        notices.append(_("您写得很详细，只用了前%(number)d个字来查找。") % {"number": LONGEST})
    low, high = (_amount(parameters.get(name, ""), notices) for name in ("from", "to"))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Asked(
        text=text,
        filters=CaseFilters(
            regions=_regions(parameters.getlist("region")),
            years=_years(parameters.getlist("year")),
            bodies=_known(Body, parameters.getlist("body")),
            issues=_known(Issue, parameters.getlist("issue")),
            outcomes=_known(Outcome, parameters.getlist("outcome")),
            amount_from=low,
            amount_to=high,
        ),
        order=_order(parameters.get("order", "")),
        page=_page(parameters.get("page", "")),
        literal=bool(text) and parameters.get("literal") == text,
        notices=tuple(notices),
    )


def address(asked: Asked, *, page: int = 1) -> str:
    """Return the query of an address that asks this, with its "?", or "" for everything."""
    query = QueryDict(mutable=True)
    filters = asked.filters
    if asked.text:
        query["q"] = asked.text
    query.setlist("region", sorted(filters.regions))
    query.setlist("year", [str(year) for year in sorted(filters.years)])
    query.setlist("body", sorted(filters.bodies))
    query.setlist("issue", sorted(filters.issues))
    query.setlist("outcome", sorted(filters.outcomes))
    for name, amount in (("from", filters.amount_from), ("to", filters.amount_to)):
        if amount is not None:
            query[name] = plain_number(amount)
    if asked.order != "relevance":
        query["order"] = asked.order
    if asked.literal:
        query["literal"] = asked.text  # holds for these words alone, not for the next ones
    if page > 1:
        query["page"] = str(page)
    written = query.urlencode()
    return f"?{written}" if written else ""


def without(asked: Asked, facet: Facet, value: str) -> Asked:
    """Return the question with one value of a filter taken out, and whatever stands on it.

    Taking out a province takes out the cities chosen below it.
    """
    filters = asked.filters
    if facet == "region":
        kept = frozenset(code for code in filters.regions if not divisions.is_within(code, value))
        return replace(asked, filters=replace(filters, regions=kept))
    if facet == "year":
        years = frozenset(year for year in filters.years if str(year) != value)
        return replace(asked, filters=replace(filters, years=years))
    if facet == "body":
        return replace(asked, filters=replace(filters, bodies=filters.bodies - {value}))
    if facet == "issue":
        return replace(asked, filters=replace(filters, issues=filters.issues - {value}))
    return replace(asked, filters=replace(filters, outcomes=filters.outcomes - {value}))


def without_amount(asked: Asked) -> Asked:
    """Return the question without limits to the amount."""
    return replace(asked, filters=replace(asked.filters, amount_from=None, amount_to=None))


def _amount(typed: str, notices: list[str]) -> Decimal | None:
    typed = typed.strip()[:20]
    if not typed:
        return None
    amount = read_amount(typed)
    if amount is None or not 0 <= amount < LARGEST:
        notices.append(_("金额“%(typed)s”看不懂，没有用它来筛选。") % {"typed": typed})
        return None
    return amount


def _regions(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code for code in list(codes)[:MOST_VALUES] if divisions.division(code))


def _years(years: Iterable[str]) -> frozenset[int]:
    plain = (year for year in list(years)[:MOST_VALUES] if re.fullmatch(r"[12][0-9]{3}", year))
    return frozenset(int(year) for year in plain)


def _known(kind: type[Term], codes: Iterable[str]) -> frozenset[str]:
    return frozenset(code for code in list(codes)[:MOST_VALUES] if kind.label_of(code))


def _order(name: str) -> Order:
    known: dict[str, Order] = {order: order for order in get_args(Order)}
    return known.get(name, "relevance")


def _page(number: str) -> int:
    return int(number) if re.fullmatch(r"[1-9][0-9]{0,5}", number) else 1
