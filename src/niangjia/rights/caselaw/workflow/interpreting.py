"""Writing what a case says in plain words, and having it checked by somebody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import WORKERS
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    Citation,
    Comment,
    Digest,
    Draft,
)
from niangjia.rights.caselaw.models.work import RevisionKind
from niangjia.rights.caselaw.rules.digests import PARTS, Interpretation, draft, interpretation
from niangjia.rights.caselaw.workflow.hiding import hidden_in
from niangjia.rights.caselaw.workflow.moving import (
    chosen,
    demand_free,
    movable,
    move,
    one,
    reason_in,
    seen,
)
from niangjia.rights.caselaw.workflow.revisions import keep_revision

BACK_TO = {"interpreting": "send_back", "masking": "mask_again"}
"""To which step a case may be sent back, and the move that does it."""


@dataclass(frozen=True, slots=True)
class DraftFields:
    """The form of an interpretation. `version` is 0 and `saved_at` None before the first saving."""

    facts: str
    dispute: str
    result: str
    reasons: str
    lesson: str
    articles: tuple[tuple[str, str], ...]
    version: int
    saved_at: datetime | None


def draft_for(*, viewer: Viewer, code: str) -> DraftFields:
    """Return the viewer's draft of a case; before there is one, what was handed in last.

    Raises Refused and Missing.
    """
    case = seen(viewer, code, WORKERS)
    mine = Draft.objects.filter(case=case, by=viewer.actor).first()
    content: Mapping[str, Any] = mine.content if mine else _handed_in(case)
    articles = content.get("articles")
    if articles is None:
        articles = case.citations.values_list("law", "article")
    return DraftFields(
        **{part.name: content.get(part.name, "") for part in PARTS},
        articles=tuple((law, article) for law, article in articles),
        version=mine.version if mine else 0,
        saved_at=mine.saved_at if mine else None,
    )


@transaction.atomic
def save_draft(*, viewer: Viewer, code: str, version: int, content: Mapping[str, Any]) -> int:
    """Keep the form half filled in and return its new version; nobody else sees it.

    Raises Conflict where another window saved since `version`, or where the case does not wait
    for an interpretation; Invalid, Refused and Missing.
    """
    case = one(viewer, code, WORKERS)
    if case.state != CaseState.MASKED:
        raise Conflict(_("这个案例现在不在解读这一步，草稿没有保存。"))
    kept, now = draft(content), clock.now()
    mine = Draft.objects.filter(case=case, by=viewer.actor)
    if version == 0 and not mine.exists():
        Draft.objects.create(case=case, by=viewer.actor, content=kept, saved_at=now)
        return 1
    saved = mine.filter(version=version).update(content=kept, version=version + 1, saved_at=now)
    if saved != 1:
        raise Conflict(_("您在另一个窗口里改过这份解读，这里的没有保存。请刷新后再写。"))
    return version + 1


@transaction.atomic
def hand_in(*, viewer: Viewer, code: str, content: Mapping[str, Any]) -> None:
    """Hand in the interpretation of a case, to be checked by somebody else.

    `content` has the parts by name and, where they change, "articles" as [law, article] pairs.
    Raises Invalid that names every part that is missing or too long, or tells what the masking
    took out; Conflict where the case does
    not wait for an interpretation or somebody else has taken it, Refused and Missing.
    """
    case = one(viewer, code, WORKERS)
    if case.state != CaseState.MASKED:
        raise Conflict(_("这个案例现在不在解读这一步，没有提交。"))
    demand_free([case], viewer)
    written = interpretation(content)
    _demand_masked(case, written)
    Digest.objects.update_or_create(case=case, defaults=written.words())
    if written.articles is not None:
        _cite(case, written.articles)
    keep_revision(case, RevisionKind.DIGEST, _form_of(case, written), by=viewer.actor)
    Draft.objects.filter(case=case, by=viewer.actor).delete()
    move(
        [case],
        "hand_in",
        actor=viewer.actor,
        interpreted_by=viewer.actor,
        interpreted_at=clock.now(),
        checked_by="",
        checked_at=None,
    )


@transaction.atomic
def check(*, viewer: Viewer, codes: Sequence[str]) -> int:
    """Confirm interpretations that others wrote and return how many were waiting for it.

    Raises Refused where the viewer wrote one of them, Conflict where one is not at this step or
    taken by somebody else, Invalid and Missing.
    """
    cases = movable(chosen(viewer, codes, WORKERS), "check")
    demand_other_eyes(cases, viewer)
    demand_free(cases, viewer)
    try:
        with transaction.atomic():
            return move(
                cases,
                "check",
                actor=viewer.actor,
                checked_by=viewer.actor,
                checked_at=clock.now(),
            )
    except IntegrityError as error:
        raise Refused(_("解读人不能复核自己写的内容。")) from error


@transaction.atomic
def send_back(
    *,
    viewer: Viewer,
    code: str,
    reason: str,
    to: Literal["interpreting", "masking"] = "interpreting",
) -> None:
    """Send a case back to be interpreted or masked again; the reason stays as a comment.

    Raises Invalid without a reason, Conflict where the case is not past that step or is public,
    Refused and Missing.
    """
    case = one(viewer, code, WORKERS)
    why = reason_in(reason, least=5, most=2_000)
    verb = BACK_TO.get(to)
    if verb is None:
        raise Invalid(_("只能退回到解读或脱敏。"))
    if not movable([case], verb):
        raise Conflict(_("这个案例已经在那一步了。"))
    Comment.objects.create(case=case, by=viewer.actor, about="sent_back", text=why)
    unmasked: dict[str, Any] = {"masked_by": "", "masked_at": None} if to == "masking" else {}
    move(
        [case], verb, actor=viewer.actor, reason=why[:400],
        checked_by="", checked_at=None, **unmasked,
    )  # fmt: skip


def demand_other_eyes(cases: Sequence[Case], viewer: Viewer) -> None:
    """Raise Refused where the viewer would check what he or she wrote."""
    own = sum(case.interpreted_by == viewer.actor for case in cases)
    if own and len(cases) == 1:
        raise Refused(_("解读人不能复核自己写的内容。"))
    if own:
        said = _("解读人不能复核自己写的内容：选中的有 {count} 个是您解读的，没有改动任何案例。")
        raise Refused(said.format(count=own))


def _demand_masked(case: Case, written: Interpretation) -> None:
    """Raise Invalid where the words hold a name or number that the masking took out.

    Somebody who opened the original may have it in mind. Which it is, is not said.
    """
    hidden = hidden_in(case)
    told = {
        part.name: part.label
        for part in PARTS
        if any(word in getattr(written, part.name) for word in hidden)
    }
    if told:
        said = _("“{parts}”里有脱敏时隐去的姓名或号码，请换个说法。")
        fields = dict.fromkeys(told, _("有隐去的内容"))
        raise Invalid(said.format(parts="、".join(told.values())), fields)


def _handed_in(case: Case) -> dict[str, Any]:
    digest = Digest.objects.filter(case=case).values(*(part.name for part in PARTS)).first()
    return dict(digest) if digest else {}


def _form_of(case: Case, written: Interpretation) -> dict[str, Any]:
    articles = case.citations.values_list("law", "article")
    return {**written.words(), "articles": [list(pair) for pair in articles]}


def _cite(case: Case, articles: Sequence[tuple[str, str]]) -> None:
    """Make these the articles of the case; those that stay keep their rows."""
    named = {(cited.law, cited.article): cited.pk for cited in case.citations.all()}
    gone = [number for pair, number in named.items() if pair not in articles]
    Citation.objects.filter(pk__in=gone).delete()
    Citation.objects.bulk_create(
        Citation(case=case, law=law, article=article)
        for law, article in articles
        if (law, article) not in named
    )
