"""The calculators as pages: asked and answered, and nothing of it kept.

What somebody fills in travels in the body of a request, never in an address, and is forgotten
with the answer. The forms change nothing, so they need no token and no cookie.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from niangjia.kernel.calendar import NotPublished
from niangjia.rights.remedies import forms
from niangjia.rights.remedies.rules.due import Due
from niangjia.rights.remedies.rules.maternity import Days


@dataclass(frozen=True, slots=True)
class Offer:
    """A calculator as it is offered: its name in the address, what it is for, its icon and form."""

    name: str
    title: Promise
    words: Promise
    icon: str
    form: type[forms.Calculator]


OFFERS = (
    Offer("compensation", gettext_lazy("离职能拿多少"),
          gettext_lazy("经济补偿、N+1、赔偿金"), "severance", forms.CompensationForm),
    Offer("overtime", gettext_lazy("加班费"),
          gettext_lazy("工作日、休息日、法定节日"), "overtime", forms.OvertimeForm),
    Offer("double-pay", gettext_lazy("没签合同的双倍工资"),
          gettext_lazy("从哪天到哪天，多少钱"), "no_contract", forms.DoublePayForm),
    Offer("leave", gettext_lazy("没休的年假"),
          gettext_lazy("有几天，折多少钱"), "leave", forms.LeaveForm),
    Offer("injury", gettext_lazy("工伤补助金"),
          gettext_lazy("按伤残等级，一次性付多少"), "work_injury", forms.InjuryForm),
    Offer("maternity", gettext_lazy("产假多少天"),
          gettext_lazy("国家规定的天数"), "women", forms.MaternityForm),
    Offer("due", gettext_lazy("到哪天为止"),
          gettext_lazy("仲裁、起诉、工伤认定的最后一天"), "calendar", forms.DueForm),
)  # fmt: skip
_BY_NAME = {offer.name: offer for offer in OFFERS}


@require_safe
def all_of_them(request: HttpRequest) -> HttpResponse:
    """Offer every calculator."""
    return render(request, "remedies/all.html", {"offers": OFFERS})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, calculator: str) -> HttpResponse:
    """Ask what one calculator needs, and show the working under what was filled in."""
    offer = _BY_NAME.get(calculator)
    if offer is None:
        return render(request, "404.html", {"message": _("没有这个计算器。")}, status=404)
    form = offer.form(request.POST if request.method == "POST" else None)
    shown: dict[str, object] = {
        "offer": offer,
        "form": form,
        "crumbs": [(reverse("remedies:all"), _("算一算"))],
    }
    status = 200
    if form.is_bound:
        found = _worked_out(form)
        shown |= {"found": found, "kind": _kind(found)}
        status = 422 if found is None else 200
    answer = render(request, "remedies/one.html", shown, status=status)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _worked_out(form: forms.Calculator) -> forms.Answer | None:
    try:
        return form.work_out()
    except NotPublished as unknown:
        form.add_error(None, unknown.message)
        return None


def _kind(found: forms.Answer | None) -> str:
    if isinstance(found, Due):
        return "due"
    return "days" if isinstance(found, Days) else "worth"
