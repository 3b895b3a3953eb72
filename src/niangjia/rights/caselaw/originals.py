"""How an original is packed before it is sealed, and unpacked for those who may open it."""

import json

from niangjia.foundation.sealing.boxes import opened, sealed
from niangjia.rights.caselaw.models import Original


def seal_original(code: str, title: str, text: str) -> bytes:
    """Return title and text of the case with this code, sealed."""
    return sealed(json.dumps([title, text], ensure_ascii=False), about=f"case:{code}")


def open_sealed(original: Original) -> tuple[str, str]:
    """Return the title and the text as they came.

    Whoever calls has checked who may see them and has it recorded. Raises Unavailable where
    the key is missing or the box was damaged.
    """
    code = original.case.code
    title, text = json.loads(opened(bytes(original.sealed), about=f"case:{code}"))
    return title, text
