"""Drafts, handing in, and the articles of an interpretation."""

from typing import Any

import pytest

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.models import Case, Citation, Digest, Draft, Revision
from niangjia.rights.caselaw.rules.digests import PARTS

from .work import INTERPRETATION, case_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(unions: Any) -> Case:
    case = case_in("masked", unions.city)
    Citation.objects.create(case=case, law="劳动法", article="第五十条")
    return case


def hand_in(viewer: Viewer, case: Case, **changes: Any) -> None:
    actions.hand_in(viewer=viewer, code=case.code, content={**INTERPRETATION, **changes})


def test_a_draft_is_kept_as_typed_and_for_its_writer_alone(
    lawyer: Viewer, editor: Viewer, case: Case
) -> None:
    empty = staff.draft_for(viewer=lawyer, code=case.code)
    assert (empty.facts, empty.version, empty.saved_at) == ("", 0, None)
    assert empty.articles == (("劳动法", "第五十条"),)
    half: dict[str, Any] = {"facts": " 写到一半\r\n第二行", "unknown": "x", "lesson": None}
    assert actions.save_draft(viewer=lawyer, code=case.code, version=0, content=half) == 1
    half = half | {"articles": [["《中华人民共和国劳动合同法》", " 第三十条 "]]}
    assert actions.save_draft(viewer=lawyer, code=case.code, version=1, content=half) == 2
    found = staff.draft_for(viewer=lawyer, code=case.code)
    assert (found.facts, found.lesson, found.version) == ("写到一半\n第二行", "", 2)
    assert found.articles == (("劳动合同法", "第三十条"),)
    assert staff.draft_for(viewer=editor, code=case.code).version == 0
    assert not AuditEntry.objects.exists()


def test_what_no_page_can_show_is_not_kept(lawyer: Viewer, case: Case) -> None:
    broken = {"facts": "上\x00班\ud800的\x1b事", "articles": [["劳动\x00法", "第三\ud800条"]]}
    actions.save_draft(viewer=lawyer, code=case.code, version=0, content=broken)
    found = staff.draft_for(viewer=lawyer, code=case.code)
    assert (found.facts, found.articles) == ("上班的事", (("劳动法", "第三条"),))
    hand_in(lawyer, case, facts=INTERPRETATION["facts"] + "\x00\ud800")
    assert Digest.objects.get(case=case).facts == INTERPRETATION["facts"]


def test_two_windows_of_one_writer_do_not_overwrite_each_other(lawyer: Viewer, case: Case) -> None:
    def save(version: int, facts: str) -> int:
        return actions.save_draft(
            viewer=lawyer, code=case.code, version=version, content={"facts": facts}
        )

    save(0, "甲")
    for stale in (0, 2, -1):
        with pytest.raises(Conflict, match="另一个窗口"):
            save(stale, "乙")
    assert save(1, "丙") == 2
    assert staff.draft_for(viewer=lawyer, code=case.code).facts == "丙"


def test_a_draft_far_too_long_or_out_of_its_step_is_refused(
    lawyer: Viewer, case: Case, unions: Any
) -> None:
    done = case_in("checked", unions.city)
    with pytest.raises(Conflict):
        actions.save_draft(viewer=lawyer, code=done.code, version=0, content={"facts": "x"})
    wrong: list[dict[str, Any]] = [
        {"facts": "长" * 20_001}, {"articles": "x"}, {"articles": [["法", "1"]] * 61},
    ]  # fmt: skip
    for content in wrong:
        with pytest.raises(Invalid):
            actions.save_draft(viewer=lawyer, code=case.code, version=0, content=content)
    assert not Draft.objects.exists()


