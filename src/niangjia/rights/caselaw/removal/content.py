"""What somebody wrote in a request: packed before it is sealed, unpacked when it is opened."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from niangjia.foundation.sealing.boxes import opened, sealed
from niangjia.kernel.errors import Missing


@dataclass(frozen=True, slots=True)
class Addition:
    """Something added later, and when (ISO 8601)."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a request. `contact` is a phone number or a mail address, or ""."""

    text: str
    contact: str = ""
    additions: tuple[Addition, ...] = ()

    def added(self, text: str, at: datetime) -> "Written":
        """Return this with something more."""
        return replace(self, additions=(*self.additions, Addition(at.isoformat(), text)))


def pack(written: Written, code: str) -> bytes:
    """Return what was written, sealed so that it opens for this request alone."""
    return sealed(json.dumps(asdict(written), ensure_ascii=False), about=_about(code))


def unpack(box: bytes | memoryview, code: str) -> Written:
    """Return what was written. Whoever calls has checked who may read it and has it recorded.

    Raises Missing where it has been thrown away since, Unavailable where the key is missing or
    the box was damaged.
    """
    if not box:
        raise Missing(_("写的内容和联系方式已经按期删除。"))
    kept = json.loads(opened(bytes(box), about=_about(code)))
    additions = tuple(Addition(**each) for each in kept["additions"])
    return Written(kept["text"], kept["contact"], additions)


def _about(code: str) -> str:
    return f"removal:{code}"
