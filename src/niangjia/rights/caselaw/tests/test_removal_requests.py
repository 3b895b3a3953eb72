"""Anybody may ask that a case be taken down; the answer is found by receipt alone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.models import Case, CaseState, Comment, RemovalRequest, RequestState
from niangjia.rights.caselaw.removal import answering, asking, forgetting, moves, reading
from niangjia.rights.caselaw.removal.asking import Receipt, Wish
from niangjia.rights.caselaw.removal.receipts import as_typed, form_mark, grouped, nonce_of

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
SECRET = "第三段写了我的绰号海螺"
Made = Callable[..., Case]


@pytest.fixture
def a_case(unions: Any) -> Made:
    """Return a maker of published cases of the city's union."""

    def make(name: str = "甲", **fields: Any) -> Case:
        given = {
            "title": f"示例{name}案",
            "text": f"示例正文{name}",
            "text_hash": name,
            "state": CaseState.PUBLISHED,
            "published_at": clock.now(),
            "masked_by": "account:0",
            "held_by": unions.city,
        }
        return Case.objects.create(**given | fields)

    return make


def ask(case: Case, *, wish: str = "take_down", who: bool = True, nonce: str = "n") -> Receipt:
    asked = Wish(wish=wish, recognisable=who, text=SECRET, contact="13800138000")
    return asking.request_removal(code=case.code, nonce=nonce, asked=asked)


def state_of(case: Case) -> str:
    return Case.objects.get(pk=case.pk).state


def code_of(case: Case) -> str:
    return RemovalRequest.objects.filter(case=case).latest("pk").code


def test_a_recognisable_person_hides_the_case_until_the_answer(a_case: Made) -> None:
    case = a_case()
    with clock.stopped_at(START):
        receipt = ask(case)
    assert receipt.hidden
    assert state_of(case) == CaseState.HELD
    standing = reading.request_by_receipt(number=grouped(receipt.number))
    assert (standing.outcome, standing.case_state) == ("waiting", "hidden")
    assert receipt.due.isoformat() == "2026-03-17"
    verbs = AuditEntry.objects.values_list("verb", flat=True)
    assert list(verbs) == ["removal.requested", "case.held"]
    assert set(AuditEntry.objects.values_list("actor", flat=True)) == {"stranger"}


def test_without_a_recognisable_person_the_case_stays(a_case: Made) -> None:
    case = a_case()
    assert not ask(case, who=False).hidden
    assert state_of(case) == CaseState.PUBLISHED


def test_a_day_is_a_day_in_china(a_case: Made, settings: Any) -> None:
    settings.NIANGJIA_REMOVAL_DAYS = 1
    with clock.stopped_at(datetime(2026, 3, 1, 17, 0, tzinfo=UTC)):
        assert ask(a_case()).due.isoformat() == "2026-03-03"


def test_what_was_refused_once_is_queued_and_not_hidden_again(a_case: Made, editor: Viewer) -> None:
    case = a_case()
    ask(case)
    answering.answer_request(
        viewer=editor, code=code_of(case), decision="refuse", answer="没有能认出人的内容。"
    )
    assert state_of(case) == CaseState.PUBLISHED
    assert not ask(case, nonce="again").hidden
    assert state_of(case) == CaseState.PUBLISHED
    waiting = reading.requests_waiting(viewer=editor)
    assert (waiting.open, waiting.exposed) == (1, 1)


def test_what_was_written_is_thrown_away_some_time_after_the_answer(
    a_case: Made, editor: Viewer, settings: Any
) -> None:
    settings.NIANGJIA_REMOVAL_KEPT_DAYS = 90
    answered, waiting = a_case("甲"), a_case("乙")
    with clock.stopped_at(START):
        receipt = ask(answered)
        ask(waiting)
        answering.answer_request(
            viewer=editor, code=code_of(answered), decision="refuse", answer="没有能认出人的内容。"
        )
    with clock.stopped_at(START + timedelta(days=90)):
        assert forgetting.forget_answered() == 0
    with clock.stopped_at(START + timedelta(days=90, seconds=1)):
        assert forgetting.forget_answered() == 1
        assert forgetting.forget_answered() == 0
    with pytest.raises(Missing, match="按期删除"):
        answering.open_request(viewer=editor, code=code_of(answered))
    assert reading.request_for_staff(viewer=editor, code=code_of(answered)).forgotten
    standing = reading.request_by_receipt(number=receipt.number)
    assert (standing.outcome, standing.answer) == ("refused", "没有能认出人的内容。")
    assert answering.open_request(viewer=editor, code=code_of(waiting)).text == SECRET


