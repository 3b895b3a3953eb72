"""Between reading and the library: is this record a case, and by what is it known again."""

from dataclasses import dataclass
from datetime import date

from niangjia.rights.caselaw.intake.reading import Record, Rejected
from niangjia.rights.caselaw.rules.acceptance import (
    date_or_fault,
    paper_key,
    text_fault,
    text_hash,
    tidy,
)
from niangjia.rights.caselaw.rules.understanding import Paper, filled


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may come in, with the hashes by which it is known again."""

    source: str
    line: int | None
    key: str
    paper: Paper
    text_hash: str
    paper_key: str | None


def examine(read: Record | Rejected, today: date) -> Candidate | Rejected:
    """Return the record as a candidate, or why it cannot come in."""
    if isinstance(read, Rejected):
        return read
    text = tidy(read.text)
    day, date_fault = date_or_fault(read.date, today)
    fault = text_fault(text) or date_fault
    if fault:
        return Rejected(read.source, read.line, fault)
    paper = filled(
        Paper(
            text=text,
            title=_line(read.title, 300),
            court=_line(read.court, 120),
            case_no=_line(read.case_no, 120),
            cause=_line(read.cause, 120),
            region=_line(read.region, 120),
            stage=_line(read.stage, 40),
            date=day,
        )
    )
    return Candidate(
        source=read.source,
        line=read.line,
        key=read.key,
        paper=paper,
        text_hash=text_hash(text, paper.title),
        paper_key=paper_key(paper.case_no, paper.court),
    )


def _line(text: str, limit: int) -> str:
    """Return a field as one line that fits its column."""
    return " ".join(tidy(text).split())[:limit]
