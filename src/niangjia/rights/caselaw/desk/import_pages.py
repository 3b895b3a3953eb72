"""The library desk's other half: bring cases in, see how it goes and what did not come in."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.people.pages import roles
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.paging import pager
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.access import KEEPERS, keeps_house
from niangjia.rights.caselaw.desk.rejects_table import rejects_table
from niangjia.rights.caselaw.intake.reading.folders import READERS
from niangjia.rights.caselaw.intake.uploads import UploadedFile
from niangjia.rights.caselaw.models import CaseState, RunState

AT_ONCE = 500
MOST_AT_ONCE = 5_000
"""How many cases of a run one press of a button confirms; more take another press."""

NOBODY = "-"


class FilesInput(forms.ClearableFileInput):
    """A control for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; what they may be is the import's own business."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the list of files, each checked as a single one would be."""
        files = data if isinstance(data, list | tuple) else [data]
        return [forms.FileField.clean(self, file, initial) for file in files or [None]]


class ImportForm(forms.Form):
    """Which files, whose they are, and whether their source is trusted."""

    sources = FilesField(
        label=gettext_lazy("要导入的文件"),
        widget=FilesInput(attrs={"accept": ",".join(sorted(READERS))}),
        error_messages={
            "required": gettext_lazy("请选择要导入的文件。"),
            "empty": gettext_lazy("有的文件是空的。"),
        },
    )
    publish = forms.BooleanField(
        label=gettext_lazy("可信来源，直接公开"),
        help_text=gettext_lazy(
            "机器脱敏以后马上公开，没有人逐件核对，也没有解读；记录上由您确认脱敏。"
            "只用于已经按新标准隐去个人信息的来源。调解案件不会这样公开。"
            "不勾选的话，导入后先排进“核对脱敏”。"
        ),
        required=False,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = "、".join(sorted(suffix.removeprefix(".") for suffix in READERS))
        self.fields["sources"].help_text = _("可以一次选多个：%(kinds)s。") % {"kinds": shown}
        self._unions = {
            union.code: union
            for union in Organisation.objects.filter(path__in=viewer.reach(*KEEPERS))
        }
        choices = [(code, union.name) for code, union in self._unions.items()]
        if keeps_house(viewer):
            choices.append((NOBODY, _("不归某一个工会（全站共用）")))
        self.fields["held_by"] = forms.ChoiceField(label=_("归哪个工会管理"), choices=choices)
        if not (viewer.operator or viewer.reach(Role.ADMINISTRATOR)):
            del self.fields["publish"]  # only an administrator vouches for a source
        self.order_fields(["sources", "held_by", "publish"])

    def holder(self) -> Organisation | None:
        """Return the union chosen, None for the house itself."""
        return self._unions.get(self.cleaned_data["held_by"])


@require_http_methods(["GET", "HEAD", "POST"])
@roles(*KEEPERS)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take files and have them imported."""
    viewer = viewer_at(request)
    form = ImportForm(request.POST or None, request.FILES or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        files: list[UploadedFile] = form.cleaned_data["sources"]
        try:
            run = actions.request_import(
                viewer=viewer,
                files=files,
                publish=form.cleaned_data.get("publish", False),
                held_by=form.holder(),
            )
        except Invalid as error:
            form.add_error("sources" if "files" in error.fields else None, error.message)
        except Refused as error:
            form.add_error("publish" if "publish" in form.fields else None, error.message)
        else:
            return redirect("caselaw:staff_run", code=run.code)
    status = 400 if form.is_bound and not form.is_valid() else 200
    return render(request, "caselaw/staff/import.html", {"form": form}, status=status)


@require_safe
@roles(*KEEPERS)
def runs(request: HttpRequest) -> HttpResponse:
    """List the imports, newest first."""
    page = staff.runs(viewer=viewer_at(request), page=_page_number(request))
    shown = pager(page.page, page.pages, lambda number: f"?page={number}")
    return render(request, "caselaw/staff/runs.html", {"page": page, "pager": shown})


@require_safe
@roles(*KEEPERS)
def run(request: HttpRequest, code: str) -> HttpResponse:
    """Show how an import goes, and what it rejected."""
    viewer = viewer_at(request)
    found = staff.run_for_staff(viewer=viewer, code=code)
    page = staff.rejects(viewer=viewer, code=code, page=_page_number(request))
    waiting = staff.cases_for_staff(
        viewer=viewer, run=code, state=CaseState.IMPORTED, per_page=1
    ).total
    context = {
        "run": found,
        "goes_on": found.state in {RunState.WAITING, RunState.RUNNING},
        "rejects": page,
        "waiting": waiting,
        "pager": pager(page.page, page.pages, lambda number: f"?page={number}"),
    }
    return render(request, "caselaw/staff/run.html", context)


@require_POST
@roles(*KEEPERS)
def confirm_run(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm the masking of what an import brought in and nobody has in hand, some thousands."""
    viewer = viewer_at(request)
    staff.run_for_staff(viewer=viewer, code=code)
    count = 0
    try:
        for _batch in range(MOST_AT_ONCE // AT_ONCE):
            rows = staff.cases_for_staff(
                viewer=viewer, run=code, state=CaseState.IMPORTED, per_page=AT_ONCE
            ).rows
            if not rows:
                break
            count += actions.confirm_masking(viewer=viewer, codes=[row.code for row in rows])
    except Conflict as error:
        messages.warning(request, error.message)
    if count:
        said = _("已确认%(count)d件案例的脱敏，接下来可以解读。") % {"count": count}
        messages.success(request, said)
    return redirect("caselaw:staff_run", code=code)


@require_safe
@roles(*KEEPERS)
def rejects(request: HttpRequest, code: str) -> HttpResponse:
    """Hand over what an import rejected as a workbook."""
    viewer = viewer_at(request)
    staff.run_for_staff(viewer=viewer, code=code)

    def rows() -> Iterator[staff.RejectRow]:
        number, pages = 1, 1
        while number <= pages:
            page = staff.rejects(viewer=viewer, code=code, page=number, per_page=1_000)
            yield from page.rows
            number, pages = number + 1, page.pages

    name = _("未能导入-%(code)s.xlsx") % {"code": code}
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        rejects_table(rows()).getvalue(),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": disposition or "attachment"},
    )


def _page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
