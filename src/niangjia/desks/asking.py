"""A question asked by sending it: answered, and put right, without a word of it in an address.

What a worker puts right is about themselves, and an address is kept: in the browser's history, by
a proxy, by whoever it is sent on to. So it is sent in a form, and lives nowhere but on the page
that answers. Nothing is changed by asking, so the form needs no token, and nobody gets a cookie.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from niangjia.desks.answering.composing import LONGEST, answer
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.foundation.people.limits import is_too_often
from niangjia.foundation.people.strangers import unkept
from niangjia.kernel import clock

ASKED_AN_HOUR = 1200
"""Questions from one address; a whole site may stand behind it."""

TOO_OFTEN = 429
CORRECTION = "c-"
"""What the names of the fields begin with in which the asker puts something right."""

MOST_CORRECTIONS = 60


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Answer a question that was sent, with what its asker put right; without one, offer a box."""
    shown: dict[str, object] = {"longest": LONGEST}
    status = 200
    if request.method == "POST":
        question = request.POST.get("q", "").strip()
        shown["question"] = question
        if is_too_often(request, what="question", most=ASKED_AN_HOUR):
            shown["problem"] = _("从这个网络来的次数太多，请过一小时再试，或者打12351。")
            status = TOO_OFTEN
        elif question:
            shown["answer"] = answer(
                viewer=viewer_at(request),
                question_text=question,
                corrections=corrections_in(request.POST),
                on=clock.today(),
            )
    return unkept(render(request, "desks/ask.html", shown, status=status))


def corrections_in(sent: QueryDict) -> Mapping[str, str]:
    """Return what the asker puts right, as far as a form that was sent has it."""
    named = [name for name in sent if name.startswith(CORRECTION)]
    return {n.removeprefix(CORRECTION): sent.get(n, "") for n in named[:MOST_CORRECTIONS]}
