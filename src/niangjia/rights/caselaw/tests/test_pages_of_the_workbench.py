"""A case on the workbench: interpreting, checking, publishing, its history and what is said."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.models import Case, CaseState, Comment, Digest, Draft, Revision

from .work import INTERPRETATION, case_in

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Viewer], Client]
TYPED = {
    **{name: text for name, text in INTERPRETATION.items() if name != "articles"},
    "articles": "《劳动合同法》第三十条\n劳动争议调解仲裁法 第六条",
}
PAGES = ("", "masking/", "interpretation/", "check/", "publication/", "history/", "comments/")
FOR_KEEPERS = {"masking/", "publication/"}


def at(case: Case, page: str = "") -> str:
    return f"/desk/library/cases/{case.code}/{page}"


def text_of(answer: Any) -> str:
    content: str = answer.content.decode()
    return content


def autosave(browser: Client, case: Case, version: int, **typed: str) -> Any:
    sent = {"version": version, "content": {**TYPED, **typed}}
    return browser.post(at(case, "draft"), json.dumps(sent), content_type="application/json")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", CaseState.values)
def test_every_page_opens_in_every_state(
    client_of: ClientOf, editor: Viewer, lawyer: Viewer, unions: Any, page: str, state: str
) -> None:
    case = case_in(state, unions.city, mediated=True)
    assert client_of(editor).get(at(case, page)).status_code == 200
    wanted = 403 if page in FOR_KEEPERS else 200
    assert client_of(lawyer).get(at(case, page)).status_code == wanted


@pytest.mark.parametrize("page", sorted({*PAGES} - FOR_KEEPERS))
def test_before_somebody_confirmed_the_masking_only_keepers_read_a_paper(
    client_of: ClientOf, editor: Viewer, lawyer: Viewer, unions: Any, page: str
) -> None:
    words = {"title": "漏了的人名王海螺", "text": "漏了的村名白帆村", "case_no": "（2024）示例1号"}
    case = case_in(
        CaseState.IMPORTED, unions.city, court="示例法院", source_key="王海螺.txt", **words
    )
    Digest.objects.create(
        case=case, facts="以前写的王海螺", dispute="", result="", reasons="", lesson=""
    )
    for number, facts in ((1, "王海螺上班"), (2, "王海螺在上班")):
        content = {"facts": facts, "articles": []}
        Revision.objects.create(case=case, number=number, kind="digest", content=content, by="x")
    asked = at(case, page) + "?older=1&newer=2"
    shown = text_of(client_of(lawyer).get(asked))
    secrets = ("海螺", "白帆", "示例1号", "示例法院")
    assert [secret for secret in secrets if secret in shown] == []
    assert "王海螺" in text_of(client_of(editor).get(at(case, page)))
    Case.objects.filter(pk=case.pk).update(state=CaseState.MASKED, masked_by="account:0")
    shown = text_of(client_of(lawyer).get(at(case, page)))
    assert "漏了的人名王海螺" in shown
    assert "示例1号" not in shown
    assert "王海螺.txt" not in shown


@pytest.mark.parametrize("page", PAGES)
def test_a_case_elsewhere_is_not_there(
    client_of: ClientOf, editor: Viewer, officer: Viewer, unions: Any, page: str
) -> None:
    foreign = case_in(CaseState.MASKED, unions.elsewhere)
    assert client_of(editor).get(at(foreign, page)).status_code == 404
    assert client_of(officer).get(at(foreign, page)).status_code == 403


def test_a_draft_is_kept_and_comes_back(client_of: ClientOf, lawyer: Viewer, unions: Any) -> None:
    case = case_in(CaseState.MASKED, unions.city)
    browser = client_of(lawyer)
    said = autosave(browser, case, 0, facts="工厂拖欠工资。", articles="《劳动合").json()
    assert said["version"] == 1
    assert "好懂" in said["reading"]
    shown = text_of(browser.get(at(case, "interpretation/")))
    assert "工厂拖欠工资。</textarea>" in shown
    assert "《劳动合</textarea>" in shown or "劳动合</textarea>" in shown


def test_a_line_of_blanks_keeps_nobody_waiting(
    client_of: ClientOf, lawyer: Viewer, unions: Any
) -> None:
    """Read by trying every way to cut the blanks, this line would never be finished."""
    case = case_in(CaseState.MASKED, unions.city)
    saved = autosave(client_of(lawyer), case, 0, articles="甲" + " " * 20_000 + "x")
    assert saved.status_code == 200


def test_two_windows_of_one_writer(client_of: ClientOf, lawyer: Viewer, unions: Any) -> None:
    case = case_in(CaseState.MASKED, unions.city)
    browser = client_of(lawyer)
    autosave(browser, case, 0, facts="第一个窗口写的")
    late = autosave(browser, case, 0, facts="第二个窗口写的")
    assert late.status_code == 409
    assert late.json()["content"]["facts"] == "第一个窗口写的"
    assert late.json()["version"] == 1
    assert Draft.objects.get().content["facts"] == "第一个窗口写的"


def test_a_draft_too_late_is_told_why(client_of: ClientOf, lawyer: Viewer, unions: Any) -> None:
    case = case_in(CaseState.INTERPRETED, unions.city)
    late = autosave(client_of(lawyer), case, 0)
    assert late.status_code == 400
    assert "不在解读这一步" in late.json()["message"]
    for nonsense in ("", "[]", '{"version": 1}'):
        address = at(case, "draft")
        answer = client_of(lawyer).post(address, nonsense, content_type="application/json")
        assert answer.status_code == 400


def test_handing_in(client_of: ClientOf, lawyer: Viewer, unions: Any) -> None:
    case = case_in(CaseState.MASKED, unions.city)
    browser = client_of(lawyer)
    wrong = browser.post(at(case, "interpretation/"), {**TYPED, "facts": "太短", "articles": "乱"})
    assert wrong.status_code == 400
    shown = text_of(wrong)
    assert "至少写 20 个字" in shown
    assert "太短</textarea>" in shown, "what was typed comes back"
    assert "要有法律名称和条号" in shown
    assert not Digest.objects.exists()
    done = browser.post(at(case, "interpretation/"), TYPED, follow=True)
    assert "等另一位同事复核" in text_of(done)
    cited = set(case.citations.values_list("law", "article"))
    assert cited == {("劳动合同法", "第三十条"), ("劳动争议调解仲裁法", "第六条")}
    late = browser.post(at(case, "interpretation/"), TYPED)
    assert late.status_code == 400
    assert "不在解读这一步" in text_of(late)


def test_whoever_wrote_it_is_told_why_not_to_check(
    client_of: ClientOf, lawyer: Viewer, editor: Viewer, unions: Any
) -> None:
    case = case_in(CaseState.INTERPRETED, unions.city, interpreted_by=lawyer.actor)
    own = text_of(client_of(lawyer).get(at(case, "check/")))
    assert "要由另一位同事复核" in own
    assert "/desk/library/check" not in own
    tried = client_of(lawyer).post("/desk/library/check", {"case": case.code, "bench": "case"})
    assert tried.headers["Location"] == at(case)
    case.refresh_from_db()
    assert case.state == CaseState.INTERPRETED
    assert "/desk/library/check" in text_of(client_of(editor).get(at(case, "check/")))
    client_of(editor).post("/desk/library/check", {"case": case.code, "bench": "case"})
    case.refresh_from_db()
    assert (case.state, case.checked_by) == (CaseState.CHECKED, editor.actor)


def test_sending_back_says_why_and_shows_what_changed(
    client_of: ClientOf, lawyer: Viewer, editor: Viewer, unions: Any
) -> None:
    case = case_in(CaseState.MASKED, unions.city)
    client_of(lawyer).post(at(case, "interpretation/"), TYPED)
    browser = client_of(editor)
    wrong = browser.post(at(case, "send-back"), {"to": "interpreting", "reason": ""})
    assert wrong.status_code == 400
    assert "请写明要改什么" in text_of(wrong)
    browser.post(at(case, "send-back"), {"to": "interpreting", "reason": "金额要写清楚"})
    assert "金额要写清楚" in text_of(client_of(lawyer).get(at(case, "comments/")))
    changed = {**TYPED, "result": "法院判工厂在十天里付清工资18000元。"}
    client_of(lawyer).post(at(case, "interpretation/"), changed)
    shown = text_of(browser.get(at(case, "check/")))
    assert "改了这些" in shown
    assert "<ins>" in shown
    compared = text_of(browser.get(at(case, "history/?older=1&newer=2")))
    assert "十天" in compared
    assert "<ins>" in compared
    for numbers in ("older=1&newer=9", "older=x&newer=2"):
        answer = browser.get(at(case, f"history/?{numbers}"))
        assert answer.status_code == (404 if "9" in numbers else 200)


def test_embargo_consent_and_publishing(
    client_of: ClientOf, editor: Viewer, lawyer: Viewer, unions: Any
) -> None:
    case = case_in(CaseState.CHECKED, unions.city, mediated=True)
    browser = client_of(editor)
    publish = {"case": case.code, "bench": "publication"}
    assert "还没有登记双方同意" in text_of(
        browser.post("/desk/library/publish", publish, follow=True)
    )
    past = clock.today() - timedelta(days=1)
    wrong = browser.post(at(case, "embargo"), {"until": past.isoformat()})
    assert wrong.status_code == 400
    assert "不能早于今天" in text_of(wrong)
    soon = clock.today() + timedelta(days=3)
    browser.post(at(case, "embargo"), {"until": soon.isoformat()})
    given = {"given_on": clock.today().isoformat(), "evidence": "调解卷第12号"}
    browser.post(at(case, "consent"), given)
    shown = text_of(browser.get(at(case, "publication/")))
    assert "双方同意已登记" in shown
    assert "起才可以公开" in shown
    browser.post(at(case, "embargo"), {"until": ""})
    assert "已发布1件" in text_of(browser.post("/desk/library/publish", publish, follow=True))
    for verb in ("embargo", "consent", "restore"):
        assert client_of(lawyer).post(at(case, verb), given).status_code == 403


def test_taking_releasing_and_talking(
    client_of: ClientOf, editor: Viewer, lawyer: Viewer, unions: Any
) -> None:
    case = case_in(CaseState.MASKED, unions.city)
    browser, other = client_of(lawyer), client_of(editor)
    assert "您在办" in text_of(browser.post(at(case, "take"), follow=True))
    assert "已经有同事在办" in text_of(other.post(at(case, "take"), follow=True))
    assert "已放回队列" in text_of(browser.post(at(case, "release"), follow=True))
    empty = browser.post(at(case, "comments/"), {"text": " "})
    assert empty.status_code == 400
    browser.post(at(case, "comments/"), {"text": "<b>日期</b>写到年月", "about": "facts"})
    said = Comment.objects.get()
    shown = text_of(other.get(at(case, "comments/")))
    assert "&lt;b&gt;日期&lt;/b&gt;写到年月" in shown
    elsewhere = case_in(CaseState.MASKED, unions.city)
    wrong = other.post(at(elsewhere, f"comments/{said.pk}/resolve"))
    assert wrong.status_code == 404, "a comment is settled on its own case"
    other.post(at(case, f"comments/{said.pk}/resolve"))
    said.refresh_from_db()
    assert said.resolved_by == editor.actor
