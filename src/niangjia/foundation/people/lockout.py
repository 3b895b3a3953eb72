"""What somebody sees after too many wrong passwords, and what is kept of them meanwhile."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

LOCKED = 429


def mark_of_login(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Return a keyed mark of what was typed, so that attempts are counted without keeping it."""
    typed = credentials or {}
    login = typed.get("email") or typed.get("phone") or request.POST.get("login", "")
    return salted_hmac("niangjia.people.lockout", str(login).strip().lower()).hexdigest()[:40]


def nobody_in_particular(*_args: Any, **_kwargs: Any) -> str:
    """Stand in for a person in the logs."""
    return "a client"


def locked_page(
    request: HttpRequest, _response: HttpResponse | None = None, _credentials: Any = None
) -> HttpResponse:
    """Say that signing in is closed for a while, whether or not the account exists."""
    message = _("密码输错次数太多，请过 15 分钟再试。忘记密码可以现在就重设。")
    return render(request, "people/locked.html", {"message": message}, status=LOCKED)
