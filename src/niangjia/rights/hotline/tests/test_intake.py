"""Every way in: one matter and one work order, from whoever may, however often it is sent."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from niangjia.casework import actions as casework
from niangjia.casework import queries as engine
from niangjia.casework.models import Channel, Entry, Matter, RunningClock
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.hotline import actions, queries
from niangjia.rights.hotline.content import open_order
from niangjia.rights.hotline.models import WorkOrder
from niangjia.rights.hotline.tests.calls import KEPT, STORY, called, matter, receipt, told, wrote_in

pytestmark = pytest.mark.django_db


def test_a_call_begins_at_the_agents_office_with_a_work_order(agent: Viewer, unions: Any) -> None:
    came = called(agent, wishes="示例：晚上打", reference="示例通话7")
    one = matter(came.code)
    assert (one.channel, one.responsible_id) == (Channel.PHONE, unions.city.pk)
    assert (one.issue, one.grade, one.money_at_stake) == ("unpaid_wages", "hard", True)
    order = WorkOrder.objects.get(matter=one)
    assert (order.klass, order.item, order.taken_by) == ("petition", "petition_wages", agent.actor)
    kept = open_order(order.sealed, one.code)
    assert (kept.wishes, kept.reference) == ("示例：晚上打", "示例通话7")


def test_a_call_that_is_sent_on_goes_where_routing_says(agent: Viewer, officer: Viewer) -> None:
    """The county answers for the district, and the city goes on seeing it."""
    came = called(agent, send_on=True)
    assert came.office == "市南区总工会（示例）"
    assert engine.matters(viewer=officer).rows[0].code == came.code
    assert engine.matters(viewer=agent, view="watching").rows[0].code == came.code


def test_the_clocks_run_from_the_call_and_not_from_the_dispatch(
    agent: Viewer, officer: Viewer
) -> None:
    came = called(agent)
    began = matter(came.code).received_at
    with clock.stopped_at(began + timedelta(hours=3)):
        casework.dispatch(viewer=agent, code=came.code, words="归市南区办理")
    starts = set(RunningClock.objects.filter(matter__code=came.code).values_list("started_at"))
    assert starts == {(began,)}
    assert officer.actor not in {entry.actor for entry in Entry.objects.all()}


def test_words_of_harm_stay_with_a_person_at_this_desk(agent: Viewer, officer: Viewer) -> None:
    came = called(agent, story="示例：两个月没发钱，我不想活了。", send_on=True)
    assert came.crisis
    assert matter(came.code).responsible.name == "青岛市总工会（示例）"
    assert engine.matters(viewer=officer).total == 0


@pytest.mark.usefixtures("officer", "own_union_officer")
def test_a_dispute_never_goes_to_the_employers_own_union(agent: Viewer, employer: Employer) -> None:
    came = called(agent, employer=employer.code, region_code="", send_on=True)
    assert came.office == "市南区总工会（示例）"


@pytest.mark.usefixtures("officer")
def test_the_employers_own_union_takes_a_call_but_does_not_keep_it(
    own_union_officer: Viewer, employer: Employer
) -> None:
    came = called(own_union_officer, employer=employer.code, send_on=True)
    assert matter(came.code).responsible.name == "市南区总工会（示例）"
    with pytest.raises(Missing):
        queries.order_of(viewer=own_union_officer, code=came.code)


@pytest.mark.parametrize("who", ["worker", "stranger", "lawyer", "auditor", "editor"])
def test_only_a_desk_takes_calls(request: pytest.FixtureRequest, who: str, unions: Any) -> None:
    assert unions.county
    viewer = request.getfixturevalue(who)
    for verb in (actions.take_call, actions.at_the_counter):
        with pytest.raises(Refused):
            verb(viewer=viewer, told=told(), key="x")
    with pytest.raises(Refused):
        actions.call_again(viewer=viewer, code="abc", words="示例：又打来了")
    assert not Matter.objects.exists()


def test_the_same_form_twice_is_one_matter(unions: Any) -> None:
    assert unions.county
    first, second = wrote_in(), wrote_in()
    assert (first.number, first.passphrase) == (second.number, second.passphrase)
    assert second.again
    assert not first.again
    assert (Matter.objects.count(), WorkOrder.objects.count()) == (1, 1)


def test_another_form_with_the_same_words_is_another_matter(unions: Any) -> None:
    assert unions.county
    assert wrote_in("form-1").number != wrote_in("form-2").number


@pytest.mark.usefixtures("officer")
def test_an_officer_who_writes_in_is_a_worker_like_any_other(own_union_officer: Viewer) -> None:
    came = wrote_in(viewer=own_union_officer)
    assert matter(came.code).responsible.name == "市南区总工会（示例）"
    assert engine.my_matters(viewer=own_union_officer)[0].code == came.code


def test_at_the_counter_somebody_speaks_for_another(officer: Viewer) -> None:
    came = actions.at_the_counter(
        viewer=officer, told=told(behalf="family", relation="示例：儿子"), key="c"
    )
    assert matter(came.code).channel == Channel.COUNTER
    shown = queries.order_of(viewer=officer, code=came.code)
    assert shown is not None
    assert (shown.behalf, shown.sealed.relation) == ("替家里人", "示例：儿子")
    assert engine.asker_page(asker=receipt(came)).number == came.number


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"item": "no_such"}, "item"),
        ({"behalf": "nobody"}, "behalf"),
        ({"reach": "pigeon"}, "reach"),
        ({"wishes": "长" * 301}, "wishes"),
        ({"employer_said": "长" * 121}, "employer_said"),
        ({"grade": "terrible"}, "grade"),
        ({"claimed": Decimal(-1)}, "claimed"),
        ({"story": " "}, "story"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    agent: Viewer, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        called(agent, **changes)
    assert field in wrong.value.fields
    assert not Matter.objects.exists()
    assert not WorkOrder.objects.exists()


def test_a_phone_is_known_however_it_is_typed(agent: Viewer) -> None:
    called(agent, "1", phone="+86 139-0000-0001")
    called(agent, "2", phone="１３９０００００００１")
    assert len(engine.earlier_matters(viewer=agent, contact=KEPT)) == 2


def test_nothing_about_a_person_stands_in_the_open(agent: Viewer) -> None:
    came = called(agent, wishes="示例要求", relation="示例关系", reference="示例编号")
    rows = [*Matter.objects.values(), *WorkOrder.objects.values(), *Entry.objects.values()]
    shown = "".join(str({k: v for k, v in row.items() if type(v) is not bytes}) for row in rows)
    for word in (KEPT, "示例骑手", "送外卖", "示例要求", "示例关系", "示例编号"):
        assert word not in shown
    assert came.number in shown


# A repeated call


def test_a_repeated_call_joins_the_matter_there_is(agent: Viewer) -> None:
    came = called(agent)
    actions.call_again(viewer=agent, code=came.code, words="示例：又打来问办到哪了")
    one = matter(came.code)
    assert (Matter.objects.count(), one.urged) == (1, 1)
    assert Entry.objects.filter(matter=one, kind="call", detail="again").count() == 1


@pytest.mark.usefixtures("officer")
def test_a_repeated_call_joins_even_where_it_was_sent_on(agent: Viewer) -> None:
    came = called(agent, send_on=True)
    actions.call_again(viewer=agent, code=came.code, words="示例：还没有人联系我")
    assert matter(came.code).urged == 1


def test_nobody_joins_a_call_to_what_they_do_not_see(
    agent: Viewer, officer_elsewhere: Viewer
) -> None:
    came = called(agent)
    with pytest.raises(Missing):
        actions.call_again(viewer=officer_elsewhere, code=came.code, words="示例：又打来了")


def test_a_caller_who_says_it_is_not_solved_opens_it_again(
    agent: Viewer, person: Callable[..., Viewer], unions: Any
) -> None:
    other = person("示例坐席乙", (Role.HOTLINE_AGENT, unions.city))
    came = called(agent)
    answer = casework.Answer("paid", "示例：工资已经全部补发到卡上。", Decimal(18000))
    casework.answer(viewer=agent, code=came.code, given=answer)
    casework.confirm(asker=receipt(came))
    with pytest.raises(Conflict):
        actions.call_again(viewer=other, code=came.code, words="示例：想问问办结没有")
    words = "示例：根本没有收到钱"
    actions.call_again(viewer=other, code=came.code, words=words, not_solved=True)
    one = matter(came.code)
    assert (one.state, one.reopened, one.closed_at) == ("working", 1, None)


def test_words_of_harm_in_a_repeated_call_raise_the_flag(agent: Viewer) -> None:
    came = called(agent)
    actions.call_again(viewer=agent, code=came.code, words="示例：再不给我就跳楼")
    assert matter(came.code).crisis == "raised"


def test_a_matter_not_answered_is_not_contested(agent: Viewer) -> None:
    came = called(agent)
    with pytest.raises(Conflict):
        actions.call_again(viewer=agent, code=came.code, words="示例：没解决", not_solved=True)


# Putting the class right


def test_a_class_is_put_right_with_a_reason_in_the_timeline(agent: Viewer) -> None:
    came = called(agent)
    actions.reclassify(
        viewer=agent, code=came.code, item="petition_migrant", reason="其实是工地上的活"
    )
    one = matter(came.code)
    assert one.work_order.item == "petition_migrant"
    words = [entry.words for entry in engine.matter_page(viewer=agent, code=came.code).entries]
    assert any("信访投诉·工地、包工头欠薪" in one and "其实是工地" in one for one in words)


def test_another_class_takes_its_issue_along(agent: Viewer) -> None:
    came = called(agent)
    actions.reclassify(viewer=agent, code=came.code, item="petition_injury", reason="主要是受伤")
    assert matter(came.code).issue == "work_injury"


@pytest.mark.parametrize(
    ("item", "reason", "error"),
    [
        ("no_such", "示例：写错了", Invalid),
        ("petition_injury", "错", Invalid),
        ("petition_wages", "示例：写错了", Conflict),
    ],
)
def test_a_class_is_not_changed_without_need(
    agent: Viewer, item: str, reason: str, error: type[Exception]
) -> None:
    came = called(agent)
    with pytest.raises(error):
        actions.reclassify(viewer=agent, code=came.code, item=item, reason=reason)
    assert matter(came.code).work_order.reclassified == 0


def test_nobody_elsewhere_changes_a_class_or_reads_it(
    agent: Viewer, officer_elsewhere: Viewer, officer: Viewer
) -> None:
    came = called(agent)
    for viewer in (officer_elsewhere, officer):
        with pytest.raises(Missing):
            queries.order_of(viewer=viewer, code=came.code)
        with pytest.raises(Missing):
            actions.reclassify(
                viewer=viewer, code=came.code, item="petition_injury", reason="示例：想看看"
            )
    assert STORY
