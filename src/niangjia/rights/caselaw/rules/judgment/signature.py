"""The end of a paper: the notes after the decision, and who signed it."""

import re
from collections.abc import Sequence

from niangjia.rights.caselaw.rules.sections import Part

SIGNATURE = "signature"
_SIGNS = re.compile(
    r"^[ \t　]*(?:审\s*判\s*[长员]|代理审判员|(?:人民)?陪\s*审\s*员"
    r"|(?:首席)?仲\s*裁\s*员|独任仲裁员|调\s*解\s*员|书\s*记\s*员)"
    r"|^[ \t　]*[二〇○零一三四五六七八九]{4}年[^\n]{2,8}日[ \t]*$",
    re.MULTILINE,
)


def with_signature(text: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts with the signature cut from the last; together they stay the whole text."""
    if not parts:
        return ()
    last = parts[-1]
    found = _SIGNS.search(text, last.start, last.end)
    if not found:
        return tuple(parts)
    signed = Part(SIGNATURE, found.start(), last.end)
    if found.start() == last.start:
        return (*parts[:-1], signed)
    return (*parts[:-1], Part(last.key, last.start, found.start()), signed)
