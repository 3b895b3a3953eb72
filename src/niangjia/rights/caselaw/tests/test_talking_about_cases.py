"""Comments, the history of a case, and what changed between two forms of it."""

from typing import Any

import pytest

from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.models import Case, Comment
from niangjia.rights.caselaw.rules.differences import Change

from .work import INTERPRETATION, MARKS, TITLE_MARKS, case_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(unions: Any) -> Case:
    return case_in("masked", unions.city)


def test_a_comment_is_made_and_settled_once(lawyer: Viewer, editor: Viewer, case: Case) -> None:
    number = actions.comment(viewer=lawyer, code=case.code, text=" 金额对吗？ ", about="result")
    for text, about in (("", ""), (" \n", ""), ("长" * 2_001, ""), ("好", "nothing")):
        with pytest.raises(Invalid):
            actions.comment(viewer=lawyer, code=case.code, text=text, about=about)
    assert staff.case_for_staff(viewer=lawyer, code=case.code).standing.comments_open == 1
    actions.resolve_comment(viewer=editor, comment=number)
    with pytest.raises(Conflict):
        actions.resolve_comment(viewer=lawyer, comment=number)
    said = Comment.objects.get()
    assert (said.text, said.about, said.resolved_by) == ("金额对吗？", "result", editor.actor)
    row = staff.history(viewer=lawyer, code=case.code)[0]
    assert (row.kind, row.who, row.what) == ("comment", "示例律师", "留言（处理结果）")
    assert (row.text, row.comment, row.resolved, row.resolved_by) == (
        "金额对吗？", number, True, "示例编辑",
    )  # fmt: skip


def test_comments_elsewhere_are_missing(lawyer: Viewer, chief_editor: Viewer, unions: Any) -> None:
    foreign = case_in("masked", unions.elsewhere)
    number = actions.comment(viewer=chief_editor, code=foreign.code, text="留言")
    for attempt in (
        lambda: actions.comment(viewer=lawyer, code=foreign.code, text="留言"),
        lambda: actions.resolve_comment(viewer=lawyer, comment=number),
        lambda: actions.resolve_comment(viewer=lawyer, comment=999_999),
        lambda: staff.history(viewer=lawyer, code=foreign.code),
        lambda: staff.difference(viewer=lawyer, code=foreign.code, older=1, newer=2),
    ):
        with pytest.raises(Missing):
            attempt()


@pytest.mark.parametrize("who", ["officer", "worker", "auditor", "stranger"])
def test_others_neither_talk_nor_listen(
    who: str, case: Case, request: pytest.FixtureRequest
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    number = Comment.objects.create(case=case, by="x", text="留言").pk
    for attempt in (
        lambda: actions.comment(viewer=viewer, code=case.code, text="留言"),
        lambda: actions.resolve_comment(viewer=viewer, comment=number),
        lambda: staff.history(viewer=viewer, code=case.code),
        lambda: staff.difference(viewer=viewer, code=case.code, older=1, newer=2),
    ):
        with pytest.raises(Refused):
            attempt()


def test_the_history_tells_everything_in_order(
    lawyer: Viewer, editor: Viewer, case: Case, django_assert_max_num_queries: Any
) -> None:
    actions.take(viewer=lawyer, code=case.code)
    actions.hand_in(viewer=lawyer, code=case.code, content=INTERPRETATION)
    actions.send_back(viewer=editor, code=case.code, reason="结果写得不清楚")
    actions.open_original(viewer=editor, code=case.code, reason="核对金额出处")
    with django_assert_max_num_queries(5):
        rows = staff.history(viewer=lawyer, code=case.code)
    assert [(row.who, row.what) for row in rows if row.kind == "deed"][::-1] == [
        ("示例律师", "领取"), ("示例律师", "提交解读"),
        ("示例编辑", "退回"), ("示例编辑", "查看原文"),
    ]  # fmt: skip
    assert rows[0].text == "核对金额出处"
    assert [row.what for row in rows if row.kind == "revision"] == ["第 1 版解读"]
    assert [row.text for row in rows if row.kind == "comment"] == ["结果写得不清楚"]
    moments = [row.at for row in rows]
    assert moments == sorted(moments, reverse=True)


def test_two_interpretations_are_compared_field_by_field(
    lawyer: Viewer, editor: Viewer, case: Case
) -> None:
    actions.hand_in(viewer=lawyer, code=case.code, content=INTERPRETATION)
    actions.send_back(viewer=editor, code=case.code, reason="金额写错了，请改")
    changed = INTERPRETATION | {
        "result": "法院判工厂支付拖欠的工资28000元。",
        "articles": [["劳动合同法", "第三十条"], ["劳动法", "第五十条"]],
    }
    actions.hand_in(viewer=lawyer, code=case.code, content=changed)
    found = staff.difference(viewer=editor, code=case.code, older=1, newer=2)
    assert [one.field for one in found if one.changed] == ["result", "articles"]
    result = next(one for one in found if one.field == "result")
    assert result.label == "处理结果"
    assert Change("gone", "1") in result.stretches
    assert Change("new", "2") in result.stretches
    for older, newer in ((1, 9), (0, 2)):
        with pytest.raises(Missing):
            staff.difference(viewer=editor, code=case.code, older=older, newer=newer)


def test_how_a_masking_changed_is_for_keepers_who_opened_the_original(
    lawyer: Viewer, editor: Viewer, administrator: Viewer, case: Case
) -> None:
    actions.open_original(viewer=editor, code=case.code, reason="再核对一遍")
    actions.save_marks(
        viewer=editor, code=case.code, version=1, title_marks=TITLE_MARKS, marks=MARKS[:1]
    )
    found = staff.difference(viewer=editor, code=case.code, older=1, newer=2)
    assert [(one.label, one.changed) for one in found] == [("标题", False), ("正文", True)]
    assert Change("new", "13800000000") in found[1].stretches
    with pytest.raises(Refused):
        staff.difference(viewer=lawyer, code=case.code, older=1, newer=2)
    with pytest.raises(actions.NotOpened):
        staff.difference(viewer=administrator, code=case.code, older=1, newer=2)
    actions.hand_in(viewer=lawyer, code=case.code, content=INTERPRETATION)
    with pytest.raises(Invalid, match="不能互相比较"):
        staff.difference(viewer=editor, code=case.code, older=2, newer=3)
