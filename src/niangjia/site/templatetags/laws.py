"""From cases to the laws they cite, and from an article to the cases that cite it."""

from django import template
from django.template.context import RequestContext

from niangjia.desks.applying import cases_of_article
from niangjia.kernel.viewer import STRANGER
from niangjia.rights.caselaw.findings import CasesApplying
from niangjia.rights.statutes.findings import ArticlePage
from niangjia.rights.statutes.queries import has_any

register = template.Library()


@register.simple_tag
def has_laws() -> bool:
    """Return whether any law was imported: a link to an empty library helps nobody."""
    return has_any()


@register.simple_tag(takes_context=True)
def cases_applying(context: RequestContext, page: ArticlePage) -> CasesApplying:
    """Return the newest public cases that cite the article of a page, and how many there are."""
    return cases_of_article(
        viewer=context.get("viewer") or STRANGER,
        code=page.line.code,
        written=page.article.slug,
        on=page.on,
        per_page=4,
    )
