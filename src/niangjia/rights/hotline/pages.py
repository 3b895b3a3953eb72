"""The page on which anybody asks the union for help: no account, no cookie, no trace.

The form carries a signed mark instead of the token that would need a cookie. Whoever is signed in
finds what they asked among their own matters as well.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.organisations.queries import place_name
from niangjia.foundation.people.limits import is_too_often
from niangjia.kernel.errors import Invalid, NiangjiaError
from niangjia.rights.hotline import actions, queries
from niangjia.rights.hotline.asking import (
    OTHER,
    STEPS,
    first_wrong,
    names,
    step_form,
    told_in,
)
from niangjia.rights.hotline.forms import Blaming, place_in
from niangjia.rights.hotline.given import given
from niangjia.rights.hotline.marks import key_in, new_mark
from niangjia.rights.hotline.models import Behalf, Reach
from niangjia.rights.hotline.rules.classes import item_for_issue, item_of

SENT_AN_HOUR = 60
"""Matters from one address: a whole site may stand behind it."""
PAGES_AN_HOUR = 1_200
UNSENT, TOO_OFTEN = 403, 429
FIRST_KINDS = ("petition_wages", "petition_dismissal", "petition_injury", "advice_other")
"""What is shown first where a story gives nothing away."""
LAST = len(STEPS)
"""The page after the steps, on which everything is shown once more."""
TOO_MANY = gettext_lazy("从这个网络来的次数太多，请过一小时再试，或者打12351。")
UNMARKED = gettext_lazy("这个页面打开得太久了，没有收到。您写的还在，请再点一次。")


@csrf_exempt  # the mark stands in for the token, so that nobody needs a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the union for help, one thing at a time."""
    if request.method != "POST":
        return _page(request, 0, {}, mark=new_mark())
    typed, mark = _typed(request.POST), request.POST.get("mark", "")
    if "from_answer" in request.POST:
        return _from_answer(request, typed)
    at = _at(request.POST.get("step", "0"))
    if not key_in(mark):
        return _page(request, at, typed, mark=new_mark(), fault=str(UNMARKED), status=UNSENT)
    if is_too_often(request, what="hotline.page", most=PAGES_AN_HOUR):
        return _page(request, at, typed, mark=mark, fault=str(TOO_MANY), status=TOO_OFTEN)
    return _went_on(request, at, typed, mark)


def _went_on(request: HttpRequest, at: int, typed: Mapping[str, str], mark: str) -> HttpResponse:
    """Go to the page that was asked for, or on from this one where nothing on it is wrong."""
    go = request.POST.get("go", "next")
    if go.startswith("to-"):
        return _page(request, _at(go.removeprefix("to-")), typed, mark=mark)
    if at == LAST:
        return _send(request, typed, mark)
    form = step_form(at, typed, bound=True, first=_likely(typed))
    if form.is_valid():
        return _page(request, at + 1, typed, mark=mark)
    return _page(request, at, typed, mark=mark, form=form, status=422)


def _send(request: HttpRequest, typed: Mapping[str, str], mark: str) -> HttpResponse:
    """Take it in, or show the page on which something is wrong."""
    if wrong := first_wrong(typed):
        return _page(request, wrong[0], typed, mark=mark, form=wrong[1], status=422)
    if is_too_often(request, what="hotline.sent", most=SENT_AN_HOUR):
        return _page(request, LAST, typed, mark=mark, fault=str(TOO_MANY), status=TOO_OFTEN)
    told = told_in(typed)
    try:
        received = actions.write_in(viewer=viewer_at(request), told=told, key=key_in(mark))
    except Invalid as error:
        words = next(iter(error.fields.values()), error.message)
        return _page(request, LAST, typed, mark=mark, fault=words, status=422)
    except NiangjiaError as error:
        return _page(request, LAST, typed, mark=mark, fault=error.message, status=503)
    return given(request, received, item_of(told.item))


def _from_answer(request: HttpRequest, typed: dict[str, str]) -> HttpResponse:
    """Begin with what an answer from the library understood; the asker sees and changes it."""
    sent = request.POST
    lines = [typed.get("story", "").strip()]
    facts = [one.strip()[:80] for one in sent.getlist("fact")[:20] if one.strip()]
    if facts:
        lines.append(_("读出来的：") + "；".join(facts) + "。")
    item = item_for_issue(sent.get("issue", ""))
    typed = typed | {"story": "\n".join(lines), "item": item.key if item else ""}
    return _page(request, 0, typed, mark=new_mark(), handed=True)


def _page(
    request: HttpRequest,
    at: int,
    typed: Mapping[str, str],
    *,
    mark: str,
    form: Blaming | None = None,
    fault: str = "",
    handed: bool = False,
    status: int = 200,
) -> HttpResponse:
    likely = (*_likely(typed), OTHER) if at == 1 else ()
    here = STEPS[at] if at < LAST else None
    if here is not None and form is None:
        form = step_form(at, typed, bound=False, first=likely)
    own = set(here.base_fields) if here is not None else set()
    shown = {
        "at": at,
        "number": at + 1,
        "count": LAST + 1,
        "title": getattr(here, "title", _("看一遍，没错就交给工会")),
        "form": form,
        "along": [(name, value) for name, value in typed.items() if name not in own and value],
        "mark": mark,
        "fault": fault,
        "handed": handed,
        "shown_kinds": likely or FIRST_KINDS,
        "danger": bool(signs_of_danger(typed.get("story", ""))),
        "review": _review(typed) if at == LAST else (),
    }
    response = render(request, "hotline/ask.html", shown, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    if request.method == "POST":
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _review(typed: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """Return everything that was written: the page it stands on, what it is, and the words."""
    item = item_of(typed.get("item", ""))
    reach, behalf = typed.get("reach", ""), typed.get("behalf", "")
    return [
        (0, _("发生了什么"), typed.get("story", "")),
        (1, _("哪一类"), item.plain or item.name if item else ""),
        (2, _("在哪里"), _place(typed.get("place", ""))),
        (2, _("单位"), typed.get("employer_said", "")),
        (2, _("多少元"), typed.get("claimed", "")),
        (3, _("电话"), typed.get("phone", "")),
        (3, _("称呼"), typed.get("name", "")),
        (3, _("怎么联系"), str(Reach(reach).label) if reach in Reach.values else ""),
        (3, _("要注意"), typed.get("wishes", "")),
        (3, _("为谁"), str(Behalf(behalf).label) if behalf in Behalf.values else ""),
    ]


def _place(typed: str) -> str:
    """Return a place as it was written, with how it was understood."""
    try:
        name = place_name(place_in(typed)) if typed else ""
    except ValidationError:
        name = ""
    return f"{typed}（{name}）" if name and name != typed else typed


def _likely(typed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the kinds that fit the story, the one chosen already first."""
    found = [one.item.key for one in queries.suggestions(typed.get("story", ""))]
    return tuple(dict.fromkeys([one for one in (typed.get("item", ""), *found) if one]))


def _typed(sent: QueryDict) -> dict[str, str]:
    """Return the fields of the form as they were sent, each cut where none is that long."""
    return {name: sent.get(name, "")[:20_000] for name in names() if name in sent}


def _at(text: str) -> int:
    return min(int(text), LAST) if text.isascii() and text.isdigit() and len(text) < 3 else 0
