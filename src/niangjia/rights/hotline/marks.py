"""The marks of the forms in which somebody unknown writes in: no cookie is needed for them."""

from datetime import timedelta
from secrets import token_urlsafe

from django.core import signing

FORM_LASTS = timedelta(hours=12)
"""How long a form may lie open before it has to be sent a second time."""
_SALT = "niangjia.hotline.form"


def new_mark() -> str:
    """Return the mark a form carries: it says that this house made the form.

    What is particular to it makes the same form sent twice one matter.
    """
    return signing.dumps(token_urlsafe(16), salt=_SALT)


def key_in(mark: str) -> str:
    """Return what is particular to one form, "" where the mark is not ours, or too old."""
    try:
        return str(signing.loads(mark[:200], salt=_SALT, max_age=FORM_LASTS))
    except (signing.BadSignature, ValueError, TypeError):
        return ""
