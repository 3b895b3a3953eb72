"""The queues: who takes what, who gives it to whom, what is seen of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.models import Case, Comment

from .work import INTERPRETATION, aged, case_in

pytestmark = pytest.mark.django_db

MANY = 10_000


def test_the_oldest_unassigned_is_taken_next(lawyer: Viewer, editor: Viewer, unions: Any) -> None:
    new, old, older = (aged(case_in("masked", unions.city), days) for days in (1, 20, 30))
    aged(case_in("masked", unions.elsewhere), 90)
    aged(case_in("imported", unions.city), 90)
    assert actions.take_next(viewer=lawyer, queue="interpreting") == older.code
    assert actions.take_next(viewer=editor, queue="interpreting") == old.code
    assert actions.take_next(viewer=lawyer, queue="interpreting") == new.code
    assert actions.take_next(viewer=lawyer, queue="interpreting") is None
    older.refresh_from_db()
    assert older.assigned_to == lawyer.actor
    assert older.assigned_at is not None
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["task.taken"] * 3
    with pytest.raises(Missing):
        actions.take_next(viewer=lawyer, queue="nothing")
    with pytest.raises(Refused):
        actions.take_next(viewer=lawyer, queue="publishing")


def test_nobody_is_given_their_own_work_to_check(
    lawyer: Viewer, editor: Viewer, unions: Any
) -> None:
    case = case_in("masked", unions.city)
    actions.hand_in(viewer=lawyer, code=case.code, content=INTERPRETATION)
    assert actions.take_next(viewer=lawyer, queue="checking") is None
    with pytest.raises(Refused):
        actions.take(viewer=lawyer, code=case.code)
    with pytest.raises(Invalid, match="不能办"):
        actions.assign(viewer=editor, codes=[case.code], to=lawyer.actor)
    row = staff.queue(viewer=lawyer, queue="checking").rows[0]
    assert row.own
    assert actions.take_next(viewer=editor, queue="checking") == case.code


def test_a_case_is_taken_by_one_and_put_back(
    lawyer: Viewer, editor: Viewer, person: Callable[..., Viewer], unions: Any
) -> None:
    case = case_in("masked", unions.city)
    other = person("示例另一律师", (Role.LAWYER, unions.city))
    actions.take(viewer=lawyer, code=case.code)
    actions.take(viewer=lawyer, code=case.code)
    with pytest.raises(Conflict) as told:
        actions.take(viewer=other, code=case.code)
    assert "律师" not in told.value.message
    with pytest.raises(Conflict):
        actions.release(viewer=other, code=case.code)
    actions.release(viewer=lawyer, code=case.code)
    with pytest.raises(Conflict):
        actions.release(viewer=lawyer, code=case.code)
    actions.take(viewer=other, code=case.code)
    actions.release(viewer=editor, code=case.code)
    case.refresh_from_db()
    assert (case.assigned_to, case.assigned_at) == ("", None)


def test_only_what_waits_for_the_viewer_is_taken(lawyer: Viewer, unions: Any) -> None:
    with pytest.raises(Conflict):
        actions.take(viewer=lawyer, code=case_in("published", unions.city).code)
    with pytest.raises(Refused):
        actions.take(viewer=lawyer, code=case_in("imported", unions.city).code)
    with pytest.raises(Missing):
        actions.take(viewer=lawyer, code=case_in("masked", unions.elsewhere).code)


def test_a_keeper_gives_cases_to_whoever_may_do_them(
    editor: Viewer,
    lawyer: Viewer,
    worker: Viewer,
    officer: Viewer,
    person: Callable[..., Viewer],
    unions: Any,
) -> None:
    waiting = [case_in("masked", unions.city) for _ in range(2)]
    codes = [case.code for case in waiting]
    away = person("示例外地律师", (Role.LAWYER, unions.elsewhere))
    assert actions.assign(viewer=editor, codes=codes, to=lawyer.actor) == 2
    assert actions.assign(viewer=editor, codes=codes, to=lawyer.actor) == 0
    for to in (away.actor, worker.actor, officer.actor, "account:999999", "stranger", "account:x"):
        with pytest.raises(Invalid):
            actions.assign(viewer=editor, codes=codes, to=to)
    unmasked = case_in("imported", unions.city)
    with pytest.raises(Invalid, match="1 个案例这位同事不能办"):
        actions.assign(viewer=editor, codes=[*codes, unmasked.code], to=lawyer.actor)
    with pytest.raises(Conflict):
        actions.assign(
            viewer=editor, codes=[case_in("withdrawn", unions.city).code], to=lawyer.actor
        )
    with pytest.raises(Refused):
        actions.assign(viewer=lawyer, codes=codes, to=lawyer.actor)
    assert set(Case.objects.filter(code__in=codes).values_list("assigned_to", flat=True)) == {
        lawyer.actor
    }
    assert actions.assign(viewer=editor, codes=codes, to="") == 2
    assert {entry.details["to"] for entry in AuditEntry.objects.all()} == {lawyer.actor, ""}


def test_colleagues_are_those_within_the_viewers_part(
    editor: Viewer, lawyer: Viewer, administrator: Viewer, chief_editor: Viewer, person: Any,
    unions: Any,
) -> None:  # fmt: skip
    person("示例外地律师", (Role.LAWYER, unions.elsewhere))
    here = {editor.actor, lawyer.actor, administrator.actor}
    assert {one.actor for one in staff.colleagues(viewer=editor)} == here
    named = {one.name for one in staff.colleagues(viewer=chief_editor)}
    assert {"示例外地律师", "示例总编辑", "示例律师"} <= named
    with pytest.raises(Refused):
        staff.colleagues(viewer=lawyer)


def test_a_queue_is_narrowed_and_ordered(lawyer: Viewer, editor: Viewer, unions: Any) -> None:
    first = aged(case_in("masked", unions.city, issue="unpaid_wages"), 9)
    second = aged(case_in("masked", unions.county, issue="overtime"), 3)
    aged(case_in("masked", unions.city, merged_into=first), 30)
    actions.take(viewer=lawyer, code=second.code)
    actions.comment(viewer=editor, code=first.code, text="请留意金额")
    Comment.objects.create(case=first, by="x", text="好了", resolved_at=clock.now())

    def codes(**asked: Any) -> list[str]:
        found = staff.queue(viewer=lawyer, queue="interpreting", **asked)
        return [row.code for row in found.rows]

    assert codes() == [first.code, second.code]
    assert codes(order="newest") == [second.code, first.code]
    assert codes(issue="overtime") == codes(mine=True) == [second.code]
    assert codes(unassigned=True) == [first.code]
    assert codes(mine=True, unassigned=True) == [first.code, second.code]
    oldest, taken = staff.queue(viewer=lawyer, queue="interpreting", page=9).rows
    assert (oldest.days, oldest.comments_open, oldest.assignee_name) == (9, 1, "")
    assert (oldest.issue_name, oldest.state_name) == ("欠薪", "待解读")
    assert (taken.assignee_name, taken.is_mine, taken.comments_open) == ("示例律师", True, 0)
    counts = staff.queue_counts(viewer=lawyer)
    assert counts == {"interpreting": (2, 1, 1, 9), "checking": (0, 0, 0, 0)}
    assert list(staff.queue_counts(viewer=editor)) == [
        "masking", "interpreting", "checking", "publishing",
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["officer", "worker", "auditor", "supervisor", "stranger"])
def test_others_see_no_queue(who: str, request: pytest.FixtureRequest) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    for ask in (
        lambda: staff.queue(viewer=viewer, queue="interpreting"),
        lambda: staff.queue_counts(viewer=viewer),
        lambda: actions.take_next(viewer=viewer, queue="interpreting"),
        lambda: actions.take(viewer=viewer, code="x"),
        lambda: actions.release(viewer=viewer, code="x"),
        lambda: actions.assign(viewer=viewer, codes=["x"], to=""),
    ):
        with pytest.raises(Refused):
            ask()


def test_a_long_queue_asks_the_database_few_questions(
    editor: Viewer, lawyer: Viewer, unions: Any, django_assert_max_num_queries: Any
) -> None:
    now = clock.now()
    Case.objects.bulk_create(
        Case(
            text_hash=str(number), title=f"示例第{number}案", text="示例", held_by=unions.city,
            state="masked", masked_by="x", state_since=now - timedelta(minutes=number),
            assigned_to=lawyer.actor if number % 3 else editor.actor,
        )
        for number in range(MANY)
    )  # fmt: skip
    with django_assert_max_num_queries(5):
        page = staff.queue(viewer=editor, queue="interpreting", page=100)
    assert (page.total, page.page, len(page.rows)) == (MANY, 100, 50)
    assert {row.assignee_name for row in page.rows} == {"示例律师", "示例编辑"}
    with django_assert_max_num_queries(5):
        counts = staff.queue_counts(viewer=editor)
    assert counts["interpreting"].total == MANY
    assert actions.take_next(viewer=editor, queue="interpreting") is None
