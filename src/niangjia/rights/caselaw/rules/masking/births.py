"""Days of birth, of which only the year stays."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.spans import Replacement

_DIGIT = "[〇零○一二三四五六七八九十]"
_DAY = (
    r"(?P<year>(?:19|20)\d{2}|[一二]" + _DIGIT[:-1] + r"]{3})\s*[年.\-/]\s*"
    rf"(?:农历|阴历)?(?:闰?(?:\d{{1,2}}|{_DIGIT}{{1,3}})|[正腊冬])\s*[月.\-/]?\s*(?:(?:初|廿)?(?:\d{{1,2}}|{_DIGIT}{{1,3}})\s*[日号]?)?"
)
_BEFORE = re.compile(
    r"(?:出生日期|出生年月日?|出生时间|生日|出生于|出生在|生于|诞生于|出生)[\s:：为是]{0,3}"
    + f"(?P<day>{_DAY})"
)
_AFTER = re.compile(f"(?P<day>{_DAY})" + r"(?=\s*(?:出?生(?![效产活前育])|诞生|生人))")


def births(text: str) -> Iterator[Replacement]:
    """Yield every day of birth."""
    for pattern in (_BEFORE, _AFTER):
        for found in pattern.finditer(text):
            day = found["day"].rstrip()
            start = found.start("day")
            yield Replacement(start, start + len(day), "birth", f"{found['year']}年")
