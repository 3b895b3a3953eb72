"""The clocks of a matter: they follow its moves, and people only as far as they may."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from niangjia.casework import actions, jobs, queries
from niangjia.casework.models import ClockChange, RunningClock
from niangjia.casework.rules.periods import Period, days, working_days
from niangjia.casework.tests.desk import answered, matter, receipt, received
from niangjia.foundation.holidays.actions import Notice, enter_year
from niangjia.foundation.ledger.models import Event
from niangjia.kernel import clock
from niangjia.kernel.calendar import published
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=CHINA)


THURSDAY = at(2025, 3, 6, 20, 15)


def handle(code: str) -> RunningClock:
    return RunningClock.objects.filter(matter__code=code, kind="handle").latest("pk")


def test_it_runs_from_receipt_and_not_from_when_somebody_takes_it(officer: Viewer) -> None:
    with clock.stopped_at(THURSDAY):
        code = received().code
    with clock.stopped_at(THURSDAY + timedelta(days=4)):
        actions.take(viewer=officer, code=code)
        actions.move(viewer=officer, code=code, step="start", filled={})
    one = handle(code)
    assert (one.started_at, one.due_at) == (THURSDAY, at(2025, 3, 14))
    assert matter(code).next_due == one.due_at


def test_waiting_for_papers_pauses_and_handing_in_goes_on(officer: Viewer) -> None:
    with clock.stopped_at(THURSDAY):
        came = received()
        actions.move(viewer=officer, code=came.code, step="start", filled={})
    with clock.stopped_at(at(2025, 3, 10, 9)):  # two working days are used
        filled = {"what": "工资表", "kind": "web"}
        actions.move(viewer=officer, code=came.code, step="ask_papers", filled=filled)
        assert handle(came.code).state == "paused"
        assert handle(came.code).count == 3
        assert queries.asker_page(asker=receipt(came)).my_turn
    with clock.stopped_at(at(2025, 4, 3, 9)):  # before the three days of 清明
        actions.move_as_asker(asker=receipt(came), step="hand_in", filled={})
    assert handle(came.code).due_at == at(2025, 4, 10)
    verbs = ClockChange.objects.filter(clock__kind="handle").values_list("verb", flat=True)
    assert list(verbs) == ["paused", "resumed"]


def test_met_in_time_or_late(officer: Viewer) -> None:
    with clock.stopped_at(THURSDAY):
        soon, late = received(key="a").code, received(key="b").code
    with clock.stopped_at(at(2025, 3, 13, 23, 59)):
        answered(officer, soon)
    with clock.stopped_at(at(2025, 3, 14, 0, 0)):
        assert jobs.watch() == 3  # both were to be looked at within a day; one is overdue
        assert jobs.watch() == 0
        answered(officer, late)
    assert handle(soon).broken_at is None
    assert handle(late).broken_at == at(2025, 3, 14)
    assert handle(soon).state == handle(late).state == "met"
    assert Event.objects.filter(topic="casework.clock_broken").count() == 3


def test_pausing_by_hand_only_for_a_declared_reason(officer: Viewer) -> None:
    with clock.stopped_at(THURSDAY):
        code = received().code
        with pytest.raises(Invalid, match="不能因为这个"):
            actions.pause_clock(
                viewer=officer, code=code, kind="handle", reason="busy", words="示例：太忙了"
            )
        actions.pause_clock(
            viewer=officer, code=code, kind="handle", reason="appraisal", words="示例：去做鉴定"
        )
        with pytest.raises(Conflict):
            actions.extend_clock(
                viewer=officer, code=code, kind="handle", by=working_days(1), words="示例：再等等"
            )
        actions.move(viewer=officer, code=code, step="start", filled={})
        assert handle(code).state == "paused"  # a move does not end what a person paused
    with clock.stopped_at(THURSDAY + timedelta(days=7)):
        actions.resume_clock(viewer=officer, code=code, kind="handle", words="示例：鉴定好了")
    assert handle(code).due_at == at(2025, 3, 21)
    with pytest.raises(Conflict, match="没有被人暂停"):
        actions.resume_clock(viewer=officer, code=code, kind="handle", words="示例：再来")


def test_extended_once_by_a_supervisor_within_the_limit(
    officer: Viewer, supervisor: Viewer
) -> None:
    with clock.stopped_at(THURSDAY):
        code = received().code

        five = working_days(5)

        def extend(who: Viewer, by: Period = five, words: str = "示例：等银行") -> None:
            actions.extend_clock(viewer=who, code=code, kind="handle", by=by, words=words)

        with pytest.raises(Refused):
            extend(officer)
        for wrong in (working_days(6), working_days(0), days(1)):
            with pytest.raises(Invalid, match="延长得太多"):
                extend(supervisor, wrong)
        with pytest.raises(Invalid):
            extend(supervisor, words="")
        extend(supervisor)
        assert handle(code).due_at == at(2025, 3, 21)
        with pytest.raises(Conflict, match="已经延长过1次"):
            extend(supervisor)


def test_what_is_over_is_neither_paused_nor_extended_nor_regraded(
    officer: Viewer, supervisor: Viewer
) -> None:
    with clock.stopped_at(THURSDAY):
        code = received().code
    with clock.stopped_at(at(2025, 3, 17, 9)):
        with pytest.raises(Conflict, match="时限已经过了"):
            actions.pause_clock(
                viewer=officer, code=code, kind="handle", reason="appraisal", words="示例：鉴定去"
            )
        with pytest.raises(Conflict, match="时限已经过了"):
            actions.extend_clock(
                viewer=supervisor, code=code, kind="handle", by=working_days(1), words="示例：再等"
            )
        with pytest.raises(Conflict, match="时限已经过了"):
            actions.regrade(viewer=officer, code=code, grade="complex", words="示例：很难办")


def test_another_grade_counts_from_receipt_and_takes_no_extension_back(
    officer: Viewer, supervisor: Viewer
) -> None:
    with clock.stopped_at(THURSDAY):
        code = received(grade="simple").code
        assert handle(code).due_at == at(2025, 3, 7)
        actions.regrade(viewer=officer, code=code, grade="complex", words="示例：很难办")
        assert handle(code).due_at == at(2025, 3, 28)
        actions.extend_clock(
            viewer=supervisor, code=code, kind="handle", by=working_days(1), words="示例：再等等"
        )
        with pytest.raises(Conflict, match="不能再改难度"):
            actions.regrade(viewer=officer, code=code, grade="hard", words="示例：不难办")
        with pytest.raises(Conflict, match="已经是"):
            actions.regrade(viewer=officer, code=code, grade="complex", words="示例：不难办")


def test_a_place_sets_hours_and_periods_of_its_own_from_tomorrow(
    administrator: Viewer, unions: Any
) -> None:
    with clock.stopped_at(THURSDAY):
        today = clock.today()
        rule = {
            "viewer": administrator, "office": unions.city.code, "procedure": "desk",
            "clock_key": "handle", "grade": "hard", "period": working_days(3),
            "source": "示例市规定",
        }  # fmt: skip
        with pytest.raises(Invalid, match="日期不对"):
            actions.set_period(**rule, valid_from=today)
        actions.set_period(**rule, valid_from=today + timedelta(days=1))
        actions.set_hours(
            viewer=administrator, office=unions.county.code, noon=time(12), closes=time(17, 30),
            source="示例县规定", valid_from=today + timedelta(days=1),
        )  # fmt: skip
        before = received(key="before").code
    with clock.stopped_at(THURSDAY + timedelta(days=1)):
        after = received(key="after").code
    assert handle(before).due_at == at(2025, 3, 14)
    assert handle(after).due_at == at(2025, 3, 12, 17, 30)
    assert handle(after).source == "示例市规定"
    with pytest.raises(Invalid, match="期限不对"):
        actions.set_period(**{**rule, "period": days(3)}, valid_from=clock.today())


def test_without_a_calendar_it_comes_in_all_the_same_and_waits_for_its_day(
    officer: Viewer, operator: Viewer
) -> None:
    last = max(published().years)
    with clock.stopped_at(at(last, 12, 29, 10)):
        came = received(grade="complex")
        assert handle(came.code).due_at is None
        page = queries.matter_page(viewer=officer, code=came.code)
        assert [one.tone for one in page.clocks if one.kind == "handle"] == ["unknown"]
        assert queries.matters(viewer=officer).rows[0].due_at is not None
        enter_year(
            viewer=operator,
            notice=Notice(
                last + 1, "1月1日至1月3日，2月5日至2月11日，5月1日至5月5日，10月1日至10月7日", "",
                "示例通知",
            ),
        )  # fmt: skip
        jobs.follow_holidays([{"year": last + 1}])
        due = handle(came.code).due_at
        assert due is not None
        assert due.year == last + 1
        assert matter(came.code).next_due <= due
        assert list(queries.faults_of_timelines()) == []
