"""JSON Lines: one object a line, one case an object."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from niangjia.rights.caselaw.intake.reading.headings import field_of
from niangjia.rights.caselaw.intake.reading.lines import lines
from niangjia.rights.caselaw.intake.reading.record import Read, Rejected, record_of


def read_jsonl(path: Path, source: str) -> Iterator[Read]:
    """Yield the case of every line that is not blank. Raises OSError for an unreadable file."""
    for line in lines(path):
        if line.fault:
            yield Rejected(source, line.number, line.fault)
        elif line.text.strip():
            yield _case(source, line.number, path.name, line.text)


def _case(source: str, number: int, name: str, text: str) -> Read:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return Rejected(source, number, "这一行不是完整的 JSON，可能被截断或少了引号、括号")
    if not isinstance(row, dict):
        return Rejected(source, number, "这一行应当是一个 JSON 对象（用大括号括起来的字段）")
    values: dict[str, str] = {}
    for key, value in row.items():
        field = field_of(key)
        if not field or values.get(field):
            continue
        plain = _plain(value)
        if plain is None:
            return Rejected(source, number, f"字段“{key}”应当是文字")
        values[field] = plain
    return record_of(source, number, name, values)


def _plain(value: Any) -> str | None:
    """Return a scalar as text, None for what is no scalar; a lone surrogate is no text."""
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        return None
    text = str(value)
    return text if text.isascii() or _is_whole(text) else None


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
