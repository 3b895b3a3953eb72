"""Excel files: read without trusting them, and templates to fill in."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from niangjia.kernel.errors import Invalid

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 50_000
MOST_COLUMNS = 40
LAST_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class Line:
    """One filled row: its number as Excel shows it, and its cells by field."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template: the field, its heading, other headings it goes by, an explanation."""

    field: str
    heading: str
    also: tuple[str, ...] = ()
    required: bool = False
    note: str = ""


def read_lines(
    source: Path | BinaryIO, columns: Sequence[Column], most: int = MOST_ROWS
) -> Iterator[Line]:
    """Yield the filled rows of the first sheet, cells as text.

    Raises Invalid for what is not a readable .xlsx, is too large packed or unpacked, has more
    than `most` rows, or lacks a required heading.
    """
    data = _bytes_of(source)
    _check_package(data)
    rows = _filled_rows(data, most)
    if len(rows) > most + 1:
        raise Invalid(_("行数太多，一次最多 %(most)s 行，请分开导入。") % {"most": most})
    headings = rows[0][1] if rows and rows[0][0] == 1 else ()
    where = _fields_by_position(headings, columns)
    for number, row in rows[1:]:
        cells = {field: _text(row[at]) if at < len(row) else "" for at, field in where.items()}
        if any(cells.values()):
            yield Line(number, cells)


def template(title: str, columns: Sequence[Column]) -> bytes:
    """Return an empty .xlsx to fill in, with a second sheet that explains each column."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = title
    notes = book.create_sheet(_("填写说明"))
    notes.append([_("列"), _("是否必填"), _("说明")])
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(row=1, column=number, value=column.heading)
        cell.font = Font(bold=True)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 22
        sheet.column_dimensions[letter].number_format = "@"
        notes.append([column.heading, _("必填") if column.required else "", column.note])
    sheet.freeze_panes = "A2"
    notes.column_dimensions["A"].width, notes.column_dimensions["C"].width = 20, 90
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _bytes_of(source: Path | BinaryIO) -> bytes:
    try:
        if isinstance(source, Path):
            with source.open("rb") as opened:
                return opened.read(MOST_BYTES + 1)
        return source.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Invalid(_("没有这个文件。")) from None
    except PermissionError:
        raise Invalid(_("没有权限读这个文件。")) from None
    except OSError:
        raise Invalid(_("文件读不出来。")) from None


def _check_package(data: bytes) -> None:
    """Refuse what is no package, and what unpacks to far more than a table would."""
    if len(data) > MOST_BYTES:
        size = {"most": MOST_BYTES // 1024 // 1024}
        raise Invalid(_("文件太大，最多 %(most)s MB。") % size)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            small = sum(part.file_size for part in parts) <= MOST_UNPACKED
            # Unpacking stops at the size a part declares, and one that lies fails its check.
            broken = package.testzip() if small and len(parts) <= MOST_PARTS else None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        raise Invalid(_("这不是 Excel 文件（.xlsx），或者有密码。请另存为 .xlsx 再传。")) from None
    if not small or len(parts) > MOST_PARTS:
        raise Invalid(_("这个文件展开后太大，不像正常的表格，没有读取。"))
    if broken:
        raise Invalid(_("这个 Excel 文件损坏，读不出来。"))


def _filled_rows(data: bytes, most: int) -> list[tuple[int, tuple[object, ...]]]:
    """Read row by row and keep the filled ones, so that a far corner does not fill the memory.

    One more than `most` says that there are too many.
    """
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
        filled = (
            (number, row)
            for number, row in enumerate(rows, start=1)
            if number == 1 or any(cell is not None for cell in row)
        )
        return list(islice(filled, most + 2))
    except Exception:  # noqa: BLE001 - openpyxl has no error of its own for most kinds of damage
        raise Invalid(_("这个 Excel 文件损坏，读不出来。")) from None


def _fields_by_position(headings: Sequence[object], columns: Sequence[Column]) -> dict[int, str]:
    known = {name: column.field for column in columns for name in (column.heading, *column.also)}
    where: dict[int, str] = {}
    for at, heading in enumerate(headings):
        field = known.get(_text(heading).replace("*", "").strip())
        if field and field not in where.values():
            where[at] = field
    absent = [one.heading for one in columns if one.required and one.field not in where.values()]
    if absent:
        names = {"names": "、".join(absent)}
        raise Invalid(_("第一行里没有找到这些列：%(names)s。请用模板填写。") % names)
    return where


def _text(cell: object) -> str:
    """Return a cell as people see it: whole numbers without a point, days as 2024-03-05."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).strip()
