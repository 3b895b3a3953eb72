"""The library desk: look through all cases, and see one as its readers would."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel.paging import pager
from niangjia.rights.caselaw import staff
from niangjia.rights.caselaw.access import KEEPERS, WORKERS
from niangjia.rights.caselaw.desk.returning import cases_address
from niangjia.rights.caselaw.desk.workbench import as_readers_see, on_the_bench, show
from niangjia.rights.caselaw.models import CaseState
from niangjia.rights.caselaw.rules.terms import Issue


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
            "pager": pager(
                page.page, page.pages, lambda n: cases_address(chosen | {"page": str(n)})
            ),
        },
    )


@require_safe
@roles(*WORKERS)
def case(request: HttpRequest, code: str) -> HttpResponse:
    """Show one case in any state as its readers would see it, and what is to be done with it."""
    found = on_the_bench(request, code)
    return show(request, found, "overview", as_readers_see(request, found))
