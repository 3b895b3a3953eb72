"""The mark of a form that somebody without an account sends: it stands in for a cookie's token."""

from datetime import timedelta
from secrets import token_urlsafe

from django.core import signing

from niangjia.kernel.viewer import Viewer

FORM_LASTS = timedelta(hours=12)
_SALT = "niangjia.legal_aid.form"


def form_mark(viewer: Viewer) -> str:
    """Return the mark of a form made for this viewer alone."""
    return signing.dumps([token_urlsafe(16), _whose(viewer)], salt=_SALT)


def nonce_of(mark: str, viewer: Viewer) -> str:
    """Return what is particular to a form, "" where it was not made for this viewer, or too old."""
    try:
        nonce, whose = signing.loads(mark, salt=_SALT, max_age=FORM_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(nonce) if whose == _whose(viewer) else ""


def _whose(viewer: Viewer) -> str:
    return str(viewer.account or "")
