import codecs
import os
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from niangjia.rights.caselaw.intake.examining import Candidate, examine
from niangjia.rights.caselaw.intake.reading import Record, Rejected, expected, read
from niangjia.rights.caselaw.intake.reading.record import DOCUMENT_LIMIT, MEGABYTE

from .files import TEXT, docx, jsonl, text, xlsx

TODAY = date(2026, 11, 21)


def records(*paths: Path) -> list[Record]:
    return [one for one in read(paths) if isinstance(one, Record)]


def rejects(*paths: Path) -> list[Rejected]:
    return [one for one in read(paths) if isinstance(one, Rejected)]


def reasons(*paths: Path) -> list[str]:
    """Return why records do not come in, whether reading or examining says so."""
    examined = (examine(one, TODAY) for one in read(paths))
    return [one.reason for one in examined if isinstance(one, Rejected)]


def test_json_lines_give_every_field_under_either_name(tmp_path: Path) -> None:
    chinese = {"案号": "（2023）鲁1号", "标题": "示例", "审理法院": "某法院", "案由": "劳动争议",
               "裁判日期": "2023-05-01", "地区": "山东", "正文": TEXT, "审级": "一审"}  # fmt: skip
    english = {"id": "a-1", "title": "示例", "court_or_body": "某法院", "case_no": "（2023）鲁1号",
               "date": "2023-05-01", "region": "山东", "cause": "劳动争议", "stage": "一审",
               "text": TEXT}  # fmt: skip
    first, second = records(jsonl(tmp_path / "x.jsonl", [chinese, english]))
    assert (first.key, second.key) == ("x.jsonl#1", "x.jsonl#a-1")
    for name in ("title", "court", "case_no", "date", "region", "cause", "stage", "text"):
        assert getattr(first, name) == getattr(second, name) != ""


def test_a_broken_line_costs_one_line(tmp_path: Path) -> None:
    rows: list[Any] = [
        {"text": text(1)},
        '{"text": "没有结尾',
        "[1, 2]",
        {"text": ["不是", "文字"]},
        "",
        {"text": text(2)},
    ]
    path = jsonl(tmp_path / "x.jsonl", rows)
    assert [one.line for one in records(path)] == [1, 6]
    assert [one.line for one in rejects(path)] == [2, 3, 4]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("gb18030", b""),
     ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["jsonl", "csv", "txt", "html"])
def test_encodings_are_recognised(tmp_path: Path, kind: str, encoding: str, mark: bytes) -> None:
    content = {
        "jsonl": f'{{"标题": "拖欠工资案", "正文": "{TEXT}"}}\n',
        "csv": f'标题,正文\n拖欠工资案,"{TEXT}"\n',
        "txt": f"拖欠工资案\n{TEXT}\n",
        "html": f"<html><head><title>拖欠工资案</title></head><body><p>{TEXT}</p></body></html>",
    }[kind]
    path = tmp_path / f"x.{kind}"
    path.write_bytes(mark + content.encode(encoding))
    (one,) = records(path)
    assert one.title == "拖欠工资案"
    assert TEXT in one.text


def test_a_gb18030_page_that_says_so_is_read(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="gb2312"><title>短</title></head><body>{TEXT}</body></html>'
    path = tmp_path / "x.html"
    path.write_bytes(page.encode("gb18030"))
    assert TEXT in records(path)[0].text


def test_an_undecodable_line_is_told_by_its_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows: list[Any] = [{"text": text(1)}, b'{"text": "\xff\xfe\xfa\xfb"}', {"text": text(2)}]
    path = jsonl(tmp_path / "x.jsonl", rows)
    assert [one.line for one in records(path)] == [1, 3]
    (bad,) = rejects(path)
    assert bad.line == 2
    assert "UTF-8" in bad.reason


def test_a_bad_line_of_a_csv_costs_one_row(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    lines = [
        "标题,正文".encode(),
        f"甲,{text(1)}".encode(),
        b"\xff\xfe,\xfa",
        f"乙,{text(2)}".encode(),
    ]
    path.write_bytes(b"\n".join(lines))
    assert [one.title for one in records(path)] == ["甲", "乙"]
    assert [one.line for one in rejects(path)] == [3]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_of_a_csv_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [["案号", "标题", "正文"], ["某号", "甲", text(1)]]
    path = tmp_path / "x.csv"
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    (one,) = records(path)
    assert (one.title, one.case_no) == ("甲", "某号")


def test_a_quoted_text_of_a_csv_may_run_over_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f'标题,正文\n甲,"第一行\n第二""行\n{TEXT}"\n乙,{text(2)}\n', encoding="utf-8")
    first, second = records(path)
    assert first.text == f'第一行\n第二"行\n{TEXT}'
    assert (first.line, second.line) == (2, 5)


def test_a_quotation_mark_never_closed_costs_one_row(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f'标题,正文\n甲,"没有闭合\n乙,{text(2)}\n丙,{text(3)}\n', encoding="utf-8")
    assert [one.title for one in records(path)] == ["乙", "丙"]
    assert [one.line for one in rejects(path)] == [2]


def test_a_row_wider_than_its_headings_is_not_cut_off_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"标题,正文\n甲,支付18,000元{TEXT}\n乙,{text(2)},,\n", encoding="utf-8")
    assert "加上双引号" in rejects(path)[0].reason
    assert [one.line for one in rejects(path)] == [2]


