"""From a file on an editor's desk to a stranger who finds the answer, and back again."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from niangjia.foundation.ledger import courier
from niangjia.foundation.ledger.queries import audit_of, faults
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import indexing
from niangjia.rights.caselaw.actions import restore_case
from niangjia.rights.caselaw.models import Case, ImportRun
from niangjia.rights.caselaw.tests.work import CHECKER, SOMEBODY, WRITER, walk

pytestmark = pytest.mark.django_db

QUESTION = "老板拖着工资不给怎么办"
WAGES = (
    "原告某甲诉称，其于2023年1月入职被告某食品厂（均为虚构），被告拖欠2023年3月至5月工资共计18000元，"
    "请求判令被告支付拖欠的工资。本院认为，用人单位应当按时足额支付劳动报酬。"
    "判决如下：被告于本判决生效之日起十日内支付原告工资18000元。"
)
INJURY = (
    "原告某乙诉称，其在被告某机械厂（均为虚构）操作冲床时受伤，已认定为工伤，请求支付一次性伤残补助金。"
    "本院认为，被告未缴纳工伤保险，应当支付。判决如下：被告支付原告一次性伤残补助金30000元。"
)
ROWS = [
    ["标题", "正文", "审理机构", "裁判日期"],
    ["某甲与某食品厂追索劳动报酬纠纷（虚构）", WAGES, "示例市示例区人民法院", "2024-03-05"],
    ["某乙与某机械厂工伤待遇纠纷（虚构）", INJURY, "示例市示例区人民法院", "2024-04-01"],
    ["同一份又来一遍（虚构）", "", "示例市示例区人民法院", "2024-03-05"],
    ["=cmd|' /C calc'!A0", "太短", "", ""],
    ["日期看不懂的一份（虚构）", WAGES + "另一份。", "", "某年某月"],
]


def handed(union: str) -> dict[str, Any]:
    """Return the form filled in for a union."""
    return {"sources": mixed_file(), "held_by": union}


def mixed_file() -> SimpleUploadedFile:
    """Return a table with two cases and three rows that cannot come in."""
    written = StringIO()
    csv.writer(written).writerows(ROWS)
    return SimpleUploadedFile("=二〇二四年文书.csv", written.getvalue().encode("gb18030"))


@pytest.mark.usefixtures("db")
def test_from_file_to_public(  # noqa: PLR0915 - a story is told in one go
    client_of: Callable[[Viewer], Client],
    editor: Viewer,
    officer: Viewer,
    worker: Viewer,
    auditor: Viewer,
    stranger: Viewer,
    person: Callable[..., Viewer],
    unions: Any,
) -> None:
    indexing.ensure_index()
    desk, reader = client_of(editor), client_of(stranger)
    elsewhere = client_of(person("示例外地编辑", (next(iter(editor.posts)).role, unions.elsewhere)))
    others = (reader, client_of(worker), client_of(officer), client_of(auditor), elsewhere)

    # The editor hands a table in; nobody else can, not even an editor for this union elsewhere.
    for other in others:
        assert other.post("/desk/library/import/", handed(unions.city.code)).status_code in {
            302,
            400,
            403,
        }
    assert not ImportRun.objects.exists()
    run_page = desk.post("/desk/library/import/", handed(unions.city.code)).headers["Location"]

    # The courier imports it. Two came in, three did not, and each says why.
    assert "排队中" in desk.get(run_page).content.decode()
    courier.drain("long")
    run = ImportRun.objects.get()
    assert (run.state, run.read, run.imported, run.rejected) == ("finished", 5, 2, 3)
    shown = desk.get(run_page).content.decode()
    assert "正文是空的" in shown
    assert "某年某月" in shown
    rejects = desk.get(f"{run_page}rejects.xlsx")
    sheet = load_workbook(BytesIO(rejects.content)).active
    assert sheet is not None
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == [4, 5, 6]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    for other in others:
        assert other.get(run_page).status_code in {302, 403, 404}
        assert other.get(f"{run_page}rejects.xlsx").status_code in {302, 403, 404}

    # Nothing is public yet: a stranger finds nothing.
    case = Case.objects.get(title__startswith="某甲")
    page = f"/anli/{case.code}/"
    assert found(reader) == []
    assert reader.get(page).status_code == 404

    # It is masked, interpreted and checked by others; then its editor alone publishes it.
    walk([case.code], until="checked")
    chosen = {"case": case.code}
    for other in others:
        assert other.post("/desk/library/publish", chosen).status_code in {302, 403, 404}
    assert reader.get(page).status_code == 404
    assert desk.post("/desk/library/publish", chosen).status_code == 302
    courier.drain("quick")

    # A stranger asks in plain words and finds it, on the page and through the interface.
    assert found(reader) == [case.code]
    assert case.title in reader.get("/anli/", {"q": QUESTION}).content.decode()
    assert "18000" in reader.get(page).content.decode().replace(",", "")
    assert not reader.cookies

    # It is taken back, with a reason; not without, and not by anybody else.
    because = chosen | {"reason": "当事人要求"}
    for other in others:
        assert other.post("/desk/library/withdraw", because).status_code in {302, 403, 404}
    assert desk.post("/desk/library/withdraw", chosen | {"reason": " "}).status_code == 400
    assert reader.get(page).status_code == 200
    assert desk.post("/desk/library/withdraw", because).status_code == 302
    gone = reader.get(page)
    assert gone.status_code == 410
    assert case.title not in gone.content.decode()
    assert "当事人要求" not in gone.content.decode()
    assert found(reader) == [], "not even before the index was told"
    courier.drain("quick")
    assert found(reader) == []
    assert reader.get(f"/api/v1/cases/{case.code}").status_code == 410

    # It is put back on its way with a reason, and published again.
    assert desk.post("/desk/library/publish", chosen).status_code in {302, 409}
    assert found(reader) == []
    restore_case(viewer=editor, code=case.code, reason="已经核对")
    assert desk.post("/desk/library/publish", chosen).status_code == 302
    courier.drain("quick")
    assert found(reader) == [case.code]
    assert reader.get(page).status_code == 200

    # The books tell all of it, and hold.
    told = list(audit_of(viewer=auditor).order_by("sequence"))
    assert [(entry.verb, entry.actor, entry.reason) for entry in told] == [
        ("import.requested", editor.actor, ""),
        ("import.finished", editor.actor, ""),
        ("case.masked", SOMEBODY, ""),
        ("case.interpreted", WRITER, ""),
        ("case.checked", CHECKER, ""),
        ("case.published", editor.actor, ""),
        ("case.withdrawn", editor.actor, "当事人要求"),
        ("case.restored", editor.actor, "已经核对"),
        ("case.published", editor.actor, ""),
    ]
    assert list(faults()) == []


def found(reader: Client) -> list[str]:
    """Return the codes a stranger's question finds, the same on the page and in the interface."""
    hits = reader.get("/api/v1/cases", {"q": QUESTION}).json()["hits"]
    page = reader.get("/anli/", {"q": QUESTION}).content.decode()
    assert all(hit["url"] in page for hit in hits)
    return [hit["id"] for hit in hits]