def test_nothing_is_published_while_somebody_waits_for_an_answer(
    a_case: Made, editor: Viewer
) -> None:
    case = a_case()
    ask(case)
    actions.withdraw_case(viewer=editor, code=case.code, reason="先撤下来看看")
    Case.objects.filter(pk=case.pk).update(
        state=CaseState.CHECKED,
        interpreted_by="account:1",
        interpreted_at=clock.now(),
        checked_by="account:2",
        checked_at=clock.now(),
    )
    with pytest.raises(Invalid, match="没答复的撤下请求"):
        actions.publish_cases(viewer=editor, codes=[case.code])
    answering.answer_request(
        viewer=editor, code=code_of(case), decision="refuse", answer="没有能认出人的内容。"
    )
    assert actions.publish_cases(viewer=editor, codes=[case.code]) == 1


def test_nobody_hides_the_whole_library(a_case: Made, editor: Viewer, settings: Any) -> None:
    settings.NIANGJIA_REMOVAL_HIDES = 2
    cases = [a_case(name) for name in "甲乙丙丁"]
    with clock.stopped_at(START):
        assert [ask(case).hidden for case in cases[:3]] == [True, True, False]
        waiting = reading.requests_waiting(viewer=editor)
        assert (waiting.open, waiting.exposed, waiting.full) == (3, 1, True)
    with clock.stopped_at(START + timedelta(hours=24, seconds=1)):
        assert not reading.requests_waiting(viewer=editor).full
        assert ask(cases[3]).hidden


def test_staff_hide_by_hand_what_was_not_hidden(
    a_case: Made, editor: Viewer, settings: Any
) -> None:
    settings.NIANGJIA_REMOVAL_HIDES = 0
    case = a_case()
    assert not ask(case).hidden
    answering.hide_meanwhile(viewer=editor, code=code_of(case))
    assert state_of(case) == CaseState.HELD
    with pytest.raises(Conflict):
        answering.hide_meanwhile(viewer=editor, code=code_of(case))


OUTCOMES = [
    ("take_down", "take_down", CaseState.WITHDRAWN, "gone"),
    ("mask_more", "mask_more", CaseState.IMPORTED, "gone"),
    ("refuse", "refused", CaseState.PUBLISHED, "public"),
]


@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize(("decision", "outcome", "state", "seen"), OUTCOMES)
def test_the_answer_is_carried_out_and_found_by_receipt(
    decision: str, outcome: str, state: str, seen: str, hidden: bool, a_case: Made, editor: Viewer
) -> None:
    case = a_case()
    receipt = ask(case, who=hidden)
    answering.answer_request(
        viewer=editor, code=code_of(case), decision=decision, answer="已看过。", note="隐去第三段"
    )
    assert state_of(case) == state
    standing = reading.request_by_receipt(number=receipt.number)
    assert (standing.outcome, standing.case_state, standing.answer) == (outcome, seen, "已看过。")
    assert not standing.may_add
    assert Comment.objects.get(case=case).text == "隐去第三段"
    assert AuditEntry.objects.filter(verb="removal.answered", actor=editor.actor).count() == 1
    assert "已看过" not in str(list(AuditEntry.objects.values()))


def test_a_second_open_request_keeps_the_case_hidden(a_case: Made, editor: Viewer) -> None:
    case = a_case()
    ask(case)
    first = code_of(case)
    assert ask(case, nonce="other").hidden
    answering.answer_request(viewer=editor, code=first, decision="refuse", answer="不是。")
    assert state_of(case) == CaseState.HELD
    answering.answer_request(viewer=editor, code=code_of(case), decision="refuse", answer="不是。")
    assert state_of(case) == CaseState.PUBLISHED


