"""An editor opens an original with a reason, mends its masking and confirms it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from niangjia.foundation.ledger.models import AuditEntry, Event
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused, Unavailable
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    Digest,
    Opening,
    Original,
    Revision,
)
from niangjia.rights.caselaw.originals import open_sealed
from niangjia.rights.caselaw.rules.marks import Mark

from .work import MARKS, TEXT, TITLE, TITLE_MARKS, case_in

pytestmark = pytest.mark.django_db

WHY = "核对脱敏是否完整"
MORE = [*MARKS, [TEXT.rindex("钱示例"), TEXT.rindex("钱示例") + 3, "person", "钱某"]]


@pytest.fixture
def case(unions: Any) -> Case:
    return case_in("imported", unions.city)


def save(viewer: Viewer, case: Case, version: int = 1, marks: Any = MORE) -> int:
    return actions.save_marks(
        viewer=viewer, code=case.code, version=version, title_marks=TITLE_MARKS, marks=marks
    )


def test_an_original_is_sealed_and_opens_for_its_case_alone(case: Case, unions: Any) -> None:
    original = Original.objects.get(case=case)
    assert open_sealed(original) == (TITLE, TEXT)
    assert "示例".encode() not in bytes(original.sealed)
    other = Original.objects.get(case=case_in("imported", unions.city))
    Original.objects.filter(pk=other.pk).update(sealed=original.sealed)
    other.refresh_from_db()
    with pytest.raises(Unavailable):
        open_sealed(other)


def test_the_original_is_seen_only_after_a_reason_and_for_half_an_hour(
    editor: Viewer, administrator: Viewer, case: Case
) -> None:
    with pytest.raises(actions.NotOpened):
        staff.original_for_staff(viewer=editor, code=case.code)
    for reason in ("", " ", "看看", "长" * 401):
        with pytest.raises(Invalid):
            actions.open_original(viewer=editor, code=case.code, reason=reason)
    assert not Opening.objects.exists()
    opening = actions.open_original(viewer=editor, code=case.code, reason=f" {WHY}\n")
    assert opening.until - opening.at == timedelta(minutes=30)
    found = staff.original_for_staff(viewer=editor, code=case.code)
    assert (found.title, found.text, found.version) == (TITLE, TEXT, 1)
    assert found.title_marks == (Mark(0, 3, "person", "钱某"),)
    assert [mark.as_row() for mark in found.marks] == MARKS
    with pytest.raises(actions.NotOpened):
        staff.original_for_staff(viewer=administrator, code=case.code)
    with clock.stopped_at(clock.now() + timedelta(minutes=31)), pytest.raises(actions.NotOpened):
        staff.original_for_staff(viewer=editor, code=case.code)
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.actor, entry.subject, entry.reason) == (
        "original.opened", editor.actor, f"case:{case.pk}", WHY,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["lawyer", "officer", "worker", "auditor", "stranger"])
def test_whoever_keeps_no_cases_never_sees_an_original(
    who: str, case: Case, request: pytest.FixtureRequest
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    Opening.objects.create(
        case=case, by=viewer.actor, reason=WHY, until=clock.now() + timedelta(hours=1)
    )
    attempts: list[Callable[[], object]] = [
        lambda: actions.open_original(viewer=viewer, code=case.code, reason=WHY),
        lambda: staff.original_for_staff(viewer=viewer, code=case.code),
        lambda: save(viewer, case),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert not AuditEntry.objects.exists()


def test_an_original_of_another_union_or_none_is_missing(
    editor: Viewer, unions: Any, case: Case
) -> None:
    foreign = case_in("imported", unions.elsewhere)
    with pytest.raises(Missing):
        actions.open_original(viewer=editor, code=foreign.code, reason=WHY)
    Original.objects.filter(case=case).delete()
    with pytest.raises(Missing, match="封存"):
        actions.open_original(viewer=editor, code=case.code, reason=WHY)
    assert not Opening.objects.exists()


def test_new_marks_rebuild_the_masked_text_and_are_read_again(editor: Viewer, case: Case) -> None:
    with pytest.raises(actions.NotOpened):
        save(editor, case)
    actions.open_original(viewer=editor, code=case.code, reason=WHY)
    assert case.text.count("钱示例") == 1
    assert save(editor, case) == 2
    case.refresh_from_db()
    assert "钱示例" not in case.text
    assert case.title == "钱某与示例食品厂追索劳动报酬纠纷"
    assert case.issue == "unpaid_wages", "the paper was read again"
    assert (case.state, case.masked_by) == ("imported", ""), "saving is not confirming"
    original = staff.original_for_staff(viewer=editor, code=case.code)
    assert ([m.as_row() for m in original.marks], original.version) == (MORE, 2)
    forms = Revision.objects.filter(case=case).order_by("number")
    assert [(form.number, form.by) for form in forms] == [(1, ""), (2, editor.actor)]
    assert "钱示例" not in str([form.content for form in forms])
    assert AuditEntry.objects.get(verb="case.remasked").details == {"version": 2, "marks": 4}


def test_saving_the_same_marks_changes_nothing(editor: Viewer, case: Case) -> None:
    actions.open_original(viewer=editor, code=case.code, reason=WHY)
    assert save(editor, case, marks=MARKS) == 1
    assert save(editor, case, marks=staff.original_for_staff(viewer=editor, code=case.code).marks)
    assert not Revision.objects.exists()


def test_marks_saved_over_somebody_elses_are_refused(
    editor: Viewer, administrator: Viewer, case: Case
) -> None:
    for viewer in (editor, administrator):
        actions.open_original(viewer=viewer, code=case.code, reason=WHY)
    assert save(administrator, case) == 2
    with pytest.raises(Conflict, match="没有保存"):
        save(editor, case, marks=MARKS[:1])
    with pytest.raises(Conflict):
        save(editor, case, version=3)
    case.refresh_from_db()
    assert "138" not in case.text


@pytest.mark.parametrize(
    "marks",
    [
        "x", [1], [[0, 3]], [[0, 3, "person", 1]], [[3, 3, "person", ""]], [[-1, 3, "person", ""]],
        [[0, 9999, "person", ""]], [[0, 3, "", "x"]], [[0, 3, "Person!", "x"]],
        [[0, 3, "person", "甲\n乙"]], [[0, 3, "person", "长" * 201]], [[0, 1.5, "person", ""]],
        [[0, True, "person", ""]], [[0, 3, "person", ""], [2, 4, "person", ""]],
        [[0, len(TEXT), "person", " "]],
    ],
)  # fmt: skip
def test_marks_that_cannot_be_are_refused_and_nothing_is_lost(
    marks: Any, editor: Viewer, case: Case
) -> None:
    actions.open_original(viewer=editor, code=case.code, reason=WHY)
    with pytest.raises(Invalid):
        save(editor, case, marks=marks)
    original = Original.objects.get(case=case)
    assert (original.marks, original.version) == (MARKS, 1)
    assert Case.objects.get(pk=case.pk).text == case.text
    assert not Revision.objects.exists()


def test_masking_further_what_is_public_shows_at_once(editor: Viewer, unions: Any) -> None:
    case = case_in("published", unions.city)
    actions.open_original(viewer=editor, code=case.code, reason="有人请求再隐去一处")
    save(editor, case)
    case.refresh_from_db()
    assert (case.state, case.masked_by) == (CaseState.PUBLISHED, editor.actor)
    assert [event.payload for event in Event.objects.all()] == [{"cases": [case.pk]}]


def test_confirming_says_whether_the_original_was_compared(
    editor: Viewer, administrator: Viewer, unions: Any, case: Case
) -> None:
    other = case_in("imported", unions.city)
    actions.open_original(viewer=administrator, code=other.code, reason=WHY)
    actions.open_original(viewer=editor, code=case.code, reason=WHY)
    assert actions.confirm_masking(viewer=editor, codes=[case.code, other.code]) == 2
    entries = AuditEntry.objects.filter(verb="case.masked").order_by("sequence")
    assert {entry.subject: entry.details["opened"] for entry in entries} == {
        f"case:{case.pk}": True,
        f"case:{other.pk}": False,
    }
    case.refresh_from_db()
    assert (case.masked_by, case.masked_at is not None) == (editor.actor, True)


def test_what_was_read_before_stays_where_the_new_text_tells_nothing(
    editor: Viewer, unions: Any
) -> None:
    case = case_in("imported", unions.city, region_code="370202", outcome="partly", body="ministry")
    case.citations.create(law="劳动法", article="第五十条")
    actions.open_original(viewer=editor, code=case.code, reason=WHY)
    save(editor, case, marks=[[0, TEXT.index("判决"), "other", "（略）"]])
    case.refresh_from_db()
    assert case.region_code == "370202"
    assert case.body == "ministry"
    assert case.citations.filter(law="劳动法").exists()


@pytest.mark.parametrize("state", ["interpreted", "checked", "published"])
def test_what_is_masked_late_goes_from_the_interpretation_too(
    state: str, editor: Viewer, lawyer: Viewer, unions: Any
) -> None:
    case = case_in(state, unions.city)
    factory = "示例食品厂"
    Digest.objects.filter(case=case).update(facts=f"职工在{factory}上班，工厂没有发工资。")
    content = {"facts": f"职工在{factory}上班。", "articles": []}
    for number in (1, 2):
        Revision.objects.create(case=case, number=number, kind="digest", content=content, by="x")
    actions.open_original(viewer=editor, code=case.code, reason=WHY)
    at = TEXT.index(factory)
    save(editor, case, marks=[*MARKS, [at, at + len(factory), "company", "某食品厂"]])
    assert Digest.objects.get(case=case).facts == "职工在某食品厂上班，工厂没有发工资。"
    assert AuditEntry.objects.get(verb="case.remasked").details["interpretation"] is True
    shown = staff.difference(viewer=lawyer, code=case.code, older=1, newer=2)
    assert factory not in str(shown), "nor does the history show what was written before"


@pytest.mark.parametrize("past", ["public", "sent back"])
def test_what_came_back_is_not_confirmed_unread(
    past: str, editor: Viewer, lawyer: Viewer, unions: Any
) -> None:
    case, other = case_in("imported", unions.city), case_in("imported", unions.city)
    if past == "public":
        Case.objects.filter(pk=case.pk).update(published_at=clock.now())
    else:
        actions.confirm_masking(viewer=editor, codes=[case.code])
        actions.send_back(viewer=lawyer, code=case.code, to="masking", reason="第二段还有村名")
    with pytest.raises(Conflict, match="打开原文"):
        actions.confirm_masking(viewer=editor, codes=[case.code, other.code])
    actions.open_original(viewer=editor, code=case.code, reason=WHY)
    assert actions.confirm_masking(viewer=editor, codes=[case.code, other.code]) == 2
