"""What is said about a union or an employer, checked before it is believed."""

from dataclasses import asdict, dataclass, fields, replace
from typing import TypeVar

from django.utils.translation import gettext as _

from niangjia.foundation.organisations.models import (
    Employer,
    Industry,
    Level,
    Organisation,
)
from niangjia.foundation.organisations.rules import credit_code, levels, places
from niangjia.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What is on a union's record apart from its place in the tree."""

    name: str
    level: str
    region_code: str = ""
    industry: str = ""
    register_number: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """What is on an employer's record; `union` is the code of its own grassroots union."""

    name: str
    region_code: str
    credit_code: str = ""
    industry: str = ""
    address: str = ""
    union: str = ""


_ORGANISATION, _EMPLOYER = fields(OrganisationFacts), fields(EmployerFacts)
Facts = TypeVar("Facts", OrganisationFacts, EmployerFacts)


def organisation_facts_of(union: Organisation) -> OrganisationFacts:
    """Return what is on a union's record now."""
    return OrganisationFacts(**{one.name: getattr(union, one.name) or "" for one in _ORGANISATION})


def employer_facts_of(employer: Employer) -> EmployerFacts:
    """Return what is on an employer's record now."""
    columns = {one.name: getattr(employer, one.name) or "" for one in _EMPLOYER}
    return EmployerFacts(**columns | {"union": employer.union.code if employer.union else ""})


def checked_organisation(facts: OrganisationFacts) -> OrganisationFacts:
    """Return the facts tidied up. Raises Invalid, naming every field that is wrong."""
    tidy = _stripped(facts)
    faults = _common_faults(tidy.name, tidy.region_code, tidy.industry)
    if tidy.level not in Level.values:
        faults["level"] = _("请选择级别。")
    if not tidy.region_code and tidy.level not in {Level.NATIONAL, Level.INDUSTRY}:
        faults["region_code"] = _("请填写行政区划代码。")
    if tidy.level == Level.NATIONAL and tidy.region_code:
        faults["region_code"] = _("全国总工会不属于某个地区，请留空。")
    if tidy.level == Level.INDUSTRY and not tidy.industry:
        faults["industry"] = _("产业工会要写明行业。")
    _limit(faults, tidy, {"register_number": 40, "phone": 40, "address": 200})
    return _or_raise(tidy, faults)


def checked_employer(facts: EmployerFacts) -> EmployerFacts:
    """Return the facts tidied up. Raises Invalid, naming every field that is wrong."""
    tidy = _stripped(facts)
    tidy = replace(tidy, credit_code=credit_code.plain(tidy.credit_code))
    faults = _common_faults(tidy.name, tidy.region_code, tidy.industry)
    if not tidy.region_code:
        faults["region_code"] = _("请填写行政区划代码。")
    if tidy.credit_code and (fault := credit_code.fault_of(tidy.credit_code)):
        faults["credit_code"] = fault
    _limit(faults, tidy, {"address": 200})
    return _or_raise(tidy, faults)


def check_under(parent_level: str, parent_region: str, facts: OrganisationFacts) -> None:
    """Raise Invalid unless a union with these facts may stand below such a parent."""
    if not levels.may_stand_under(facts.level, parent_level):
        names = {"child": Level(facts.level).label, "parent": Level(parent_level).label}
        raise Invalid(
            _("%(child)s工会不能设在%(parent)s工会下面。") % names, {"level": _("级别与上级不符。")}
        )
    territorial = parent_level in levels.TERRITORIAL
    if territorial and not places.fits(facts.region_code, parent_region):
        where = {"place": places.place_name(parent_region)}
        message = _("行政区划不在上级工会的范围（%(place)s）内。") % where
        raise Invalid(message, {"region_code": message})


def _common_faults(name: str, region_code: str, industry: str) -> dict[str, str]:
    faults = {}
    if not name:
        faults["name"] = _("请填写名称。")
    if len(name) > 120:
        faults["name"] = _("名称太长，最多 120 字。")
    if not places.is_place(region_code):
        faults["region_code"] = _("没有这个行政区划代码。应为 6 位，或乡镇街道的 9 位。")
    if industry and industry not in Industry.values:
        faults["industry"] = _("没有这个行业。应为国民经济行业门类 A 到 T。")
    return faults


def _limit(
    faults: dict[str, str], facts: OrganisationFacts | EmployerFacts, lengths: dict[str, int]
) -> None:
    for field, most in lengths.items():
        if len(getattr(facts, field)) > most:
            faults[field] = _("太长，最多 %(most)s 字。") % {"most": most}


def _stripped(facts: Facts) -> Facts:
    """Take the blanks off both ends of everything."""
    return type(facts)(**{field: value.strip() for field, value in asdict(facts).items()})


def _or_raise(facts: Facts, faults: dict[str, str]) -> Facts:
    if faults:
        raise Invalid("".join(faults.values()), faults)
    return facts
