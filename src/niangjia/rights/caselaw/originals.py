"""Packing a paper as it came into its sealed box, and opening the box again."""

import json

from niangjia.foundation.sealing.boxes import opened, sealed
from niangjia.rights.caselaw.models import Original


def seal_original(code: str, title: str, text: str) -> bytes:
    """Return the title and text of the case with this code, sealed; the box opens for it alone."""
    return sealed(json.dumps([title, text], ensure_ascii=False), about=_about(code))


def open_sealed(original: Original) -> tuple[str, str]:
    """Return the title and text as they came.

    Whoever calls has checked who may see them and recorded it. Raises Unavailable where the box
    does not open.
    """
    box = bytes(original.sealed)
    title, text = json.loads(opened(box, about=_about(original.case.code)))
    return title, text


def _about(code: str) -> str:
    return f"case:{code}"
