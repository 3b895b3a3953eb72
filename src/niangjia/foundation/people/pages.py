"""Pages of the people room that are not allauth's own."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from niangjia.foundation.organisations.doors import roles, staff_only, viewer_at
from niangjia.foundation.organisations.queries import organisation_by_code
from niangjia.foundation.people import actions, queries
from niangjia.foundation.people.models import Account
from niangjia.foundation.people.staff_forms import (
    AppointForm,
    EndForm,
    NameForm,
    OpenAccountForm,
    ReasonForm,
    TermForm,
)
from niangjia.kernel.errors import Invalid, NiangjiaError
from niangjia.kernel.viewer import Role

__all__ = ["roles", "staff_only"]

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
administrators = roles(Role.ADMINISTRATOR)
NEEDS_REASON = {
    "deactivate": (_later("停用账号"), actions.deactivate_account),
    "reactivate": (_later("恢复账号"), actions.reactivate_account),
    "reset_factor": (_later("清除两步验证"), actions.reset_second_factor),
}
"""What is done to an account for a reason: its title and the action."""


@get_or_post
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Show one's own account: how one is reached, what one holds, how one signs in."""
    account = _account(request)
    form = NameForm(request.POST or None, initial={"name": account.name})
    if request.method == "POST" and form.is_valid():
        actions.change_own_name(viewer=viewer_at(request), name=form.cleaned_data["name"])
        messages.success(request, _("已保存。"))
        return redirect("people:mine")
    shown = {
        "account": account,
        "form": form,
        "appointments": queries.my_appointments(viewer_at(request)),
        "has_factor": queries.has_second_factor(account),
        "lacks_factor": queries.lacks_second_factor(account),
    }
    return render(request, "people/mine.html", shown)


@require_safe
@never_cache
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Lead a member of staff without a second factor to setting one up."""
    if not queries.lacks_second_factor(_account(request)):
        return redirect("people:mine")
    return render(request, "people/second_factor.html")


@get_or_post
@administrators
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """Give somebody who has an account a role in a union."""
    viewer = viewer_at(request)
    union = organisation_by_code(viewer=viewer, code=code, roles=actions.GRANTERS)
    form = AppointForm(request.POST or None)

    def do() -> object:
        found = queries.account_reached_by(viewer=viewer, contact=form.cleaned_data["person"])
        if found is None:
            raise Invalid(_("没有找到。"), {"person": _("没有这个账号，或对方还没验证过。")})
        role, term = form.held()
        return actions.appoint(
            viewer=viewer, account=found.code, organisation=code, role=role, term=term
        )

    if _done(request, form, do):
        messages.success(request, _("已任职。"))
        return redirect("organisations:organisation", code=code)
    shown = {"form": form, "union": union}
    return render(request, "people/appoint.html", shown, status=_status(form))


@get_or_post
@administrators
def open_account(request: HttpRequest, code: str) -> HttpResponse:
    """Open an account for a new member of staff and show its link, once."""
    viewer = viewer_at(request)
    union = organisation_by_code(viewer=viewer, code=code, roles=actions.GRANTERS)
    form = OpenAccountForm(request.POST or None)

    def do() -> object:
        role, term = form.held()
        return actions.open_account(
            viewer=viewer, person=form.person(), organisation=code, role=role, term=term
        )

    done = _done(request, form, do)
    if isinstance(done, actions.Opened):
        link = request.build_absolute_uri(done.link)
        return render(request, "people/link.html", {"link": link, "union": union})
    shown = {"form": form, "union": union}
    return render(request, "people/open_account.html", shown, status=_status(form))


@get_or_post
@administrators
def end_appointment(request: HttpRequest, code: str) -> HttpResponse:
    """End an appointment, now or after a day."""
    viewer = viewer_at(request)
    held = queries.appointment_by_code(viewer=viewer, code=code)
    form = EndForm(request.POST or None)

    def do() -> object:
        typed = form.cleaned_data
        actions.end_appointment(
            viewer=viewer, appointment=code, reason=typed["reason"], last_day=typed["last_day"]
        )
        return held

    if _done(request, form, do):
        messages.success(request, _("任职已结束。"))
        return redirect("organisations:organisation", code=held.organisation.code)
    shown = {"form": form, "held": held, "title": _("结束任职")}
    return render(request, "people/reason.html", shown, status=_status(form))


@require_safe
@administrators
def account(request: HttpRequest, code: str) -> HttpResponse:
    """Show a colleague's account to whoever administers all they hold."""
    viewer = viewer_at(request)
    person = queries.account_for_administrator(viewer=viewer, code=code)
    shown = {
        "person": person,
        "appointments": queries.appointments_of(person),
        "has_factor": queries.has_second_factor(person),
        "is_me": person.pk == viewer.account,
    }
    return render(request, "people/account.html", shown)


@get_or_post
@administrators
def with_reason(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Do one of NEEDS_REASON to an account."""
    viewer = viewer_at(request)
    person = queries.account_for_administrator(viewer=viewer, code=code)
    title, action = NEEDS_REASON[what]
    form = ReasonForm(request.POST or None)

    def do() -> object:
        action(viewer=viewer, account=code, reason=form.cleaned_data["reason"])
        return person

    if _done(request, form, do):
        messages.success(request, _("已办好：%(title)s。") % {"title": title})
        return redirect("people:account", code=code)
    shown = {"form": form, "person": person, "title": title}
    return render(request, "people/reason.html", shown, status=_status(form))


@get_or_post
@administrators
def password_link(request: HttpRequest, code: str) -> HttpResponse:
    """Make a new link for a colleague who cannot get in, and show it, once."""
    viewer = viewer_at(request)
    person = queries.account_for_administrator(viewer=viewer, code=code)
    form = ReasonForm(request.POST or None)

    def do() -> object:
        reason = form.cleaned_data["reason"]
        return actions.new_password_link(viewer=viewer, account=code, reason=reason)

    link = _done(request, form, do)
    if isinstance(link, str):
        shown: dict[str, object] = {"link": request.build_absolute_uri(link), "person": person}
        return render(request, "people/link.html", shown)
    shown = {"form": form, "person": person, "title": _("生成设置密码的链接")}
    return render(request, "people/reason.html", shown, status=_status(form))


def _account(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)  # noqa: S101 - behind login_required
    return request.user


def _done(request: HttpRequest, form: Form, do: Callable[[], object]) -> object | None:
    """Do what a valid form asks; on failure put the reason on the form and return None."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return do()
    except Invalid as error:
        if isinstance(form, TermForm):
            form.blame(error)
        else:
            form.add_error(None, error.message)
    except NiangjiaError as error:
        form.add_error(None, error.message)
    return None


def _status(form: Form) -> int:
    return 422 if form.is_bound else 200
