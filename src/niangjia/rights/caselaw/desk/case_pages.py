"""The library desk: look through the cases, see one as its readers would, publish, withdraw."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel.errors import Invalid
from niangjia.kernel.paging import pager
from niangjia.rights.caselaw import actions, queries, staff
from niangjia.rights.caselaw.access import KEEPERS
from niangjia.rights.caselaw.models import Case, CaseState
from niangjia.rights.caselaw.pages import case_context
from niangjia.rights.caselaw.rules.terms import Issue

FILTERS = ("state", "issue", "text", "run", "page")


class Narrowing(forms.Form):
    """What the list of cases is narrowed to. Whatever is no choice is left aside."""

    text = forms.CharField(required=False, max_length=100)
    state = forms.ChoiceField(required=False, choices=CaseState.choices)
    issue = forms.ChoiceField(required=False, choices=[(one.value, one.label) for one in Issue])
    run = forms.SlugField(required=False, max_length=12)
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6)

    def chosen(self) -> dict[str, str]:
        """Return the filters that hold, by name, without the page."""
        self.is_valid()
        good = {name: str(value) for name, value in self.cleaned_data.items() if value}
        good.pop("page", None)
        return good

    def page_number(self) -> int:
        """Return the page asked for, the first where none is."""
        self.is_valid()
        return self.cleaned_data.get("page") or 1


class Withdrawal(forms.Form):
    """Why cases are taken back."""

    reason = forms.CharField(
        label=gettext_lazy("撤回的原因"),
        help_text=gettext_lazy("会记入操作记录，读者看不到。比如：文书里能认出当事人。"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("请写明撤回的原因。")},
    )


@require_safe
@roles(*KEEPERS)
def cases(request: HttpRequest) -> HttpResponse:
    """List the cases the viewer keeps."""
    viewer = viewer_at(request)
    narrowing = Narrowing(request.GET)
    chosen = narrowing.chosen()
    page = staff.cases_for_staff(
        viewer=viewer,
        state=chosen.get("state", ""),
        issue=chosen.get("issue", ""),
        text=chosen.get("text", ""),
        run=chosen.get("run", ""),
        page=narrowing.page_number(),
    )
    counts = staff.counts_by_state(viewer=viewer)
    return render(
        request,
        "caselaw/staff/cases.html",
        {
            "page": page,
            "chosen": chosen,
            "issues": list(Issue),
            "tabs": [("", _("全部"), sum(counts.values()))]
            + [(state.value, state.label, counts[state.value]) for state in CaseState],
            "back": request.GET.urlencode(),
            "pager": pager(page.page, page.pages, lambda n: _address(chosen, page=n)),
        },
    )


@require_safe
@roles(*KEEPERS)
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Show one case in any state as its readers would see it, with what only staff may know."""
    found = staff.case_for_staff(viewer=viewer_at(request), code=code)
    page = queries.page_of(Case.objects.get(code=code))
    return render(
        request,
        "caselaw/staff/case.html",
        case_context(request, page)
        | {"staff": found, "crumbs": [(reverse("caselaw:staff_cases"), _("案例库管理"))]},
    )


@require_POST
@roles(*KEEPERS)
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the cases ticked; those published already stay so."""
    try:
        count = actions.publish_cases(viewer=viewer_at(request), codes=request.POST.getlist("case"))
    except Invalid as error:
        messages.warning(request, error.message)
        return _back(request)
    if count:
        messages.success(request, _("已发布%(count)d件案例，读者马上能查到。") % {"count": count})
    else:
        messages.info(request, _("选中的案例都已经发布，没有变化。"))
    return _back(request)


@require_POST
@roles(*KEEPERS)
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask why the cases ticked are taken back, then take them back."""
    viewer, codes = viewer_at(request), request.POST.getlist("case")
    if not codes:
        messages.warning(request, _("请先选择案例。"))
        return _back(request)
    form = Withdrawal(request.POST if "reason" in request.POST else None)
    if not form.is_valid():
        rows = [staff.case_for_staff(viewer=viewer, code=code).row for code in codes[:100]]
        status = 400 if form.is_bound else 200
        context = {"form": form, "rows": rows, "codes": codes, "back": request.POST.get("back", "")}
        context["crumbs"] = [(reverse("caselaw:staff_cases"), _("案例库管理"))]
        return render(request, "caselaw/staff/withdraw.html", context, status=status)
    count = actions.withdraw_cases(viewer=viewer, codes=codes, reason=form.cleaned_data["reason"])
    if count:
        said = _("已撤回%(count)d件案例。以后可以在“已撤回”里重新发布。") % {"count": count}
        messages.success(request, said)
    else:
        messages.info(request, _("选中的案例本来就没有公开，没有变化。"))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Return to the list as it was narrowed; nothing but the list's filters is taken over."""
    kept = QueryDict(request.POST.get("back", "")[:500])
    return redirect(_address({name: kept[name] for name in FILTERS if kept.get(name)}))


def _address(chosen: dict[str, str], *, page: int = 1) -> str:
    query = QueryDict(mutable=True)
    query.update(chosen)
    if page > 1:
        query["page"] = str(page)
    return reverse("caselaw:staff_cases") + (f"?{query.urlencode()}" if query else "")
