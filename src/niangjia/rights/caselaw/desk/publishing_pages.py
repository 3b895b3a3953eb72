"""Making a case public and taking it back: the last page of its way."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.access import KEEPERS
from niangjia.rights.caselaw.desk.workbench import on_the_bench, show
from niangjia.rights.caselaw.staff import CaseForStaff

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FORBIDDEN_DAY = gettext_lazy("日期请写成 2024-03-05 的样子。")


class EmbargoForm(forms.Form):
    """From which day on a case may be public."""

    until = forms.DateField(
        label=gettext_lazy("最早哪天可以公开"),
        help_text=gettext_lazy("比如判决还没有生效。不填就是随时可以。"),
        required=False,
        widget=DAY,
        error_messages={"invalid": FORBIDDEN_DAY},
    )


class ConsentForm(forms.Form):
    """That both sides of a mediated case agreed, and where the paper is."""

    given_on = forms.DateField(
        label=gettext_lazy("双方同意的日期"), widget=DAY, error_messages={"invalid": FORBIDDEN_DAY}
    )
    evidence = forms.CharField(
        label=gettext_lazy("同意书放在哪里"),
        help_text=gettext_lazy("比如：2024年调解卷第12号。不写当事人的姓名。"),
        max_length=400,
    )


class RestoreForm(forms.Form):
    """Why a withdrawn case comes back."""

    reason = forms.CharField(
        label=gettext_lazy("为什么恢复"),
        help_text=gettext_lazy("恢复后还不公开：回到撤回前走到的那一步。"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_safe
@roles(*KEEPERS)
def publication(request: HttpRequest, code: str) -> HttpResponse:
    """Show what has to be so before a case is public, and the ways out and back."""
    return _shown(request, on_the_bench(request, code), {})


@require_POST
@roles(*KEEPERS)
def embargo(request: HttpRequest, code: str) -> HttpResponse:
    """Set or lift the day before which a case is not published."""
    form = EmbargoForm(request.POST)

    def do() -> str:
        until = form.cleaned_data["until"]
        actions.set_embargo(viewer=viewer_at(request), codes=[code], until=until)
        return _("已定好公开日期。") if until else _("已取消公开日期。")

    return _done(request, code, "embargo", form, do)


@require_POST
@roles(*KEEPERS)
def consent(request: HttpRequest, code: str) -> HttpResponse:
    """Record the consent of both sides of a mediated case."""
    form = ConsentForm(request.POST)

    def do() -> str:
        actions.record_consent(viewer=viewer_at(request), code=code, **form.cleaned_data)
        return _("已登记双方同意。")

    return _done(request, code, "consent", form, do)


@require_POST
@roles(*KEEPERS)
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Put a withdrawn case back on its way."""
    form = RestoreForm(request.POST)

    def do() -> str:
        actions.restore_case(viewer=viewer_at(request), code=code, **form.cleaned_data)
        return _("已恢复，公开前还要走完后面的步骤。")

    return _done(request, code, "restoring", form, do)


def _done(
    request: HttpRequest, code: str, name: str, form: forms.Form, do: Callable[[], str]
) -> HttpResponse:
    """Do it and return to the page; what is wrong is said at its field."""
    case = on_the_bench(request, code)
    if form.is_valid():
        try:
            messages.success(request, do())
            return redirect("caselaw:staff_publication", code=code)
        except Invalid as error:
            field = next((field for field in error.fields if field in form.fields), None)
            form.add_error(field, error.message)
        except (Conflict, Refused) as error:
            form.add_error(None, error.message)
    return _shown(request, case, {name: form}, status=400)


def _shown(
    request: HttpRequest, case: CaseForStaff, bound: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    at, today = case.standing, clock.today()
    under_embargo = at.embargo_until is not None and at.embargo_until > today
    lacks_consent = at.mediated and at.consent_given_on is None
    consented = {"given_on": at.consent_given_on, "evidence": at.consent_evidence}
    context: dict[str, object] = {
        "under_embargo": under_embargo,
        "lacks_consent": lacks_consent,
        "can_publish": "publish" in at.may and not under_embargo and not lacks_consent,
        "embargo": EmbargoForm(initial={"until": at.embargo_until}),
        "consent": ConsentForm(initial=consented),
        "restoring": RestoreForm(),
        **bound,
    }
    return show(request, case, "publication", context, status=status)
