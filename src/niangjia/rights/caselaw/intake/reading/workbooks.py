"""Excel workbooks: every sheet that has a column of texts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from niangjia.rights.caselaw.intake.reading.containers import XLSX, UnreadableError, check
from niangjia.rights.caselaw.intake.reading.headings import fields_of
from niangjia.rights.caselaw.intake.reading.record import Read, Rejected
from niangjia.rights.caselaw.intake.reading.tables import NO_HEADINGS, row_record

_SHEETS = "niangjia.rights.caselaw.intake.reading.sheets"
_HEADINGS_WITHIN = 10
"""Rows in which the headings may stand: above them, sheets carry a title and remarks."""

_WHY = {
    "locked": "文件加了密码；请去掉密码另存后再导入",
    "damaged": "表格已损坏，打不开；请用 Excel 或 WPS 打开后另存",
}
_TOO_MUCH = "表格大得不正常，或已损坏，没有读完；请只留有内容的行和列，另存后再导入"


def read_xlsx(path: Path, source: str) -> Iterator[Read]:
    """Yield the case of every row. Raises OSError and UnreadableError for an unreadable file."""
    check(path, XLSX)
    understood = 0
    sheet = _Sheet("", path.name, source)
    for line in _lines(path):
        if "sheet" in line:
            sheet = _Sheet(line["sheet"], path.name, source)
        elif "broken" in line:
            understood += 1
            yield Rejected(source, None, f"工作表“{line['broken']}”已损坏，读不出来")
        elif "row" in line and (read := sheet.read(*line["row"])):
            understood += 1
            yield read
    if not understood:
        yield Rejected(source, 1, NO_HEADINGS)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield what another process reads of a workbook. Raises UnreadableError where it cannot."""
    command = [sys.executable, "-m", _SHEETS, str(path)]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        line: dict[str, Any] = {}
        try:
            for written in process.stdout:
                line = json.loads(written)
                yield line
        except json.JSONDecodeError:
            line = {}  # it died while writing
        finally:
            process.kill()  # whoever stops reading early leaves nobody behind
    if "unreadable" in line:
        raise UnreadableError(_WHY[line["unreadable"]])
    if "end" not in line:
        raise UnreadableError(_TOO_MUCH)


class _Sheet:
    """One sheet, met row by row: first its headings, then a case a row."""

    def __init__(self, name: str, file: str, source: str) -> None:
        self._key, self._source = f"{file}/{name}", source
        self._fields: dict[int, str] = {}
        self._passed = 0

    def read(self, number: int, cells: list[str]) -> Read | None:
        """Return the case of a row, None where it holds none."""
        if "text" in self._fields.values():
            if not any(cells):
                return None
            return row_record(self._source, number, self._key, self._fields, cells)
        if self._passed < _HEADINGS_WITHIN:
            self._fields = fields_of(cells)
            self._passed += 1
        return None
