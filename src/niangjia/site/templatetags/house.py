"""Files of the front end, icons, and where a page stands in the house."""

from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a built file; its plain one where none was collected yet.

    A page without its stylesheet can still be read; a page that fails cannot.
    """
    path = f"built/{name}"
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a `label` it is an ornament and read to nobody."""
    address = asset("icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            label,
            address,
            name,
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        address,
        name,
    )


@register.simple_tag(takes_context=True)
def here(context: RequestContext, prefix: str, *, exact: bool = False) -> SafeString:
    """Return ` aria-current="page"` on the page at `prefix`, and below it unless `exact`."""
    request: Any = context.get("request")
    path = request.path if request else ""
    is_here = path == prefix if exact else path.startswith(prefix)
    return SafeString(' aria-current="page"' if is_here else "")
