"""Masking by hand: open the original for a reason, see both texts, change what is masked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.access import KEEPERS
from niangjia.rights.caselaw.desk import masking_form
from niangjia.rights.caselaw.desk.workbench import on_the_bench, show
from niangjia.rights.caselaw.rules.marking import KINDS

REASONS = (
    "核对机器脱敏",
    "有人申请撤下或补充隐去",
    "复核的同事提出要改",
    "其他",
)


class OpeningForm(forms.Form):
    """Why an original is opened."""

    why = forms.ChoiceField(
        label=gettext_lazy("为什么要看原文"),
        choices=[(reason, reason) for reason in REASONS],
        widget=forms.RadioSelect,
        initial=REASONS[0],
        error_messages={"required": gettext_lazy("请选择原因。")},
    )
    words = forms.CharField(
        label=gettext_lazy("补充说明"),
        help_text=gettext_lazy("选“其他”时必须写。请不要写当事人的姓名。"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def reason(self) -> str:
        """Return the reason as it is recorded."""
        why, words = self.cleaned_data["why"], self.cleaned_data["words"].strip()
        return f"{why}：{words}" if words else str(why)

    def clean(self) -> dict[str, Any]:
        """Demand words where no reason of the list fits."""
        cleaned = super().clean() or {}
        if cleaned.get("why") == REASONS[-1] and len(cleaned.get("words", "").strip()) < 2:
            self.add_error("words", _("请写明原因。"))
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@roles(*KEEPERS)
def masking(request: HttpRequest, code: str) -> HttpResponse:
    """Show both texts to whoever opened the original, and to others the form that opens it."""
    case = on_the_bench(request, code)
    try:
        original = staff.original_for_staff(viewer=viewer_at(request), code=code)
    except actions.NotOpened:
        return _ask_why(request, code)
    if request.method == "POST":
        return _save_form(request, code, original)
    context: dict[str, object] = {
        "original": original,
        "sides": masking_form.both_sides(original),
        "listed": masking_form.listed(original),
        "hints": masking_form.hints_of(original),
        "kinds": [(kind, label) for kind, (label, _written) in KINDS.items()],
        "material": masking_form.material(original),
    }
    return show(request, case, "masking", context)


def _ask_why(request: HttpRequest, code: str) -> HttpResponse:
    case = on_the_bench(request, code)
    form = OpeningForm(request.POST if "why" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            actions.open_original(viewer=viewer_at(request), code=code, reason=form.reason())
        except Invalid as error:
            form.add_error("words", error.message)
        else:
            return redirect("caselaw:staff_masking", code=code)
    return show(request, case, "opening", {"form": form}, status=400 if form.is_bound else 200)


def _save_form(request: HttpRequest, code: str, original: staff.OriginalForStaff) -> HttpResponse:
    """Take what the page without scripts sends: marks dropped and changed, words to add."""
    try:
        title_marks, marks = masking_form.changed(original, request.POST)
        actions.save_marks(
            viewer=viewer_at(request),
            code=code,
            version=masking_form.version_of(request.POST),
            title_marks=title_marks,
            marks=marks,
        )
    except (Invalid, Conflict) as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("已保存。"))
    return redirect("caselaw:staff_masking", code=code)


@require_POST
@roles(*KEEPERS)
def marks(request: HttpRequest, code: str) -> HttpResponse:
    """Save the marks of the page with scripts; a conflict is answered with what stands now."""
    viewer = viewer_at(request)
    on_the_bench(request, code)
    try:
        sent = masking_form.read_json(request.body)
    except Invalid as error:
        return JsonResponse({"message": error.message}, status=400)
    try:
        version = actions.save_marks(viewer=viewer, code=code, **sent)
    except Conflict as error:
        return _conflict(request, code, sent["version"], error)
    except Invalid as error:
        return JsonResponse({"message": error.message}, status=400)
    original = staff.original_for_staff(viewer=viewer, code=code)
    said = {
        "version": version,
        "at": f"{clock.now().astimezone(CHINA):%H:%M}",
        "hints": masking_form.hints_of(original),
    }
    return JsonResponse(said)


def _conflict(request: HttpRequest, code: str, version: int, error: Conflict) -> JsonResponse:
    """Tell what somebody else saved meanwhile; or why nothing can be saved, whatever it is."""
    try:
        now = staff.original_for_staff(viewer=viewer_at(request), code=code)
    except actions.NotOpened as closed:
        return JsonResponse({"message": closed.message}, status=403)
    if now.version == version:
        return JsonResponse({"message": error.message}, status=400)
    said = masking_form.material(now)
    kept = {name: said[name] for name in ("version", "title_marks", "marks")}
    return JsonResponse({"message": error.message, **kept}, status=409)
