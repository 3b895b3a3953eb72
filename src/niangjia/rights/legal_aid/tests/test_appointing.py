"""A lawyer is appointed in turn, never against somebody the lawyer stands by."""

from datetime import timedelta
from typing import Any

import pytest

from niangjia.casework import actions as casework
from niangjia.casework import queries as engine
from niangjia.casework.models import RunningClock
from niangjia.foundation.ledger.models import Event
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid import actions, queries
from niangjia.rights.legal_aid.jobs import follow_endings
from niangjia.rights.legal_aid.models import Appointment, Interest
from niangjia.rights.legal_aid.tests.office import (
    Person,
    applied,
    granted,
    matter,
    receipt,
    registered,
    step,
    wish,
    worked,
)

pytestmark = pytest.mark.django_db
OTHER_SIDE = "示例建筑劳务有限公司"


def test_the_lawyer_sees_this_matter_alone_and_accepts(
    officer: Viewer, lawyer: Viewer, in_register: str
) -> None:
    other = applied(key="other").receipt.code
    code = granted(officer).receipt.code
    with pytest.raises(Missing):
        engine.matter_page(viewer=lawyer, code=code)
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    assert matter(code).state == "offered"
    assert [one.code for one in queries.my_appointments(viewer=lawyer)] == [code]
    assert engine.matter_page(viewer=lawyer, code=code).story.startswith("示例")
    with pytest.raises(Missing):
        engine.matter_page(viewer=lawyer, code=other)
    assert engine.matters(viewer=lawyer, view="waiting").total == 0
    actions.accept(viewer=lawyer, code=code)
    assert matter(code).state == "carrying"
    appoint = RunningClock.objects.get(matter__code=code, kind="appoint")
    assert appoint.state == "met"
    offered = Event.objects.get(topic="legal_aid.offered")
    assert offered.payload == {"matter": matter(code).pk, "account": lawyer.account}


def test_an_officer_who_has_it_in_hand_does_not_bar_the_lawyer(
    officer: Viewer, lawyer: Viewer, in_register: str
) -> None:
    code = granted(officer).receipt.code
    casework.take(viewer=officer, code=code)
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    actions.accept(viewer=lawyer, code=code)
    assert matter(code).assigned_to == officer.actor


def test_a_decline_needs_a_reason_and_the_next_is_asked(
    officer: Viewer, lawyer: Viewer, second_lawyer: Viewer, in_register: str, supervisor: Viewer
) -> None:
    second = registered(supervisor, second_lawyer)
    code = granted(officer).receipt.code
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    with pytest.raises(Invalid):
        actions.decline(viewer=lawyer, code=code, reason="忙")
    actions.decline(viewer=lawyer, code=code, reason="示例：那几天在外地开庭")
    with pytest.raises(Missing):
        engine.matter_page(viewer=lawyer, code=code)
    order = queries.choices_for(viewer=officer, code=code)
    assert [one.code for one in order] == [second, in_register]
    assert order[1].barred == "这件事已经推辞过"
    with pytest.raises(Conflict, match="推辞过"):
        actions.appoint(viewer=officer, code=code, lawyer=in_register, reason="示例：再请一次")
    actions.appoint(viewer=officer, code=code, lawyer=second)
    clocks = RunningClock.objects.filter(matter__code=code, kind="appoint")
    assert [one.state for one in clocks] == ["running"], "a decline gives no new three days"


@pytest.mark.usefixtures("in_register")
def test_out_of_turn_only_with_a_reason(
    officer: Viewer, supervisor: Viewer, second_lawyer: Viewer
) -> None:
    second = registered(supervisor, second_lawyer, issues=())
    code = granted(officer).receipt.code
    with pytest.raises(Invalid) as caught:
        actions.appoint(viewer=officer, code=code, lawyer=second)
    assert "reason" in caught.value.fields
    actions.appoint(viewer=officer, code=code, lawyer=second, reason="示例：职工原来就找过他")
    assert Appointment.objects.get().override == "示例：职工原来就找过他"


@pytest.mark.parametrize(
    ("declared", "sure"),
    [
        (OTHER_SIDE, True),
        ("示例建筑劳务有限责任公司", False),
        ("示列建筑劳务有限公司", False),
    ],
)
def test_a_tie_to_the_other_side_bars_but_for_a_supervisors_word(
    officer: Viewer, supervisor: Viewer, lawyer: Viewer, in_register: str, declared: str,
    sure: bool,
) -> None:  # fmt: skip
    actions.declare_interest(viewer=lawyer, code=in_register, tie="acts_for", name=declared)
    assert declared.encode() not in bytes(Interest.objects.get().sealed_name)
    code = granted(officer).receipt.code
    (choice,) = queries.choices_for(viewer=officer, code=code)
    assert (choice.blocked, choice.ties[0].sure, choice.first) == (True, sure, False)
    with pytest.raises(Refused, match="只有督导员"):
        actions.appoint(viewer=officer, code=code, lawyer=in_register, reason="示例：没有别人")
    with pytest.raises(Invalid):
        actions.appoint(viewer=supervisor, code=code, lawyer=in_register)
    actions.appoint(viewer=supervisor, code=code, lawyer=in_register, reason="示例：当事人书面同意")
    kept = Appointment.objects.get()
    assert "现在或过去代理" in kept.ties
    assert kept.override == "示例：当事人书面同意"


def test_another_firm_is_no_tie_and_one_that_ended_neither(
    officer: Viewer, lawyer: Viewer, in_register: str
) -> None:
    actions.declare_interest(viewer=lawyer, code=in_register, tie="kin", name="示例酒店")
    actions.declare_interest(viewer=lawyer, code=in_register, tie="kin", name=OTHER_SIDE)
    ended = Interest.objects.latest("pk").code
    actions.end_interest(viewer=lawyer, code=in_register, interest=ended)
    code = granted(officer).receipt.code
    assert queries.choices_for(viewer=officer, code=code)[0].ties == ()


