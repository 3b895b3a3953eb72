from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw.models import Case, CaseState, ImportReject, ImportRun

from .work import case_in

pytestmark = pytest.mark.django_db

PAPER = "原告某甲诉被告某公司一案。判决如下：被告支付工资12,000元。"
ClientOf = Callable[[Viewer], Client]
PAGES = ("", "import/", "runs/")


def keep(title: str, holder: Organisation | None, state: str = CaseState.CHECKED) -> Case:
    return case_in(state, holder, title=title)


def at(path: str) -> str:
    return f"/desk/library/{path}"


@pytest.mark.parametrize("path", PAGES)
def test_who_is_let_in(
    client: Client,
    client_of: ClientOf,
    officer: Viewer,
    worker: Viewer,
    auditor: Viewer,
    editor: Viewer,
    path: str,
) -> None:
    turned_away = client.get(at(path))
    assert turned_away.status_code == 302
    assert "login" in turned_away.headers["Location"]
    for viewer in (officer, worker, auditor):
        assert client_of(viewer).get(at(path)).status_code == 403
    assert client_of(editor).get(at(path)).status_code == 200


def test_nobody_publishes_another_unions_cases(
    client_of: ClientOf, editor: Viewer, unions: Any
) -> None:
    foreign = keep("外地案例", unions.elsewhere)
    browser = client_of(editor)
    assert foreign.title not in browser.get(at("")).content.decode()
    assert browser.get(at(f"cases/{foreign.code}/")).status_code == 404
    assert browser.post(at("publish"), {"case": foreign.code}).status_code == 404
    answer = browser.post(at("withdraw"), {"case": foreign.code, "reason": "不该成功"})
    assert answer.status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == CaseState.CHECKED


def test_publishing_twice_changes_once(client_of: ClientOf, editor: Viewer, unions: Any) -> None:
    case = keep("本地案例", unions.county)
    browser = client_of(editor)
    said = [
        browser.post(at("publish"), {"case": case.code, "back": "state=checked"}, follow=True)
        for _ in range(2)
    ]
    assert "已发布1件案例" in said[0].content.decode()
    assert said[0].redirect_chain == [("/desk/library/?state=checked", 302)]
    assert "没有变化" in said[1].content.decode()


def test_withdrawing_many_names_every_one_in_a_few_questions(
    client_of: ClientOf, editor: Viewer, unions: Any, django_assert_max_num_queries: Any
) -> None:
    cases = [keep(f"第{n}个案例", unions.county, CaseState.PUBLISHED) for n in range(120)]
    browser = client_of(editor)
    with django_assert_max_num_queries(20):
        asks = browser.post(at("withdraw"), {"case": [case.code for case in cases]})
    shown = asks.content.decode()
    assert all(case.title in shown for case in cases)
    foreign = keep("别处的案例", unions.elsewhere, CaseState.PUBLISHED)
    refused = browser.post(at("withdraw"), {"case": [cases[0].code, foreign.code]})
    assert refused.status_code == 404


def test_withdrawing_asks_why_and_can_be_undone(
    client_of: ClientOf, editor: Viewer, unions: Any
) -> None:
    case = keep("本地案例", unions.county, CaseState.PUBLISHED)
    browser = client_of(editor)
    asks = browser.post(at("withdraw"), {"case": case.code})
    assert "撤回的原因" in asks.content.decode()
    blank = browser.post(at("withdraw"), {"case": case.code, "reason": "  "})
    assert blank.status_code == 400
    assert "请写明撤回的原因" in blank.content.decode()
    case.refresh_from_db()
    assert case.state == CaseState.PUBLISHED
    browser.post(at("withdraw"), {"case": case.code, "reason": "认得出当事人"})
    case.refresh_from_db()
    assert (case.state, case.withdrawn_reason) == (CaseState.WITHDRAWN, "认得出当事人")
    assert "认得出当事人" in browser.get(at(f"cases/{case.code}/")).content.decode()
    answer = browser.post(at(f"cases/{case.code}/restore"), {"reason": "已改好"})
    assert answer.headers["Location"] == at(f"cases/{case.code}/publication/")
    case.refresh_from_db()
    assert (case.state, case.withdrawn_reason) == (CaseState.CHECKED, "")


def test_nothing_ticked_is_said_and_leads_nowhere_else(client_of: ClientOf, editor: Viewer) -> None:
    for verb in ("publish", "withdraw"):
        answer = client_of(editor).post(at(verb), {"back": "//evil.example/?x=1"}, follow=True)
        assert "请先选择案例" in answer.content.decode()
        assert answer.redirect_chain == [("/desk/library/", 302)]


def test_forms_without_their_token_are_refused(editor: Viewer, client_of: ClientOf) -> None:
    signed_in = client_of(editor)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    for verb in ("publish", "withdraw", "import/"):
        assert strict.post(at(verb), {"case": "x"}).status_code == 403