def test_what_is_masked_again_can_still_be_taken_down(a_case: Made, editor: Viewer) -> None:
    case = a_case()
    ask(case)
    first = code_of(case)
    ask(case, nonce="other")
    answering.answer_request(viewer=editor, code=first, decision="mask_more", answer="会改。")
    answering.answer_request(
        viewer=editor, code=code_of(case), decision="take_down", answer="撤下了。"
    )
    assert state_of(case) == CaseState.WITHDRAWN


def test_what_is_masked_again_starts_from_the_beginning(a_case: Made, editor: Viewer) -> None:
    case = a_case(interpreted_by="account:1", checked_by="account:2", checked_at=clock.now())
    ask(case)
    ask(case, nonce="m")
    first, second = RemovalRequest.objects.order_by("pk").values_list("code", flat=True)
    answering.answer_request(viewer=editor, code=first, decision="mask_more", answer="会改。")
    case.refresh_from_db()
    assert (case.state, case.masked_by, case.checked_by) == (CaseState.IMPORTED, "", "")
    answering.answer_request(viewer=editor, code=second, decision="take_down", answer="已撤下。")
    actions.restore_case(viewer=editor, code=case.code, reason="示例原因")
    assert state_of(case) == CaseState.IMPORTED, "nobody masked it again meanwhile"