def test_whom_a_lawyer_aided_is_not_acted_against(
    officer: Viewer, lawyer: Viewer, in_register: str
) -> None:
    """First for 示例职工甲; then 示例职工甲 stands opposite."""
    first = granted(officer).receipt.code
    actions.appoint(viewer=officer, code=first, lawyer=in_register)
    actions.accept(viewer=lawyer, code=first)
    against_him = granted(officer, key="2", wish=wish(opposite=("示例职工甲",))).receipt.code
    (choice,) = queries.choices_for(viewer=officer, code=against_him)
    assert choice.blocked
    assert "曾经援助过他" in choice.ties[0].in_words()
    again = granted(officer, key="3").receipt.code
    (choice,) = queries.choices_for(viewer=officer, code=again)
    assert not choice.blocked
    assert "曾经代理过和他的争议" in choice.ties[0].in_words()


def test_who_is_full_or_away_cannot_be_asked(
    officer: Viewer, supervisor: Viewer, lawyer: Viewer, second_lawyer: Viewer
) -> None:
    full = registered(supervisor, lawyer, most_open=1)
    first = granted(officer).receipt.code
    actions.appoint(viewer=officer, code=first, lawyer=full)
    code = granted(officer, key="2").receipt.code
    with pytest.raises(Conflict, match="到上限"):
        actions.appoint(viewer=supervisor, code=code, lawyer=full, reason="示例：他最合适")
    second = registered(supervisor, second_lawyer)
    today = clock.today()
    actions.set_away(viewer=second_lawyer, code=second, first=today, last=today + timedelta(days=3))
    with pytest.raises(Conflict, match="请假"):
        actions.appoint(viewer=officer, code=code, lawyer=second)
    with clock.stopped_at(clock.now() + timedelta(days=4)):
        actions.appoint(viewer=officer, code=code, lawyer=second)


def test_taken_back_for_another_when_the_worker_asks(
    officer: Viewer, lawyer: Viewer, in_register: str
) -> None:
    taken = granted(officer)
    code = taken.receipt.code
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    actions.accept(viewer=lawyer, code=code)
    casework.move_as_asker(
        asker=receipt(taken), step="ask_change", filled={"why": "示例：一直不回电话"}
    )
    (row,) = queries.waiting(viewer=officer)
    assert row.change_asked
    with pytest.raises(Invalid):
        actions.take_back(viewer=officer, code=code, reason="")
    actions.take_back(viewer=officer, code=code, reason="示例：职工请求更换")
    assert matter(code).state == "approved"
    with pytest.raises(Missing):
        engine.matter_page(viewer=lawyer, code=code)
    assert RunningClock.objects.filter(matter__code=code, kind="appoint").count() == 2


def test_nobody_but_the_lawyer_answers_for_the_lawyer(
    officer: Viewer, supervisor: Viewer, in_register: str, second_lawyer: Viewer
) -> None:
    code = granted(officer).receipt.code
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    for viewer in (officer, supervisor, second_lawyer):
        with pytest.raises((Missing, Refused)):
            actions.accept(viewer=viewer, code=code)


def test_no_step_goes_round_the_choice(
    officer: Viewer, lawyer: Viewer, second_lawyer: Viewer, in_register: str
) -> None:
    code = granted(officer).receipt.code
    with pytest.raises(Conflict, match="先查利益冲突"):
        step(officer, code, "offer")
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    actions.accept(viewer=lawyer, code=code)
    with pytest.raises(Refused, match="由办理的工会"):
        casework.engage(
            viewer=lawyer, code=code, account=second_lawyer.account or 0, role=Role.LAWYER,
            words="示例：再拉一个人进来",
        )  # fmt: skip


def test_after_the_end_the_lawyer_sees_it_no_more(
    officer: Viewer, lawyer: Viewer, in_register: str
) -> None:
    taken = granted(officer)
    code = taken.receipt.code
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    actions.accept(viewer=lawyer, code=code)
    actions.report(
        viewer=lawyer, code=code, work=worked(result="paid", recovered=matter(code).claimed)
    )
    actions.answer_by_report(viewer=officer, code=code, told="示例：26000元已经打到您卡上。")
    casework.confirm(asker=receipt(taken), rating=5)
    follow_endings([{"matter": matter(code).pk}])
    with pytest.raises(Missing):
        engine.matter_page(viewer=lawyer, code=code)


def test_the_register_opens_only_for_its_keepers(
    officer: Viewer, supervisor: Viewer, in_register: str
) -> None:
    (seen,) = queries.lawyers(viewer=officer)
    assert (seen.code, seen.opens) == (in_register, False)
    assert queries.lawyers(viewer=supervisor)[0].opens
    with pytest.raises(Missing):
        queries.lawyer_page(viewer=officer, code=in_register)


def test_an_office_keeps_its_own_register(
    officer_elsewhere: Viewer, lawyer: Viewer, supervisor: Viewer, person: Person, unions: Any
) -> None:
    with pytest.raises(Missing):
        registered(officer_elsewhere, lawyer)
    code = registered(supervisor, lawyer)
    with pytest.raises(Conflict):
        registered(supervisor, lawyer)
    with pytest.raises(Missing):
        queries.lawyer_page(viewer=officer_elsewhere, code=code)
    worker = person("示例某人", (Role.WORKER, unions.own))
    with pytest.raises(Missing):
        actions.declare_interest(viewer=worker, code=code, tie="kin", name="示例")
