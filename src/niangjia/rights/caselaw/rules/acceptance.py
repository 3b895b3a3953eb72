"""What may come into the library, and by what a paper is known again."""

import hashlib
import re
import unicodedata
from datetime import date

from niangjia.kernel.chinese.dates import read_date
from niangjia.kernel.chinese.normalise import normalise

SHORTEST = 20
"""Characters below which a text cannot tell a case."""

EARLIEST = date(1949, 10, 1)
"""Nothing in the library can be older than the courts it comes from."""

_UNSEEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\ud800-\udfff]+")
_BRACKETS = str.maketrans("〔［【[｛{〈<", "((((((((") | str.maketrans("〕］】]｝}〉>", "))))))))")
_NUMBERED_BY_COURT = re.compile(r"\(\d{4}\)\D{1,2}\d{2,4}\D+\d+号")
"""Since 2016 a case number carries its court's own code, and so is unique by itself."""


def tidy(text: str) -> str:
    """Return a text as it is kept: no characters that nobody sees, one kind of line end."""
    if _UNSEEN.search(text):
        text = _UNSEEN.sub("", text)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def text_fault(text: str) -> str:
    """Say why a tidied text cannot come in, or "" where it can."""
    if not text:
        return "正文是空的"
    if len(text) < SHORTEST * 20 and len(_closed(text)) < SHORTEST:
        return f"正文太短（不足 {SHORTEST} 个字），不像一份文书"
    return ""


def date_or_fault(text: str, today: date) -> tuple[date | None, str]:
    """Return the day a field holds and what is wrong with it; an empty field is neither."""
    try:
        day = read_date(text)
    except ValueError:
        return None, f"日期“{text[:30]}”看不懂；请写成 2024-03-05 或 2024年3月5日"
    if day and day < EARLIEST:
        return None, f"日期 {day.isoformat()} 早于 {EARLIEST.year} 年，不可能"
    if day and day > today:
        return None, f"日期 {day.isoformat()} 还没有到，不可能"
    return day, ""


def text_hash(text: str, title: str = "") -> str:
    """Return the hash by which the same text is known again, as 64 hex digits.

    Spelling and white space do not matter, nor whether the title stands above the text: the
    same paper comes as a web page, a Word document and a line of a table.
    """
    plain = normalise(_closed(text)).replace(" ", "")
    if title:
        plain = plain.removeprefix(normalise(_closed(title)).replace(" ", "")) or plain
    return hashlib.sha256(plain.encode()).hexdigest()


def paper_key(case_no: str, court: str) -> str | None:
    """Return the hash of a case number and its court, or None where they do not tell a paper."""
    number = _plain(case_no).translate(_BRACKETS)
    if not number or not any(character.isdigit() for character in number):
        return None
    if not court and not _NUMBERED_BY_COURT.fullmatch(number):
        return None
    return hashlib.sha256(f"{number}|{_plain(court)}".encode()).hexdigest()


def _plain(text: str) -> str:
    return _closed(unicodedata.normalize("NFKC", text)).lower()


def _closed(text: str) -> str:
    return "".join(text.split())
