"""Opening a file by its link."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from niangjia.foundation.files import queries
from niangjia.foundation.organisations.doors import answer_for, viewer_at
from niangjia.kernel.errors import NiangjiaError


@require_safe
def open_file(request: HttpRequest, token: str) -> HttpResponse:
    """Send a file to be saved: never shown inside the site, never kept by a cache."""
    try:
        found = queries.opened_by_link(viewer=viewer_at(request), token=token)
    except NiangjiaError as error:
        return answer_for(request, error)
    answer = HttpResponse(found.data, content_type=found.media)
    disposition = content_disposition_header(as_attachment=True, filename=found.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
