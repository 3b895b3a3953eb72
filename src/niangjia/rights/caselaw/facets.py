"""From the index's counts to what a reader may narrow to: names, order, and what was chosen."""

from collections.abc import Callable, Iterable, Sequence

from niangjia.foundation.search.port import FacetCount
from niangjia.kernel import divisions
from niangjia.rights.caselaw.findings import CaseFilters, FacetValue
from niangjia.rights.caselaw.rules.terms import Body, Issue, Outcome

NAMES: dict[str, Callable[[str], str]] = {
    "region": divisions.name_of,
    "year": lambda year: f"{year}年",
    "body": Body.label_of,
    "issue": Issue.label_of,
    "outcome": Outcome.label_of,
}


def facet_values(
    name: str, counts: Sequence[FacetCount], chosen: CaseFilters
) -> tuple[FacetValue, ...]:
    """Return the values of a facet as a reader is shown them.

    Regions open level by level: provinces first, and below a chosen one its own parts. Years run
    from the newest; the rest by count. What is chosen is shown even when it finds nothing.
    """
    picked = _picked(name, chosen)
    found = {count.value: count.count for count in counts}
    found = dict.fromkeys(sorted(picked - set(found)), 0) | found
    values = [
        FacetValue(value, NAMES[name](value), count, value in picked)
        for value, count in found.items()
        if _is_shown(name, value, picked)
    ]
    return tuple(_in_order(name, values))


def _picked(name: str, chosen: CaseFilters) -> frozenset[str]:
    return {
        "region": chosen.regions,
        "year": frozenset(str(year) for year in chosen.years),
        "body": chosen.bodies,
        "issue": chosen.issues,
        "outcome": chosen.outcomes,
    }[name]


def _is_shown(name: str, value: str, picked: frozenset[str]) -> bool:
    if name != "region" or value in picked:
        return True
    above = divisions.lineage(value)[:-1]
    if not above:
        return True
    return above[-1] in picked or any(value in divisions.lineage(code) for code in picked)


def _in_order(name: str, values: Iterable[FacetValue]) -> list[FacetValue]:
    if name == "year":
        return sorted(values, key=lambda value: value.value, reverse=True)
    if name == "region":
        return sorted(values, key=lambda v: (len(divisions.lineage(v.value)), -v.count, v.value))
    return sorted(values, key=lambda value: (-value.count, value.value))
