"""Opens one workbook in a process of its own and writes its rows, one JSON line each.

A workbook of a few kilobytes can claim a table that no memory holds, and the library that reads
it takes the whole process down with it. Here that is a process that holds nothing else.

Run as `python -m niangjia.rights.caselaw.intake.reading.sheets FILE`. A line is {"sheet": name},
{"row": [number, cells]}, {"broken": name} or, once and last, {"unreadable": kind} or {"end": true}.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

MOST_MEMORY = 1536 * 1024 * 1024
"""Bytes of address space: the largest workbook that is let in, read, needs less than half."""


def lines(path: str) -> Iterator[dict[str, Any]]:
    """Yield what a workbook holds, sheet by sheet and row by row."""
    try:
        workbook = CalamineWorkbook.from_path(path)
    except PasswordError:
        yield {"unreadable": "locked"}
        return
    except CalamineError:
        yield {"unreadable": "damaged"}
        return
    with workbook:
        for name in workbook.sheet_names:
            yield {"sheet": name}
            try:
                for row in _rows(workbook.get_sheet_by_name(name)):
                    yield {"row": row}
            except CalamineError:
                yield {"broken": name}
    yield {"end": True}


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


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in lines(sys.argv[1]):
        sys.stdout.write(json.dumps(line) + "\n")
