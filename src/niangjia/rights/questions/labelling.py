"""What people who read them say questions are about: ids and codes, no texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from niangjia.kernel.issues import Issue

FOLDER = Path(__file__).parent / "labels"
_REMARKS = frozenset({"ambiguous", "borderline"})


class LabelError(ValueError):
    """A line of the labels cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Label:
    """One reading of one question of a file of an outside collection.

    `issues`: the main one first, at most two; none for what is no labour matter. `readable` is
    false where nobody can tell. `ambiguous`: another reading of the issue is as good;
    `borderline`: whether it is a labour matter at all is a matter of opinion.
    """

    file: str
    id: str
    issues: tuple[Issue, ...]
    readable: bool = True
    ambiguous: bool = False
    borderline: bool = False


@cache
def labels() -> tuple[Label, ...]:
    """Return every label of the house, file by file, read once per process."""
    return tuple(label for path in sorted(FOLDER.glob("*.txt")) for label in read_labels(path))


def read_labels(path: Path) -> list[Label]:
    """Read one file: the path of the collection after #, then a question a line.

    Raises `LabelError`.
    """
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    if not head.startswith("# "):
        raise LabelError(f"{path.name}: the first line names the collection")
    return [_label(head[2:].strip(), line, f"{path.name}:{n}") for n, line in enumerate(lines, 2)]


def _label(file: str, line: str, where: str) -> Label:
    words = line.split()
    if len(words) < 2 or not _REMARKS.issuperset(words[2:]):
        raise LabelError(f"{where}: expected an id, issues and remarks")
    issues: tuple[Issue, ...] = ()
    if words[1] not in {"not_labour", "unreadable"}:
        try:
            issues = tuple(Issue.of(code) for code in words[1].split("+"))
        except ValueError as error:
            raise LabelError(f"{where}: {error}") from error
        if len(issues) > 2 or len(set(issues)) < len(issues):
            raise LabelError(f"{where}: one issue, or two different ones")
    return Label(
        file,
        words[0],
        issues,
        words[1] != "unreadable",
        "ambiguous" in words,
        "borderline" in words,
    )
