"""Forms that actions judge, and who is let in to a page of the centre."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Required, TypedDict, Unpack

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from niangjia.foundation.organisations.doors import answer_for, roles, viewer_at
from niangjia.kernel.errors import Invalid, NiangjiaError
from niangjia.rights.centre.access import PLANNING, SETTING_UP, WORKING
from niangjia.rights.centre.models import Centre

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

workers = roles(*WORKING)
planners = roles(*PLANNING)
administrators = roles(*SETTING_UP)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


class Asking(forms.Form):
    """A form whose wrong fields an action names."""

    def blame(self, error: NiangjiaError) -> None:
        """Put what an action found wrong beside the field it is about."""
        fields = error.fields if isinstance(error, Invalid) else {}
        own = {field: text for field, text in fields.items() if field in self.fields}
        for field, text in own.items():
            self.add_error(field, text)
        if not own:
            others = [text for field, text in fields.items() if field not in self.fields]
            self.add_error(None, " ".join([error.message, *others]))


def signed_in(view: View[P]) -> View[P]:
    """Let in whoever is signed in; what they may see the query says."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if viewer_at(request).is_stranger:
            return redirect_to_login(request.get_full_path())
        try:
            answer = view(request, *args, **kwargs)
        except NiangjiaError as error:
            answer = answer_for(request, error)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    return guarded


class Told(TypedDict, total=False):
    """What a page with a form says besides the form."""

    title: Required[str]
    back: Required[str]
    centre: Centre
    words: str
    button: str
    done: str
    more: Mapping[str, Any]
    template: str


def asked(
    request: HttpRequest, form: Asking, do: Callable[[], Any], **told: Unpack[Told]
) -> HttpResponse:
    """Show a form, and once it is right do it and go back, or to where `do` says.

    `do` may return an address to go to instead.
    """
    if request.method == "POST" and form.is_valid():
        try:
            where = do()
        except NiangjiaError as error:
            form.blame(error)
        else:
            messages.success(request, told.get("done") or _("已保存。"))
            return redirect(where if isinstance(where, str) else told["back"])
    shown = {"form": form, **told, **told.get("more", {})}
    template = told.get("template", "centre/form.html")
    return render(request, template, shown, status=422 if form.is_bound else 200)


def done(request: HttpRequest, do: Callable[[], Any], *, back: str, said: str) -> HttpResponse:
    """Do something that a button asked for, say how it went, and go back."""
    try:
        do()
    except NiangjiaError as error:
        fields = error.fields.values() if isinstance(error, Invalid) else ()
        messages.error(request, " ".join([error.message, *fields]))
    else:
        messages.success(request, said)
    return redirect(back)


def at(name: str, code: str) -> str:
    """Return the address of a page of the centre about one thing."""
    return reverse(f"centre:{name}", args=[code])


def crumbs(centre: Centre) -> list[tuple[str, str]]:
    """Return where a page of a centre stands."""
    return [(f"{reverse('centre:window')}?centre={centre.code}", centre.name)]
