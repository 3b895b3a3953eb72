"""What is done to the cases ticked in a list, or to the one on the workbench."""

from collections.abc import Callable, Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.access import KEEPERS, WORKERS
from niangjia.rights.caselaw.desk.queue_pages import take_next
from niangjia.rights.caselaw.desk.returning import back
from niangjia.rights.caselaw.rules.steps import QUEUES


class Withdrawal(forms.Form):
    """Why cases are taken back."""

    reason = forms.CharField(
        label=gettext_lazy("撤回的原因"),
        help_text=gettext_lazy("会记入操作记录，读者看不到。比如：文书里能认出当事人。"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("请写明撤回的原因。")},
    )


@require_POST
@roles(*KEEPERS)
def confirm(request: HttpRequest) -> HttpResponse:
    """Confirm the masking of the cases ticked."""
    return _each(
        request,
        lambda viewer, codes: actions.confirm_masking(viewer=viewer, codes=codes),
        done=_("已确认%(count)d件案例的脱敏，接下来可以解读。"),
        nothing=_("选中的案例都已经确认过，没有变化。"),
    )


@require_POST
@roles(*WORKERS)
def check(request: HttpRequest) -> HttpResponse:
    """Approve the interpretations of the cases ticked."""
    return _each(
        request,
        lambda viewer, codes: actions.check(viewer=viewer, codes=codes),
        done=_("已通过%(count)d件案例的复核，编辑可以发布了。"),
        nothing=_("选中的案例没有在等复核的，没有变化。"),
    )


@require_POST
@roles(*KEEPERS)
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the cases ticked; those published already stay so."""
    return _each(
        request,
        lambda viewer, codes: actions.publish_cases(viewer=viewer, codes=codes),
        done=_("已发布%(count)d件案例，读者马上能查到。"),
        nothing=_("选中的案例都已经发布，没有变化。"),
    )


@require_POST
@roles(*KEEPERS)
def assign(request: HttpRequest) -> HttpResponse:
    """Give the cases ticked to a colleague, or to nobody."""
    to = request.POST.get("to", "")
    return _each(
        request,
        lambda viewer, codes: actions.assign(viewer=viewer, codes=codes, to=to),
        done=_("已分配%(count)d件案例。") if to else _("%(count)d件案例现在谁都可以领。"),
        nothing=_("没有变化。"),
    )


@require_POST
@roles(*KEEPERS)
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask why the cases ticked are taken back, then take them back."""
    viewer, codes = viewer_at(request), request.POST.getlist("case")
    if not codes:
        messages.warning(request, _("请先选择案例。"))
        return back(request)
    form = Withdrawal(request.POST if "reason" in request.POST else None)
    if not form.is_valid():
        rows = staff.chosen_cases(viewer=viewer, codes=codes)
        status = 400 if form.is_bound else 200
        kept = {name: request.POST.get(name, "") for name in ("back", "queue", "bench")}
        context = {"form": form, "rows": rows, "codes": codes, "kept": kept}
        return render(request, "caselaw/staff/withdraw.html", context, status=status)
    count = actions.withdraw_cases(viewer=viewer, codes=codes, reason=form.cleaned_data["reason"])
    if count:
        said = _("已撤回%(count)d件案例。以后可以在“已撤回”里恢复，再复核、发布。")
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("选中的案例本来就没有公开，没有变化。"))
    return back(request)


def _each(
    request: HttpRequest,
    do: Callable[[Viewer, Sequence[str]], int],
    *,
    done: str,
    nothing: str,
) -> HttpResponse:
    """Do it to the cases ticked, and say on the list what came of it."""
    codes = request.POST.getlist("case")
    try:
        count = do(viewer_at(request), codes)
    except (Invalid, Conflict, Refused) as error:
        messages.warning(request, error.message)
        return back(request)
    if count:
        messages.success(request, done % {"count": count})
    else:
        messages.info(request, nothing)
    if request.POST.get("then") == "next" and request.POST.get("queue") in QUEUES:
        return take_next(request, request.POST["queue"])
    return back(request)
