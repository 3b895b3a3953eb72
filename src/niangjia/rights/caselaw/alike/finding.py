"""Finding the cases like a situation in the library: three questions to the database."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from niangjia.foundation.search.port import SearchIndex
from niangjia.kernel import clock
from niangjia.rights.caselaw.alike.candidates import candidates
from niangjia.rights.caselaw.alike.choosing import Ranked, chosen, preferred
from niangjia.rights.caselaw.alike.profile import (
    KnownCase,
    Profile,
    case_issues,
    profile_of_case,
    profile_of_situation,
)
from niangjia.rights.caselaw.alike.ranking import ranked
from niangjia.rights.caselaw.alike.weights import shipped
from niangjia.rights.caselaw.findings import Situation
from niangjia.rights.caselaw.models import Case, CaseState, Claim, Kinship, KinshipState

SHORT_LIST = 60
"""How many of the most like are looked at for kin and chosen from."""

COMPARED = (
    "id", "code", "date", "region_code", "stage", "issue", "other_issues", "outcome", "claimed",
    "joined", "left", "monthly_wage", "elements", "mediated",
)  # fmt: skip
"""The fields a case is compared by: neither its text nor anything sealed."""


def most_like(
    told: Situation, among: SearchIndex, *, limit: int
) -> tuple[Profile, list[KnownCase], int]:
    """Return what was compared by, the public cases most like a situation, and how many of them."""
    asked = profile_of_situation(told)
    found = candidates(told, among)
    known = public_cases([one.code for one in found])
    best = _best(ranked(asked, found, known, shipped("words")), asked, limit)
    return asked, best, len(known)


def like_paper(case: Case, text: str, among: SearchIndex, *, limit: int) -> list[KnownCase]:
    """Return the public cases most like a public case, best first, none of its own dispute.

    `text` is what readers see of it.
    """
    told = Situation(text=text, issues=case_issues(case))
    found = candidates(told, among, without=frozenset({case.code}))
    known = public_cases([case.code, *(one.code for one in found)])
    of = known.pop(case.code, None)
    if of is None:  # withdrawn while it was read
        return []
    return _best(ranked(of.profile, found, known, shipped("paper")), of.profile, limit, of)


def _best(
    by_likeness: Sequence[Ranked], asked: Profile, limit: int, of: KnownCase | None = None
) -> list[KnownCase]:
    lifted = preferred(by_likeness, asked, clock.today())[:SHORT_LIST]
    kin = _kin([*(one.case.number for one in lifted), *([of.number] if of else [])])

    def same(one: KnownCase, other: KnownCase) -> bool:
        return frozenset((one.number, other.number)) in kin

    apart = [one for one in lifted if not (of and same(one.case, of))]
    return chosen(apart, same, limit)


def public_cases(codes: Sequence[str]) -> dict[str, KnownCase]:
    """Return what the public ones of these cases are compared by, by code."""
    public = Case.objects.filter(code__in=codes, state=CaseState.PUBLISHED)
    cases = list(public.only(*COMPARED, "digest__case_id").select_related("digest"))
    kinds = _kinds([case.pk for case in cases])
    return {case.code: known_case(case, kinds.get(case.pk, frozenset())) for case in cases}


def known_case(case: Case, kinds: frozenset[str]) -> KnownCase:
    """Return a case as it is compared."""
    return KnownCase(
        number=case.pk,
        code=case.code,
        profile=profile_of_case(case, kinds),
        outcome=case.outcome,
        decided=case.date,
        explained=hasattr(case, "digest"),
    )


def _kinds(numbers: Iterable[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    rows = Claim.objects.filter(case__in=numbers).exclude(kind="")
    for number, kind in rows.values_list("case_id", "kind").order_by():
        found.setdefault(number, set()).add(kind)
    return {number: frozenset(kinds) for number, kinds in found.items()}


def _kin(numbers: Sequence[int]) -> frozenset[frozenset[int]]:
    """Return the pairs that are, or seem to be, of one dispute."""
    pairs = Kinship.objects.filter(
        Q(one__in=numbers) & Q(other__in=numbers), ~Q(state=KinshipState.APART)
    )
    return frozenset(frozenset(pair) for pair in pairs.values_list("one_id", "other_id"))
