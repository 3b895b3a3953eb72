"""CSV files, and what every table has in common: a row of headings, then a case a row."""

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from niangjia.rights.caselaw.intake.reading.headings import fields_of
from niangjia.rights.caselaw.intake.reading.lines import Line, lines
from niangjia.rights.caselaw.intake.reading.record import (
    DOCUMENT_LIMIT,
    TOO_LARGE,
    Read,
    Rejected,
    record_of,
)

NO_HEADINGS = "表头里没有“正文”（或“全文”“text”）一列，不知道哪一列是文书"
_DELIMITERS = ",\t;|，"
_MOST_LINES = 20_000
"""Lines one row may run over before its quotation mark counts as never closed."""


def read_csv(path: Path, source: str) -> Iterator[Read]:
    """Yield the case of every row. Raises OSError for an unreadable file."""
    feed = _Feed(lines(path))
    headings = _headings(feed)
    if headings is None:
        yield Rejected(source, 1, NO_HEADINGS)
        return
    fields, width, delimiter = headings
    while (row := feed.next_row(delimiter)) is not None:
        number, cells, fault = row
        if any(cells[width:]):
            fault = (
                f"这一行有 {len(cells)} 列，表头只有 {width} 列；正文里有逗号时请给正文加上双引号"
            )
        if fault:
            yield Rejected(source, number, fault)
        elif any(cell.strip() for cell in cells):
            yield row_record(source, number, path.name, fields, cells)


def row_record(
    source: str, number: int, name: str, fields: Mapping[int, str], cells: Sequence[str]
) -> Read:
    """Make a record of one row of a table whose headings are known."""
    values = {field: cells[at].strip() for at, field in fields.items() if at < len(cells)}
    if len(values.get("text", "")) > DOCUMENT_LIMIT:
        return Rejected(source, number, TOO_LARGE)
    return record_of(source, number, name, values)


def _headings(feed: "_Feed") -> tuple[dict[int, str], int, str] | None:
    """Return the columns, how many there are, and the delimiter that makes most of them."""
    first = feed.first_line()
    if first is None or first.fault:
        return None
    best: dict[int, str] = {}
    width, chosen = 0, ","
    for delimiter in _DELIMITERS:
        cells = next(csv.reader([first.text], delimiter=delimiter), [])
        fields = fields_of(cells)
        if len(fields) > len(best):
            best, width, chosen = fields, len(cells), delimiter
    return (best, width, chosen) if "text" in best.values() else None


class _Feed:
    """Lines handed to the csv module one row at a time, so that a bad row costs one row.

    A quotation mark that is never closed would swallow the rest of the file; its row is given
    up and reading goes on with the line after the one it began on.
    """

    def __init__(self, source: Iterator[Line]) -> None:
        self._source = source
        self._again: deque[Line] = deque()

    def first_line(self) -> Line | None:
        """Return the line of headings: the first that is not blank."""
        while (line := self._next_line()) is not None:
            if line.fault or line.text.strip():
                return line
        return None

    def next_row(self, delimiter: str) -> tuple[int, list[str], str] | None:
        """Return the line a row begins on, its cells and what is wrong with it; None at the end."""
        first = self._next_line()
        if first is None:
            return None
        if first.fault:
            return first.number, [], first.fault
        taken = [first]
        try:
            return first.number, next(_reader(self._texts(taken), delimiter), []), ""
        except _BadLineError as bad:
            return first.number, [], f"第 {bad.line.number} 行：{bad.line.fault}"
        except csv.Error:
            self._again.extendleft(reversed(taken[1:]))
            return first.number, [], "这一行的引号没有闭合，或分隔符用得不对"

    def _texts(self, taken: list[Line]) -> Iterator[str]:
        """Yield the lines of one row as the csv module asks for more of them."""
        yield taken[0].text + "\n"
        size = len(taken[0].text)
        while (line := self._next_line()) is not None:
            taken.append(line)
            size += len(line.text)
            if line.fault:
                raise _BadLineError(line)
            if size > DOCUMENT_LIMIT or len(taken) > _MOST_LINES:
                raise csv.Error("a quotation mark is never closed")
            yield line.text + "\n"

    def _next_line(self) -> Line | None:
        return self._again.popleft() if self._again else next(self._source, None)


def _reader(texts: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(DOCUMENT_LIMIT)
    return csv.reader(texts, delimiter=delimiter, strict=True)


class _BadLineError(Exception):
    """A line inside a row could not be read; the row is lost with it."""

    def __init__(self, line: Line) -> None:
        super().__init__(line.fault)
        self.line = line
