"""Pages of the hotline's keeping: old records, call centres' tokens, a class put right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.casework import queries as casework
from niangjia.foundation.organisations import workbooks
from niangjia.foundation.organisations.directory import Directory
from niangjia.foundation.organisations.doors import roles, viewer_at
from niangjia.kernel.errors import Invalid, NiangjiaError
from niangjia.kernel.viewer import Role
from niangjia.rights.hotline import actions, queries
from niangjia.rights.hotline.desk_pages import at_desk, get_or_post
from niangjia.rights.hotline.forms import ClassForm, ReasonForm, RecordsForm, TokenForm
from niangjia.rights.hotline.intake import DESK
from niangjia.rights.hotline.records.bringing import AT_ONCE
from niangjia.rights.hotline.records.rows import COLUMNS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
managers = roles(Role.ADMINISTRATOR)
readers = roles(*DESK, Role.SUPERVISOR)


@get_or_post
@at_desk
def records(request: HttpRequest) -> HttpResponse:
    """Take a file of old records, and show what became of every row."""
    viewer, account = viewer_at(request), None
    offices = queries.offices_of_desk(viewer=viewer)
    form = RecordsForm(request.POST or None, request.FILES or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.take_in_old_records(
                viewer=viewer,
                office=form.cleaned_data["office"],
                source=form.upload(),
                most=AT_ONCE,
            )
        except Invalid as error:
            form.blame(error)
        except NiangjiaError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "account": account, "classes": queries.classes()}
    return render(request, "hotline/records.html", shown, status=422 if form.errors else 200)


@require_safe
@at_desk
def template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes it
    """Send the empty template for old records."""
    title = _("热线旧记录")
    answer = HttpResponse(workbooks.template(title, COLUMNS), content_type=XLSX)
    name = _("热线旧记录导入模板.xlsx")
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer


@get_or_post
@readers
def old_record(request: HttpRequest, number: int) -> HttpResponse:
    """Open an old record for a reason, which is recorded."""
    form, old = ReasonForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            old = actions.open_old_record(viewer=viewer_at(request), number=number, reason=reason)
        except Invalid as error:
            form.blame(error)
    shown = {"form": form, "old": old}
    return render(request, "hotline/old_record.html", shown, status=422 if form.errors else 200)


@get_or_post
@managers
def centres(request: HttpRequest) -> HttpResponse:
    """List the call centres' tokens, and make one, which is shown this once."""
    viewer, made = viewer_at(request), None
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            union = Directory(viewer).only(form.cleaned_data["union"].strip())
            made = actions.make_token(
                viewer=viewer,
                organisation=union.code if union else "",
                name=form.cleaned_data["name"],
            )
        except Invalid as error:
            form.blame(error)
        except NiangjiaError as error:
            form.add_error("union", error.message)
    shown = {"form": form, "made": made, "tokens": queries.tokens(viewer=viewer)}
    return render(request, "hotline/centres.html", shown, status=422 if form.errors else 200)


@require_POST
@managers
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """Revoke a token."""
    actions.revoke_token(viewer=viewer_at(request), code=code)
    messages.success(request, _("令牌已经作废，从现在起不能再用。"))
    return redirect("hotline:centres")


@get_or_post
@readers
def classify(request: HttpRequest, code: str) -> HttpResponse:
    """Put a work order into another class, with a reason."""
    viewer = viewer_at(request)
    order = queries.order_of(viewer=viewer, code=code)
    row = casework.matter_page(viewer=viewer, code=code).row
    form = ClassForm(
        request.POST or None, initial={"item": order.item.key if order and order.item else ""}
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.reclassify(viewer=viewer, code=code, item=typed["item"], reason=typed["reason"])
        except Invalid as error:
            form.blame(error)
        except NiangjiaError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("类别改好了，原因记在经过里。"))
            return redirect("casework:matter", code)
    shown = {"form": form, "order": order, "row": row}
    return render(request, "hotline/classify.html", shown, status=422 if form.errors else 200)
