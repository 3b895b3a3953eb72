"""A dispute at the centre: asked, chosen, followed under one number by whoever may."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from niangjia.casework import actions as engine
from niangjia.casework import queries as matters
from niangjia.casework.models import Matter
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.centre import actions, queries
from niangjia.rights.centre.models import Centre, Dispute
from niangjia.rights.centre.rules.triage import PATHS, Answers
from niangjia.rights.centre.tests.conftest import receive

pytestmark = pytest.mark.django_db
SETTLE = Answers(wish="settle", willing="yes")


def state(code: str) -> str:
    return Matter.objects.values_list("state", flat=True).get(code=code)


def receipt(came: Any) -> engine.Receipt:
    return engine.Receipt(came.number, came.passphrase)


def test_what_is_answered_is_kept_sealed_and_gives_ways(officer: Viewer, came: Any) -> None:
    ways = actions.sort(viewer=officer, code=came.code, answers=SETTLE)
    assert ways[0].path == "mediation"
    assert state(came.code) == "choosing"
    kept = Dispute.objects.get()
    assert (kept.suggested, kept.chosen) == ("mediation", "")
    assert b"settle" not in bytes(kept.sealed_answers)
    page = queries.sorted_page(viewer=officer, code=came.code)
    assert page.answers == SETTLE
    assert page.choosable == frozenset(PATHS)
    with pytest.raises(Invalid):
        actions.sort(viewer=officer, code=came.code, answers=Answers(wish="x"))


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("advice", "advising"), ("mediation", "inviting"), ("arbitration", "handing"),
        ("inspection", "handing"), ("court", "handing"), ("procuratorate", "handing"),
        ("legal_aid", "aiding"),
    ],
)  # fmt: skip
def test_the_worker_chooses_at_the_window_or_by_receipt(
    officer: Viewer, centre: Centre, path: str, to: str
) -> None:
    at_window, at_home = receive(officer, centre, "1"), receive(officer, centre, "2")
    actions.choose(viewer=officer, code=at_window.code, path=path)
    engine.move_as_asker(asker=receipt(at_home), step=f"choose_{path}", filled={})
    for code in (at_window.code, at_home.code):
        assert state(code) == to
        assert Dispute.objects.get(matter__code=code).chosen == path


def test_legal_aid_chosen_at_home_is_begun_at_the_window_once(officer: Viewer, came: Any) -> None:
    engine.move_as_asker(asker=receipt(came), step="choose_legal_aid", filled={})
    assert queries.dispute(viewer=officer, code=came.code).waits_for_aid
    child = actions.choose(viewer=officer, code=came.code, path="legal_aid")
    assert Matter.objects.get(code=child).procedure == "legal_aid"
    assert not queries.dispute(viewer=officer, code=came.code).waits_for_aid
    with pytest.raises(Conflict):
        actions.choose(viewer=officer, code=came.code, path="legal_aid")


def test_another_way_can_be_chosen_until_something_is_settled(officer: Viewer, came: Any) -> None:
    for path in ("mediation", "advice", "mediation"):
        actions.choose(viewer=officer, code=came.code, path=path)
    engine.move(viewer=officer, code=came.code, step="begin_mediation", filled={})
    filled = {"signed_on": "2026-03-11"}
    engine.move(viewer=officer, code=came.code, step="agree", filled=filled)
    with pytest.raises(Conflict):
        actions.choose(viewer=officer, code=came.code, path="court")
    assert Dispute.objects.get().chosen == "mediation"


def test_fifteen_days_of_mediation_run_from_the_wish_for_it(officer: Viewer, came: Any) -> None:
    actions.choose(viewer=officer, code=came.code, path="mediation")
    clocks = {one.kind: one for one in matters.matter_page(viewer=officer, code=came.code).clocks}
    assert (clocks["mediate"].verified, str(clocks["mediate"].due_at)[:10]) == (True, "2026-03-26")
    assert clocks["triage"].tone == "done"
    assert not clocks["triage"].verified


def test_nothing_is_with_a_body_that_nobody_asked(officer: Viewer, came: Any) -> None:
    actions.choose(viewer=officer, code=came.code, path="court")
    with pytest.raises(Conflict, match="还没有移交"):
        engine.move(viewer=officer, code=came.code, step="handed", filled={})


def test_one_number_follows_the_dispute(
    officer: Viewer, came: Any, supervisor: Viewer, stranger: Viewer
) -> None:
    child = actions.choose(viewer=officer, code=came.code, path="legal_aid", words="示例：要律师")
    number = Matter.objects.values_list("number", flat=True).get(code=child)
    for code in (came.code, child):
        chain = matters.chain(viewer=supervisor, code=code)
        assert chain.number == came.number
        assert [(one.number, one.depth) for one in chain.steps] == [(came.number, 0), (number, 1)]
    told = matters.asker_chain(asker=receipt(came))
    assert [one.number for one in told.steps] == [came.number, number]
    assert all(one.told for one in told.steps)
    with pytest.raises(Refused):
        matters.chain(viewer=stranger, code=came.code)
    with pytest.raises(Missing):
        matters.asker_chain(asker=engine.Receipt(came.number, "0000 0000 0000 0000"))


def test_an_office_sees_of_anothers_step_only_that_there_is_one(
    officer: Viewer, came: Any, person: Callable[..., Viewer], unions: Any
) -> None:
    outsider = person("示例外地办事员", (Role.OFFICER, unions.elsewhere))
    child = actions.choose(viewer=officer, code=came.code, path="legal_aid", words="示例：要律师")
    Matter.objects.filter(code=child).update(responsible=unions.elsewhere)
    chain = matters.chain(viewer=outsider, code=child)
    first, second = chain.steps
    assert (first.seen, first.code, first.number, first.state_name, first.told) == (
        False, "", "", "", "",
    )  # fmt: skip
    assert (second.seen, second.code) == (True, child)
    assert first.office == unions.county.name
    with pytest.raises(Missing):
        matters.chain(viewer=outsider, code=came.code)
    assert matters.code_of_number(viewer=outsider, number=came.number) == ""
    assert matters.code_of_number(viewer=officer, number=f" {came.number} ") == came.code


def test_a_dispute_is_nobody_elses(
    came: Any, officer_elsewhere: Viewer, own_union_officer: Viewer
) -> None:
    for viewer in (officer_elsewhere, own_union_officer):
        with pytest.raises(Missing):
            actions.sort(viewer=viewer, code=came.code, answers=SETTLE)
        with pytest.raises(Missing):
            actions.choose(viewer=viewer, code=came.code, path="advice")
        with pytest.raises(Missing):
            queries.dispute(viewer=viewer, code=came.code)


def test_it_ends_only_with_a_result_that_is_confirmed(
    officer: Viewer, mediator: Viewer, came: Any
) -> None:
    actions.choose(viewer=officer, code=came.code, path="advice")
    given = engine.Answer("advised", "示例：已经把法律和办法讲清楚了。", recovered=Decimal(0))
    engine.answer(viewer=officer, code=came.code, given=given)
    assert state(came.code) == "answered"
    with pytest.raises(Conflict):
        engine.confirm_by_call(viewer=officer, code=came.code, said="自己说好了")
    engine.confirm_by_call(viewer=mediator, code=came.code, said="示例：职工说清楚了")
    assert state(came.code) == "closed"
