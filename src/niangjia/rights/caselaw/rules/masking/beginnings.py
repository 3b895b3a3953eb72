"""Where the name of a firm begins that is known to end at some character."""

import re

from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.rules.masking.places import leading_place
from niangjia.rights.caselaw.rules.masking.tagged import (
    after_names,
    begins,
    firm_from,
    goes_on,
)
from niangjia.rights.caselaw.rules.masking.trades import TRADE

STOPS = words("before_firms")
"""Words that may stand right before a firm and are no part of its name."""
_STRONG = re.compile(r"[的在与和由向系是及于被对将把为]|公司|入职|任职|应聘|进入|离职|通知|支付")
INSIDE = re.compile(r"[（(](?P<place>[\u4e00-\u9fff]{2,6})[）)]")


def beginning(page: Page, low: int, high: int) -> int:
    """Return where a name that ends at `high` begins, at `low` at the earliest."""
    text = page.text
    if (seen := firm_from(page, high)) >= low:
        return seen
    low = after_names(page, low, high - 1)
    for begin in range(low, high - 1):
        if begin not in page.words or text[begin - 1 : begin] in ("（", "("):
            continue
        place = leading_place(text[begin:high])
        if place and not _breaks(page, begin + place, high):
            return begin
    inside = INSIDE.search(text, low, high)
    placed = inside and (
        leading_place(inside["place"]) == len(inside["place"])
        or text.startswith("律师", inside.end())
    )
    if inside and placed and inside.start() > low:
        return back(page, low, inside.start(), frozenset({"p", "c", "uj", "ul"}))
    return back(page, low, high, frozenset({"p", "uj", "ul", "r", "m", "t"}))


def _breaks(page: Page, low: int, high: int) -> bool:
    """Whether a word of the sentence stands between a place and the form of a firm."""
    for found in _STRONG.finditer(page.text, low, high):
        alone = page.words.get(found.start(), ("", ""))[0] == found[0]
        strong = len(found[0]) > 1 or (alone and found.start() > low)
        if strong and not goes_on(page, found.start()):
            return True
    return False


def back(page: Page, low: int, high: int, stopping: frozenset[str]) -> int:
    """Return where the last word that can stand before a name ends."""
    at, verb = high, -1
    while at > low:
        begin = page.ends.get(at)
        begin = at - 1 if begin is None else max(begin, low)
        word, kind = page.words.get(begin, (page.text[begin:at], ""))
        if word in STOPS or (kind in stopping and begin > low and at < high):
            if begins(page, begin) and at < high:
                at = begin
            if at == begin or not goes_on(page, begin):
                break
        if kind.startswith("v") and verb < 0 and len(word) > 1 and not TRADE.search(word):
            verb = at
        at = begin
    for begin in range(at, high - 1):
        if leading_place(page.text[begin:high]) and (begin == at or begin >= verb):
            return begin
    return max(at, verb) if 0 <= verb < high - 1 else at
