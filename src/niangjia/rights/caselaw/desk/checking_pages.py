"""Checking what somebody else wrote: beside the paper, with what changed since the last time."""

from typing import Literal

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.access import WORKERS
from niangjia.rights.caselaw.desk.workbench import as_readers_see, on_the_bench, show
from niangjia.rights.caselaw.models import Digest
from niangjia.rights.caselaw.models.work import RevisionKind
from niangjia.rights.caselaw.rules.digests import PARTS
from niangjia.rights.caselaw.rules.readability import readability


class SendBackForm(forms.Form):
    """Why a case goes back, and to which step."""

    to = forms.ChoiceField(
        label=gettext_lazy("退回到哪一步"),
        choices=[
            ("interpreting", gettext_lazy("解读要改")),
            ("masking", gettext_lazy("脱敏要改")),
        ],
        widget=forms.RadioSelect,
        initial="interpreting",
    )
    reason = forms.CharField(
        label=gettext_lazy("要改什么"),
        help_text=gettext_lazy("会写进讨论里，同事照着改。至少 5 个字，不写当事人的姓名。"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("请写明要改什么。")},
    )


@require_safe
@roles(*WORKERS)
def case_check(request: HttpRequest, code: str) -> HttpResponse:
    """Show the interpretation beside the paper."""
    return _shown(request, code, SendBackForm())


@require_POST
@roles(*WORKERS)
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """Send the case back with a reason."""
    form = SendBackForm(request.POST)
    if not form.is_valid():
        on_the_bench(request, code)
        return _shown(request, code, form, status=400)
    to: Literal["interpreting", "masking"] = form.cleaned_data["to"]
    reason = form.cleaned_data["reason"]
    try:
        actions.send_back(viewer=viewer_at(request), code=code, reason=reason, to=to)
    except Invalid as error:
        form.add_error("reason", error.message)
        return _shown(request, code, form, status=400)
    except (Conflict, Refused) as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("已退回，原因写进了讨论。"))
    return redirect("caselaw:staff_case", code=code)


def _shown(request: HttpRequest, code: str, form: SendBackForm, status: int = 200) -> HttpResponse:
    viewer, case = viewer_at(request), on_the_bench(request, code)
    digest = Digest.objects.filter(case__code=code).first()
    told = "\n".join(getattr(digest, part.name) for part in PARTS) if digest else ""
    context: dict[str, object] = {
        **as_readers_see(request, case),
        "form": form,
        "reading": readability(told),
        "changes": () if case.unread else _changes(viewer, code),
    }
    return show(request, case, "check", context, status=status)


def _changes(viewer: Viewer, code: str) -> tuple[staff.FieldDifference, ...]:
    """Return what was changed since the interpretation was handed in the time before, if ever."""
    rows = staff.history(viewer=viewer, code=code)
    forms = [row.revision for row in rows if row.verb == RevisionKind.DIGEST]
    if len(forms) < 2:
        return ()
    return staff.difference(viewer=viewer, code=code, older=forms[1], newer=forms[0])
