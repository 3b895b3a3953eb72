"""What was done to a case and said about it, and who has it in hand."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.access import WORKERS
from niangjia.rights.caselaw.desk.workbench import on_the_bench, show
from niangjia.rights.caselaw.rules.digests import LABELS

ABOUT = [("", gettext_lazy("整个案例")), ("masking", gettext_lazy("脱敏")), *LABELS.items()]


class CommentForm(forms.Form):
    """Something to say to colleagues about a case."""

    about = forms.ChoiceField(label=gettext_lazy("说的是哪一部分"), choices=ABOUT, required=False)
    text = forms.CharField(
        label=gettext_lazy("说点什么"),
        help_text=gettext_lazy("办这个案例的同事都能看到，读者看不到。不写当事人的姓名。"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("请写下要说的话。")},
    )


@require_safe
@roles(*WORKERS)
def history(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything that happened to a case, and what two forms of it differ in."""
    viewer, case = viewer_at(request), on_the_bench(request, code)
    rows = staff.history(viewer=viewer, code=code)
    older, newer = _number(request, "older"), _number(request, "newer")
    context: dict[str, object] = {"rows": rows, "earlier": _earlier(rows)}
    if older and newer:
        context |= {"older": older, "newer": newer}
        try:
            context["fields"] = staff.difference(viewer=viewer, code=code, older=older, newer=newer)
        except (actions.NotOpened, Refused):
            context["closed"] = True
        except Invalid as error:
            context["wrong"] = error.message
    return show(request, case, "history", context)


@require_http_methods(["GET", "HEAD", "POST"])
@roles(*WORKERS)
def comments(request: HttpRequest, code: str) -> HttpResponse:
    """Show what colleagues said, and take what somebody says now."""
    viewer, case = viewer_at(request), on_the_bench(request, code)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.comment(viewer=viewer, code=code, **form.cleaned_data)
        except Invalid as error:
            form.add_error("text", error.message)
        else:
            messages.success(request, _("已发出。"))
            return redirect("caselaw:staff_comments", code=code)
    said = [row for row in staff.history(viewer=viewer, code=code) if row.kind == "comment"]
    context: dict[str, object] = {
        "form": form,
        "open": [row for row in said if not row.resolved],
        "settled": [row for row in said if row.resolved],
    }
    return show(request, case, "comments", context, status=400 if form.is_bound else 200)


@require_POST
@roles(*WORKERS)
def resolve(request: HttpRequest, code: str, comment: int) -> HttpResponse:
    """Mark what was said as settled."""
    viewer = viewer_at(request)
    said = staff.history(viewer=viewer, code=code)
    if comment not in {row.comment for row in said if row.comment}:
        raise Missing(_("没有这条留言，或者它不由您管理。"))
    try:
        actions.resolve_comment(viewer=viewer, comment=comment)
    except Conflict as error:
        messages.info(request, error.message)
    return redirect("caselaw:staff_comments", code=code)


@require_POST
@roles(*WORKERS)
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take a case in hand."""
    done = _("现在由您办理，同事看得到。")
    return _in_hand(request, code, lambda v: actions.take(viewer=v, code=code), done)


@require_POST
@roles(*WORKERS)
def release(request: HttpRequest, code: str) -> HttpResponse:
    """Put a case back in its queue."""
    done = _("已放回队列，谁都可以领。")
    return _in_hand(request, code, lambda v: actions.release(viewer=v, code=code), done)


def _in_hand(
    request: HttpRequest, code: str, do: Callable[[Viewer], None], done: str
) -> HttpResponse:
    try:
        do(viewer_at(request))
    except (Conflict, Refused) as error:
        on_the_bench(request, code)
        messages.warning(request, error.message)
    else:
        messages.success(request, done)
    return redirect("caselaw:staff_case", code=code)


def _earlier(rows: tuple[staff.HistoryRow, ...]) -> dict[int, int]:
    """Return for every form but the first the one of its kind before it."""
    last: dict[str, int] = {}
    earlier = {}
    for row in sorted((row for row in rows if row.revision), key=lambda row: row.revision):
        if row.verb in last:
            earlier[row.revision] = last[row.verb]
        last[row.verb] = row.revision
    return earlier


def _number(request: HttpRequest, name: str) -> int:
    sent = request.GET.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 6 else 0
