"""Excel files: the good rows go in, the others are listed, and nothing twice."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from niangjia.foundation.organisations import headings, workbooks
from niangjia.foundation.organisations.importing import import_employers, import_organisations
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.kernel.errors import Invalid, Refused
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

UNIONS = ("工会名称", "级别", "上级工会", "登记号", "行政区划", "行业", "电话")
EMPLOYERS = ("单位名称", "统一社会信用代码", "行政区划", "行业", "本单位工会")
CODE = "91370202MA0EXAMPTB"


def workbook(headings: Sequence[Any], *rows: Sequence[Any]) -> io.BytesIO:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headings, *rows):
        sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    written.seek(0)
    return written


TREE = (
    ("市南区总工会（示例）", "县级", "示例-3702", "", 370202, "", ""),
    ("海风街道总工会（示例）", "街道", "市南区总工会（示例）", "", "370202001", "", ""),
    ("全国总工会（示例）", "全国", "", "", "", "", "12351"),
    ("青岛市总工会（示例）", "市级", "山东省总工会（示例）", "示例-3702", "山东省青岛市", "", ""),
    ("山东省总工会（示例）", "省级", "全国总工会（示例）", "", "山东省", "", ""),
    ("青岛市建设工会（示例）", "产业", "示例-3702", "", 370200.0, "建筑业", ""),
)


def test_a_whole_tree_in_any_order_and_again_nothing(operator: Viewer) -> None:
    first = import_organisations(viewer=operator, source=workbook(UNIONS, *TREE))
    assert first.as_json() == {
        "read": 6, "created": 6, "changed": 0, "unchanged": 0, "rejected": [],
    }  # fmt: skip
    assert not any(Organisation.objects.find_problems())
    street = Organisation.objects.get(name="海风街道总工会（示例）")
    assert (street.depth, street.level, street.region_code) == (5, "township", "370202001")
    again = import_organisations(viewer=operator, source=workbook(UNIONS, *TREE))
    assert (again.read, again.unchanged) == (6, 6)


def test_bad_rows_are_listed_with_their_line_and_the_rest_goes_in(operator: Viewer) -> None:
    bad = (
        ("", "县级", "示例-3702", "", 370203, "", ""),
        ("示例甲", "王国", "示例-3702", "", 370203, "", ""),
        ("示例乙", "县级", "没有这个工会", "", 370203, "", ""),
        ("示例丙", "县级", "示例-3702", "", 330106, "", ""),
        ("示例丁", "县级", "示例-3702", "", 999999, "", ""),
        ("示例戊", "产业", "示例-3702", "", 370200, "炼丹", ""),
        ("示例己", "县级", "示例-3702", "示例-3702", 370203, "", ""),
        ("示例庚", "县级", "示例-3702", "", 370202, "", ""),
        ("市北区总工会（示例）", "县级", "青岛市总工会（示例）", "", 370203, "", ""),
    )
    done = import_organisations(viewer=operator, source=workbook(UNIONS, *TREE, *bad))
    assert (done.read, done.created) == (15, 7), [one.reason for one in done.rejected]
    assert [one.line for one in done.rejected] == list(range(8, 16))
    for one, says in zip(
        done.rejected,
        ("名称", "级别", "没有找到", "范围", "行政区划", "行业", "", "已有同级工会"),
        strict=True,
    ):
        assert says in one.reason


def test_a_changed_row_changes_and_a_moved_one_moves(operator: Viewer) -> None:
    import_organisations(viewer=operator, source=workbook(UNIONS, *TREE))
    numbered = (
        "码头工会（示例）",
        "基层",
        "海风街道总工会（示例）",
        "示例-9",
        "370202001",
        "G",
        "",
    )
    import_organisations(viewer=operator, source=workbook(UNIONS, numbered))
    moved = (
        "码头联合工会（示例）",
        "基层",
        "市南区总工会（示例）",
        "示例-9",
        "370202001",
        "G",
        "1",
    )
    done = import_organisations(viewer=operator, source=workbook(UNIONS, moved))
    assert (done.changed, done.rejected) == (1, [])
    union = Organisation.objects.get(register_number="示例-9")
    assert (union.name, union.phone, union.depth) == ("码头联合工会（示例）", "1", 5)
    assert import_organisations(viewer=operator, source=workbook(UNIONS, moved)).unchanged == 1


def test_an_administrator_brings_in_only_their_part(administrator: Viewer, unions: Any) -> None:
    rows = (
        ("崂山区总工会（示例）", "县级", unions.city.name, "", 370212, "", ""),
        ("余杭区总工会（示例）", "县级", unions.elsewhere.name, "", 330110, "", ""),
        ("淄博市总工会（示例）", "市级", unions.province.name, "", 370300, "", ""),
    )
    done = import_organisations(viewer=administrator, source=workbook(UNIONS, *rows))
    assert (done.created, [one.line for one in done.rejected]) == (1, [3, 4])


@pytest.mark.parametrize(
    "name", ["officer", "supervisor", "editor", "auditor", "worker", "stranger"]
)
def test_only_administrators_import(request: Any, name: str) -> None:
    viewer = request.getfixturevalue(name)
    for take_in in (import_organisations, import_employers):
        with pytest.raises(Refused):
            take_in(viewer=viewer, source=workbook(UNIONS))


def test_the_same_name_twice_needs_the_whole_way(operator: Viewer, unions: Any) -> None:
    twins = [
        ("第一幼儿园工会（示例）", "基层", parent, "", 370202, "P", "")
        for parent in (unions.county.name, unions.township.name)
    ]
    assert import_organisations(viewer=operator, source=workbook(UNIONS, *twins)).created == 2
    row = ("青岛第一幼儿园（示例）", "", 370202, "P")
    vague = workbook(EMPLOYERS, (*row, "第一幼儿园工会（示例）"))
    assert "完整路径" in import_employers(viewer=operator, source=vague).rejected[0].reason
    exact = workbook(EMPLOYERS, (*row, "海风街道总工会（示例）/第一幼儿园工会（示例）"))
    assert import_employers(viewer=operator, source=exact).created == 1


def test_employers_go_in_once(operator: Viewer, unions: Any) -> None:
    rows = (
        ("青岛浪花食品厂（示例）", CODE.lower(), "青岛市市南区", "制造业", unions.own.name),
        ("青岛海角餐饮店（示例）", "", 370202, "H", ""),
        ("青岛抄错码公司（示例）", CODE[:-1] + "X", 370202, "", ""),
        ("青岛同码公司（示例）", CODE, 370202, "", "没有这个工会"),
        ("", CODE, 370202, "", ""),
    )
    first = import_employers(viewer=operator, source=workbook(EMPLOYERS, *rows))
    assert (first.created, [one.line for one in first.rejected]) == (2, [4, 5, 6])
    again = import_employers(viewer=operator, source=workbook(EMPLOYERS, *rows))
    assert (again.created, again.unchanged, len(again.rejected)) == (0, 2, 3)
    renamed = [("青岛浪花食品有限公司（示例）", CODE, "370202001", "C", unions.own.name)]
    assert import_employers(viewer=operator, source=workbook(EMPLOYERS, *renamed)).changed == 1
    assert Employer.objects.get(credit_code=CODE).name == "青岛浪花食品有限公司（示例）"
    assert Employer.objects.count() == 2


def test_other_headings_other_order_and_blank_rows(operator: Viewer, unions: Any) -> None:
    book = workbook(
        ("备注", "信用代码*", "企业名称", "地区代码"),
        ("无", "", "青岛甲（示例）", 370202),
        (),
        ("", None, "", ""),
        ("无", CODE, "青岛乙（示例）", 370203),
    )
    assert unions.city
    done = import_employers(viewer=operator, source=book)
    assert (done.read, done.created) == (2, 2)


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(3):
            package.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * 40_000_000)
    return written.getvalue()


def far_corner() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "单位名称", "远"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def lying() -> bytes:
    """A package whose directory says that a part is smaller than it is."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"0" * 1_000_000)
    data = written.getvalue()
    return data.replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是 Excel"),
        ("单位名称,行政区划\n".encode(), "不是 Excel"),
        (b"PK\x03\x04" + b"\x00" * 100, "不是 Excel"),
        (b"\x00" * (workbooks.MOST_BYTES + 1), "文件太大"),
        (bomb(), "展开后太大"),
        (lying(), "Excel"),
        (far_corner(), "没有找到这些列：行政区划"),
        (workbook(("甲", "乙")).getvalue(), "没有找到这些列"),
        (workbook(()).getvalue(), "没有找到这些列"),
    ],
    ids=["empty", "csv", "broken", "huge", "bomb", "lying", "far corner", "headings", "no rows"],
)
def test_a_file_that_cannot_be_read_is_said_plainly(
    operator: Viewer, data: bytes, says: str
) -> None:
    with pytest.raises(Invalid, match=says):
        import_employers(viewer=operator, source=io.BytesIO(data))


def test_too_many_rows(operator: Viewer) -> None:
    rows = [(f"示例{number}", "", 370202, "", "") for number in range(4)]
    with pytest.raises(Invalid, match="行数太多"):
        import_employers(viewer=operator, source=workbook(EMPLOYERS, *rows), most=3)
    done = import_employers(viewer=operator, source=workbook(EMPLOYERS, *rows), most=4)
    assert done.created == 4


def test_a_file_that_is_not_there(operator: Viewer, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="没有这个文件"):
        import_employers(viewer=operator, source=tmp_path / "没有.xlsx")
    with pytest.raises(Invalid, match="读不出来"):
        import_employers(viewer=operator, source=tmp_path)


@pytest.mark.parametrize("columns", [headings.ORGANISATION, headings.EMPLOYER])
def test_the_template_is_read_by_the_import(columns: Any) -> None:
    template = io.BytesIO(workbooks.template("示例", columns))
    assert list(workbooks.read_lines(template, columns)) == []
    notes = openpyxl.load_workbook(io.BytesIO(workbooks.template("示例", columns))).worksheets[1]
    assert notes.max_row == len(columns) + 1
