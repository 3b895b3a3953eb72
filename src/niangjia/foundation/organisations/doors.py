"""Who is let in to a page, and what somebody sees who is not."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from niangjia.kernel.errors import Conflict, Invalid, Missing, NiangjiaError, Refused, Unavailable
from niangjia.kernel.viewer import STAFF, STRANGER, Role, Viewer

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

_STATUS: dict[type[NiangjiaError], int] = {
    Invalid: 400,
    Refused: 403,
    Missing: 404,
    Conflict: 409,
    Unavailable: 503,
}


def viewer_at(request: HttpRequest) -> Viewer:
    """Return who is asking; a stranger where nobody said otherwise."""
    viewer: Viewer = getattr(request, "viewer", STRANGER)
    return viewer


def roles(*wanted: Role) -> Callable[[View[P]], View[P]]:
    """Let in whoever holds one of `wanted` somewhere.

    A stranger is sent to sign in and comes back; somebody signed in with no such role sees a
    page that says so. What a page raises on purpose is shown in its own words. Nothing of these
    pages is kept by a browser or a proxy.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not viewer_at(request).reach(*wanted):
                return _turned_away(request)
            try:
                answer = view(request, *args, **kwargs)
            except NiangjiaError as error:
                answer = answer_for(request, error)
            answer.headers.setdefault("Cache-Control", "private, no-store")
            return answer

        return guarded

    return guard


def staff_only(view: View[P]) -> View[P]:
    """Let in whoever holds any staff role."""
    return roles(*STAFF)(view)


def answer_for(request: HttpRequest, error: NiangjiaError) -> HttpResponse:
    """Return the page that says what went wrong."""
    status = next(code for kind, code in _STATUS.items() if isinstance(error, kind))
    template = "404.html" if status == 404 else "403.html"
    if status not in {403, 404}:
        template = "organisations/not_done.html"
    return render(request, template, {"message": error.message}, status=status)


def _turned_away(request: HttpRequest) -> HttpResponse:
    """Send to sign in, or to what must be done first, or say that this is not theirs."""
    if viewer_at(request).is_stranger:
        return redirect_to_login(request.get_full_path())
    if detour := str(getattr(request, "detour", "")):
        return redirect(detour)
    return render(request, "403.html", status=403)
