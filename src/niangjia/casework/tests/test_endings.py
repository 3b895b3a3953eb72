"""A matter ends in one of two ways, and no verb, whoever calls it, finds a third."""

import inspect
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from niangjia.casework import actions, queries
from niangjia.casework.models import Matter, Outcome, RunningClock
from niangjia.casework.models.matters import Crisis
from niangjia.casework.rules.periods import days, working_days
from niangjia.casework.tests.desk import answered, matter, receipt, received
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, NiangjiaError
from niangjia.kernel.viewer import STRANGER, Role, Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def came(officer: Viewer) -> actions.Received:  # noqa: ARG001 - somebody works there
    return received()


def test_a_result_confirmed_by_the_asker(officer: Viewer, came: actions.Received) -> None:
    answered(officer, came.code)
    actions.confirm(asker=receipt(came), rating=5)
    ended = matter(came.code)
    assert (ended.state, ended.ending) == ("closed", "confirmed")
    assert ended.recovered == Decimal(18000)
    assert Outcome.objects.get().rating == 5
    assert not RunningClock.objects.filter(state__in=["running", "paused"]).exists()
    assert list(queries.faults_of_timelines()) == []


def test_a_result_needs_the_yuan_where_money_was_at_stake(
    officer: Viewer, came: actions.Received
) -> None:
    for wrong in (None, Decimal(-1), Decimal("0.001"), Decimal(10) ** 11):
        with pytest.raises(Invalid) as caught:
            answered(officer, came.code, wrong)
        assert "recovered" in caught.value.fields
    answered(officer, came.code, Decimal(0))


def test_who_answered_does_not_confirm_for_the_asker(
    officer: Viewer, second_officer: Viewer, came: actions.Received
) -> None:
    answered(officer, came.code)
    with pytest.raises(Conflict, match="答复的人不能"):
        actions.confirm_by_call(viewer=officer, code=came.code, said="示例：职工说收到了")
    actions.confirm_by_call(viewer=second_officer, code=came.code, said="示例：职工说收到了")
    assert matter(came.code).ending == "confirmed"


def test_a_reason_needs_a_call_back_by_somebody_else(
    officer: Viewer, second_officer: Viewer, came: actions.Received
) -> None:
    def end() -> None:
        actions.explain(
            viewer=officer, code=came.code, reason="not_ours", why="示例：这件事归别的部门管理。"
        )

    with pytest.raises(Conflict, match="先给职工回电话"):
        end()
    actions.call_back(viewer=officer, code=came.code, reached=True, said="示例：已经说明")
    with pytest.raises(Conflict, match="回访的人不能自己办结"):
        end()
    actions.call_back(viewer=second_officer, code=came.code, reached=True, said="示例：已经说明")
    end()
    ended = matter(came.code)
    assert (ended.ending, ended.closing_reason) == ("explained", "not_ours")
    assert ended.call_back is not None


def test_three_days_of_trying_stand_for_a_call(
    officer: Viewer, second_officer: Viewer, came: actions.Received
) -> None:
    def end() -> None:
        actions.explain(
            viewer=officer, code=came.code, reason="unreachable", why="示例：三天都没有打通电话。"
        )

    for day in range(3):
        with clock.stopped_at(clock.now() + timedelta(days=day)):
            for _twice in range(2):
                actions.call_back(
                    viewer=second_officer, code=came.code, reached=False, said="示例：没人接"
                )
            if day < 2:
                with pytest.raises(Conflict, match="不同的3天"):
                    end()
            else:
                end()


def test_without_a_number_the_asker_is_told_in_writing_and_given_time(
    officer: Viewer, second_officer: Viewer
) -> None:
    came = received(person=actions.Asked("x").person)

    def end() -> None:
        actions.explain(
            viewer=officer, code=came.code, reason="not_ours", why="示例：这件事归别的部门管理。"
        )

    with pytest.raises(Invalid):
        actions.call_back(viewer=second_officer, code=came.code, reached=True, said="示例：说了")
    actions.call_back(viewer=second_officer, code=came.code, reached=False, said="示例：请看这里")
    with pytest.raises(Conflict, match="留言以后要等"):
        end()
    page = queries.asker_page(asker=receipt(came))
    assert page.entries[0].words == "示例：请看这里"
    with clock.stopped_at(clock.now() + timedelta(days=12)):
        end()


