"""From office to office: routing, counted returns, several offices, never the other side."""

from collections.abc import Callable
from typing import Any

import pytest

from niangjia.casework import actions, queries
from niangjia.casework.models import Referral, RunningClock, Share
from niangjia.casework.tests.desk import matter, receipt, received
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused, Unavailable
from niangjia.kernel.viewer import Role, Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_city(city_officer: Viewer, officer: Viewer, employer: Employer) -> str:  # noqa: ARG001 - somebody works there
    """A matter that the city took in; the county is responsible by routing."""
    return received(city_officer, employer=employer.code, region_code="").code


def sent(viewer: Viewer, code: str, to: str = "") -> None:
    actions.dispatch(viewer=viewer, code=code, to=to, words="示例：请你们办理")


def test_routing_finds_the_county_and_the_clock_runs_on(
    at_city: str, city_officer: Viewer, officer: Viewer, unions: Any
) -> None:
    due = list(RunningClock.objects.order_by("pk").values_list("kind", "due_at", "since"))
    assert queries.matters(viewer=officer).total == 0
    sent(city_officer, at_city)
    assert matter(at_city).responsible == unions.county
    assert list(RunningClock.objects.order_by("pk").values_list("kind", "due_at", "since")) == due
    assert queries.matters(viewer=officer).total == 1
    assert queries.matters(viewer=city_officer, view="watching").total == 1


def test_never_to_the_employers_own_union(
    at_city: str, city_officer: Viewer, own_union_officer: Viewer, unions: Any
) -> None:
    with pytest.raises(Invalid, match="不能交给单位自己的工会"):
        sent(city_officer, at_city, unions.own.code)
    with pytest.raises(Invalid, match="不能交给单位自己的工会"):
        actions.share(
            viewer=city_officer, code=at_city, office=unions.own.code, words="示例：一起办理"
        )
    with pytest.raises(Missing):
        queries.matter_page(viewer=own_union_officer, code=at_city)


def test_what_the_own_union_takes_in_against_its_employer_goes_to_the_territory(
    own_union_officer: Viewer, officer: Viewer, employer: Employer, unions: Any
) -> None:
    came = received(own_union_officer, employer=employer.code, region_code="")
    assert came.office == unions.county.name
    with pytest.raises(Missing):
        queries.matter_page(viewer=own_union_officer, code=came.code)
    assert queries.matters(viewer=officer).total == 1


def test_what_is_no_dispute_goes_to_the_own_union(
    own_union_officer: Viewer, employer: Employer, unions: Any
) -> None:
    came = received(employer=employer.code, region_code="", against_employer=False)
    assert came.office == unions.own.name
    assert queries.matters(viewer=own_union_officer).total == 1


def test_where_nobody_works_it_goes_to_the_nearest_above(city_officer: Viewer, unions: Any) -> None:
    assert received(region_code="370202").office == unions.city.name
    assert received(region_code="", key="2").office == unions.national.name
    code = received(city_officer, key="3").code
    with pytest.raises(Invalid, match="没有人接"):
        sent(city_officer, code, unions.county.code)


def test_a_return_needs_a_reason_and_is_counted_and_shown(
    at_city: str, city_officer: Viewer, officer: Viewer, unions: Any
) -> None:
    with pytest.raises(Conflict, match="不是别处派来的"):
        actions.return_matter(viewer=city_officer, code=at_city, reason="示例：不归我们管")
    sent(city_officer, at_city)
    with pytest.raises(Invalid):
        actions.return_matter(viewer=officer, code=at_city, reason=" ")
    actions.return_matter(viewer=officer, code=at_city, reason="示例：不归我们管")
    back = matter(at_city)
    assert (back.responsible, back.bounces) == (unions.city, 1)
    assert queries.matter_page(viewer=city_officer, code=at_city).row.bounces == 1
    assert Referral.objects.get().state == "returned"
    with pytest.raises(Missing):
        queries.matter_page(viewer=officer, code=at_city)
    with pytest.raises(Invalid, match="退回过这件事"):
        sent(city_officer, at_city)


def test_the_third_return_goes_to_a_supervisor_and_then_nobody_returns_it(
    at_city: str, city_officer: Viewer, officer: Viewer, supervisor: Viewer,
    person: Callable[..., Viewer], unions: Any,
) -> None:  # fmt: skip
    township = person("示例街道办事员", (Role.OFFICER, unions.township))
    industry = person("示例产业办事员", (Role.OFFICER, unions.industry))
    for who, office in (
        (officer, unions.county), (township, unions.township), (industry, unions.industry),
    ):  # fmt: skip
        sent(city_officer, at_city, office.code)
        actions.return_matter(viewer=who, code=at_city, reason="示例：不归我们管")
    assert matter(at_city).bounces == 3
    assert queries.matters(viewer=supervisor, view="escalated").total == 1
    with pytest.raises(Refused, match="由督导员决定"):
        sent(city_officer, at_city, unions.county.code)
    sent(supervisor, at_city, unions.county.code)
    assert matter(at_city).escalated_at is None
    with pytest.raises(Conflict, match="不能再退"):
        actions.return_matter(viewer=officer, code=at_city, reason="示例：还是不归我们管")
    told = [entry.kind for entry in queries.matter_page(viewer=supervisor, code=at_city).entries]
    assert told.count("returned") == 3
    assert "escalated" in told


def test_several_offices_work_on_one_matter(
    at_city: str, city_officer: Viewer, officer: Viewer, unions: Any
) -> None:
    with pytest.raises(Missing):
        actions.call(viewer=officer, code=at_city, words="示例：打过电话")
    actions.share(
        viewer=city_officer, code=at_city, office=unions.county.code, words="示例：一起办理"
    )
    actions.call(viewer=officer, code=at_city, words="示例：打过电话")
    actions.move(viewer=officer, code=at_city, step="start", filled={})
    assert queries.matters(viewer=officer, view="joint").total == 1
    with pytest.raises(Missing):  # only the responsible office answers
        actions.answer(viewer=officer, code=at_city, given=actions.Answer("paid", "示例" * 9))
    actions.unshare(
        viewer=city_officer, code=at_city, office=unions.county.code, words="示例：办完了"
    )
    assert not Share.objects.filter(until=None).exists()
    with pytest.raises(Missing):
        actions.call(viewer=officer, code=at_city, words="示例：打过电话")


def test_into_another_procedure_it_has_a_number_of_its_own_and_one_receipt(
    officer: Viewer, lawyer: Viewer, unions: Any
) -> None:
    came = received()
    child = actions.refer(
        viewer=officer, code=came.code, procedure="aid", words="示例：需要律师帮助"
    )
    assert child.number.startswith("示例援〔")
    assert child.responsible == unions.city  # the nearest where a lawyer works
    assert queries.matter_page(viewer=lawyer, code=child.code).story.startswith("示例")
    assert (child.code, child.number) in queries.asker_page(asker=receipt(came)).related
    assert queries.asker_page(asker=receipt(came), code=child.code).number == child.number
    actions.say(asker=receipt(came), code=child.code, words="示例：补充一句")
    with pytest.raises(Conflict, match="还没有办结"):
        actions.refer(viewer=officer, code=came.code, procedure="aid", words="示例：再转一次")
    with pytest.raises(Invalid):
        actions.refer(viewer=officer, code=came.code, procedure="desk", words="示例：转给自己")


def test_a_stranger_finds_no_office_where_no_union_is_registered() -> None:
    with pytest.raises(Unavailable, match="还没有登记工会"):
        received()
