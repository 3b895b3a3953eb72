"""The three grades, the first look, more time with a reason: as the procedure declares them."""

from datetime import datetime

import pytest

from niangjia.casework import actions as casework
from niangjia.casework import queries as engine
from niangjia.casework.models import RunningClock
from niangjia.casework.rules.periods import working_days
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.hotline.procedure import HANDLE, PROCEDURE
from niangjia.rights.hotline.tests.calls import called, matter, receipt

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=CHINA)


def at(day: int, hour: int = 10, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("grade", "due"),
    [
        ("simple", datetime(2026, 3, 3, 0, 0, tzinfo=CHINA)),
        ("hard", datetime(2026, 3, 10, 0, 0, tzinfo=CHINA)),
        ("complex", datetime(2026, 3, 24, 0, 0, tzinfo=CHINA)),
    ],
)
def test_each_grade_has_its_time_counted_from_receipt(
    agent: Viewer, grade: str, due: datetime
) -> None:
    """Monday 2 March: the same day; five working days to Monday 9th; fifteen to Monday 23rd."""
    with clock.stopped_at(MONDAY):
        came = called(agent, grade=grade)
    running = RunningClock.objects.get(matter__code=came.code, kind=HANDLE)
    assert running.due_at == due
    assert "青海" in running.source
    assert not running.verified


def test_somebody_looks_within_half_a_working_day(agent: Viewer) -> None:
    with clock.stopped_at(MONDAY):
        came = called(agent)
    look = RunningClock.objects.get(matter__code=came.code, kind="look")
    assert look.due_at == datetime(2026, 3, 2, 12, 0, tzinfo=CHINA) or look.due_at == at(3, 0)
    with clock.stopped_at(at(2, 11)):
        casework.move(viewer=agent, code=came.code, step="start", filled={})
    look.refresh_from_db()
    assert (look.state, look.broken_at) == ("met", None)


def test_waiting_for_the_asker_is_not_counted(agent: Viewer) -> None:
    with clock.stopped_at(MONDAY):
        came = called(agent)
    with clock.stopped_at(at(3)):
        casework.move(viewer=agent, code=came.code, step="ask", filled={"what": "示例：工资条"})
    running = RunningClock.objects.get(matter__code=came.code, kind=HANDLE)
    assert running.due_at is None
    with clock.stopped_at(at(17)):
        page = engine.asker_page(asker=receipt(came))
        assert page.my_turn
        casework.move_as_asker(asker=receipt(came), step="add", filled={"words": "示例：有"})
    running.refresh_from_db()
    assert running.due_at == at(24, 0), "four of five days were left on the 17th"


def test_more_time_takes_a_supervisor_a_reason_and_has_a_limit(
    agent: Viewer, supervisor: Viewer
) -> None:
    with clock.stopped_at(MONDAY):
        came = called(agent)
        asked = {"code": came.code, "kind": HANDLE, "words": "示例：要去外地核对"}
        with pytest.raises(Refused):
            casework.extend_clock(viewer=agent, by=working_days(5), **asked)
        with pytest.raises(Invalid):
            casework.extend_clock(viewer=supervisor, by=working_days(6), **asked)
        with pytest.raises(Invalid):
            casework.extend_clock(
                viewer=supervisor, by=working_days(5), code=came.code, kind=HANDLE, words=""
            )
        casework.extend_clock(viewer=supervisor, by=working_days(5), **asked)
        with pytest.raises(Conflict):
            casework.extend_clock(viewer=supervisor, by=working_days(1), **asked)
    assert RunningClock.objects.get(kind=HANDLE).due_at == at(17, 0)


def test_a_place_sets_its_own_time_and_then_it_counts_as_verified(
    agent: Viewer, administrator: Viewer, unions: object
) -> None:
    city = getattr(unions, "city").code  # noqa: B009 - the cast is untyped here
    with clock.stopped_at(MONDAY):
        casework.set_period(
            viewer=administrator, office=city, procedure="hotline", clock_key=HANDLE, grade="hard",
            period=working_days(3), source="示例市总工会热线办法第5条", valid_from=at(3).date(),
        )  # fmt: skip
    with clock.stopped_at(at(4)):
        came = called(agent)
    running = RunningClock.objects.get(matter__code=came.code, kind=HANDLE)
    assert (running.due_at, running.verified) == (at(10, 0), True)


def test_what_the_employer_said_is_written_down_and_the_asker_is_told(agent: Viewer) -> None:
    came = called(agent)
    filled = {"how": "phone", "said": "示例：找了人事经理"}
    casework.move(viewer=agent, code=came.code, step="approach", filled=filled)
    assert matter(came.code).state == "talking"
    page = engine.asker_page(asker=receipt(came))
    assert page.told == "工会已经找了单位，正在谈。"
    assert "人事经理" not in str(page), "what was said to the employer stays with the office"
    casework.move(viewer=agent, code=came.code, step="heard", filled={"said": "示例：答应了"})
    assert matter(came.code).state == "working"


def test_every_result_and_reason_is_plain_chinese() -> None:
    words = [*PROCEDURE.closing.results.values(), *PROCEDURE.closing.reasons.values()]
    assert len(words) == len(set(words)) == 12
    assert PROCEDURE.refers_to == ("centre", "legal_aid")
