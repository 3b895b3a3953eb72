"""Who has a task or is asked for a shift hears of it, once, and only while it still matters."""

from datetime import date, timedelta

import pytest

from niangjia.foundation.ledger import courier
from niangjia.foundation.notices.models import Notice
from niangjia.foundation.people.models import Account
from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import actions, jobs, telling
from niangjia.rights.centre.models import Body, Centre, Task

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 12)


def told(kind: str) -> list[int | None]:
    return list(Notice.objects.filter(kind=f"centre.{kind}").values_list("account", flat=True))


def task(officer: Viewer, centre: Centre, owner: str) -> Task:
    due = clock.today() + timedelta(days=1)
    return actions.set_task(
        viewer=officer, centre=centre.code, what="示例：报数据", due_on=due, owner=owner
    )


def test_whoever_has_a_task_is_told_once_that_it_comes_due(
    officer: Viewer, centre: Centre, body: Body
) -> None:
    mine = Account.objects.get(pk=officer.account or 0)
    task(officer, centre, f"account:{mine.code}")
    task(officer, centre, f"body:{body.code}")
    for _ in range(2):
        jobs.watch()
        courier.drain("telling")
    assert told("task_due") == [mine.pk]


def test_a_task_that_is_done_is_told_to_nobody(officer: Viewer, centre: Centre) -> None:
    mine = Account.objects.get(pk=officer.account or 0)
    made = task(officer, centre, f"account:{mine.code}")
    Task.objects.filter(pk=made.pk).update(
        state="done", outcome="示例：报了", settled_at=clock.now()
    )
    telling.task_due([{"task": made.pk}])
    telling.task_overdue([{"task": made.pk}])
    assert told("task_due") == told("task_overdue") == []


def test_both_sides_of_a_swap_are_told(
    officer: Viewer, lawyer: Viewer, second_lawyer: Viewer, centre: Centre
) -> None:
    giver, taker = (
        actions.add_duty_person(
            viewer=officer, centre=centre.code, role="lawyer",
            account=Account.objects.get(pk=who.account or 0).code,
        )
        for who in (lawyer, second_lawyer)
    )  # fmt: skip
    for agree, kind in ((False, "swap_refused"), (True, "swap_agreed")):
        part = "afternoon" if agree else "morning"
        mine = actions.assign_shift(viewer=officer, person=giver.code, day=DAY, part=part)
        swap = actions.ask_swap(viewer=lawyer, shift=mine.code, taker=taker.code)
        courier.drain("telling")
        assert told("swap_asked")[-1] == second_lawyer.account
        actions.answer_swap(viewer=second_lawyer, code=swap.code, agree=agree)
        courier.drain("telling")
        assert told(kind) == [lawyer.account]
