"""How many notices wait for whoever looks."""

from django import template

from niangjia.foundation.notices import queries
from niangjia.kernel.viewer import Viewer

register = template.Library()


@register.simple_tag
def unread_notices(viewer: Viewer) -> str:
    """Return the number for the header: "" for none, "99+" for more than anybody counts."""
    number = queries.unread(viewer=viewer)
    if number > queries.MANY:
        return f"{queries.MANY}+"
    return str(number) if number else ""
