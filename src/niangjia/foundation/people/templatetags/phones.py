"""How a phone number is shown."""

from django import template

from niangjia.foundation.people import phones

register = template.Library()


@register.filter
def as_read(number: str) -> str:
    """Show a number the way people here read it."""
    return phones.as_read(number)
