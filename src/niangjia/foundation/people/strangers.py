"""Pages for people without an account: no cookie is needed, and nothing of them stays anywhere."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
Answer = TypeVar("Answer", bound=HttpResponse)


def unkept(answer: Answer) -> Answer:
    """Keep an answer out of every cache and every search engine."""
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def for_strangers(*methods: str) -> Callable[[View[P]], View[P]]:
    """Take forms without the token that would need a cookie; keep the page nowhere.

    The view looks after what stands in for the token: a signed mark in the form, or a secret that
    only the asker knows.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            return unkept(view(request, *args, **kwargs))

        return csrf_exempt(require_http_methods(methods)(guarded))

    return guard
