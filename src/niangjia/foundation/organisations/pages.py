"""Pages of the union tree: looking, changing, importing."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from niangjia.foundation.organisations import actions, neighbours, queries
from niangjia.foundation.organisations.directory import Directory
from niangjia.foundation.organisations.doors import roles, viewer_at
from niangjia.foundation.organisations.facts import organisation_facts_of
from niangjia.foundation.organisations.forms import (
    DissolveForm,
    FactsForm,
    MoveForm,
    OrganisationForm,
)
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.errors import Invalid, NiangjiaError
from niangjia.kernel.paging import Pager, pager
from niangjia.kernel.viewer import Role

readers = roles(*queries.READERS)
managers = roles(Role.ADMINISTRATOR)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@readers
def tree(request: HttpRequest) -> HttpResponse:
    """Show the tops of what the viewer reaches, or the unions a search finds."""
    viewer, text = viewer_at(request), request.GET.get("q", "").strip()
    if text:
        rows = queries.find_organisations(viewer=viewer, text=text, page=page_of(request))
    else:
        rows = queries.union_tree(viewer=viewer, page=page_of(request)).rows
    shown = {"rows": rows, "text": text, "pager": pager_of(request, rows)}
    return render(request, "organisations/tree.html", shown | _powers(request))


@require_safe
@readers
def below(request: HttpRequest, code: str) -> HttpResponse:
    """Return what stands right below a union, as a part of the tree for scripts to put in."""
    part = queries.union_tree(viewer=viewer_at(request), below=code, page=page_of(request))
    shown = {"part": part, "rows": part.rows}
    return render(request, "organisations/branch.html", shown)


@require_safe
@readers
def organisation(request: HttpRequest, code: str) -> HttpResponse:
    """Show one union: its record, where it stands, what stands below, who holds what."""
    viewer = viewer_at(request)
    part = queries.union_tree(viewer=viewer, below=code, page=page_of(request))
    union = part.parent
    assert union is not None  # noqa: S101 - with `below` there is always a parent
    shown = {
        "union": union,
        "place": queries.place_name(union.region_code),
        "above": _crumbs(queries.way_to(viewer=viewer, organisation=union)),
        "rows": part.rows,
        "pager": pager_of(request, part.rows),
        "panels": list(neighbours.panels(viewer, union)),
        "may_change": viewer.holds(Role.ADMINISTRATOR, at=union.path),
    }
    return render(request, "organisations/organisation.html", shown)


@get_or_post
@managers
def found(request: HttpRequest, code: str) -> HttpResponse:
    """Found a union below this one."""
    viewer = viewer_at(request)
    parent = queries.organisation_by_code(viewer=viewer, code=code, roles=actions.MANAGERS)
    initial = {"region_code": parent.region_code}
    form = OrganisationForm(request.POST or None, parent_level=parent.level, initial=initial)

    def do() -> Organisation:
        return actions.found_organisation(viewer=viewer, parent=code, facts=form.facts())

    title = _("新建下级工会")
    return _asked(request, form, parent, title, do)


@get_or_post
@managers
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change a union's record."""
    viewer = viewer_at(request)
    union = queries.organisation_by_code(viewer=viewer, code=code, roles=actions.MANAGERS)
    facts = organisation_facts_of(union)
    initial = {field: getattr(facts, field) for field in facts.__slots__}
    form = OrganisationForm(request.POST or None, initial=initial | {"version": union.version})

    def do() -> Organisation:
        version = form.cleaned_data["version"] or 0
        return actions.change_organisation(
            viewer=viewer, code=code, facts=form.facts(), version=version
        )

    return _asked(request, form, union, _("修改工会资料"), do)


@get_or_post
@managers
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Put a union, with everything below it, under another."""
    viewer = viewer_at(request)
    union = queries.organisation_by_code(viewer=viewer, code=code, roles=actions.MANAGERS)
    form = MoveForm(request.POST or None, initial={"version": union.version})

    def do() -> Organisation:
        target = Directory(viewer).only(form.cleaned_data["to"].strip())
        if target is None:
            raise Invalid(_("请写明新的上级工会。"), {"to": _("请填写。")})
        return actions.move_organisation(
            viewer=viewer, code=code, to=target.code, version=form.cleaned_data["version"]
        )

    return _asked(request, form, union, _("移动工会"), do)


@get_or_post
@managers
def dissolve(request: HttpRequest, code: str) -> HttpResponse:
    """Close a union that is empty."""
    viewer = viewer_at(request)
    union = queries.organisation_by_code(viewer=viewer, code=code, roles=actions.MANAGERS)
    form = DissolveForm(request.POST or None)

    def do() -> Organisation:
        reason = form.cleaned_data["reason"]
        actions.dissolve_organisation(viewer=viewer, code=code, reason=reason)
        return next(reversed(queries.way_to(viewer=viewer, organisation=union)), union)

    return _asked(request, form, union, _("撤销工会"), do)


def _crumbs(way: list[Organisation]) -> list[tuple[str, str]]:
    above = [(reverse("organisations:organisation", args=[one.code]), one.name) for one in way]
    return [(reverse("organisations:tree"), _("工会组织")), *above]


def page_of(request: HttpRequest) -> int:
    """Return the page number asked for, 1 where it is none."""
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def pager_of(request: HttpRequest, rows: "Page[Any]") -> Pager:
    """Return the pages to offer, with the rest of the address kept."""
    kept = {key: value for key, value in request.GET.items() if key != "page"}
    return pager(
        rows.number, rows.paginator.num_pages, lambda n: "?" + urlencode(kept | {"page": n})
    )


def try_to(form: Form, do: Callable[[], object]) -> object | None:
    """Do what a valid form asks; on failure put the reason on the form and return None."""
    try:
        return do()
    except Invalid as error:
        if isinstance(form, FactsForm):
            form.blame(error)
        else:
            form.add_error(None, error.message)
    except NiangjiaError as error:
        form.add_error(None, error.message)
    return None


def _asked(
    request: HttpRequest,
    form: Form,
    union: Organisation,
    title: str,
    do: Callable[[], Organisation],
) -> HttpResponse:
    """Show a form about a union, and once it is right do it and go to the union it concerns."""
    if request.method == "POST" and form.is_valid():
        done = try_to(form, do)
        if isinstance(done, Organisation):
            messages.success(request, _("已保存。"))
            return redirect("organisations:organisation", code=done.code)
    shown = {"form": form, "union": union, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "organisations/form.html", shown, status=status)


def _powers(request: HttpRequest) -> dict[str, bool]:
    return {"may_change": bool(viewer_at(request).reach(Role.ADMINISTRATOR))}
