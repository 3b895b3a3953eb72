"""The administrator's page of the engine: hours, periods, partner bodies and their people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from niangjia.casework import actions
from niangjia.casework.administering import local_rules, partner_bodies
from niangjia.casework.forms.administering import SETTINGS, SettingForm
from niangjia.foundation.organisations.doors import roles, viewer_at
from niangjia.kernel.errors import Missing, NiangjiaError
from niangjia.kernel.viewer import Role

administrators = roles(Role.ADMINISTRATOR)


@require_safe
@administrators
def settings(request: HttpRequest) -> HttpResponse:
    """Show what is set, and what can be."""
    return _show(request)


@require_POST
@administrators
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Set hours, a period, a partner body, who signs in for it."""
    kind = {one.key: one for one in SETTINGS}.get(key)
    if kind is None:
        raise Missing(_("没有这一项。"))
    form = kind(request.POST, viewer=viewer_at(request))
    if not form.is_valid():
        return _show(request, form)
    try:
        said = form.do()
    except NiangjiaError as error:
        form.blame(error)
        return _show(request, form)
    messages.success(request, said)
    return redirect("casework:settings")


@require_POST
@administrators
def shut_out(request: HttpRequest, code: str, account: int) -> HttpResponse:
    """End somebody's signing in for a partner body."""
    actions.shut_out_for_partner(viewer=viewer_at(request), partner=code, account=account)
    messages.success(request, _("这个人不能再登录看转来的事项了。"))
    return redirect("casework:settings")


def _show(request: HttpRequest, filled: SettingForm | None = None) -> HttpResponse:
    viewer = viewer_at(request)
    forms = [filled if filled and filled.key == one.key else one(viewer=viewer) for one in SETTINGS]
    shown = {
        "rules": local_rules(viewer=viewer),
        "bodies": partner_bodies(viewer=viewer),
        "forms": forms,
    }
    return render(request, "casework/settings.html", shown, status=422 if filled else 200)
