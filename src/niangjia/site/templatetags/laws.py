"""Whether there are laws that a cited article can be linked to."""

from django import template

from niangjia.rights.statutes.queries import has_any

register = template.Library()


@register.simple_tag
def has_laws() -> bool:
    """Return whether any law was imported: a link to an empty library helps nobody."""
    return has_any()
