"""The page of one matter for the office, and the page of each verb done to it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from niangjia.casework import actions, queries
from niangjia.casework.declaring.book import version_of
from niangjia.casework.forms.talking import LookUp
from niangjia.casework.forms.verb import Bench, VerbForm
from niangjia.casework.pages.verbs import chests_for, next_verbs, verb_of
from niangjia.casework.panels import panels_of
from niangjia.foundation.organisations.doors import staff_only, viewer_at
from niangjia.kernel.errors import Missing, NiangjiaError, Refused


@dataclass(frozen=True, slots=True)
class Drawer:
    """A verb on the page: its form, or only its name where the form is fetched when opened.

    `letter` is the key of the keyboard that opens it, `why_not` why it cannot be done now.
    """

    verb: type[VerbForm]
    form: VerbForm | None
    letter: str = ""
    why_not: str = ""


LETTERS = {"answer": "a", "note": "n", "tell": "w", "call": "c", "take": "t", "attach": "f"}
"""The keys of the keyboard; the first steps are 1, 2, 3."""


def bench_of(request: HttpRequest, code: str, *, brief: bool = False) -> Bench:
    """Return a matter on the bench. Raises Missing, Refused."""
    viewer = viewer_at(request)
    page = queries.matter_page(viewer=viewer, code=code, brief=brief)
    return Bench(viewer, page, version_of(page.row.procedure, page.version))


@require_safe
@staff_only
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """Show a matter: how it stands, what to do next, what else can be done, what happened."""
    bench = bench_of(request, code)
    first = next_verbs(bench)
    blocked = {f"step-{one.key}": one.blocked for one in bench.page.steps}
    above = [
        Drawer(one, one(bench=bench), LETTERS.get(one.key, str(at)), blocked.get(one.key, ""))
        for at, one in enumerate(first, 1)
    ]
    chests = [
        (chest.name, [Drawer(one, None, LETTERS.get(one.key, "")) for one in chest.verbs])
        for chest in chests_for(bench, first)
    ]
    waiting = [one.name for one in bench.page.joint if not one.has_answered]
    shown = {
        "bench": bench,
        "page": bench.page,
        "row": bench.page.row,
        "above": above,
        "chests": chests,
        "parts_waited_for": waiting,
        "papers": bench.page.papers,
        "panel": panels_of(bench.page.row.procedure).office(request, code),
    }
    return render(request, "casework/matter.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def verb(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show the form of a verb, and do it; a form that is refused comes back filled."""
    bench = bench_of(request, code, brief=True)
    kind = verb_of(bench, key)
    if request.method != "POST":
        return _form(request, bench, kind(bench=bench), 200)
    form = kind(request.POST, request.FILES, bench=bench)
    if not form.is_valid():
        return _form(request, bench, form, 422)
    if isinstance(form, LookUp):
        return _person(request, bench, form)
    try:
        said = form.do()
    except (Missing, Refused) as error:
        if not bench.page.may.work:
            raise
        form.blame(error)
        return _form(request, bench, form, 422)
    except NiangjiaError as error:
        form.blame(error)
        return _form(request, bench, form, 422)
    messages.success(request, said)
    return _back(bench)


def _form(request: HttpRequest, bench: Bench, form: VerbForm, status: int) -> HttpResponse:
    first = next(iter(form.fields.values()), None)
    if first is not None and not form.is_bound:
        first.widget.attrs["autofocus"] = True
    shown: dict[str, Any] = {"bench": bench, "page": bench.page, "row": bench.page.row}
    shown |= {"form": form, "drawer": Drawer(type(form), form)}
    return render(request, "casework/verb.html", shown, status=status)


def _person(request: HttpRequest, bench: Bench, form: LookUp) -> HttpResponse:
    """Show who asks, once: the page is kept by nobody, and that it was shown is written down."""
    try:
        person = actions.look_up_person(
            viewer=bench.viewer, code=bench.code, reason=form.typed("reason")
        )
    except NiangjiaError as error:
        form.blame(error)
        return _form(request, bench, form, 422)
    shown = {"bench": bench, "row": bench.page.row, "person": person}
    return render(request, "casework/person.html", shown)


def _back(bench: Bench) -> HttpResponse:
    """Go to the matter, or to the queue where it has left the viewer's reach by what was done."""
    try:
        queries.matter_page(viewer=bench.viewer, code=bench.code, brief=True)
    except NiangjiaError:
        return redirect("casework:queue")
    return redirect("casework:matter", code=bench.code)