def test_contested_it_is_open_again_with_new_clocks(
    officer: Viewer, came: actions.Received
) -> None:
    answered(officer, came.code)
    actions.confirm(asker=receipt(came))
    actions.contest(asker=receipt(came), reason="示例：钱没有到账")
    again = matter(came.code)
    assert (again.state, again.reopened, again.ending, again.result) == ("working", 1, "", "")
    assert RunningClock.objects.filter(state="running", kind="handle").count() == 1
    assert Outcome.objects.get().contested_at is not None
    answered(officer, came.code)
    actions.contest(asker=receipt(came), reason="示例：还是没有到账")
    answered(officer, came.code)
    actions.confirm(asker=receipt(came))
    assert matter(came.code).reopened == 2
    with clock.stopped_at(clock.now() + timedelta(days=45)), pytest.raises(Conflict):
        actions.contest(asker=receipt(came), reason="示例：太晚了")


def test_earlier_calls_do_not_count_after_it_was_contested(
    officer: Viewer, second_officer: Viewer, came: actions.Received
) -> None:
    actions.call_back(viewer=second_officer, code=came.code, reached=True, said="示例：已经说明")
    answered(officer, came.code)
    actions.contest(asker=receipt(came), reason="示例：没有解决")
    with pytest.raises(Conflict, match="先给职工回电话"):
        actions.explain(
            viewer=officer, code=came.code, reason="not_ours", why="示例：这件事归别的部门管理。"
        )


def test_it_is_rated_once_after_it_ended(officer: Viewer, came: actions.Received) -> None:
    with pytest.raises(Conflict):
        actions.rate(asker=receipt(came), rating=1)
    answered(officer, came.code)
    actions.confirm(asker=receipt(came))
    actions.rate(asker=receipt(came), rating=4)
    with pytest.raises(Conflict):
        actions.rate(asker=receipt(came), rating=5)
    with pytest.raises(Invalid):
        actions.rate(asker=receipt(came), rating=6)


