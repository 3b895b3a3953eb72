"""Masking by hand on its page: the reason first, both texts, saved by script and by form."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.models import Case, CaseState, Original

from .work import MARKS, TEXT, TITLE_MARKS, case_in

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Viewer], Client]
REASON = {"why": "核对机器脱敏"}
NAME = "钱示例"


@pytest.fixture
def case(unions: Any) -> Case:
    return case_in(CaseState.IMPORTED, unions.city)


def page_of(case: Case) -> str:
    return f"/desk/library/cases/{case.code}/masking/"


def opened(browser: Client, case: Case) -> Client:
    assert browser.post(page_of(case), REASON).status_code == 302
    return browser


def save(browser: Client, case: Case, sent: object) -> Any:
    address = f"/desk/library/cases/{case.code}/marks"
    return browser.post(address, json.dumps(sent), content_type="application/json")


def test_the_original_is_shown_for_a_reason_alone(
    client_of: ClientOf, editor: Viewer, case: Case
) -> None:
    browser = client_of(editor)
    asks = browser.get(page_of(case)).content.decode()
    assert NAME not in asks
    assert "都会记下来" in asks
    for wrong in ({"why": "其他"}, {"why": "好奇"}, {"why": ""}):
        answer = browser.post(page_of(case), wrong)
        assert answer.status_code == 400
        assert NAME not in answer.content.decode()
    assert not AuditEntry.objects.filter(verb="original.opened").exists()
    browser.post(page_of(case), {"why": "其他", "words": "有人来电核实"})
    assert AuditEntry.objects.get(verb="original.opened").reason == "其他：有人来电核实"
    assert NAME in browser.get(page_of(case)).content.decode()


def test_one_persons_reason_opens_nothing_for_another(
    client_of: ClientOf, editor: Viewer, administrator: Viewer, lawyer: Viewer, case: Case
) -> None:
    opened(client_of(editor), case)
    assert NAME not in client_of(administrator).get(page_of(case)).content.decode()
    assert client_of(lawyer).get(page_of(case)).status_code == 403
    assert save(client_of(lawyer), case, {}).status_code == 403


def test_nobody_elsewhere_opens_it(client_of: ClientOf, editor: Viewer, unions: Any) -> None:
    foreign = case_in(CaseState.IMPORTED, unions.elsewhere)
    browser = client_of(editor)
    assert browser.get(page_of(foreign)).status_code == 404
    assert browser.post(page_of(foreign), REASON).status_code == 404
    sent = {"version": 1, "title_marks": [], "marks": []}
    assert save(browser, foreign, sent).status_code == 404
    assert Original.objects.get(case=foreign).marks == MARKS


def test_marks_are_saved_and_a_conflict_brings_both(
    client_of: ClientOf, editor: Viewer, case: Case
) -> None:
    browser = opened(client_of(editor), case)
    at = TEXT.index("18000")
    more = [*MARKS, [at, at + 5, "other", "若干"]]
    sent = {"version": 1, "title_marks": TITLE_MARKS, "marks": more}
    said = save(browser, case, sent).json()
    assert said["version"] == 2
    case.refresh_from_db()
    assert "拖欠工资若干元" in case.text
    again = save(browser, case, {**sent, "marks": []})
    assert again.status_code == 409
    assert again.json()["marks"] == more
    assert again.json()["version"] == 2


def test_what_changed_in_a_masking_shows_only_with_the_original_open(
    client_of: ClientOf, editor: Viewer, administrator: Viewer, lawyer: Viewer, case: Case
) -> None:
    browser = opened(client_of(editor), case)
    save(browser, case, {"version": 1, "title_marks": TITLE_MARKS, "marks": MARKS[:1]})
    compared = f"/desk/library/cases/{case.code}/history/?older=1&newer=2"
    assert "13800000000" in browser.get(compared).content.decode()
    for viewer in (administrator, lawyer):
        shown = client_of(viewer).get(compared)
        assert shown.status_code == 200
        assert "13800000000" not in shown.content.decode()
        assert "要先打开原文" in shown.content.decode()


def test_what_a_colleague_has_in_hand_is_no_matter_of_versions(
    client_of: ClientOf, editor: Viewer, administrator: Viewer, case: Case
) -> None:
    browser = opened(client_of(editor), case)
    Case.objects.filter(pk=case.pk).update(assigned_to=administrator.actor)
    answer = save(browser, case, {"version": 1, "title_marks": [], "marks": []})
    assert answer.status_code == 400
    assert "别的同事办理" in answer.json()["message"]


@pytest.mark.parametrize(
    "sent",
    [
        [],
        {"version": "x", "title_marks": [], "marks": []},
        {"version": 1, "title_marks": [], "marks": [[5, 2, "person", "某"]]},
        {
            "version": 1,
            "title_marks": [],
            "marks": [[0, 4, "person", "某"], [2, 6, "person", "某"]],
        },
    ],
)
def test_what_makes_no_sense_changes_nothing(
    client_of: ClientOf, editor: Viewer, case: Case, sent: object
) -> None:
    browser = opened(client_of(editor), case)
    answer = save(browser, case, sent)
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert Original.objects.get(case=case).marks == MARKS


@pytest.mark.parametrize("door", ["marks", "draft"])
def test_lists_in_lists_without_end_are_no_error_of_the_house(
    client_of: ClientOf, editor: Viewer, case: Case, door: str
) -> None:
    browser = opened(client_of(editor), case)
    address = f"/desk/library/cases/{case.code}/{door}"
    answer = browser.post(address, "[" * 100_000, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_a_closed_original_is_not_masked_further(
    client_of: ClientOf, editor: Viewer, case: Case
) -> None:
    sent = {"version": 1, "title_marks": [], "marks": []}
    answer = save(client_of(editor), case, sent)
    assert answer.status_code == 403
    assert "写明原因" in answer.json()["message"]


def test_the_form_without_scripts_drops_changes_and_adds(
    client_of: ClientOf, editor: Viewer, case: Case
) -> None:
    browser = opened(client_of(editor), case)
    sent = {"version": "1", "text_show": "1", "text_written_0": "钱某某", "words": "示例食品厂"}
    said = browser.post(page_of(case), {**sent, "kind": "firm", "written": ""}, follow=True)
    assert "已保存" in said.content.decode()
    case.refresh_from_db()
    assert "13800000000" in case.text
    assert case.text.startswith("原告钱某某诉称")
    assert "示例食品厂" not in case.text + case.title
    missing = browser.post(page_of(case), {"version": "2", "words": "没有这几个字"}, follow=True)
    assert "没有找到" in missing.content.decode()
    stale = browser.post(page_of(case), {"version": "1"}, follow=True)
    assert "没有保存" in stale.content.decode()
    assert Original.objects.get(case=case).version == 2