def test_a_table_without_texts_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("姓名,电话\n甲,乙\n", encoding="utf-8")
    (bad,) = rejects(path, xlsx(tmp_path / "x.xlsx", [["姓名", "电话"], ["甲", "乙"]]))[:1]
    assert "正文" in bad.reason
    assert len(rejects(tmp_path / "x.xlsx")) == 1


def test_a_workbook_is_read_below_its_headings(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["某市典型案例汇总"], [], ["序号", "案号", "裁判日期", "正文"],
            [1, "某号", date(2023, 5, 1), text(1)], [2, 7, "", text(2)],
            [None, None, None, None]]  # fmt: skip
    first, second = records(xlsx(tmp_path / "x.xlsx", rows))
    assert (first.date, first.case_no, first.line) == ("2023-05-01", "某号", 4)
    assert second.case_no == "7"
    assert first.key == "x.xlsx/案例#1"


def test_documents_give_one_case_each_with_their_title(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.txt").write_text(f"拖欠工资纠纷一案\n{text(1)}", encoding="utf-8")
    docx(tmp_path / "b.docx", ["工伤待遇纠纷一案", text(2)])
    (tmp_path / "inner" / "c.html").write_text(
        f"<title>案例 - 某网站</title><h1>加班费纠纷一案</h1><p>{text(3)}</p>", encoding="utf-8"
    )
    (tmp_path / "d.txt").write_text(text(4), encoding="utf-8")
    found = records(tmp_path)
    assert [one.title for one in found] == [
        "拖欠工资纠纷一案",
        "工伤待遇纠纷一案",
        "d",
        "加班费纠纷一案",
    ]
    assert [one.source for one in found] == ["a.txt", "b.docx", "d.txt", "inner/c.html"]
    assert [one.line for one in found] == [None] * 4


def test_a_page_comes_without_its_furniture(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_text(
        f"""<html><head><title>拖欠工资案 - 某某网</title><script>alert(1)</script>
        <style>p{{}}</style></head>
        <body><nav>首页 导航</nav><div class="breadcrumb">当前位置</div><header>网站名</header>
        <div class="content"><p>{TEXT}</p><p>第二段<!-- 注释 --></p></div>
        <div class="share-box related">相关推荐</div><footer>版权所有</footer></body></html>""",
        encoding="utf-8",
    )
    (one,) = records(path)
    assert one.text == f"{TEXT}\n第二段"
    assert one.title == "拖欠工资案"


def test_a_huge_line_is_passed_over_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(60):
            file.write(b"a" * MEGABYTE)
        file.write(b'"}\n')
        file.write(f'{{"text": "{TEXT}"}}\n'.encode())
    (bad,) = rejects(path)
    assert bad.line == 1
    assert f"{DOCUMENT_LIMIT // MEGABYTE} MB" in bad.reason
    assert [one.line for one in records(path)] == [2]


@pytest.mark.parametrize("name", ["x.txt", "x.html", "x.docx"])
def test_a_huge_document_is_rejected_with_the_limit(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (bad,) = rejects(path)
    assert f"{DOCUMENT_LIMIT // MEGABYTE} MB" in bad.reason


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    path = docx(tmp_path / "x.docx", [TEXT], extra=200 * MEGABYTE)
    assert path.stat().st_size < MEGABYTE
    (bad,) = rejects(path)
    assert "压缩炸弹" in bad.reason


def test_a_workbook_that_is_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "x.xlsx", [["正文"], [TEXT]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("xl/worksheets/sheet9.xml", bytes(450 * MEGABYTE))
    (bad,) = rejects(path)
    assert "压缩炸弹" in bad.reason


def test_xml_entities_are_not_expanded(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE d [<!ENTITY a "啊啊啊啊"><!ENTITY b "&a;&a;&a;&a;">]>'
    (bad,) = rejects(docx(tmp_path / "x.docx", [f"{TEXT}&b;"], doctype=doctype))
    assert "实体" in bad.reason


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100), "密码"),
        (b"PK\x03\x04 damaged", "损坏"),
        (b"", "损坏"),
    ],
)
@pytest.mark.parametrize("name", ["x.docx", "x.xlsx"])
def test_a_locked_or_damaged_file_says_what_to_do(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (bad,) = rejects(tmp_path / name)
    assert said in bad.reason


def test_a_locked_part_of_a_container_is_told(tmp_path: Path) -> None:
    path = docx(tmp_path / "x.docx", [TEXT])
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature)
        content[at + offset] |= 1
    path.write_bytes(bytes(content))
    (bad,) = rejects(path)
    assert "密码" in bad.reason


def test_a_damaged_body_of_a_document_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("word/document.xml", "<w:document")
    assert "损坏" in rejects(path)[0].reason
    with zipfile.ZipFile(path, "w") as container:
        container.writestr("other.xml", "<a/>")
    assert "没有正文" in rejects(path)[0].reason


@pytest.mark.parametrize("name", ["x.pdf", "x.doc", "x.xls", "x.zip", "x.exe", "x.json"])
def test_what_cannot_be_read_is_rejected_with_advice(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"whatever")
    (bad,) = rejects(tmp_path / name)
    assert "." in bad.reason or "解压" in bad.reason


def test_what_an_office_leaves_behind_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "~$a.docx").write_bytes(b"lock")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    assert list(read([tmp_path])) == []


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text(text(1), encoding="utf-8")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    assert len(records(tmp_path)) == 1
    (bad,) = rejects(tmp_path)
    assert "绕回" in bad.reason


