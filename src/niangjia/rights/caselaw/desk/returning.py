"""Where a form of the desk leads back to: a list as it was narrowed, or a case's own page.

Nothing but the names of a list's filters is taken over from what was sent, so that no form can
send anybody out of the house.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from niangjia.rights.caselaw.rules.steps import QUEUES

OF_CASES = ("state", "issue", "text", "run", "page")
OF_QUEUES = ("issue", "whose", "order", "run", "page")


def back(request: HttpRequest) -> HttpResponseRedirect:
    """Return to the queue, the case or the list of all cases that a form was sent from."""
    sent = request.POST
    kept = QueryDict(sent.get("back", "")[:500])
    if (queue := sent.get("queue", "")) in QUEUES:
        return redirect(queue_address(queue, _only(kept, OF_QUEUES)))
    bench, code = sent.get("bench", ""), sent.get("case", "")
    if bench in {"case", "case_check", "publication", "masking"} and code.isalnum():
        return redirect(f"caselaw:staff_{bench}", code=code)
    return redirect(cases_address(_only(kept, OF_CASES)))


def cases_address(chosen: Mapping[str, str]) -> str:
    """Return the address of the list of all cases, narrowed."""
    return reverse("caselaw:staff_cases") + _query(chosen)


def queue_address(name: str, chosen: Mapping[str, str]) -> str:
    """Return the address of a queue, narrowed."""
    return reverse("caselaw:staff_queue", args=[name]) + _query(chosen)


def _only(kept: QueryDict, names: tuple[str, ...]) -> dict[str, str]:
    return {name: str(kept[name]) for name in names if kept.get(name)}


def _query(chosen: Mapping[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in chosen.items() if (name, value) != ("page", "1")})
    return f"?{query.urlencode()}" if query else ""
