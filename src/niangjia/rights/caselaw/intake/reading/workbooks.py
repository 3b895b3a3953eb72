"""Excel workbooks: every sheet that has a column of texts."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from niangjia.rights.caselaw.intake.reading.containers import XLSX, UnreadableError, check
from niangjia.rights.caselaw.intake.reading.headings import fields_of
from niangjia.rights.caselaw.intake.reading.record import Read, Rejected
from niangjia.rights.caselaw.intake.reading.tables import NO_HEADINGS, row_record

_HEADINGS_WITHIN = 10
"""Rows in which the headings may stand: above them, sheets carry a title and remarks."""


def read_xlsx(path: Path, source: str) -> Iterator[Read]:
    """Yield the case of every row. Raises OSError and UnreadableError for an unreadable file."""
    check(path, XLSX)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise UnreadableError("文件加了密码；请去掉密码另存后再导入") from error
    except CalamineError as error:
        raise UnreadableError("表格已损坏，打不开；请用 Excel 或 WPS 打开后另存") from error
    with workbook:
        understood = 0
        for name in workbook.sheet_names:
            for read in _sheet(workbook, name, path.name, source):
                understood += 1
                yield read
        if not understood:
            yield Rejected(source, 1, NO_HEADINGS)


def _sheet(workbook: CalamineWorkbook, sheet: str, file: str, source: str) -> Iterator[Read]:
    try:
        rows = _rows(workbook.get_sheet_by_name(sheet))
        yield from _cases(rows, f"{file}/{sheet}", source)
    except CalamineError:
        yield Rejected(source, None, f"工作表“{sheet}”已损坏，读不出来")


def _cases(rows: Iterator[tuple[int, list[str]]], name: str, source: str) -> Iterator[Read]:
    fields: dict[int, str] = {}
    for passed, (number, cells) in enumerate(rows):
        if "text" in fields.values():
            if any(cells):
                yield row_record(source, number, name, fields, cells)
        elif passed < _HEADINGS_WITHIN:
            fields = fields_of(cells)
        else:
            return


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its number as Excel counts."""
    first = sheet.start[0] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), start=first + 1):
        yield number, [_plain(cell) for cell in row]


def _plain(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
