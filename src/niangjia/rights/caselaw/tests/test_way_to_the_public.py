"""Every move, from every state, by everybody of the cast; and what else has to be so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from niangjia.foundation.ledger.models import AuditEntry, Event
from niangjia.foundation.ledger.queries import faults
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.models import Case, CaseState, Comment
from niangjia.rights.caselaw.rules import steps
from niangjia.rights.caselaw.workflow import publishing

from .work import CHECKER, INTERPRETATION, WRITER, case_in, of

pytestmark = pytest.mark.django_db

Move = Callable[[Viewer, str], object]

MOVES: dict[str, Move] = {
    "confirm_masking": lambda viewer, code: actions.confirm_masking(viewer=viewer, codes=[code]),
    "hand_in": lambda viewer, code: actions.hand_in(
        viewer=viewer, code=code, content=INTERPRETATION
    ),
    "check": lambda viewer, code: actions.check(viewer=viewer, codes=[code]),
    "send_back": lambda viewer, code: actions.send_back(
        viewer=viewer, code=code, reason="请再写清楚一些"
    ),
    "mask_again": lambda viewer, code: actions.send_back(
        viewer=viewer, code=code, reason="还能认出当事人", to="masking"
    ),
    "publish": lambda viewer, code: actions.publish_cases(viewer=viewer, codes=[code]),
    "withdraw": lambda viewer, code: actions.withdraw_case(
        viewer=viewer, code=code, reason="当事人要求"
    ),
    "restore": lambda viewer, code: actions.restore_case(viewer=viewer, code=code, reason="误撤"),
}
LEADS = {
    "imported": {"confirm_masking": "masked"},
    "masked": {"hand_in": "interpreted", "mask_again": "imported"},
    "interpreted": {"check": "checked", "send_back": "masked", "mask_again": "imported"},
    "checked": {"publish": "published", "send_back": "masked", "mask_again": "imported"},
    "published": {"withdraw": "withdrawn"},
    "held": {"withdraw": "withdrawn"},
    "withdrawn": {"restore": "checked"},
}
AUDITED = {
    "confirm_masking": "case.masked",
    "hand_in": "case.interpreted",
    "check": "case.checked",
    "send_back": "case.sent_back",
    "mask_again": "case.sent_back",
    "publish": "case.published",
    "withdraw": "case.withdrawn",
    "restore": "case.restored",
}
ANNOUNCED = {"publish", "withdraw"}
KEEPERS = ("editor", "administrator", "chief_editor", "house_administrator", "operator")
NOBODY = (
    "stranger", "worker", "colleague", "own_union_officer", "officer", "officer_elsewhere",
    "supervisor", "auditor",
)  # fmt: skip
LAWYERS_MOVES = {"hand_in", "check", "send_back", "mask_again"}
DONE_ALREADY = {
    ("confirm_masking", "masked"),
    ("check", "checked"),
    ("publish", "published"),
}
"""Moves of many at once pass over what is there already."""


@pytest.mark.parametrize("state", CaseState.values)
@pytest.mark.parametrize("verb", MOVES)
@pytest.mark.parametrize("who", [*KEEPERS, "lawyer", *NOBODY])
def test_every_move_by_everybody_from_every_state(
    who: str, verb: str, state: str, request: pytest.FixtureRequest, unions: Any
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    case = case_in(state, unions.county)
    may = who in KEEPERS or (who == "lawyer" and verb in LAWYERS_MOVES)
    target = LEADS[state].get(verb)
    if may and target:
        MOVES[verb](viewer, case.code)
    elif may and (verb, state) in DONE_ALREADY:
        assert MOVES[verb](viewer, case.code) == 0
    else:
        with pytest.raises(Conflict if may else Refused):
            MOVES[verb](viewer, case.code)
    moved = bool(may and target)
    assert Case.objects.get(pk=case.pk).state == (target if moved else state)
    told = list(AuditEntry.objects.values_list("verb", "actor", "subject"))
    assert told == ([(AUDITED[verb], viewer.actor, f"case:{case.pk}")] if moved else [])
    announced = [event.payload for event in Event.objects.all()]
    assert announced == ([{"cases": [case.pk]}] if moved and verb in ANNOUNCED else [])
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("who", "verb"),
    [(who, verb) for who in ("editor", "administrator") for verb in MOVES]
    + [("lawyer", verb) for verb in sorted(LAWYERS_MOVES)],
)
def test_a_case_of_another_union_is_as_good_as_not_there(
    who: str, verb: str, request: pytest.FixtureRequest, unions: Any
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    state = next(state for state, ways in LEADS.items() if verb in ways)
    for union in (unions.elsewhere, unions.province, None):
        foreign = case_in(state, union)
        with pytest.raises(Missing) as told:
            MOVES[verb](viewer, foreign.code)
        with pytest.raises(Missing) as unknown:
            MOVES[verb](viewer, "nosuchcode00")
        assert told.value.message == unknown.value.message
        assert Case.objects.get(pk=foreign.pk).state == state
    assert not AuditEntry.objects.exists()


def test_a_lawyer_at_the_top_works_on_what_belongs_to_no_one_union(
    person: Callable[..., Viewer], lawyer: Viewer, unions: Any
) -> None:
    top = person("示例总律师", (Role.LAWYER, unions.national))
    case = case_in("masked", None)
    with pytest.raises(Missing):
        MOVES["hand_in"](lawyer, case.code)
    MOVES["hand_in"](top, case.code)
    assert Case.objects.get(pk=case.pk).interpreted_by == top.actor


def test_the_table_of_moves_is_the_one_that_is_walked() -> None:
    assert {state: {verb for verb in MOVES if steps.may(verb, state)} for state in LEADS} == {
        state: set(ways) for state, ways in LEADS.items()
    }
    assert steps.next_states("published") == {"held", "withdrawn", "imported"}
    assert steps.next_states("held") == {"published", "withdrawn", "imported"}
    assert steps.next_states("withdrawn") == {"checked", "masked", "imported"}
    assert not steps.may("nothing", "imported")
    reached = {target for move in steps.MOVES.values() for target in move.targets}
    assert reached == set(CaseState.values)
    assert steps.verbs_of("interpreted", frozenset({Role.LAWYER})) == {
        "check", "send_back", "mask_again",
    }  # fmt: skip
    assert steps.verbs_of("checked", frozenset({Role.OFFICER})) == frozenset()


def test_one_case_walks_the_whole_way(
    editor: Viewer, lawyer: Viewer, administrator: Viewer, unions: Any
) -> None:
    case = case_in("imported", unions.county)
    code = case.code
    assert actions.confirm_masking(viewer=editor, codes=[code]) == 1
    actions.hand_in(viewer=lawyer, code=code, content=INTERPRETATION)
    assert actions.check(viewer=editor, codes=[code]) == 1
    assert actions.publish_cases(viewer=administrator, codes=[code]) == 1
    case.refresh_from_db()
    assert [case.masked_by, case.interpreted_by, case.checked_by, case.published_by] == [
        viewer.actor for viewer in (editor, lawyer, editor, administrator)
    ]
    assert None not in {case.masked_at, case.interpreted_at, case.checked_at, case.published_at}
    steps_shown = staff.case_for_staff(viewer=editor, code=code).standing.steps
    assert [(step.name, step.who) for step in steps_shown] == [
        ("确认脱敏", "示例编辑"), ("解读", "示例律师"),
        ("复核", "示例编辑"), ("发布", "示例管理员"),
    ]  # fmt: skip


def test_nobody_checks_what_they_interpreted(editor: Viewer, lawyer: Viewer, unions: Any) -> None:
    mine, other = case_in("masked", unions.city), case_in("interpreted", unions.city)
    actions.hand_in(viewer=lawyer, code=mine.code, content=INTERPRETATION)
    with pytest.raises(Refused, match="不能复核自己"):
        actions.check(viewer=lawyer, codes=[mine.code])
    with pytest.raises(Refused, match="1 个是您解读的"):
        actions.check(viewer=lawyer, codes=[mine.code, other.code])
    states = Case.objects.values_list("state", flat=True)
    assert set(states) == {"interpreted"}
    assert "check" not in staff.case_for_staff(viewer=lawyer, code=mine.code).standing.may
    assert "check" in staff.case_for_staff(viewer=editor, code=mine.code).standing.may
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=mine.pk).update(state="checked", checked_by=lawyer.actor)
    assert actions.check(viewer=editor, codes=[mine.code, other.code]) == 2


def test_many_at_once_are_all_or_none(editor: Viewer, unions: Any) -> None:
    ready = [case_in("checked", unions.city) for _ in range(3)]
    late = case_in("masked", unions.city)
    gone = case_in("withdrawn", unions.city)
    codes = [case.code for case in (*ready, late, gone)]
    with pytest.raises(Conflict) as told:
        actions.publish_cases(viewer=editor, codes=codes)
    assert "1 个是“待解读”" in told.value.message
    assert "1 个是“已撤回”" in told.value.message
    assert not Case.objects.filter(state="published").exists()
    assert actions.publish_cases(viewer=editor, codes=codes[:2]) == 2
    assert actions.publish_cases(viewer=editor, codes=codes[:3]) == 1
    assert Event.objects.count() == 2
    with pytest.raises(Invalid, match="先选择"):
        actions.publish_cases(viewer=editor, codes=[])
    with pytest.raises(Invalid, match="最多"):
        actions.publish_cases(viewer=editor, codes=[f"code{n}" for n in range(501)])


def test_what_a_colleague_has_taken_is_left_to_them(
    editor: Viewer, lawyer: Viewer, chief_editor: Viewer, unions: Any
) -> None:
    case = case_in("masked", unions.city, assigned_to=lawyer.actor)
    with pytest.raises(Conflict, match="别的同事") as told:
        actions.hand_in(viewer=editor, code=case.code, content=INTERPRETATION)
    assert "示例律师" not in told.value.message
    actions.hand_in(viewer=lawyer, code=case.code, content=INTERPRETATION)
    case.refresh_from_db()
    assert (case.assigned_to, case.assigned_at) == ("", None), "a step done ends the assignment"
    Case.objects.filter(pk=case.pk).update(assigned_to=editor.actor)
    with pytest.raises(Conflict):
        actions.check(viewer=chief_editor, codes=[case.code])


def test_a_case_is_sent_back_with_a_reason_that_stays(
    editor: Viewer, lawyer: Viewer, unions: Any
) -> None:
    case = case_in("checked", unions.city)
    for reason in ("", "短", "长" * 2_001):
        with pytest.raises(Invalid):
            actions.send_back(viewer=lawyer, code=case.code, reason=reason)
    actions.send_back(viewer=lawyer, code=case.code, reason="结果和判决书不一致")
    case.refresh_from_db()
    assert (case.state, case.checked_by, case.checked_at) == ("masked", "", None)
    said = Comment.objects.get(case=case)
    assert (said.text, said.by, said.about) == ("结果和判决书不一致", lawyer.actor, "sent_back")
    assert staff.draft_for(viewer=editor, code=case.code).facts == INTERPRETATION["facts"]
    actions.send_back(viewer=lawyer, code=case.code, reason="村名还在里面", to="masking")
    case.refresh_from_db()
    assert (case.state, case.masked_by, case.masked_at) == ("imported", "", None)
    with pytest.raises(Conflict):
        actions.send_back(viewer=lawyer, code=case.code, reason="再退一次试试", to="masking")


def test_nothing_is_published_before_its_day(editor: Viewer, unions: Any) -> None:
    today = clock.today()
    cases = [case_in("checked", unions.city) for _ in range(2)]
    codes = [case.code for case in cases]
    assert actions.set_embargo(viewer=editor, codes=codes[:1], until=today + timedelta(2)) == 1
    assert actions.set_embargo(viewer=editor, codes=codes[:1], until=today + timedelta(2)) == 0
    with pytest.raises(Invalid, match="1 个案例还没到"):
        actions.publish_cases(viewer=editor, codes=codes)
    with pytest.raises(Invalid):
        actions.set_embargo(viewer=editor, codes=codes, until=today - timedelta(1))
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        assert actions.publish_cases(viewer=editor, codes=codes) == 2
    with pytest.raises(Conflict, match="已经公开"):
        actions.set_embargo(viewer=editor, codes=codes, until=None)
    entry = AuditEntry.objects.get(verb="case.embargoed")
    assert entry.details == {"until": (today + timedelta(2)).isoformat()}


def test_a_mediated_case_is_published_only_by_consent(editor: Viewer, unions: Any) -> None:
    case, plain = case_in("checked", unions.city, mediated=True), case_in("checked", unions.city)
    today = clock.today()
    with pytest.raises(Invalid, match="双方同意"):
        actions.publish_cases(viewer=editor, codes=[case.code, plain.code])

    def consent(code: str, days: int = 0, evidence: str = "档案柜 3 号") -> None:
        actions.record_consent(
            viewer=editor, code=code, given_on=today + timedelta(days), evidence=evidence
        )

    attempts: list[Callable[[], None]] = [
        lambda: consent(case.code, days=1),
        lambda: consent(case.code, evidence=" "),
        lambda: consent(plain.code),
    ]
    for wrong in attempts:
        with pytest.raises(Invalid):
            wrong()
    consent(case.code)
    consent(case.code, evidence="档案柜 4 号")
    assert staff.case_for_staff(viewer=editor, code=case.code).standing.consent_evidence == (
        "档案柜 4 号"
    )
    assert "档案柜" not in str(list(AuditEntry.objects.values_list("reason", "details")))
    case.digest.delete()
    with pytest.raises(Invalid, match="调解"):
        actions.publish_cases(viewer=editor, codes=[case.code])
    other = case_in("checked", unions.city, mediated=True)
    consent(other.code)
    assert actions.publish_cases(viewer=editor, codes=[other.code]) == 1


def test_a_merged_case_is_not_published(editor: Viewer, unions: Any) -> None:
    main = case_in("published", unions.city)
    case = case_in("checked", unions.city, merged_into=main)
    with pytest.raises(Invalid, match="已并入"):
        actions.publish_cases(viewer=editor, codes=[case.code])


@pytest.mark.parametrize(
    ("past", "state"),
    [
        ({}, "checked"),
        ({"checked_by": "", "interpreted_by": ""}, "masked"),
        ({"checked_by": "", "interpreted_by": "", "masked_by": ""}, "imported"),
    ],
)
def test_a_withdrawn_case_goes_back_to_where_it_had_come(
    past: dict[str, str], state: str, editor: Viewer, unions: Any
) -> None:
    case = case_in("withdrawn", unions.city, **past)
    with pytest.raises(Invalid):
        actions.restore_case(viewer=editor, code=case.code, reason=" ")
    actions.restore_case(viewer=editor, code=case.code, reason="核对过了，可以公开")
    case.refresh_from_db()
    assert (case.state, case.withdrawn_reason, case.withdrawn_at) == (state, "", None)
    assert AuditEntry.objects.get().reason == "核对过了，可以公开"


def test_a_case_is_hidden_and_shown_again_for_a_request(unions: Any, operator: Viewer) -> None:
    case = case_in("published", unions.city)
    assert publishing.hold(case=case, actor="stranger", reason="请求撤下")
    assert not publishing.hold(case=case, actor="stranger")
    assert Case.objects.get(pk=case.pk).state == "held"
    assert publishing.release(case=case, actor=operator.actor)
    assert not publishing.release(case=case, actor=operator.actor)
    assert Case.objects.get(pk=case.pk).state == "published"
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == [
        "case.held", "case.released",
    ]  # fmt: skip
    assert Event.objects.count() == 2


def test_four_eyes_hold_for_the_operator_too(unions: Any) -> None:
    case = case_in("interpreted", unions.city)
    with pytest.raises(Refused):
        actions.check(viewer=of(WRITER), codes=[case.code])
    assert actions.check(viewer=of(CHECKER), codes=[case.code]) == 1


@pytest.mark.parametrize("who", [*KEEPERS, "lawyer", *NOBODY])
def test_only_an_administrator_vouches_for_a_source(
    who: str, request: pytest.FixtureRequest, unions: Any, tmp_path: Any
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    may = {"administrator", "house_administrator", "operator"}
    for union, able in ((unions.city, may), (None, may - {"administrator"})):
        given: dict[str, Any] = {"viewer": viewer, "publish": True, "held_by": union}
        if who in able:
            assert actions.import_cases(sources=[tmp_path], **given).publish
            continue
        with pytest.raises(Refused):
            actions.import_cases(sources=[tmp_path], **given)
        with pytest.raises(Refused):
            actions.request_import(files=[], **given)
