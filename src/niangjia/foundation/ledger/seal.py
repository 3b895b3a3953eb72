"""How an entry is sealed: a pure function of its content and the seal before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""What stands in place of a seal before the first entry."""


def seal(
    *,
    previous: str,
    sequence: int,
    at: datetime,
    actor: str,
    verb: str,
    subject: str,
    reason: str,
    details: Mapping[str, Any],
) -> str:
    """Return the SHA-256 over the entry and the seal before it, as 64 hex digits.

    The content is written as JSON with sorted keys, so that the same entry always gives the
    same bytes, whichever database kept it.
    """
    content = [
        previous,
        sequence,
        at.astimezone(UTC).isoformat(timespec="microseconds"),
        actor,
        verb,
        subject,
        reason,
        details,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
