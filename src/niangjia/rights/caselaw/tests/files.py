"""Small files for the tests of reading, written where a test needs them."""

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

TEXT = "原告诉称其于二〇二三年一月入职，公司拖欠三个月工资，请求判令支付工资18000元。判决支持。"

_WORD = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document xmlns:w='
    '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
)


def text(number: int = 0) -> str:
    """Return a text that no other number gives."""
    return f"{TEXT}本案编号第{number}。"


def jsonl(path: Path, rows: Iterable[Mapping[str, Any] | str | bytes]) -> Path:
    """Write each row as a line; text and bytes as they are."""
    lines = []
    for row in rows:
        if isinstance(row, Mapping):
            lines.append(json.dumps(row, ensure_ascii=False).encode())
        else:
            lines.append(row.encode() if isinstance(row, str) else row)
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


def docx(path: Path, paragraphs: Sequence[str], *, doctype: str = "", extra: int = 0) -> Path:
    """Write a Word document, with `extra` zero bytes beside the text."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/document.xml", _WORD.format(doctype=doctype, body=body))
        if extra:
            container.writestr("word/media/image1.bin", bytes(extra))
    return path


def xlsx(path: Path, rows: Sequence[Sequence[Any]], *, sheet: str = "案例") -> Path:
    """Write a workbook with one sheet."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    workbook.save(path)
    return path
