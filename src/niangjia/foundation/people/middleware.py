"""Says who is asking, once per request and only when somebody wants to know."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from niangjia.foundation.people.models import Account
from niangjia.foundation.people.queries import lacks_second_factor, viewer_of
from niangjia.kernel.viewer import STRANGER, Viewer


def viewer(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.viewer`, and `request.detour`: where somebody must go before staff pages.

    A request without the session cookie is a stranger's: no session is looked for, none is
    made, and the answer does not vary by cookie.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        asking = SimpleLazyObject(lambda: _asking(request)) if known else STRANGER
        request.viewer = asking  # type: ignore[attr-defined]
        request.detour = SimpleLazyObject(lambda: _detour(request)) if known else ""  # type: ignore[attr-defined]
        return get_response(request)

    return answer


def _asking(request: HttpRequest) -> Viewer:
    return viewer_of(request.user) if request.user.is_authenticated else STRANGER


def _detour(request: HttpRequest) -> str:
    person = request.user
    waits = isinstance(person, Account) and lacks_second_factor(person)
    return reverse("people:second_factor") if waits else ""
