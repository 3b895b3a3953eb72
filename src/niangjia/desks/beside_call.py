"""The library beside a call: what the law and cases say to the words an agent has written down.

A part of the agent's page where scripts run, a page of its own where they do not. What was written
is asked and forgotten, like any question.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from niangjia.desks.answering.composing import LONGEST, answer
from niangjia.foundation.organisations.doors import roles, viewer_at
from niangjia.kernel import clock
from niangjia.kernel.viewer import Role

MOST_ARTICLES, MOST_CASES, MOST_QUESTIONS = 3, 3, 3


@require_POST
@roles(Role.OFFICER, Role.HOTLINE_AGENT)
def beside_call(request: HttpRequest) -> HttpResponse:
    """Show the few articles and cases that matter, and what decides and was not yet told."""
    story = request.POST.get("story", "").strip()[:LONGEST]
    shown: dict[str, object] = {"part": request.headers.get("HX-Request") == "true"}
    if story:
        found = answer(
            viewer=viewer_at(request), question_text=story, corrections=None, on=clock.today()
        )
        shown |= {
            "answer": found,
            "articles": found.articles[:MOST_ARTICLES],
            "cases": found.cases[:MOST_CASES],
            "missing": found.missing[:MOST_QUESTIONS],
        }
    template = "desks/beside_call_part.html" if shown["part"] else "desks/beside_call.html"
    return render(request, template, shown)
