"""What the readers hand on."""

from collections.abc import Mapping
from dataclasses import dataclass

MEGABYTE = 1024 * 1024

DOCUMENT_LIMIT = 20 * MEGABYTE
"""The largest single document, in bytes. The longest judgments there are have less than two."""

TOO_LARGE = f"单份文书超过 {DOCUMENT_LIMIT // MEGABYTE} MB 的上限，没有读取"


@dataclass(frozen=True, slots=True)
class Record:
    """One case as its file tells it; what the file does not tell is "".

    `source` is the file as whoever sent it knows it, `line` where in it the case begins (None
    where the file is the case); `key` tells the record again when the file is read again from
    another place.
    """

    source: str
    line: int | None
    key: str
    text: str
    title: str = ""
    court: str = ""
    case_no: str = ""
    date: str = ""
    region: str = ""
    cause: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot come in, and why, in words for whoever sent it."""

    source: str
    line: int | None
    reason: str


Read = Record | Rejected

FIELDS = ("title", "court", "case_no", "date", "region", "cause", "stage", "text")


def record_of(source: str, line: int | None, name: str, values: Mapping[str, str]) -> Record:
    """Make a record of the values of one row. `values["id"]` names it, else its line does."""
    identity = values.get("id") or ("" if line is None else str(line))
    return Record(
        source=source,
        line=line,
        key=f"{name[-240:]}#{identity[:240]}",
        **{field: values.get(field, "") for field in FIELDS},
    )