def test_links_that_lead_nowhere_or_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "b.txt")
    said = [one.reason for one in rejects(tmp_path)]
    assert "找不到" in said[0]
    assert "绕成了圈" in said[1]


def test_a_path_that_does_not_exist_is_told(tmp_path: Path) -> None:
    (bad,) = rejects(tmp_path / "nothing.jsonl")
    assert bad == Rejected("nothing.jsonl", None, "找不到这个文件或文件夹")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.txt")
    assert "不是普通文件" in rejects(tmp_path)[0].reason


@pytest.fixture
def nobody() -> Iterator[Path]:
    """Become somebody without rights for the length of a test, with a folder anybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for entry in ("closed.txt", "open.txt", "closed.jsonl"):
            (folder / entry).write_text(text(1), encoding="utf-8")
        (folder / "closed.txt").chmod(0)
        (folder / "closed.jsonl").chmod(0)
        (folder / "locked").mkdir(mode=0)
        was = os.geteuid()
        if was == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if was == 0:
                os.seteuid(0)
            (folder / "locked").chmod(0o700)


def test_a_file_without_permission_is_told_and_the_rest_goes_on(nobody: Path) -> None:
    assert [one.source for one in records(nobody)] == ["open.txt"]
    refused = rejects(nobody)
    assert [one.source for one in refused] == ["closed.jsonl", "closed.txt", "locked"]
    assert {one.reason for one in refused} == {"没有读取的权限"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"text": ""}, "空的"),
        ({"text": " \n\u3000 "}, "空的"),
        ({"title": "没有正文"}, "空的"),
        ({"text": "太短了"}, "太短"),
        ({"text": TEXT, "date": "1948-01-01"}, "1949"),
        ({"text": TEXT, "date": "2026-11-22"}, "还没有到"),
        ({"text": TEXT, "date": "去年春天"}, "看不懂"),
        ({"text": TEXT, "date": "2023-02-30"}, "看不懂"),
    ],
)
def test_a_record_that_is_no_case_is_rejected_with_its_reason(
    tmp_path: Path, row: dict[str, str], said: str
) -> None:
    (reason,) = reasons(jsonl(tmp_path / "x.jsonl", [row]))
    assert said in reason


@pytest.mark.parametrize("day", ["", "无", "2026-11-21", "1949-10-01", None])
def test_an_empty_or_possible_day_is_fine(tmp_path: Path, day: str | None) -> None:
    assert reasons(jsonl(tmp_path / "x.jsonl", [{"text": TEXT, "date": day}])) == []


def test_characters_nobody_sees_do_not_come_in(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path / "x.jsonl", [{"text": f"\ufeff{TEXT}\u0000\r\n第二行  \u0007", "title": "甲\n乙"}]
    )
    one = examine(records(path)[0], TODAY)
    assert isinstance(one, Candidate)
    assert one.paper.text == f"{TEXT}\n第二行"
    assert one.paper.title == "甲 乙"


def test_the_number_of_records_is_known_where_it_can_be(tmp_path: Path) -> None:
    jsonl(tmp_path / "x.jsonl", [{"text": TEXT}] * 3)
    (tmp_path / "y.txt").write_text(TEXT, encoding="utf-8")
    assert expected([tmp_path]) == 4
    (tmp_path / "z.csv").write_text("正文\n", encoding="utf-8")
    assert expected([tmp_path]) is None
