"""Writing what a case says in plain words: saved while one writes, handed in when it is done."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.access import WORKERS
from niangjia.rights.caselaw.desk.workbench import on_the_bench, show
from niangjia.rights.caselaw.rules.digests import PARTS
from niangjia.rights.caselaw.rules.readability import readability
from niangjia.rights.caselaw.rules.sections import sections

ASKED: dict[str, tuple[Promise, Promise, int]] = {
    "facts": (
        gettext_lazy("发生了什么"),
        gettext_lazy("像讲给工友听一样，按先后说。不写真名，和遮住以后的称呼一致。"),
        7,
    ),
    "dispute": (gettext_lazy("争的是什么"), gettext_lazy("双方各说什么，分歧在哪里。"), 4),
    "result": (gettext_lazy("结果怎样"), gettext_lazy("谁要做什么，给多少钱。"), 4),
    "reasons": (gettext_lazy("为什么这样处理"), gettext_lazy("法律怎么规定，证据怎么看。"), 7),
    "lesson": (gettext_lazy("劳动者可以学到什么"), gettext_lazy("一行一条，写能做到的事。"), 5),
}
"""What each part is called for whoever writes it, what to think of, and lines of its box."""

_ARTICLE = re.compile(r"^《?\s*(?P<law>[^《》]+?)\s*》?\s*(?P<article>第\S{1,12}条\S*)$")


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the form with what was typed and what is wrong with it."""

    name: str
    label: Promise
    help: Promise
    lines: int
    most: int
    value: str
    error: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@roles(*WORKERS)
def interpretation(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form beside the masked paper, and take it when it is handed in."""
    viewer = viewer_at(request)
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in (*ASKED, "articles")}
        try:
            actions.hand_in(viewer=viewer, code=code, content=_content(typed))
        except Invalid as error:
            return _form(request, code, typed, error)
        except Conflict as error:
            messages.warning(request, error.message)
            return _form(request, code, typed, Invalid(error.message))
        messages.success(request, _("已提交，等另一位同事复核。"))
        return redirect("caselaw:staff_case", code=code)
    return _form(request, code, None, None)


@require_POST
@roles(*WORKERS)
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what was typed so far, and say how it reads."""
    viewer = viewer_at(request)
    on_the_bench(request, code)
    try:
        version, typed = _sent(request.body)
    except Invalid as error:
        return JsonResponse({"message": error.message}, status=400)
    try:
        saved = actions.save_draft(
            viewer=viewer, code=code, version=version, content=_content(typed)
        )
    except Conflict as error:
        now = kept_draft(request, code)
        is_stale = now["version"] != version
        told = {"message": error.message, **(now if is_stale else {})}
        return JsonResponse(told, status=409 if is_stale else 400)
    except Invalid as error:
        return JsonResponse({"message": error.message}, status=400)
    said = {
        "version": saved,
        "at": f"{clock.now().astimezone(CHINA):%H:%M}",
        "reading": reading_of(typed),
    }
    return JsonResponse(said)


def kept_draft(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return the draft as it stands on the server, in the fields of the form."""
    kept = staff.draft_for(viewer=viewer_at(request), code=code)
    return {"version": kept.version, "content": _typed(kept)}


def reading_of(typed: Mapping[str, str]) -> str:
    """Return how the parts read, drawn."""
    text = "\n".join(typed.get(name, "") for name in ASKED)
    return render_to_string("caselaw/staff/reading.html", {"reading": readability(text)})


def _form(
    request: HttpRequest, code: str, typed: dict[str, str] | None, error: Invalid | None
) -> HttpResponse:
    viewer, case = viewer_at(request), on_the_bench(request, code)
    kept = staff.draft_for(viewer=viewer, code=code)
    shown = typed if typed is not None else _typed(kept)
    if case.unread:  # what was written earlier may tell what is to be masked now
        shown = dict.fromkeys(shown, "")
    wrong = error.fields if error else {}
    context: dict[str, object] = {
        "fields": [
            Field(
                part.name, *ASKED[part.name], part.most, shown[part.name], wrong.get(part.name, "")
            )
            for part in PARTS
        ],
        "articles": shown["articles"],
        "articles_error": wrong.get("articles", ""),
        "error": error,
        "version": kept.version,
        "saved_at": kept.saved_at,
        "reading": readability("\n".join(shown[name] for name in ASKED)),
        "sections": sections(case.text),
        "found": [_line(*pair) for pair in case.citations],
        "words": _words(),
    }
    return show(request, case, "interpretation", context, status=400 if error else 200)


def _typed(kept: staff.DraftFields) -> dict[str, str]:
    parts = {name: str(getattr(kept, name)) for name in ASKED}
    return parts | {"articles": "\n".join(_line(*pair) for pair in kept.articles)}


def _content(typed: Mapping[str, str]) -> dict[str, Any]:
    # Runs of blanks become one: looking for the end of the title goes through each several times.
    lines = (" ".join(line.split()) for line in typed["articles"].splitlines())
    return {**typed, "articles": [_pair(line) for line in lines if line]}


def _pair(line: str) -> list[str]:
    """Read one line; one that cannot be read is kept whole, and told when it is handed in."""
    found = _ARTICLE.match(line)
    return [found["law"], found["article"]] if found else [line, ""]


def _line(law: str, article: str) -> str:
    return f"《{law}》{article}" if article else law


def _sent(body: bytes) -> tuple[int, dict[str, str]]:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):  # lists in lists without end among it
        sent = None
    match sent:
        case {"version": int(version), "content": dict(content)}:
            return version, {name: str(content.get(name, "")) for name in (*ASKED, "articles")}
        case _:
            raise Invalid(_("发来的内容看不懂，没有保存。请刷新页面再试。"))


def _words() -> dict[str, str]:
    return {
        "changed": _("有改动，马上保存……"),
        "saved": _("已保存 #"),
        "offline": _("网络断了，没有保存上；写的还在这个页面上，连上后会再试。"),
        "conflict": _("没有保存：两边都改了，请在上面选一下。"),
        "failed": _("没有保存上，写的还在这个页面上。请刷新页面再试。"),
    }