def test_an_upload_becomes_a_run_of_the_chosen_union(
    client_of: ClientOf, editor: Viewer, unions: Any
) -> None:
    union = unions.city
    browser = client_of(editor)
    answer = browser.post(
        at("import/"),
        {
            "sources": [SimpleUploadedFile(f"{n}.txt", f"{PAPER}{n}".encode()) for n in (1, 2)],
            "held_by": union.code,
        },
    )
    run = ImportRun.objects.get()
    assert answer.headers["Location"] == at(f"runs/{run.code}/")
    assert run.held_by == union
    assert run.sources == ["1.txt", "2.txt"]
    assert "排队中" in browser.get(at(f"runs/{run.code}/")).content.decode()


def test_a_wrong_upload_is_told_in_words(client_of: ClientOf, editor: Viewer, unions: Any) -> None:
    browser = client_of(editor)
    holder = {"held_by": unions.city.code}
    assert "请选择要导入的文件" in browser.post(at("import/"), holder).content.decode()
    wrong = {**holder, "sources": SimpleUploadedFile("x.exe", b"MZ")}
    answer = browser.post(at("import/"), wrong)
    assert answer.status_code == 400
    assert "格式不支持" in answer.content.decode()
    elsewhere = {"held_by": unions.elsewhere.code}
    foreign = {**elsewhere, "sources": SimpleUploadedFile("x.txt", PAPER.encode())}
    assert browser.post(at("import/"), foreign).status_code == 400
    assert not ImportRun.objects.exists()


def test_rejects_are_handed_over_as_texts(
    client_of: ClientOf, editor: Viewer, officer_elsewhere: Viewer, unions: Any
) -> None:
    run = ImportRun.objects.create(
        held_by=unions.city,
        started_by="account:1",
        read=2,
        rejected=2,
        state="finished",
    )
    ImportReject.objects.create(run=run, source="=1+1.csv", line=3, reason="正文是空的")
    ImportReject.objects.create(run=run, source="乙\x07.csv", line=None, reason="日期看不懂")
    address = at(f"runs/{run.code}/rejects.xlsx")
    answer = client_of(editor).get(address)
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1:] == [("=1+1.csv", 3, "正文是空的"), ("乙.csv", None, "日期看不懂")]
    assert sheet["A2"].data_type == "s"
    assert client_of(officer_elsewhere).get(address).status_code == 403
    assert "正文是空的" in client_of(editor).get(at(f"runs/{run.code}/")).content.decode()


def test_the_masking_of_a_whole_run_is_confirmed_by_one_button(
    client_of: ClientOf, editor: Viewer, unions: Any
) -> None:
    run = ImportRun.objects.create(
        held_by=unions.city, started_by="account:1", read=3, imported=3, state="finished"
    )
    for _number in range(3):
        case_in(CaseState.IMPORTED, unions.city, run=run)
    other = case_in(CaseState.IMPORTED, unions.city)
    page = client_of(editor).get(at(f"runs/{run.code}/")).content.decode()
    assert f"queues/masking/?run={run.code}" in page
    listed = client_of(editor).get(at(f"queues/masking/?run={run.code}")).content.decode()
    assert listed.count("data-row") == 3
    answer = client_of(editor).post(at(f"runs/{run.code}/confirm"), follow=True)
    assert "已确认3件案例的脱敏" in answer.content.decode()
    assert Case.objects.filter(state=CaseState.MASKED).count() == 3
    details = [entry.details for entry in AuditEntry.objects.filter(verb="case.masked")]
    assert [one["opened"] for one in details] == [False] * 3
    other.refresh_from_db()
    assert other.state == CaseState.IMPORTED


def test_only_an_administrator_vouches_for_a_source(
    client_of: ClientOf, editor: Viewer, administrator: Viewer, unions: Any
) -> None:
    assert "可信来源" not in client_of(editor).get(at("import/")).content.decode()
    assert "可信来源" in client_of(administrator).get(at("import/")).content.decode()
    for viewer, trusted in ((editor, False), (administrator, True)):
        paper = SimpleUploadedFile("1.txt", f"{PAPER}{trusted}".encode())
        sent = {"sources": paper, "held_by": unions.city.code, "publish": "on"}
        client_of(viewer).post(at("import/"), sent)
        assert ImportRun.objects.latest("pk").publish is trusted


def test_an_administrator_elsewhere_does_not_vouch_here(
    client_of: ClientOf, person: Any, unions: Any
) -> None:
    both = person("示例两处", (Role.EDITOR, unions.city), (Role.ADMINISTRATOR, unions.elsewhere))
    paper = SimpleUploadedFile("1.txt", PAPER.encode())
    sent = {"sources": paper, "held_by": unions.city.code, "publish": "on"}
    answer = client_of(both).post(at("import/"), sent)
    assert answer.status_code == 400
    assert "只有案例所属工会的管理员" in answer.content.decode()
    assert not ImportRun.objects.exists()
