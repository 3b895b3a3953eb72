"""Which union is responsible, out of the database, and whom to call."""

from typing import Any

import pytest

from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.organisations.queries import (
    employers,
    hotline_for,
    responsible_or_none,
    responsible_union,
)
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import STRANGER, Role, Viewer

pytestmark = pytest.mark.django_db


def test_its_own_union_helps_but_never_against_the_employer(
    unions: Any, employer: Employer
) -> None:
    helping, why = responsible_union(employer=employer, against_employer=False)
    assert helping == unions.own
    assert "自己的工会" in why
    against, why = responsible_union(employer=employer, against_employer=True)
    assert against == unions.township
    assert "不由单位自己的工会" in why


def test_by_place_and_industry_alone(unions: Any) -> None:
    def ask(place: str, industry: str = "") -> Organisation:
        return responsible_union(region_code=place, industry=industry, against_employer=True)[0]

    assert ask("370202") == unions.county
    assert ask("370203") == unions.city
    assert ask("370203", "E") == unions.industry
    assert ask("370100") == unions.province
    assert ask("330106") == unions.elsewhere
    assert ask("440300") == unions.national


def test_a_dissolved_union_answers_for_nothing(unions: Any, employer: Employer) -> None:
    day = "2026-01-01"
    Organisation.objects.filter(pk=unions.township.pk).update(dissolved_on=day)
    assert responsible_union(employer=employer, against_employer=True)[0] == unions.county
    Organisation.objects.filter(pk=unions.own.pk).update(dissolved_on=day)
    fresh = Employer.objects.get(pk=employer.pk)
    assert responsible_union(employer=fresh, against_employer=False)[0] == unions.county


def test_where_there_is_nobody_it_is_said() -> None:
    lonely = Employer.objects.create(name="示例", region_code="370202")
    with pytest.raises(Missing, match="12351"):
        responsible_union(employer=lonely, against_employer=True)
    assert responsible_or_none(employer=lonely, against_employer=True) is None


def test_the_nearest_phone(unions: Any) -> None:
    assert hotline_for("370202").phone == "12351"
    Organisation.objects.filter(pk=unions.city.pk).update(phone="0532-0012351")
    Organisation.objects.filter(pk=unions.township.pk).update(phone="0532-0000000")
    assert hotline_for("370202").phone == "0532-0012351"
    assert hotline_for("370202001").phone == "0532-0000000"
    assert hotline_for("330106").phone == "12351"


def test_employers_are_seen_by_those_they_concern(
    request: Any, unions: Any, employer: Employer
) -> None:
    builder = Employer.objects.create(name="示例建筑", region_code="370203", industry="E")
    assert unions.national
    expected = {
        "own_union_officer": {employer},
        "officer": {employer},
        "supervisor": {employer, builder},
        "officer_elsewhere": set(),
        "worker": set(),
        "lawyer": set(),
    }
    for name, seen in expected.items():
        viewer = request.getfixturevalue(name)
        assert set(employers(viewer=viewer)) == seen, name
    assert not list(employers(viewer=STRANGER))


def test_an_industry_union_sees_its_industry(person: Any, unions: Any) -> None:
    builder = Employer.objects.create(name="示例建筑", region_code="370203", industry="E")
    Employer.objects.create(name="示例餐饮", region_code="370203", industry="H")
    officer: Viewer = person("示例", (Role.OFFICER, unions.industry))
    assert list(employers(viewer=officer)) == [builder]


@pytest.mark.parametrize("text", ["浪花", "91370202MA0", "食品 青岛", "ma0exampt"])
def test_employers_are_found_by_name_and_code(
    officer: Viewer, employer: Employer, text: str
) -> None:
    assert list(employers(viewer=officer, text=text)) == [employer]
    assert not list(employers(viewer=officer, text=text + " 没有"))
