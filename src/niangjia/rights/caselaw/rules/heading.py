"""What a paper says of itself in its first lines, where the file said nothing."""

import re

_NUMBER = re.compile(
    r"(?:[（(]虚构[)）]\s*)?(?:[（(〔\[]\s*(?:19|20)\d{2}\s*[)）〕\]]|(?:19|20)\d{2})"
    r"[\u4e00-\u9fff\d（）()〔〕\[\]]{2,30}?第?\s*\d[\d\-—、]*\s*号(?:之[一二三四五六七八九十])?"
)
_COURT = re.compile(
    r"[\u4e00-\u9fff（）()×某]{2,40}?(?:人民法院|法院|仲裁委员会|仲裁院|调解委员会|调解中心)"
)
_LINES = 12


def case_number_of(text: str) -> str:
    """Return the case number that stands in a line of its own near the top, or ""."""
    return _alone(text, _NUMBER)


def court_of(text: str) -> str:
    """Return the court or commission that stands in a line of its own near the top, or ""."""
    return _alone(text, _COURT)


def _alone(text: str, pattern: re.Pattern[str]) -> str:
    for line in text[:1500].split("\n", _LINES)[:_LINES]:
        plain = "".join(line.split()).strip("#*")
        if 4 < len(plain) <= 60 and pattern.fullmatch(plain):
            return plain
    return ""
