"""By which ways people can be reached here."""

from django import template

from niangjia.foundation.people import messages

register = template.Library()


@register.simple_tag
def ways() -> frozenset[str]:
    """Return "phone", "email", both or none."""
    return messages.ways()
