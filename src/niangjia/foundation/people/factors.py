"""What happens when somebody sets up their first second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from niangjia.foundation.people.models import Account
from niangjia.foundation.people.queries import has_second_factor

View = Callable[..., HttpResponse]


def signs_out_others(view: View) -> View:
    """Sign every other browser out once the account has its first second factor.

    They came in by a password alone, and would otherwise hold staff powers from now on.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = request.user
        had_none = isinstance(person, Account) and not has_second_factor(person)
        answer = view(request, *args, **kwargs)
        if isinstance(person, Account) and had_none and has_second_factor(person):
            Account.objects.filter(pk=person.pk).update(generation=F("generation") + 1)
            person.refresh_from_db(fields=["generation"])
            update_session_auth_hash(request, person)
        return answer

    return guarded
