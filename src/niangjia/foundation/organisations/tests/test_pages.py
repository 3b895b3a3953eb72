"""Who sees which page of the tree, and what the forms do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.kernel.viewer import Role, Viewer

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Viewer], Client]
READING = ("organisation", "below")
CHANGING = ("found", "change", "move", "dissolve")
LISTS = ("tree", "employers")
MANAGING = (
    "register_employer",
    "import_organisations",
    "import_employers",
    "template_organisations",
    "template_employers",
)
STATUSES = {
    #                    lists  managing  own part: reading, changing; elsewhere: reading, changing
    "stranger": (302, 302, 302, 302, 302, 302),
    "worker": (403, 403, 403, 403, 403, 403),
    "lawyer": (403, 403, 403, 403, 403, 403),
    "editor": (403, 403, 403, 403, 403, 403),
    "auditor": (403, 403, 403, 403, 403, 403),
    "own_union_officer": (200, 403, 404, 403, 404, 403),
    "officer": (200, 403, 200, 403, 404, 403),
    "supervisor": (200, 403, 200, 403, 404, 403),
    "officer_elsewhere": (200, 403, 404, 403, 200, 403),
    "administrator": (200, 200, 200, 200, 404, 404),
    "house_administrator": (200, 200, 200, 200, 200, 200),
}


@pytest.mark.parametrize("name", STATUSES)
def test_every_page_to_everybody(
    request: Any, name: str, unions: Any, employer: Employer, client_of: ClientOf
) -> None:
    client = client_of(request.getfixturevalue(name))
    lists, managing, here, change_here, there, change_there = STATUSES[name]
    expected = {reverse(f"organisations:{page}"): lists for page in LISTS}
    expected |= {reverse(f"organisations:{page}"): managing for page in MANAGING}
    for page in READING:
        expected[reverse(f"organisations:{page}", args=[unions.county.code])] = here
        expected[reverse(f"organisations:{page}", args=[unions.elsewhere.code])] = there
    for page in CHANGING:
        expected[reverse(f"organisations:{page}", args=[unions.county.code])] = change_here
        expected[reverse(f"organisations:{page}", args=[unions.elsewhere.code])] = change_there
    seen = {address: client.get(address).status_code for address in expected}
    assert seen == expected
    employers = reverse("organisations:employer", args=[employer.code])
    own = {"own_union_officer": 200}.get(name, here)
    assert client.get(employers).status_code == own


def test_a_foreign_union_looks_like_a_missing_one(
    officer: Viewer, unions: Any, client_of: ClientOf
) -> None:
    client = client_of(officer)
    foreign = client.get(reverse("organisations:organisation", args=[unions.elsewhere.code]))
    missing = client.get(reverse("organisations:organisation", args=["nothere12345"]))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_staff_without_a_second_factor_reach_nothing(
    person: Any, unions: Any, client_of: ClientOf, settings: Any
) -> None:
    newcomer = person("示例新人", (Role.OFFICER, unions.county), factor=False)
    client = client_of(newcomer)
    answer = client.get(reverse("organisations:tree"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("people:second_factor")
    settings.NIANGJIA_DEMO = True
    assert client.get(reverse("organisations:tree")).status_code == 200


def test_nothing_of_these_pages_is_kept_by_a_browser(officer: Viewer, client_of: ClientOf) -> None:
    answer = client_of(officer).get(reverse("organisations:tree"))
    assert "no-store" in answer.headers["Cache-Control"]


def test_founding_changing_moving_and_dissolving_by_form(
    administrator: Viewer, unions: Any, client_of: ClientOf
) -> None:
    client = client_of(administrator)
    found = reverse("organisations:found", args=[unions.city.code])
    wrong = client.post(found, {"name": "示例", "level": "county", "region_code": "没有的地方"})
    assert wrong.status_code == 422
    assert "不认识" in wrong.content.decode()
    typed = {"name": "崂山区总工会（示例）", "level": "county", "region_code": "青岛市崂山区"}
    right = client.post(found, typed)
    assert right.status_code == 302
    new = Organisation.objects.get(name="崂山区总工会（示例）")
    assert new.region_code == "370212"
    change = reverse("organisations:change", args=[new.code])
    typed |= {"phone": "0532-0000001", "version": "1"}
    assert client.post(change, typed).status_code == 302
    stale = client.post(change, typed)
    assert stale.status_code == 422
    assert "别人刚刚改过" in stale.content.decode()
    dissolve = reverse("organisations:dissolve", args=[new.code])
    assert client.post(dissolve, {"reason": ""}).status_code == 422
    assert client.post(dissolve, {"reason": "合并"}).status_code == 302
    new.refresh_from_db()
    assert new.dissolved_on is not None


def test_moving_by_name(administrator: Viewer, unions: Any, client_of: ClientOf) -> None:
    client = client_of(administrator)
    move = reverse("organisations:move", args=[unions.own.code])
    assert client.post(move, {"to": "没有这个工会", "version": "1"}).status_code == 422
    path = "青岛市总工会（示例）/市南区总工会（示例）"
    assert client.post(move, {"to": path, "version": "1"}).status_code == 302
    unions.own.refresh_from_db()
    assert unions.own.path[:-4] == unions.county.path


def test_an_employer_by_form(administrator: Viewer, unions: Any, client_of: ClientOf) -> None:
    client = client_of(administrator)
    register = reverse("organisations:register_employer")
    typed = {
        "name": "青岛示例纸箱厂（示例）",
        "credit_code": "91370202MA0EXAMPTX",
        "region_code": "370202",
        "industry": "C",
        "union": unions.own.name,
    }
    wrong = client.post(register, typed)
    assert wrong.status_code == 422
    assert "校验位" in wrong.content.decode()
    typed["credit_code"] = "91370202ma0exampt b"
    assert client.post(register, typed).status_code == 302
    employer = Employer.objects.get()
    assert (employer.credit_code, employer.union) == ("91370202MA0EXAMPTB", unions.own)
    page = client.get(reverse("organisations:employer", args=[employer.code])).content.decode()
    assert "海风街道总工会（示例）" in page
    typed["region_code"] = "330106"
    change = reverse("organisations:change_employer", args=[employer.code])
    again = client.post(change, typed | {"version": "1", "union": ""})
    assert again.status_code == 422
    assert "不在您管理的范围" in again.content.decode()
    employer.refresh_from_db()
    assert employer.region_code == "370202"


@pytest.mark.parametrize("name", ["tree", "organisation", "employers", "employer"])
def test_a_page_asks_the_database_at_most_ten_times(
    name: str, house_administrator: Viewer, unions: Any, employer: Employer, client_of: ClientOf
) -> None:
    parents = [unions.county, unions.township]
    for number in range(150):
        parent = parents[number % 2]
        parent.refresh_from_db()
        fields = {"name": f"示例{number}", "level": "grassroots", "region_code": "370202"}
        Organisation.objects.add_child(parent, create_kwargs=fields)
    codes = {"organisation": [unions.county.code], "employer": [employer.code]}
    client = client_of(house_administrator)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse(f"organisations:{name}", args=codes.get(name, [])))
    assert answer.status_code == 200
    assert len(asked) <= 10, [query["sql"][:120] for query in asked]
