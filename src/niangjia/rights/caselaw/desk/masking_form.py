"""What goes between the masking page and the server: with scripts as JSON, without as a form."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from niangjia.kernel.errors import Invalid
from niangjia.rights.caselaw.rules.marking import KINDS, Piece, kind_name, pieces, suggested
from niangjia.rights.caselaw.rules.marks import Mark, apply_marks, marks_like
from niangjia.rights.caselaw.staff import OriginalForStaff

AROUND = 12
"""Characters shown before and after a mark in the list, so that one knows the place."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A mark in the list of the page without scripts. `name` is its field's, `n` its number."""

    name: str
    n: int
    before: str
    words: str
    after: str
    kind_name: str
    written: str


def both_sides(original: OriginalForStaff) -> dict[str, tuple[Piece, ...]]:
    """Return title and text cut into pieces, the marks of both numbered in one row."""
    title = pieces(original.title, original.title_marks)
    text = pieces(original.text, original.marks)
    return {"title": title, "text": text}


def listed(original: OriginalForStaff) -> list[Listed]:
    """Return every mark with what stands around it."""
    return [
        *_listed("title", original.title, original.title_marks),
        *_listed("text", original.text, original.marks),
    ]


def hints_of(original: OriginalForStaff) -> list[dict[str, Any]]:
    """Return the hints with the words they are about, as places in the masked text."""
    masked = apply_marks(original.text, original.marks)
    return [
        {
            "start": hint.start,
            "end": hint.end,
            "reason": hint.reason,
            "words": masked[hint.start : hint.end][:60],
        }
        for hint in original.hints
    ]


def material(original: OriginalForStaff) -> dict[str, Any]:
    """Return what the script works on, with its words."""
    return {
        "title": original.title,
        "text": original.text,
        "title_marks": [mark.as_row() for mark in original.title_marks],
        "marks": [mark.as_row() for mark in original.marks],
        "hints": hints_of(original),
        "version": original.version,
        "kinds": KINDS,
        "say": {
            "changed": _("有改动，马上保存……"),
            "saved": _("已保存 #"),
            "offline": _("网络断了，没有保存上；改动还在这个页面上，连上后会再试。"),
            "conflict": _("没有保存：两边都改了，请在上面选一下。"),
            "failed": _("没有保存上，改动还在这个页面上。请刷新页面再试。"),
            "count": _("共 $ 处"),
            "place": _("# / $ 处"),
            "see": _("去看"),
        },
    }


def read_json(body: bytes) -> dict[str, Any]:
    """Return version and marks as sent. Raises Invalid for anything else."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):  # lists in lists without end among it
        sent = None
    match sent:
        case {"version": int(version), "title_marks": list(title), "marks": list(marks)}:
            return {"version": version, "title_marks": title, "marks": marks}
        case _:
            raise Invalid(_("发来的内容看不懂，没有保存。请刷新页面再试。"))


def version_of(form: QueryDict) -> int:
    """Return the version a form was made from; what is no number is none that ever was."""
    sent = form.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else -1


def changed(original: OriginalForStaff, form: QueryDict) -> tuple[list[Mark], list[Mark]]:
    """Return the marks of title and text as the form wants them.

    Raises Invalid where words to be masked stand nowhere.
    """
    title = _kept("title", original.title_marks, form)
    text = _kept("text", original.marks, form)
    words = form.get("words", "").strip()
    if not words:
        return title, text
    kind = form.get("kind", "other")
    written = form.get("written", "").strip() or suggested(kind, words)
    more_title = marks_like(original.title, words, kind, written, title)
    more_text = marks_like(original.text, words, kind, written, text)
    if len(more_title) + len(more_text) == len(title) + len(text):
        raise Invalid(_("原文里没有找到这几个字，或者都已经遮住了。其他改动也没有保存。"))
    return list(more_title), list(more_text)


def _kept(name: str, marks: Sequence[Mark], form: QueryDict) -> list[Mark]:
    shown = set(form.getlist(f"{name}_show"))
    return [
        Mark(mark.start, mark.end, mark.kind, form.get(f"{name}_written_{n}", mark.written).strip())
        for n, mark in enumerate(marks)
        if str(n) not in shown
    ]


def _listed(name: str, text: str, marks: Sequence[Mark]) -> list[Listed]:
    return [
        Listed(
            name,
            n,
            text[max(0, mark.start - AROUND) : mark.start],
            text[mark.start : mark.end],
            text[mark.end : mark.end + AROUND],
            kind_name(mark.kind),
            mark.written,
        )
        for n, mark in enumerate(marks)
    ]
