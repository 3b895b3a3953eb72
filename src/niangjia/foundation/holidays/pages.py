"""The page on which a coming year's holidays are entered."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_http_methods, require_POST

from niangjia.foundation.holidays import actions, queries
from niangjia.foundation.organisations.doors import staff_only, viewer_at
from niangjia.kernel.errors import Conflict, Invalid, NiangjiaError


class NoticeForm(forms.Form):
    """The State Council's notice for a year, as typed. The action judges it."""

    year = forms.IntegerField(label=_later("年份"), min_value=2015, max_value=2200)
    off = forms.CharField(
        label=_later("放假的日子"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_later("照通知写，例如：1月1日至1月3日，10月1日至10月7日。周末可以写在里面。"),
    )
    worked = forms.CharField(
        label=_later("调休上班的周末"),
        required=False,
        max_length=1000,
        help_text=_later("例如：2月14日，2月28日，10月10日。"),
    )
    source = forms.CharField(
        label=_later("依据"), max_length=200, help_text=_later("通知的名称和文号。")
    )

    def notice(self) -> actions.Notice:
        """Return what was typed."""
        return actions.Notice(**self.cleaned_data)

    def blame(self, error: NiangjiaError) -> None:
        """Put what the action found wrong beside the field it is about."""
        fields = error.fields if isinstance(error, Invalid) else {}
        for field, text in fields.items():
            self.add_error(field if field in self.fields else None, text)
        if not fields:
            self.add_error(None, error.message)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def years(request: HttpRequest) -> HttpResponse:
    """Show the years that are known, and let whoever runs the house enter the next."""
    viewer = viewer_at(request)
    form = NoticeForm(request.POST or None, initial={"year": queries.next_unknown_year()})
    if request.method == "POST":
        actions.demand_house(viewer)
        if form.is_valid():
            try:
                made = actions.enter_year(viewer=viewer, notice=form.notice())
            except NiangjiaError as error:
                form.blame(error)
            else:
                messages.success(request, _("已录入{year}年的安排。").format(year=made.year))
                return redirect("holidays:years")
    shown = {
        "years": queries.known_years(viewer=viewer),
        "form": form,
        "may_enter": viewer.runs_house,
        "unknown": queries.next_unknown_year(),
    }
    bad = request.method == "POST"
    return render(request, "holidays/years.html", shown, status=422 if bad else 200)


@require_POST
@staff_only
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a year that was entered wrongly."""
    reason = request.POST.get("reason", "")
    try:
        actions.remove_year(viewer=viewer_at(request), year=pk, reason=reason)
    except (Conflict, Invalid) as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("已删除，请重新录入。"))
    return redirect("holidays:years")
