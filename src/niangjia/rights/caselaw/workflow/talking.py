"""What editors say to one another about a case, what was done to it, and what changed when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.foundation.ledger.queries import trail_of
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import KEEPERS, WORKERS
from niangjia.rights.caselaw.models import Case, CaseState, Comment, Revision
from niangjia.rights.caselaw.models.work import RevisionKind
from niangjia.rights.caselaw.originals import open_sealed
from niangjia.rights.caselaw.rules.differences import Change, changes
from niangjia.rights.caselaw.rules.digests import LABELS, PARTS
from niangjia.rights.caselaw.rules.marks import apply_marks, stored_marks, without
from niangjia.rights.caselaw.workflow.colleagues import names_of
from niangjia.rights.caselaw.workflow.deeds import deed
from niangjia.rights.caselaw.workflow.hiding import hidden_in
from niangjia.rights.caselaw.workflow.masking import demand_opened, original_of
from niangjia.rights.caselaw.workflow.moving import one, seen, subject_of

LONGEST = 2_000
ABOUT = {"": "", "masking": "脱敏", "sent_back": "退回", **LABELS}
"""What a comment may be about, with its name."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """Something that happened to a case: a deed of the trail, a form handed in, a comment.

    `what` says it in Chinese; `text` is the reason given or the comment. `revision` is the number
    to compare by, `comment` the number to resolve by, 0 where it is neither.
    """

    at: datetime
    who: str
    kind: Literal["deed", "revision", "comment"]
    verb: str
    what: str
    text: str = ""
    revision: int = 0
    comment: int = 0
    about: str = ""
    resolved: bool = False
    resolved_by: str = ""


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of two forms of a case, in stretches; `changed` where any differ."""

    field: str
    label: str
    changed: bool
    stretches: tuple[Change, ...]


@transaction.atomic
def comment(*, viewer: Viewer, code: str, text: str, about: str = "") -> int:
    """Say something about a case to whoever works on it; return the comment's number.

    `about` names a field of the form, or "masking". Raises Invalid for nothing said or too much,
    Refused and Missing.
    """
    case = one(viewer, code, WORKERS)
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise Invalid(_("请写下要说的话。"), {"text": _("必填")})
    if len(said) > LONGEST:
        raise Invalid(_("请写在 {count} 字以内。").format(count=LONGEST), {"text": _("太长")})
    if about not in ABOUT:
        raise Invalid(_("没有这一栏。"), {"about": _("没有这一栏")})
    new = Comment.objects.create(case=case, by=viewer.actor, text=said, about=about)
    record(
        actor=viewer.actor,
        verb="comment.made",
        subject=subject_of(case),
        details={"comment": new.pk},
    )
    return new.pk


@transaction.atomic
def resolve_comment(*, viewer: Viewer, comment: int) -> None:
    """Mark a comment as settled. Raises Conflict where it is already, Refused and Missing."""
    found = Comment.objects.select_related("case").filter(pk=comment).first()
    if found is None:
        raise Missing(_("没有这条留言，或者它不由您管理。"))
    case = one(viewer, found.case.code, WORKERS)
    open_one = Comment.objects.filter(pk=comment, resolved_at__isnull=True)
    if open_one.update(resolved_by=viewer.actor, resolved_at=clock.now()) != 1:
        raise Conflict(_("这条留言已经处理过了。"))
    record(
        actor=viewer.actor,
        verb="comment.resolved",
        subject=subject_of(case),
        details={"comment": comment},
    )


def history(*, viewer: Viewer, code: str) -> tuple[HistoryRow, ...]:
    """Return everything that happened to a case, newest first. Raises Refused and Missing."""
    case = seen(viewer, code, WORKERS)
    rows = sorted([*_deeds(case), *_revisions(case), *_comments(case)], key=_when, reverse=True)
    names = names_of({row[1] for row in rows} | {row[2].resolved_by for row in rows})
    return tuple(_named(row, who, names) for _moment, who, row in rows)


