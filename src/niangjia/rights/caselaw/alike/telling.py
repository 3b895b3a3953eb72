"""Why a case is like a situation, and how it ended, in words for the one who asked."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from niangjia.kernel import divisions
from niangjia.kernel.chinese.writing import about_yuan
from niangjia.rights.caselaw.alike.features import nearness
from niangjia.rights.caselaw.alike.profile import KnownCase, Profile
from niangjia.rights.caselaw.elements.labels import labels
from niangjia.rights.caselaw.findings import CaseHit
from niangjia.rights.caselaw.rules.judgment.terms import ClaimKind
from niangjia.rights.caselaw.rules.terms import Issue, Outcome, Stage

MOST = 5
"""Reasons given at most."""
NEAR = 0.25
"""From here on two figures are called close (`features.nearness`)."""
_SAID_BY_OTHERS = {"employed", "contract_signed", "no_contract", "not_arbitrated"}
"""Elements that say too little by themselves or are said otherwise."""
_TOLD_BY_CLAIMS = {ClaimKind.OTHER, ClaimKind.FEES, ClaimKind.OVERTURN, ClaimKind.INTEREST}


def reasons(asked: Profile, case: KnownCase) -> tuple[str, ...]:
    """Return why a case is like the situation, the weightiest reason first."""
    return tuple(reason for reason in _reasons(asked, case) if reason)[:MOST]


def ending(hit: CaseHit) -> str:
    """Return how the case ended, "" where that could not be read."""
    got = hit.awarded if hit.awarded and hit.awarded > 0 else None
    match hit.outcome:
        case Outcome.SUPPORTED:
            return _with_sum(_("劳动者的要求得到支持"), got)
        case Outcome.PARTLY:
            return _with_sum(_("劳动者的要求得到部分支持"), got)
        case Outcome.REFUSED:
            return _("劳动者的要求没有得到支持")
        case Outcome.SETTLED:
            return _with_sum(_("双方调解或和解结案"), got)
    return ""


def _with_sum(words: str, got: Decimal | None) -> str:
    return _("%(words)s，得到%(sum)s") % {"words": words, "sum": about_yuan(got)} if got else words


def _reasons(asked: Profile, case: KnownCase) -> Iterator[str]:
    other = case.profile
    yield _issue(asked, other)
    yield _claims(asked, other)
    yield _contract(asked, other)
    yield _months(asked, other)
    yield _wage(asked, other)
    yield _amount(asked, other)
    yield _elements(asked, other)
    if asked.stage and asked.stage == other.stage:
        yield _("同样到了%(stage)s这一步") % {"stage": Stage.label_of(asked.stage)}
    yield _place(asked, other)


def _issue(asked: Profile, case: Profile) -> str:
    shared = [issue for issue in asked.issues if issue in case.issues]
    shared.sort(key=lambda issue: -asked.issues[issue] * case.issues[issue])
    names = "、".join(filter(None, map(Issue.label_of, shared[:2])))
    return _("同样是%(names)s的争议") % {"names": names} if names else ""


def _claims(asked: Profile, case: Profile) -> str:
    shared = sorted((asked.kinds & case.kinds) - _TOLD_BY_CLAIMS)
    names = "、".join(filter(None, map(ClaimKind.label_of, shared[:3])))
    return _("也要求了%(names)s") % {"names": names} if names else ""


def _contract(asked: Profile, case: Profile) -> str:
    if asked.contract is None or asked.contract is not case.contract:
        return ""
    return _("同样签了书面合同") if asked.contract else _("同样没签书面合同")


def _months(asked: Profile, case: Profile) -> str:
    if case.months is None or nearness(asked.months, case.months, "months") < NEAR:
        return ""
    return _("工作时间相近（这个案件约%(span)s）") % {"span": _span(case.months)}


def _wage(asked: Profile, case: Profile) -> str:
    if case.wage is None or nearness(asked.wage, case.wage, "wage") < NEAR:
        return ""
    return _("工资相近（这个案件每月约%(sum)s）") % {"sum": about_yuan(round(case.wage))}


def _amount(asked: Profile, case: Profile) -> str:
    if case.amount is None or nearness(asked.amount, case.amount, "amount") < NEAR:
        return ""
    return _("金额相近（这个案件要求%(sum)s）") % {"sum": about_yuan(round(case.amount))}


def _elements(asked: Profile, case: Profile) -> str:
    shared = (asked.elements & case.elements) - _SAID_BY_OTHERS
    names = [label.name for label in labels() if label.code in shared][:2]
    return _("都涉及%(names)s") % {"names": "、".join(names)} if names else ""


def _place(asked: Profile, case: Profile) -> str:
    if not asked.place or not case.place:
        return ""
    mine, theirs = divisions.lineage(asked.place), divisions.lineage(case.place)
    shared = [one for one, other in zip(mine, theirs, strict=False) if one == other]
    return _("同在%(place)s") % {"place": divisions.name_of(shared[-1])} if shared else ""


def _span(months: float) -> str:
    years, rest = divmod(max(1, round(months)), 12)
    if not years:
        return _("%(months)d个月") % {"months": rest}
    if not rest:
        return _("%(years)d年") % {"years": years}
    return _("%(years)d年%(months)d个月") % {"years": years, "months": rest}