def test_handing_in_keeps_the_words_the_articles_and_the_form(lawyer: Viewer, case: Case) -> None:
    actions.save_draft(viewer=lawyer, code=case.code, version=0, content={"facts": "草稿"})
    articles = [["劳动法", "第五十条"], ["劳动合同法", "第三十条"], ["劳动合同法", "第三十条"]]
    hand_in(lawyer, case, articles=articles)
    case.refresh_from_db()
    assert (case.state, case.interpreted_by) == ("interpreted", lawyer.actor)
    digest = Digest.objects.get(case=case)
    assert {part.name: getattr(digest, part.name) for part in PARTS} == {
        part.name: INTERPRETATION[part.name] for part in PARTS
    }
    named = list(case.citations.values_list("law", "article"))
    assert named == [("劳动法", "第五十条"), ("劳动合同法", "第三十条")]
    form = Revision.objects.get(case=case)
    assert (form.number, form.kind, form.by) == (1, "digest", lawyer.actor)
    assert form.content["articles"] == [list(pair) for pair in named]
    assert not Draft.objects.exists()


def test_articles_are_left_alone_where_the_form_says_nothing_of_them(
    lawyer: Viewer, case: Case
) -> None:
    content = {name: text for name, text in INTERPRETATION.items() if name != "articles"}
    actions.hand_in(viewer=lawyer, code=case.code, content=content)
    assert list(case.citations.values_list("law", "article")) == [("劳动法", "第五十条")]


def test_articles_taken_out_are_gone(lawyer: Viewer, case: Case) -> None:
    hand_in(lawyer, case, articles=[])
    assert not case.citations.exists()


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_asked_for_in_its_measure(part: Any, lawyer: Viewer, case: Case) -> None:
    for wrong in ("", "  \n", "短" * (part.least - 1), "长" * (part.most + 1), None):
        with pytest.raises(Invalid) as told:
            hand_in(lawyer, case, **{part.name: wrong})
        assert set(told.value.fields) == {part.name}
        assert part.label in told.value.message
    case.refresh_from_db()
    assert case.state == "masked"
    assert not Digest.objects.exists()


@pytest.mark.parametrize("word", ["钱示例", "13800000000"])
def test_what_the_masking_took_out_does_not_come_back_in_the_words(
    word: str, editor: Viewer, case: Case
) -> None:
    with pytest.raises(Invalid) as told:
        hand_in(editor, case, lesson=f"像{word}这样，要留好工资条和考勤。")
    assert set(told.value.fields) == {"lesson"}
    assert word not in told.value.message
    assert Case.objects.get(pk=case.pk).state == "masked"
    hand_in(editor, case, lesson="像钱某这样，要留好工资条和考勤。")


def test_everything_wrong_is_named_at_once(lawyer: Viewer, case: Case) -> None:
    with pytest.raises(Invalid) as told:
        actions.hand_in(viewer=lawyer, code=case.code, content={"articles": [["", "第一条"]]})
    assert set(told.value.fields) == {*(part.name for part in PARTS), "articles"}


def test_an_interpretation_sent_back_is_written_on_by_anybody(
    lawyer: Viewer, editor: Viewer, case: Case
) -> None:
    hand_in(lawyer, case)
    actions.check(viewer=editor, codes=[case.code])
    actions.send_back(viewer=editor, code=case.code, reason="结果写得不清楚")
    started = staff.draft_for(viewer=editor, code=case.code)
    assert (started.result, started.version) == (INTERPRETATION["result"], 0)
    hand_in(editor, case, result="工厂要支付拖欠的全部工资。")
    case.refresh_from_db()
    assert (case.interpreted_by, case.checked_by) == (editor.actor, "")
    with pytest.raises(Refused):
        actions.check(viewer=editor, codes=[case.code])
    assert actions.check(viewer=lawyer, codes=[case.code]) == 1
    numbers = Revision.objects.filter(case=case).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2]


@pytest.mark.parametrize("who", ["officer", "worker", "auditor", "stranger"])
def test_others_neither_read_nor_write_a_draft(
    who: str, case: Case, request: pytest.FixtureRequest
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    with pytest.raises(Refused):
        staff.draft_for(viewer=viewer, code=case.code)
    with pytest.raises(Refused):
        actions.save_draft(viewer=viewer, code=case.code, version=0, content={})


def test_a_draft_of_another_unions_case_is_missing(lawyer: Viewer, unions: Any) -> None:
    foreign = case_in("masked", unions.elsewhere)
    with pytest.raises(Missing):
        staff.draft_for(viewer=lawyer, code=foreign.code)
    with pytest.raises(Missing):
        actions.save_draft(viewer=lawyer, code=foreign.code, version=0, content={})
