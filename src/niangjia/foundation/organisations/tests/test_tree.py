"""The tree keeps its order, whoever changes it."""

from typing import Any

import pytest

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.foundation.organisations import actions
from niangjia.foundation.organisations.facts import OrganisationFacts
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.kernel.errors import Conflict, Invalid, Missing, NiangjiaError, Refused
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db


def facts(
    name: str, level: str = "county", region: str = "370203", **more: str
) -> OrganisationFacts:
    return OrganisationFacts(name=name, level=level, region_code=region, **more)


def found(viewer: Viewer, parent: Any, said: OrganisationFacts) -> Organisation:
    return actions.found_organisation(viewer=viewer, parent=parent.code, facts=said)


def test_an_administrator_founds_below_and_it_is_recorded(
    administrator: Viewer, unions: Any
) -> None:
    new = found(administrator, unions.city, facts(" 市北区总工会（示例） "))
    assert new.name == "市北区总工会（示例）"
    assert new.path.startswith(unions.city.path)
    entry = AuditEntry.objects.get(subject=f"organisation:{new.pk}")
    assert (entry.verb, entry.actor) == ("organisations.found", administrator.actor)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (facts("", region="370203"), "name"),
        (facts("示例", level="kingdom"), "level"),
        (facts("示例", region="379999"), "region_code"),
        (facts("示例", region="330106"), "region_code"),
        (facts("示例", level="province", region="370000"), "level"),
        (facts("示例", level="industry", region="370200"), "industry"),
        (facts("示例", industry="制造"), "industry"),
        (facts("示例", register_number="9" * 41), "register_number"),
        (facts("示例又一个市南区", region="370202"), "region_code"),
        (facts("市南区总工会（示例）", level="grassroots"), "name"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_field(
    administrator: Viewer, unions: Any, said: OrganisationFacts, field: str
) -> None:
    before = Organisation.objects.count()
    with pytest.raises(Invalid) as caught:
        found(administrator, unions.city, said)
    assert field in caught.value.fields
    assert Organisation.objects.count() == before


def test_only_administrators_of_that_part_may(request: Any, unions: Any) -> None:
    expected: dict[str, type[NiangjiaError]] = {
        "officer": Refused,
        "supervisor": Refused,
        "own_union_officer": Missing,
        "worker": Missing,
        "lawyer": Missing,
        "editor": Missing,
        "auditor": Missing,
        "officer_elsewhere": Missing,
        "stranger": Missing,
    }
    for name, error in expected.items():
        viewer = request.getfixturevalue(name)
        with pytest.raises(error):
            found(viewer, unions.county, facts("示例", level="township"))
        with pytest.raises(error):
            actions.change_organisation(
                viewer=viewer, code=unions.county.code, facts=facts("改名"), version=1
            )
        with pytest.raises(error):
            actions.dissolve_organisation(viewer=viewer, code=unions.county.code, reason="试")
    assert not AuditEntry.objects.exists()


def test_there_is_one_top_and_the_operator_founds_it(operator: Viewer) -> None:
    said = OrganisationFacts(name="示例县总工会", level="county", region_code="370281")
    top = actions.found_organisation(viewer=operator, parent=None, facts=said)
    assert top.depth == 1
    with pytest.raises(Conflict):
        actions.found_organisation(viewer=operator, parent=None, facts=said)


def test_the_house_administrator_cannot_found_a_second_top(house_administrator: Viewer) -> None:
    with pytest.raises(Refused):
        actions.found_organisation(
            viewer=house_administrator, parent=None, facts=facts("另一个", "national", "")
        )


def test_a_change_made_from_an_old_page_is_refused(administrator: Viewer, unions: Any) -> None:
    said = facts("市南区总工会（示例）", region="370202", phone="0532-0000000")
    code = unions.county.code
    changed = actions.change_organisation(viewer=administrator, code=code, facts=said, version=1)
    assert (changed.phone, changed.version) == ("0532-0000000", 2)
    with pytest.raises(Conflict):
        actions.change_organisation(viewer=administrator, code=code, facts=said, version=1)


def test_a_change_must_fit_what_stands_below(administrator: Viewer, unions: Any) -> None:
    with pytest.raises(Invalid):
        actions.change_organisation(
            viewer=administrator,
            code=unions.county.code,
            facts=facts("市南区总工会（示例）", level="township", region="370202"),
            version=1,
        )
    with pytest.raises(Invalid):
        actions.change_organisation(
            viewer=administrator,
            code=unions.county.code,
            facts=facts("市南区总工会（示例）", region="370203"),
            version=1,
        )


def test_a_union_moves_with_everything_below(administrator: Viewer, unions: Any) -> None:
    zone = found(administrator, unions.city, facts("新区总工会（示例）", "township", "370202"))
    below = found(administrator, zone, facts("码头工会（示例）", "grassroots", "370202"))
    moved = actions.move_organisation(
        viewer=administrator, code=zone.code, to=unions.county.code, version=1
    )
    assert moved.path.startswith(unions.county.path)
    assert moved.version == 2
    below.refresh_from_db()
    assert below.path.startswith(moved.path)
    assert not any(Organisation.objects.find_problems())


def test_nothing_moves_below_itself_or_out_of_its_place(administrator: Viewer, unions: Any) -> None:
    with pytest.raises(Invalid):
        actions.move_organisation(
            viewer=administrator, code=unions.county.code, to=unions.township.code, version=1
        )
    other = found(administrator, unions.city, facts("崂山区总工会（示例）", region="370212"))
    with pytest.raises(Invalid):
        actions.move_organisation(
            viewer=administrator, code=unions.township.code, to=other.code, version=1
        )


def test_moving_takes_the_administrator_of_both_ends(administrator: Viewer, unions: Any) -> None:
    with pytest.raises(Refused):
        actions.move_organisation(
            viewer=administrator, code=unions.city.code, to=unions.city.code, version=1
        )
    with pytest.raises(Missing):
        actions.move_organisation(
            viewer=administrator, code=unions.own.code, to=unions.elsewhere.code, version=1
        )


def test_only_what_is_empty_is_dissolved(
    administrator: Viewer, unions: Any, employer: Employer
) -> None:
    assert employer.union == unions.own
    for union in (unions.county, unions.own):
        with pytest.raises(Conflict):
            actions.dissolve_organisation(viewer=administrator, code=union.code, reason="合并")
    with pytest.raises(Invalid):
        actions.dissolve_organisation(viewer=administrator, code=unions.industry.code, reason=" ")
    actions.dissolve_organisation(viewer=administrator, code=unions.industry.code, reason="合并")
    with pytest.raises(Missing):
        actions.dissolve_organisation(
            viewer=administrator, code=unions.industry.code, reason="合并"
        )
    assert AuditEntry.objects.get().reason == "合并"
    again = found(
        administrator,
        unions.city,
        facts("青岛市建筑工会（示例）", "industry", "370200", industry="E"),
    )
    assert again.pk != unions.industry.pk


def test_nobody_dissolves_the_union_they_administer(administrator: Viewer, unions: Any) -> None:
    with pytest.raises(Refused):
        actions.dissolve_organisation(viewer=administrator, code=unions.city.code, reason="试")
