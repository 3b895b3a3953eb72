"""Pages that only make sense where a code or a link can reach somebody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from niangjia.foundation.people import messages

View = Callable[..., HttpResponse]


def offered(*ways: str) -> Callable[[View], View]:
    """Show a page only where one of `ways` is set up; else say plainly that none is."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not messages.ways() & set(ways):
                return render(request, "people/not_offered.html", {"ways": ways})
            return view(request, *args, **kwargs)

        return guarded

    return guard
