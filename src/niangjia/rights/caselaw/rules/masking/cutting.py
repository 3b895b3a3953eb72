"""Where a name ends that runs on into the sentence."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import Page, has_word
from niangjia.rights.caselaw.rules.masking.surnames import COMPOUND, SURNAME

AFTER = frozenset(
    "的与和及在于系是称诉辩向入到自因为不以提出主认要已未等、从被将应由就又均也曾离签订领取对作该其此每无有没工担任身"
    "受住上下来去说让给把并或则还只处后前时期间发支付请同经接进当参驾骑做原两各再可能会需得所之这那你我他她违"
)
"""What follows a name more often than it stands in one."""
_NEVER = frozenset("的了是在他她与及或被把从其此该这那您们它诉称辩系吗呢吧些着")
"""What stands in no given name."""
_VERBS = words("after_names")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MASK = frozenset("某×＊*○xX")


def name_at(page: Page, at: int) -> str:
    """Return the name of a person that begins at a character, or ""."""
    text = page.text
    found = SURNAME.match(text, at)
    if not found:
        return ""
    given = at + len(found[0])
    if found[0] in COMPOUND and not _HAN.match(text, given):
        given = at + 1
    one, two = text[given : given + 1], text[given + 1 : given + 2]
    if not _fits(one):
        return ""
    short = text[at : given + 1]
    if not _fits(two) or text[given : given + 2] in {"女士", "先生"}:
        return short
    return short if _ends_before(page, short, two, given + 1) else short + two


def _fits(char: str) -> bool:
    return bool(_HAN.match(char)) and char not in _NEVER and char not in _MASK


def _ends_before(page: Page, short: str, two: str, at: int) -> bool:
    """Whether the name ends before its third character, by how often it stands with and without."""
    text = page.text
    shorts, longs = text.count(short), text.count(short + two)
    if text[at : at + 2] in _VERBS:
        return True
    if two in AFTER:
        return longs < shorts or shorts == 1 or (shorts < 3 and has_word(text[at : at + 2]))
    if shorts == longs:
        word, kind = page.words.get(at, ("", ""))
        return len(word) > 1 and kind != "nr" and has_word(word) and shorts == 1
    return longs == 1 and any(not _HAN.match(c) or c in AFTER for c in _followers(text, short))


def _followers(text: str, name: str) -> Iterator[str]:
    at = text.find(name)
    while at >= 0:
        yield text[at + len(name) : at + len(name) + 1]
        at = text.find(name, at + 1)