ENDS = {
    "closed_at": clock.now(),
    "state": "closed",
}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"ending": "confirmed"},
        {"ending": "confirmed", "result": "paid", "recovered": 1},
        {"ending": "confirmed", "result": "paid", "confirmed_at": clock.now()},
        {"ending": "confirmed", "recovered": 1, "confirmed_at": clock.now()},
        {"ending": "explained"},
        {"ending": "explained", "closing_reason": "not_ours"},
        {"ending": "gone", "result": "paid", "recovered": 1, "confirmed_at": clock.now()},
    ],
)
def test_the_table_itself_refuses_an_end_that_is_none(
    came: actions.Received, changes: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(code=came.code).update(**ENDS, **changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(code=came.code).update(state="closed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(code=came.code).update(closed_at=clock.now())


def test_the_table_takes_a_whole_end_and_refuses_it_in_a_crisis(came: actions.Received) -> None:
    whole = {**ENDS, "ending": "confirmed", "result": "paid", "recovered": 1}
    whole["confirmed_at"] = clock.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(code=came.code).update(
            **whole, crisis=Crisis.RAISED, crisis_at=clock.now()
        )
    assert Matter.objects.filter(code=came.code).update(**whole) == 1


def every_argument(viewer: Viewer, asker: Any, code: str, other: str) -> dict[str, list[Any]]:
    """Return what to try for each parameter a verb may have."""
    given = actions.Answer("paid", "示例：工资已经全部打到您的卡上。", Decimal(1))
    return {
        "viewer": [viewer],
        "asker": [asker, viewer],
        "code": [code],
        "codes": [[code]],
        "step": ["start", "ask_papers", "hand_in", "tell_result", "close", "closed", "answered"],
        "filled": [{}, {"what": "工资表", "kind": "web"}, {"state": "closed"}],
        "reason": ["not_ours", "appraisal", "示例：理由理由"],
        "words": ["示例：一句足够长的话。"],
        "why": ["示例：一句足够长的话。"],
        "said": ["示例：一句足够长的话。"],
        "done": ["示例：一句足够长的话，处理好了。"],
        "reached": [True, False],
        "given": [given],
        "recovered": [{}, {code: Decimal(1)}],
        "rating": [3],
        "to": ["", other, viewer.actor],
        "into": [other],
        "office": [other],
        "partner": [other],
        "procedure": ["aid", "desk"],
        "grade": ["simple", ""],
        "kind": ["handle", "look"],
        "by": [working_days(1), days(1)],
        "until": [clock.today()],
        "claim": ["示例：共同的要求。"],
        "representatives": [[code]],
        "consented": [True],
        "for_supervisors": [False],
        "for_partners": [False],
        "answer_by": [None],
        "name": ["示例.txt"],
        "data": ["示例：一段话。".encode()],
        "for_asker": [True],
        "paper": [other],
        "account": [viewer.account or 0],
        "role": [Role.LAWYER, Role.OFFICER],
        "matter": [matter(code).pk],
        "not_solved": [True, False],
        "issue": ["overtime", None],
        "employer": ["", None],
    }


NOT_ABOUT_ONE = {
    "receive", "set_hours", "set_period", "set_up_partner", "let_in_for_partner",
    "shut_out_for_partner", "note_broken", "sound_again", "determine_open_clocks",
}  # fmt: skip
VERBS = sorted(name for name in actions.__all__ if name[0].islower() and name not in NOT_ABOUT_ONE)
MAY_END = {"confirm", "confirm_by_call", "explain"}


def ended_rightly(now: Matter) -> bool:
    if now.ending == "confirmed":
        return bool(now.result and now.recovered is not None and now.confirmed_at)
    return bool(now.closing_reason and now.call_back and now.call_back.kind == "call_back")


def calls(verb: Callable[..., Any], tries: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Return every way to call a verb with what there is to try."""
    ways: list[dict[str, Any]] = [{}]
    for name in inspect.signature(verb).parameters:
        options = tries[name]
        if name == "done" and verb is actions.reply:
            options = [True, False]
        ways = [{**way, name: option} for way in ways for option in options]
    return ways


def brought_to(stage: str, officer: Viewer, second: Viewer, code: str) -> None:
    if stage in {"working", "papers"}:
        actions.move(viewer=officer, code=code, step="start", filled={})
    if stage == "papers":
        filled = {"what": "工资表", "kind": "web"}
        actions.move(viewer=officer, code=code, step="ask_papers", filled=filled)
    if stage == "answered":
        answered(officer, code)
    if stage == "called":
        actions.call_back(viewer=second, code=code, reached=True, said="示例：已经说明")


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["received", "working", "papers", "answered", "called"])
def test_no_verb_ends_a_matter_without_its_ending(
    officer: Viewer, second_officer: Viewer, supervisor: Viewer, operator: Viewer,
    came: actions.Received, stage: str, unions: Any,
) -> None:  # fmt: skip
    brought_to(stage, officer, second_officer, came.code)
    ended = set()
    for who in (STRANGER, officer, second_officer, supervisor, operator):
        tries = every_argument(who, receipt(came), came.code, unions.city.code)
        for name in VERBS:
            verb = getattr(actions, name)
            for way in calls(verb, tries):
                point = transaction.savepoint()
                with suppress(NiangjiaError):
                    verb(**way)
                now = matter(came.code)
                if now.state == "closed":
                    ended.add(name)
                    assert ended_rightly(now), name
                transaction.savepoint_rollback(point)
    allowed = {"answered": {"confirm", "confirm_by_call"}, "called": {"explain"}}
    assert ended == allowed.get(stage, set())


def test_all_verbs_are_tried() -> None:
    assert set(VERBS) > MAY_END
    assert len(VERBS) > 35


def test_a_wrong_receipt_opens_nothing(officer: Viewer, came: actions.Received) -> None:
    answered(officer, came.code)
    for wrong in (
        actions.Receipt(came.number, "0000 0000 0000 0000"),
        actions.Receipt("示例〔2026〕370202第00002号", came.passphrase),
        actions.Receipt("", ""),
    ):
        with pytest.raises(Missing):
            actions.confirm(asker=wrong)
    typed = came.passphrase.replace(" ", "－")
    actions.confirm(asker=actions.Receipt(f" {came.number} ", typed))