def test_hiding_by_hand_ends_with_the_answer(
    a_case: Made, editor: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case()
    ask(case, who=False)
    code = code_of(case)
    locks = moves.lock

    def answered_meanwhile(_case: int) -> None:
        monkeypatch.setattr(moves, "lock", locks)
        answering.answer_request(viewer=editor, code=code, decision="refuse", answer="不同意。")

    monkeypatch.setattr(moves, "lock", answered_meanwhile)
    with pytest.raises(Conflict):
        answering.hide_meanwhile(viewer=editor, code=code)
    assert state_of(case) == CaseState.PUBLISHED, "nothing would ever show it again"


def test_what_is_withdrawn_is_not_masked(a_case: Made, editor: Viewer) -> None:
    case = a_case()
    ask(case)
    first = code_of(case)
    ask(case, nonce="other")
    answering.answer_request(viewer=editor, code=first, decision="take_down", answer="撤下了。")
    second = code_of(case)
    with pytest.raises(Conflict, match="已经撤回"):
        answering.answer_request(viewer=editor, code=second, decision="mask_more", answer="会改。")
    assert RemovalRequest.objects.get(code=second).state == RequestState.OPEN
    answering.answer_request(viewer=editor, code=second, decision="refuse", answer="已经撤下。")
    assert state_of(case) == CaseState.WITHDRAWN


def test_the_same_form_sent_twice_is_one_request(a_case: Made) -> None:
    case = a_case()
    assert ask(case) == ask(case)
    assert RemovalRequest.objects.count() == 1
    assert ask(case, nonce="another").number != ask(case).number
    assert ask(case, wish="mask_more").number != ask(case).number
    assert RemovalRequest.objects.count() == 3


@pytest.mark.parametrize("state", ["imported", "masked", "withdrawn"])
def test_only_what_is_public_can_be_asked_about(state: str, a_case: Made) -> None:
    case = a_case(state=state, published_at=None, withdrawn_reason="示例")
    with pytest.raises(Missing):
        ask(case)


def test_bad_input_is_refused_in_words(a_case: Made) -> None:
    case = a_case()
    for asked in (
        Wish("else", recognisable=True, text="x"),
        Wish("take_down", recognisable=True, text=" \n"),
        Wish("take_down", recognisable=True, text="x" * 2001),
        Wish("take_down", recognisable=True, text="x", contact="1" * 101),
    ):
        with pytest.raises(Invalid):
            asking.request_removal(code=case.code, nonce="n", asked=asked)
    assert state_of(case) == CaseState.PUBLISHED
    assert not RemovalRequest.objects.exists()


def test_more_can_be_added_until_the_answer(a_case: Made, editor: Viewer) -> None:
    case = a_case()
    receipt = ask(case)
    asking.add_to_request(number=receipt.number, text="还有第五段")
    written = answering.open_request(viewer=editor, code=code_of(case))
    assert (written.text, written.contact) == (SECRET, "13800138000")
    assert [each.text for each in written.additions] == ["还有第五段"]
    answering.answer_request(viewer=editor, code=code_of(case), decision="refuse", answer="不是。")
    with pytest.raises(Conflict):
        asking.add_to_request(number=receipt.number, text="再说一句")


def test_additions_have_an_end(a_case: Made) -> None:
    receipt = ask(a_case())
    for number in range(asking.MOST_ADDITIONS):
        asking.add_to_request(number=receipt.number, text=f"第{number}句")
    with pytest.raises(Conflict):
        asking.add_to_request(number=receipt.number, text="太多了")
    assert not reading.request_by_receipt(number=receipt.number).may_add


def test_opening_is_recorded_and_needs_the_case_within_reach(
    a_case: Made, editor: Viewer, officer: Viewer, lawyer: Viewer, unions: Any
) -> None:
    case = a_case()
    ask(case)
    answering.open_request(viewer=editor, code=code_of(case))
    entry = AuditEntry.objects.get(verb="removal.opened")
    assert entry.actor == editor.actor
    Case.objects.filter(pk=case.pk).update(held_by=unions.elsewhere)
    for viewer, error in ((editor, Missing), (officer, Refused), (lawyer, Refused)):
        for attempt in (
            lambda v=viewer: answering.open_request(viewer=v, code=code_of(case)),
            lambda v=viewer: answering.hide_meanwhile(viewer=v, code=code_of(case)),
            lambda v=viewer: reading.request_for_staff(viewer=v, code=code_of(case)),
            lambda v=viewer: answering.answer_request(
                viewer=v, code=code_of(case), decision="refuse", answer="x"
            ),
        ):
            with pytest.raises(error):
                attempt()
    assert reading.requests_for_staff(viewer=editor).total == 0
    assert AuditEntry.objects.filter(verb="removal.opened").count() == 1


def test_a_number_is_read_however_it_is_typed() -> None:
    number = "12345678901234567890"
    assert grouped(number) == "1234 5678 9012 3456 7890"
    for typed in (number, grouped(number), "１２３４-5678-9012-3456-7890 "):
        assert as_typed(typed) == number
    for typed in ("", "123", number + "1", "x" * 20, "٣" * 20):
        assert as_typed(typed) == ""


def test_what_is_far_too_long_for_a_number_is_not_looked_at() -> None:
    assert as_typed(" " * 60 + "1" * 20) == ""
    assert as_typed("\ufdfa" * 2_000_000) == "", (
        "each of them is eighteen characters in another form"
    )


def test_a_form_is_ours_for_one_case_and_for_a_while() -> None:
    mark = form_mark("abc")
    assert nonce_of(mark, "abc")
    assert nonce_of(mark, "abd") == ""
    assert nonce_of(mark + "x", "abc") == ""
    assert nonce_of("", "abc") == ""


def test_the_queue_is_by_due_date(a_case: Made, editor: Viewer) -> None:
    with clock.stopped_at(START):
        ask(a_case("早"))
    with clock.stopped_at(START + timedelta(days=3)):
        ask(a_case("晚"))
    with clock.stopped_at(START + timedelta(days=16)):
        rows = reading.requests_for_staff(viewer=editor).rows
        assert [(row.case_title, row.days_left) for row in rows] == [
            ("示例早案", -1),
            ("示例晚案", 2),
        ]
        assert reading.requests_waiting(viewer=editor).overdue == 1


def test_the_history_of_a_case_tells_that_a_stranger_hid_it(a_case: Made, editor: Viewer) -> None:
    case = a_case()
    ask(case)
    told = staff.history(viewer=editor, code=case.code)
    assert "暂时收起" in str(told)
    assert SECRET not in str(told)
