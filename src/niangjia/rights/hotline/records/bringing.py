"""Bringing old records in: row by row, committed by batches, the same again changes nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.models import Matter
from niangjia.foundation.ledger.actions import record
from niangjia.foundation.organisations.models import STANDING, Employer, Organisation
from niangjia.foundation.organisations.workbooks import MOST_ROWS, Line, read_lines
from niangjia.foundation.sealing.boxes import fingerprint
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Missing, NiangjiaError, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.hotline.content import Old, caller_key_of, phone_of, seal
from niangjia.rights.hotline.intake import DESK, Told, take_from_file
from niangjia.rights.hotline.models import OldRecord
from niangjia.rights.hotline.records.rows import COLUMNS, Row, read_row

BATCH = 50
"""Rows in one transaction: fewer waits for the disk, and nobody else waits long."""

AT_ONCE = 2_000
"""Rows that a page takes; more go in at the command line, where nobody waits for an answer."""

OPENS = time(9, 0)
"""An old record knows the day alone: it counts as received when offices open."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that did not go in: its number in the file, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class Account:
    """What became of every row: kept as history, taken up as an open matter, there already."""

    kept: int = 0
    opened: int = 0
    unchanged: int = 0
    rejected: list[Reject] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many filled rows the file had."""
        return self.kept + self.opened + self.unchanged + len(self.rejected)

    def as_json(self) -> dict[str, Any]:
        """Return the account as plain JSON values."""
        rejected = [{"line": one.line, "reason": one.reason} for one in self.rejected]
        return {
            "read": self.read,
            "kept": self.kept,
            "opened": self.opened,
            "unchanged": self.unchanged,
            "rejected": rejected,
        }


def take_in_old_records(
    *,
    viewer: Viewer,
    office: str,
    source: Path | BinaryIO,
    most: int = MOST_ROWS,
    progress: Progress | None = None,
) -> Account:
    """Bring old records of a union in from an .xlsx file.

    A row is known by the union and its old number. An import that broke off is finished by running
    it again. Raises Invalid for a file that cannot be read, Missing for a union there is not,
    Refused for somebody who takes no calls there.
    """
    union = office_for_records(viewer=viewer, code=office)
    lines = list(read_lines(source, COLUMNS, most))
    account = Account()
    for start in range(0, len(lines), BATCH):
        with transaction.atomic():
            for line in lines[start : start + BATCH]:
                _count(account, line, viewer, union)
        if progress:
            progress(min(start + BATCH, len(lines)), len(lines))
    return account


def office_for_records(*, viewer: Viewer, code: str) -> Organisation:
    """Return the union whose old records somebody may bring in. Raises Missing, Refused."""
    known = code.isascii() and code.isalnum()
    union: Organisation | None = (
        Organisation.objects.filter(STANDING, code=code).first() if known else None
    )
    if union is None:
        raise Missing(_("没有这个工会。"))
    here = {post.organisation for post in viewer.posts if post.role in DESK}
    if not viewer.operator and union.pk not in here:
        raise Refused(_("只有这个工会接热线的人能导入它的旧记录。"))
    return union


def _count(account: Account, line: Line, viewer: Viewer, union: Organisation) -> None:
    try:
        with transaction.atomic():
            outcome = _brought_in(viewer, union, read_row(line.cells), line.cells.values())
    except NiangjiaError as error:
        account.rejected.append(Reject(line.number, error.message))
    else:
        setattr(account, outcome, getattr(account, outcome) + 1)


def _brought_in(viewer: Viewer, union: Organisation, row: Row, cells: Iterable[str]) -> str:
    number_mark = fingerprint(f"{union.pk}\0{row.number}", purpose="hotline.old.number")
    content_mark = fingerprint("\0".join(cells), purpose="hotline.old.content")
    known = OldRecord.objects.filter(organisation=union, number_mark=number_mark).first()
    if known is not None:
        if known.content_mark == content_mark:
            return "unchanged"
        raise Conflict(_("这个编号导入过，内容不一样。旧记录不改，请核对编号。"))
    employer = _employer(row.employer_said)
    matter = None if row.closed_on else _taken_up(viewer, union, row, employer, number_mark)
    made = OldRecord.objects.create(
        organisation=union,
        number_mark=number_mark,
        content_mark=content_mark,
        received_on=row.received_on,
        closed_on=row.closed_on,
        klass=row.item.klass,
        item=row.item.key,
        issue=row.item.issue,
        region_code=row.region_code or union.region_code,
        recovered=row.recovered,
        caller_mark=caller_key_of(row.phone),
        employer=employer,
        sealed=seal(_sealed(row), f"old:{number_mark}"),
        matter=matter,
        brought_in_at=clock.now(),
        brought_in_by=viewer.actor,
    )
    record(
        actor=viewer.actor,
        verb="hotline.old_record",
        subject=f"old_record:{made.pk}",
        details={"organisation": union.pk, "open": matter is not None},
    )
    return "opened" if matter else "kept"


def _taken_up(
    viewer: Viewer, union: Organisation, row: Row, employer: Employer | None, mark: str
) -> Matter:
    """Begin a matter of what is still open; at this union, or for the operator where routing says.

    The operator sits at no desk, so what the command line brings in goes where it belongs.
    """
    told = Told(
        story=row.story,
        item=row.item.key,
        name=row.name,
        phone=row.phone,
        grade=row.grade,
        region_code=row.region_code or union.region_code,
        employer=employer.code if employer else "",
        employer_said=row.employer_said,
        reference=row.number,
        received_at=datetime.combine(row.received_on, OPENS, CHINA),
    )
    office = "" if viewer.operator else union.code
    came = take_from_file(viewer=viewer, told=told, key=f"old:{mark}", office=office)
    return Matter.objects.get(code=came.code)


def _sealed(row: Row) -> Old:
    return Old(
        number=row.number,
        story=row.story,
        result=row.result,
        name=row.name,
        phone=phone_of(row.phone),
        employer_said=row.employer_said,
    )


def _employer(name: str) -> Employer | None:
    """Return the registered employer of this very name, None where there is none or several."""
    found = list(Employer.objects.filter(name=name)[:2]) if name else []
    return found[0] if len(found) == 1 else None
