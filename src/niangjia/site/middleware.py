"""What every answer carries."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "style-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say that pages run nothing but what this house serves, and ask for no powers."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # Whatever somebody signed in is shown, nobody else's cache may keep.
            response.headers.setdefault("Cache-Control", "private, no-store")
        # What is withdrawn is gone at once: no cache shows a page without asking again, and none
        # that many people share keeps one.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if request.path.startswith("/api/"):
            response.headers.setdefault("X-Robots-Tag", "noindex")
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        )
        return response

    return answer
