"""The answer to a question, for the pages that have one to ask."""

from django import template
from django.template.context import RequestContext

from niangjia.desks.answering.composing import answer
from niangjia.desks.answering.findings import Answer
from niangjia.kernel import clock
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import STRANGER

register = template.Library()


@register.simple_tag(takes_context=True)
def answer_to(context: RequestContext, question: str) -> Answer:
    """Return the answer to a question as it stands in the search box, by the law of today."""
    return answer(
        viewer=context.get("viewer") or STRANGER,
        question_text=question,
        corrections=None,
        on=clock.today(),
    )


@register.simple_tag
def issues_to_choose() -> tuple[tuple[str, str], ...]:
    """Return what a dispute may be about, by code and name."""
    return tuple((issue.value, issue.label) for issue in Issue)


@register.filter
def source_of(answer: Answer, key: str) -> object:
    """Return a source of an answer."""
    return answer.sources[key]
