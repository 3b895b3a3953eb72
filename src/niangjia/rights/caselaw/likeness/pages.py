"""The desk's list of cases that seem to belong together, both side by side, to be decided."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_POST, require_safe

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.pages import roles
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.paging import pager
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import KEEPERS
from niangjia.rights.caselaw.likeness import deciding, kin
from niangjia.rights.caselaw.models import KinshipKind, KinshipState

KEPT = ("state", "kind", "page")


class Narrowing(forms.Form):
    """Which pairs are listed. Whatever is no choice is left aside."""

    state = forms.ChoiceField(required=False, choices=KinshipState.choices)
    kind = forms.ChoiceField(required=False, choices=KinshipKind.choices)
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6)


class Decision(forms.Form):
    """What is decided about which pair; for a merger also which case stays and which goes."""

    pair = forms.IntegerField(min_value=1, max_value=2**62)
    decision = forms.ChoiceField(choices=[(d, d) for d in ("merge", "link", "apart", "reconsider")])
    keep = forms.SlugField(required=False, max_length=12)
    drop = forms.SlugField(required=False, max_length=12)


@require_safe
@roles(*KEEPERS)
def pairs(request: HttpRequest) -> HttpResponse:
    """List pairs of cases, with the facts of both beside each other."""
    narrowing = Narrowing(request.GET)
    narrowing.is_valid()
    good = narrowing.cleaned_data
    state, kind = good.get("state") or KinshipState.PROPOSED.value, good.get("kind") or ""
    found = kin.pairs(viewer=viewer_at(request), state=state, kind=kind, page=good.get("page") or 1)
    return render(
        request,
        "caselaw/staff/kin.html",
        {
            "found": found,
            "state": state,
            "kind": kind,
            "kinds": KinshipKind.choices,
            "tabs": [(s.value, s.label, found.counts[s.value]) for s in KinshipState],
            "back": _query(state, kind, found.page),
            "crumbs": [(reverse("caselaw:staff_queues"), _("案例工作台"))],
            "pager": pager(found.page, found.pages, lambda n: f"?{_query(state, kind, n)}"),
        },
    )


@require_POST
@roles(*KEEPERS)
def decide(request: HttpRequest) -> HttpResponse:
    """Decide one pair and return to the list as it was."""
    form = Decision(request.POST)
    if not form.is_valid():
        raise Missing(_("没有这一对案例，或者其中有的不由您管理。"))
    try:
        said = _carry_out(viewer_at(request), form.cleaned_data)
    except (Conflict, Invalid) as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, said)
    kept = QueryDict(request.POST.get("back", "")[:200])
    query = QueryDict(mutable=True)
    query.update({name: kept[name] for name in KEPT if kept.get(name)})
    return redirect(f"{reverse('caselaw:staff_kin')}?{query.urlencode()}".rstrip("?"))


def _carry_out(viewer: Viewer, given: dict[str, str | int]) -> str:
    """Do what was decided and return what to say about it."""
    decision = str(given["decision"])
    if decision == "merge":
        deciding.merge_cases(viewer=viewer, keep=str(given["keep"]), drop=str(given["drop"]))
    else:
        _ACTIONS[decision](viewer=viewer, pair=int(given["pair"]))
    return str(_SAID[decision])


_ACTIONS: dict[str, Callable[..., None]] = {
    "link": deciding.confirm_link,
    "apart": deciding.keep_apart,
    "reconsider": deciding.reconsider,
}
_SAID: dict[str, Promise] = {
    "merge": _l("已合并。撤回的那个案例的网址会转到保留的案例；可以在“已合并”里撤销。"),
    "link": _l("已关联。读者在其中一份里能看到另一份。"),
    "apart": _l("记下了，以后不再提示这一对。"),
    "reconsider": _l("已撤销，这一对回到“待确认”。"),
}


def _query(state: str, kind: str, page: int) -> str:
    query = QueryDict(mutable=True)
    query["state"] = state
    if kind:
        query["kind"] = kind
    if page > 1:
        query["page"] = str(page)
    return query.urlencode()
