"""What legal aid adds to the engine's pages of its matters: the office's part and the asker's."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from niangjia.casework.panels import Panels
from niangjia.foundation.organisations.doors import viewer_at
from niangjia.kernel.errors import NiangjiaError
from niangjia.kernel.viewer import Viewer
from niangjia.rights.legal_aid import queries


def office(request: HttpRequest, code: str) -> SafeString:
    """Render what the office and the lawyer see and do; "" for who may not see the matter."""
    try:
        shown = file_shown(request, code)
    except NiangjiaError:
        return SafeString("")
    if shown is None:
        return SafeString("")
    return SafeString(render_to_string("legal_aid/panel_office.html", shown, request=request))


def asker(request: HttpRequest, code: str) -> SafeString:
    """Render what who applied sees: the result with its article, the lawyer, what was told.

    The page that shows it has let the asker in to this matter.
    """
    found = queries.asker_file(code=code)
    if found is None:
        return SafeString("")
    shown = {"file": found}
    return SafeString(render_to_string("legal_aid/panel_asker.html", shown, request=request))


def file_shown(request: HttpRequest, code: str) -> dict[str, Any] | None:
    """Return what the file of a matter is drawn from, None for who may not see it."""
    found = aid_of(viewer_at(request), code)
    return None if found is None else {"file": found}


def aid_of(viewer: Viewer, code: str) -> queries.AidFile | None:
    """Return the file of a matter to who may see it."""
    return queries.aid_file(viewer=viewer, code=code)


PANELS = Panels("legal_aid", office=office, asker=asker)