def difference(*, viewer: Viewer, code: str, older: int, newer: int) -> tuple[FieldDifference, ...]:
    """Return what differs between two forms of a case, field by field.

    Forms are named by their numbers in the history and of one kind. How a masking differs shows
    the original's words, so that is for keepers who have opened it. Raises Missing, Invalid for
    two of different kinds, masking.NotOpened, Refused.
    """
    case = seen(viewer, code, WORKERS)
    forms = Revision.objects.filter(case=case, number__in=[older, newer])
    found = {form.number: form for form in forms}
    if older not in found or newer not in found:
        raise Missing(_("没有这个版本。"))
    if found[older].kind != found[newer].kind:
        raise Invalid(_("脱敏和解读不能互相比较。"))
    if found[older].kind == RevisionKind.MASKING:
        return _masking_differences(viewer, code, found[older], found[newer])
    if case.state == CaseState.IMPORTED:
        seen(viewer, code, KEEPERS)  # what was written may tell what is to be masked now
    hidden = hidden_in(case)  # also what was masked only after somebody wrote it
    before, after = _words(found[older], hidden), _words(found[newer], hidden)
    return tuple(_field(name, before[name], after[name]) for name in before)


def _masking_differences(
    viewer: Viewer, code: str, older: Revision, newer: Revision
) -> tuple[FieldDifference, ...]:
    case = seen(viewer, code, KEEPERS)
    demand_opened(case, viewer)
    title, text = open_sealed(original_of(case))

    def form(revision: Revision) -> tuple[str, str]:
        content = revision.content
        return (
            apply_marks(title, stored_marks(content["title_marks"])),
            apply_marks(text, stored_marks(content["marks"])),
        )

    pairs = zip(("title", "text"), form(older), form(newer), strict=True)
    return tuple(_field(*pair) for pair in pairs)


def _words(revision: Revision, hidden: Mapping[str, str]) -> dict[str, str]:
    content: dict[str, Any] = revision.content
    words = {part.name: without(content.get(part.name, ""), hidden) for part in PARTS}
    articles = content.get("articles", [])
    return words | {"articles": "\n".join(f"《{law}》{number}" for law, number in articles)}


def _field(name: str, before: str, after: str) -> FieldDifference:
    label = {"title": _("标题"), "text": _("正文"), **LABELS}[name]
    return FieldDifference(name, label, before != after, changes(before, after))


_Row = tuple[datetime, str, HistoryRow]


def _deeds(case: Case) -> Iterator[_Row]:
    for entry in trail_of(subject_of(case)):
        if entry.verb.startswith("comment."):
            continue
        row = HistoryRow(entry.at, "", "deed", entry.verb, deed(entry.verb), entry.reason)
        yield entry.at, entry.actor, row


def _revisions(case: Case) -> Iterator[_Row]:
    for form in Revision.objects.filter(case=case):
        what = _("第 {number} 版{kind}").format(
            number=form.number, kind=RevisionKind(form.kind).label
        )
        row = HistoryRow(
            form.at, "", "revision", form.kind, what, form.note, revision=form.number
        )  # fmt: skip
        yield form.at, form.by, row


def _comments(case: Case) -> Iterator[_Row]:
    for said in Comment.objects.filter(case=case):
        what = _("留言（{about}）").format(about=ABOUT[said.about]) if said.about else _("留言")
        row = HistoryRow(
            said.at, "", "comment", "comment", what, said.text,
            comment=said.pk, about=said.about,
            resolved=said.resolved_at is not None, resolved_by=said.resolved_by,
        )  # fmt: skip
        yield said.at, said.by, row


def _when(row: _Row) -> datetime:
    return row[0]


def _named(row: HistoryRow, who: str, names: dict[str, str]) -> HistoryRow:
    settled = names[row.resolved_by] if row.resolved_by else ""
    return replace(row, who=names[who], resolved_by=settled)
