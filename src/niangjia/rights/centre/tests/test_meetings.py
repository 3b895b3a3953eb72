"""Joint meetings, tasks that come due and say so once, joint checks."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from niangjia.foundation.ledger.models import Event
from niangjia.foundation.people.models import Account
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import actions, jobs, queries
from niangjia.rights.centre.models import Body, Centre, Meeting, Task
from niangjia.rights.centre.rules.opening import moment

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 12)


def called(day: date = DAY, **more: Any) -> actions.Called:
    told = {"kind": "quarterly", "title": "示例联席会议", "agenda": ("第一项", " ", "第二项")}
    return actions.Called(starts=moment(day, time(9)), ends=moment(day, time(11)), **(told | more))


@pytest.fixture
def meeting(officer: Viewer, centre: Centre) -> Meeting:
    return actions.call_meeting(viewer=officer, centre=centre.code, called=called())


def task(officer: Viewer, centre: Centre, due: date = DAY, **more: Any) -> Task:
    owner = more.pop("owner", "") or f"account:{Account.objects.get(pk=officer.account or 0).code}"
    return actions.set_task(
        viewer=officer, centre=centre.code, what="示例任务", due_on=due, owner=owner, **more
    )


def topics() -> list[str]:
    found = Event.objects.filter(topic__startswith="centre.").order_by("pk")
    return [topic.removeprefix("centre.") for topic in found.values_list("topic", flat=True)]


def test_a_meeting_is_called_with_its_agenda(officer: Viewer, meeting: Meeting, came: Any) -> None:
    actions.put_on_agenda(viewer=officer, meeting=meeting.code, what="一件欠薪", matter=came.code)
    page = queries.meeting_page(viewer=officer, code=meeting.code)
    assert [one.words for one in page.agenda] == ["第一项", "第二项", "一件欠薪"]
    assert page.agenda[2].matter is not None
    assert page.agenda[2].matter.number == came.number


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "party"}, "kind"),
        ({"day": date(2026, 3, 10)}, "starts"),
    ],
)
def test_what_is_wrong_with_a_call_is_named(
    officer: Viewer, centre: Centre, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as error:
        actions.call_meeting(viewer=officer, centre=centre.code, called=called(**wrong))
    assert field in error.value.fields


def test_a_meeting_is_held_once_and_stays_as_it_was(
    officer: Viewer, second_officer: Viewer, meeting: Meeting
) -> None:
    held = actions.Held((("示例法院", 2),), ("定一件事",), "示例纪要：某人说了什么")
    with pytest.raises(Invalid):
        actions.hold_meeting(
            viewer=officer, meeting=meeting.code, held=actions.Held((), ()), version=1
        )
    twice = actions.Held((("示例法院", 2), ("示例法院", 1)), ())
    with pytest.raises(Invalid):
        actions.hold_meeting(viewer=officer, meeting=meeting.code, held=twice, version=1)
    actions.hold_meeting(viewer=officer, meeting=meeting.code, held=held, version=1)
    with pytest.raises(Conflict):
        actions.hold_meeting(viewer=second_officer, meeting=meeting.code, held=held, version=1)
    with pytest.raises(Conflict):
        actions.cancel_meeting(viewer=officer, meeting=meeting.code, reason="示例")
    page = queries.meeting_page(viewer=second_officer, code=meeting.code)
    assert [one.words for one in page.decisions] == ["定一件事"]
    assert [(one.body_name, one.people) for one in page.came] == [("示例法院", 2)]
    assert page.minutes == "示例纪要：某人说了什么"
    assert "某人" not in str(Meeting.objects.values().get())


def test_a_task_has_an_owner_of_the_centre_and_a_day_to_come(
    officer: Viewer, officer_elsewhere: Viewer, centre: Centre, body: Body
) -> None:
    stranger = f"account:{Account.objects.get(pk=officer_elsewhere.account or 0).code}"
    for owner in (stranger, "body:zzzz", "", "king:x"):
        with pytest.raises(Invalid) as error:
            actions.set_task(
                viewer=officer, centre=centre.code, what="示例", due_on=DAY, owner=owner
            )
        assert set(error.value.fields) == {"owner"}
    with pytest.raises(Invalid) as error:
        task(officer, centre, date(2026, 3, 10))
    assert set(error.value.fields) == {"due_on"}
    assert task(officer, centre, owner=f"body:{body.code}").body == body


def test_a_task_comes_due_and_is_late_each_told_once(officer: Viewer, centre: Centre) -> None:
    made = task(officer, centre, date(2026, 3, 13))
    assert jobs.watch() == 12  # three days ahead without anybody on duty: gaps
    assert jobs.watch() == 0
    for day, said in ((12, ["task_due"]), (13, []), (14, ["task_overdue"]), (15, [])):
        with clock.stopped_at(datetime(2026, 3, day, 8, tzinfo=CHINA)):
            before = len(topics())
            jobs.watch()
            assert [one for one in topics()[before:] if one != "duty_gap"] == said
    payloads = Event.objects.filter(topic="centre.task_due").values_list("payload", flat=True)
    assert list(payloads) == [{"centre": centre.pk, "task": made.pk}]


def test_what_is_done_comes_due_no_more(officer: Viewer, centre: Centre) -> None:
    made = task(officer, centre)
    with pytest.raises(Invalid):
        actions.settle_task(viewer=officer, code=made.code, outcome="")
    actions.settle_task(viewer=officer, code=made.code, outcome="办好了")
    with pytest.raises(Conflict):
        actions.settle_task(viewer=officer, code=made.code, outcome="又办好了")
    jobs.watch()
    assert "task_due" not in topics()


def test_the_owner_settles_a_task_and_so_does_whoever_plans_there(
    officer: Viewer, mediator: Viewer, lawyer: Viewer, officer_elsewhere: Viewer, centre: Centre
) -> None:
    own = f"account:{Account.objects.get(pk=mediator.account or 0).code}"
    made = task(officer, centre, owner=own)
    with pytest.raises(Refused):
        actions.settle_task(viewer=lawyer, code=made.code, outcome="办好了")
    with pytest.raises(Missing):
        actions.settle_task(viewer=officer_elsewhere, code=made.code, outcome="办好了")
    actions.settle_task(viewer=mediator, code=made.code, outcome="办好了")
    other = task(officer, centre, owner=own)
    actions.settle_task(viewer=officer, code=other.code, outcome="不用办了", done=False)
    assert Task.objects.get(pk=other.pk).state == "dropped"


def test_a_round_of_checks_closes_when_all_is_put_right(officer: Viewer, centre: Centre) -> None:
    today = clock.today()
    made = actions.plan_round(
        viewer=officer, centre=centre.code, title="示例排查", bodies="示例",
        begins=today - timedelta(days=2), ends=today + timedelta(days=9),
    )  # fmt: skip
    for wrong, field in (
        (actions.Gone("示例工地", today + timedelta(days=1)), "day"),
        (actions.Gone("示例工地", today, 1, "示例问题"), "put_right_by"),
        (actions.Gone("示例工地", today, 1, "", today), "findings"),
    ):
        with pytest.raises(Invalid) as error:
            actions.add_visit(viewer=officer, code=made.code, gone=wrong)
        assert set(error.value.fields) == {field}
    gone = actions.Gone("示例工地", today, 2, "示例问题", today + timedelta(days=5))
    visit = actions.add_visit(viewer=officer, code=made.code, gone=gone)
    with pytest.raises(Conflict, match="没有改好"):
        actions.close_round(viewer=officer, code=made.code)
    actions.settle_visit(viewer=officer, code=visit.code)
    actions.close_round(viewer=officer, code=made.code)
    with pytest.raises(Conflict):
        actions.add_visit(viewer=officer, code=made.code, gone=gone)
    page = queries.round_page(viewer=officer, code=made.code)
    assert (page.problems, page.open_problems) == (2, 0)


def test_other_offices_see_no_meeting_and_no_check(
    officer_elsewhere: Viewer, worker: Viewer, centre: Centre, meeting: Meeting
) -> None:
    for viewer in (officer_elsewhere, worker):
        for read in (
            lambda v: queries.meeting_page(viewer=v, code=meeting.code),
            lambda v: queries.tasks(viewer=v, centre=centre.code),
            lambda v: queries.rounds(viewer=v, centre=centre.code),
        ):
            with pytest.raises(Missing):
                read(viewer)
