"""Pages of employers, and of bringing unions and employers in from Excel."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from niangjia.foundation.organisations import actions, headings, importing, queries, workbooks
from niangjia.foundation.organisations.directory import Directory
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.organisations.facts import employer_facts_of
from niangjia.foundation.organisations.forms import EmployerForm, ImportForm
from niangjia.foundation.organisations.importing import AT_ONCE, ImportAccount
from niangjia.foundation.organisations.models import Employer
from niangjia.foundation.organisations.pages import (
    get_or_post,
    managers,
    page_of,
    pager_of,
    readers,
    try_to,
)
from niangjia.kernel.viewer import Role, Viewer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "organisations": (gettext_lazy("工会"), headings.ORGANISATION, importing.import_organisations),
    "employers": (gettext_lazy("用人单位"), headings.EMPLOYER, importing.import_employers),
}


@require_safe
@readers
def employers(request: HttpRequest) -> HttpResponse:
    """List the employers in the viewer's part, with a search by name or credit code."""
    viewer, text = viewer_at(request), request.GET.get("q", "").strip()
    rows = queries.employers(viewer=viewer, text=text, page=page_of(request))
    shown = {
        "rows": rows,
        "text": text,
        "pager": pager_of(request, rows),
        "may_change": bool(viewer.reach(Role.ADMINISTRATOR)),
    }
    return render(request, "organisations/employers.html", shown)


@require_safe
@readers
def employer(request: HttpRequest, code: str) -> HttpResponse:
    """Show one employer, and which union handles a dispute with it."""
    viewer = viewer_at(request)
    one = queries.employer_by_code(viewer=viewer, code=code)
    shown = {
        "employer": one,
        "place": queries.place_name(one.region_code),
        "responsible": queries.responsible_or_none(employer=one, against_employer=True),
        "may_change": queries.may_manage(viewer, one),
    }
    return render(request, "organisations/employer.html", shown)


@get_or_post
@managers
def register(request: HttpRequest) -> HttpResponse:
    """Register an employer."""
    form = EmployerForm(request.POST or None)
    viewer = viewer_at(request)

    def do() -> Employer:
        facts = form.facts(_union_code(viewer, form))
        return actions.register_employer(viewer=viewer, facts=facts)

    return _asked(request, form, _("登记用人单位"), do)


@get_or_post
@managers
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change an employer's record."""
    viewer = viewer_at(request)
    one = queries.employer_by_code(viewer=viewer, code=code, roles=actions.MANAGERS)
    facts = employer_facts_of(one)
    initial = {field: getattr(facts, field) for field in facts.__slots__}
    initial["union"] = one.union.name if one.union else ""
    form = EmployerForm(request.POST or None, initial=initial | {"version": one.version})

    def do() -> Employer:
        unchanged = one.union and form.cleaned_data["union"].strip() == one.union.name
        union = one.union.code if unchanged and one.union else _union_code(viewer, form)
        version = form.cleaned_data["version"] or 0
        return actions.change_employer(
            viewer=viewer, code=code, facts=form.facts(union), version=version
        )

    return _asked(request, form, _("修改用人单位"), do)


@get_or_post
@managers
def bring_in(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a filled template, and show what became of every row."""
    label, _columns, take_in = KINDS[kind]
    form, account = ImportForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        viewer, source = viewer_at(request), form.upload()
        done = try_to(form, lambda: take_in(viewer=viewer, source=source, most=AT_ONCE))
        account = done if isinstance(done, ImportAccount) else None
    shown = {"form": form, "account": account, "label": label, "kind": kind}
    status = 422 if form.errors else 200
    return render(request, "organisations/import.html", shown, status=status)


@require_safe
@managers
def template(request: HttpRequest, kind: str) -> HttpResponse:  # noqa: ARG001 - a view takes it
    """Send the empty template."""
    label, columns, _take_in = KINDS[kind]
    answer = HttpResponse(workbooks.template(str(label), columns), content_type=XLSX)
    name = _("%(label)s导入模板.xlsx") % {"label": label}
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer


def _union_code(viewer: Viewer, form: EmployerForm) -> str:
    union = Directory(viewer).only(form.cleaned_data["union"].strip())
    return union.code if union else ""


def _asked(
    request: HttpRequest, form: EmployerForm, title: str, do: Callable[[], Employer]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        done = try_to(form, do)
        if isinstance(done, Employer):
            messages.success(request, _("已保存。"))
            return redirect("organisations:employer", code=done.code)
    back = reverse("organisations:employers")
    shown = {"form": form, "title": title, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "organisations/employer_form.html", shown, status=status)
