"""Union trees and employers from Excel: good rows go in, the others are listed with a reason.

The same file again changes nothing, so an import that broke off is finished by running it again.
Rows are committed BATCH by batch; each is undone by itself where it does not go in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.foundation.organisations import actions, headings
from niangjia.foundation.organisations.directory import Directory
from niangjia.foundation.organisations.facts import (
    EmployerFacts,
    checked_employer,
    checked_organisation,
    employer_facts_of,
    organisation_facts_of,
)
from niangjia.foundation.organisations.models import Employer
from niangjia.foundation.organisations.workbooks import MOST_ROWS, Line, read_lines
from niangjia.kernel.errors import Invalid, NiangjiaError, Refused
from niangjia.kernel.viewer import Role, Viewer

BATCH = 50
"""Rows in one transaction: fewer waits for the disk, and nobody else waits long."""

AT_ONCE = 2_000
"""Rows that a page takes; more go in at the command line, where nobody waits for an answer."""

Progress = Callable[[int, int], None]
"""Is told how many of how many rows are done."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that did not go in: its number in the file, and why."""

    line: int
    reason: str


@dataclass(slots=True)
class ImportAccount:
    """What became of every row; `read` is the sum of the rest."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Reject] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many filled rows the file had."""
        return self.created + self.changed + self.unchanged + len(self.rejected)

    def as_json(self) -> dict[str, Any]:
        """Return the account as plain JSON values."""
        rejected = [{"line": one.line, "reason": one.reason} for one in self.rejected]
        return {
            "read": self.read,
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": rejected,
        }


def import_organisations(
    *,
    viewer: Viewer,
    source: Path | BinaryIO,
    most: int = MOST_ROWS,
    progress: Progress | None = None,
) -> ImportAccount:
    """Bring unions in, parents before children whatever their order in the file.

    A union is recognised by its register number, or by its name below its parent. Raises
    Invalid for a file that cannot be read, Refused for whoever administers nothing.
    """
    _must_administer(viewer)
    lines = list(read_lines(source, headings.ORGANISATION, most))
    account, directory = ImportAccount(), Directory(viewer)
    waiting, done = lines, 0
    while waiting:
        # Whose parent is there at the start of a round, goes in; so brothers keep their order.
        later = [line for line in waiting if _waits(line, directory)]
        if len(later) == len(waiting):
            reason = _("上级工会在系统里和这个文件里都没有找到。")
            account.rejected += [Reject(line.number, reason) for line in later]
            break
        left = {line.number for line in later}
        ready = [line for line in waiting if line.number not in left]
        for batch in _batches(ready):
            with transaction.atomic():
                for line in batch:
                    _count(account, line, partial(_organisation, viewer, directory, line))
            done += len(batch)
            _tell(progress, done, len(lines))
        waiting = later
    account.rejected.sort(key=lambda reject: reject.line)
    return account


def import_employers(
    *,
    viewer: Viewer,
    source: Path | BinaryIO,
    most: int = MOST_ROWS,
    progress: Progress | None = None,
) -> ImportAccount:
    """Bring employers in; one is recognised by its credit code, else by its name and place.

    Raises Invalid for a file that cannot be read, Refused for whoever administers nothing.
    """
    _must_administer(viewer)
    lines = list(read_lines(source, headings.EMPLOYER, most))
    account, directory = ImportAccount(), Directory(viewer)
    done = 0
    for batch in _batches(lines):
        with transaction.atomic():
            actions.hold_tree()  # before the books, as all who change the tree do: no deadlock
            for line in batch:
                _count(account, line, partial(_employer, viewer, directory, line))
        done += len(batch)
        _tell(progress, done, len(lines))
    return account


def _must_administer(viewer: Viewer) -> None:
    if not viewer.reach(Role.ADMINISTRATOR):
        raise Refused(_("导入要由工会的管理员来办。"))


def _batches(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    for start in range(0, len(lines), BATCH):
        yield lines[start : start + BATCH]


def _count(account: ImportAccount, line: Line, take_in: Callable[[], str]) -> None:
    try:
        with transaction.atomic():
            outcome = take_in()
    except NiangjiaError as error:
        account.rejected.append(Reject(line.number, error.message))
    else:
        setattr(account, outcome, getattr(account, outcome) + 1)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress:
        progress(done, total)


def _waits(line: Line, directory: Directory) -> bool:
    """Whether the parent is not there yet but may come with a later row."""
    parent = line.cells.get("parent", "")
    return bool(parent) and not directory.named(parent)


def _organisation(viewer: Viewer, directory: Directory, line: Line) -> str:
    facts = checked_organisation(headings.organisation_facts(line.cells))
    parent = directory.only(line.cells.get("parent", ""))
    known = directory.known(facts, parent)
    if known is None:
        code = parent.code if parent else None
        directory.add(actions.found_organisation(viewer=viewer, parent=code, facts=facts))
        return "created"
    outcome = "unchanged"
    if organisation_facts_of(known) != facts:
        known = actions.change_organisation(
            viewer=viewer, code=known.code, facts=facts, version=known.version
        )
        outcome = "changed"
    if parent and not directory.stands_under(known, parent):
        known = actions.move_organisation(
            viewer=viewer, code=known.code, to=parent.code, version=known.version
        )
        directory.reload()
        return "changed"
    directory.add(known)
    return outcome


def _employer(viewer: Viewer, directory: Directory, line: Line) -> str:
    union = directory.only(line.cells.get("union", ""))
    facts = checked_employer(headings.employer_facts(line.cells, union.code if union else ""))
    known = _known_employer(facts)
    if known is None:
        actions.register_employer(viewer=viewer, facts=facts)
        return "created"
    if employer_facts_of(known) == facts:
        return "unchanged"
    actions.change_employer(viewer=viewer, code=known.code, facts=facts, version=known.version)
    return "changed"


def _known_employer(facts: EmployerFacts) -> Employer | None:
    rows = Employer.objects.select_related("union")
    if facts.credit_code:
        return rows.filter(credit_code=facts.credit_code).first()
    named = rows.filter(name=facts.name, region_code=facts.region_code)[:2]
    if len(named) > 1:
        raise Invalid(_("这个地方有多个同名单位，请填写统一社会信用代码。"))
    return named[0] if named else None
