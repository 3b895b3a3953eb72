"""Decided in 7 days, appointed in 3 more, objections in 5 (法律援助法 art. 42 to 44, 48, 49)."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from niangjia.casework import actions as casework
from niangjia.casework import queries as engine
from niangjia.casework.models import RunningClock
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.legal_aid import actions, queries
from niangjia.rights.legal_aid.tests.office import (
    applied,
    granted,
    matter,
    receipt,
    set_local,
    step,
    wish,
)

pytestmark = pytest.mark.django_db
at_work = pytest.mark.usefixtures("officer")

MONDAY = datetime(2026, 3, 2, 9, tzinfo=CHINA)


def due(code: str, kind: str) -> str:
    one = RunningClock.objects.filter(matter__code=code, kind=kind).latest("pk")
    assert one.due_at is not None
    return one.due_at.astimezone(CHINA).strftime("%m-%d %H:%M")


def test_seven_days_to_decide_and_three_to_appoint(officer: Viewer) -> None:
    """Received on Monday 2 March: day 7 is Monday 9 March. Decided that day: day 3 is 12 March."""
    with clock.stopped_at(MONDAY):
        code = applied().receipt.code
        assert due(code, "decide") == "03-10 00:00"
    with clock.stopped_at(MONDAY + timedelta(days=7)):
        step(officer, code, "grant")
        assert due(code, "appoint") == "03-13 00:00"
        page = engine.matter_page(viewer=officer, code=code)
    told = {one.kind: (one.source, one.verified) for one in page.clocks}
    assert told["decide"] == ("《法律援助法》第四十三条第一款（工会参照适用，第六十八条）", True)
    assert told["appoint"][1]


@at_work
def test_a_last_day_without_work_moves_to_the_next() -> None:
    """Received on Saturday 7 March: day 7 is Saturday 14 March, so Monday 16 March counts."""
    with clock.stopped_at(MONDAY + timedelta(days=5)):
        assert due(applied().receipt.code, "decide") == "03-17 00:00"


def test_aid_comes_first_where_fewer_than_seven_days_are_left(officer: Viewer) -> None:
    with clock.stopped_at(MONDAY):
        today = clock.today()
        later = applied(wish=wish(last_day=today + timedelta(days=7))).receipt.code
        with pytest.raises(Conflict, match="第四十四条第一项"):
            step(officer, later, "act_first", ground="last_day")
        soon = applied(wish=wish(last_day=today + timedelta(days=6)), key="2").receipt.code
        step(officer, soon, "act_first", ground="last_day")
        assert matter(soon).state == "urgent"
        assert due(soon, "appoint_now") == "03-03 00:00"
        page = engine.matter_page(viewer=officer, code=soon)
        now = next(one for one in page.clocks if one.kind == "appoint_now")
        assert not now.verified
        assert "尚未核对" in now.source


def test_aid_comes_first_where_things_may_vanish(officer: Viewer) -> None:
    plain = applied().receipt.code
    with pytest.raises(Conflict, match="第四十四条第二项"):
        step(officer, plain, "act_first", ground="preserve")
    code = applied(wish=wish(preserve=True), key="2").receipt.code
    step(officer, code, "act_first", ground="preserve")
    assert matter(code).legal_aid.ground == "preserve"


def test_papers_are_asked_for_once(officer: Viewer) -> None:
    taken = applied()
    code = taken.receipt.code
    step(officer, code, "ask_papers", what="示例：工资条或者转账记录")
    shown = queries.asker_file(code=code)
    assert shown is not None
    assert "工资条" in shown.told
    casework.move_as_asker(asker=receipt(taken), step="add_papers", filled={})
    with pytest.raises(Conflict, match="一次性告知"):
        step(officer, code, "ask_papers", what="示例：再来一份")


def test_nobody_is_refused_for_means_that_are_not_looked_at(officer: Viewer) -> None:
    code = applied().receipt.code
    with pytest.raises(Conflict, match="不能因为经济情况拒绝"):
        step(officer, code, "refuse", reason="means", why="示例：收入太高")
    with pytest.raises(Conflict, match="第四十三条第二款"):
        step(officer, code, "refuse", reason="no_papers", why="示例：没有补材料")


def test_above_the_threshold_is_not_granted_but_may_be_corrected(
    officer: Viewer, administrator: Viewer, unions: Any
) -> None:
    set_local(administrator, unions.county, "means", "1500")
    code = applied(wish=wish(group="none", income=Decimal(9000))).receipt.code
    with pytest.raises(Conflict, match="超过本地经济困难标准"):
        step(officer, code, "grant")
    actions.fill_in(viewer=officer, code=code, wish=wish(group="none", income=Decimal(1000)))
    step(officer, code, "grant")
    assert matter(code).legal_aid.granted


@pytest.fixture
def refused(officer: Viewer) -> actions.Taken:
    taken = applied()
    step(officer, taken.receipt.code, "refuse", reason="scope", why="示例：这是邻居之间借钱")
    return taken


def test_a_refusal_is_told_with_its_reason_and_can_be_objected_to(
    refused: actions.Taken, officer: Viewer, supervisor: Viewer
) -> None:
    """Objected on Monday 2 March: day 5 is Saturday 7 March, so Monday 9 March counts."""
    code = refused.receipt.code
    shown = queries.asker_file(code=code)
    assert shown is not None
    assert shown.may_object
    assert "借钱" in shown.told
    with clock.stopped_at(MONDAY):
        casework.move_as_asker(
            asker=receipt(refused), step="object", filled={"why": "示例：是老板欠的工资"}
        )
        assert due(code, "objection") == "03-10 00:00"
    with pytest.raises(Refused):
        step(officer, code, "correct", why="示例：我自己改")
    step(supervisor, code, "correct", why="示例：确实是工资")
    assert (matter(code).state, matter(code).legal_aid.granted) == ("approved", True)


def test_who_decided_does_not_answer_the_objection(
    supervisor: Viewer, second_supervisor: Viewer, officer: Viewer
) -> None:
    taken = applied()
    code = taken.receipt.code
    step(supervisor, code, "refuse", reason="scope", why="示例：不在范围内")
    casework.move_as_asker(asker=receipt(taken), step="object", filled={"why": "示例：不同意"})
    with pytest.raises(Conflict, match="作出决定的人"):
        step(supervisor, code, "uphold", why="示例：维持")
    step(second_supervisor, code, "uphold", why="示例：借条写明是借款")
    assert matter(code).state == "upheld"
    shown = queries.asker_file(code=code)
    assert shown is not None
    assert "借条" in shown.told
    given = casework.Answer("not_granted", "示例：这次不能援助，可以去找司法局。", Decimal(0))
    casework.answer(viewer=officer, code=code, given=given)
    casework.confirm(asker=receipt(taken))
    assert matter(code).ending == "confirmed"


def test_aid_ends_only_for_a_case_of_the_act(officer: Viewer) -> None:
    code = granted(officer).receipt.code
    step(officer, code, "terminate", reason="own_lawyer", why="示例：您另请了律师")
    ended = matter(code)
    assert (ended.state, ended.legal_aid.ground) == ("stopped", "own_lawyer")
