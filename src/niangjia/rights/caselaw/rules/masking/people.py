"""People: the same person is called the same way throughout."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.evidence import introduced
from niangjia.rights.caselaw.rules.masking.page import Page, has_word
from niangjia.rights.caselaw.rules.masking.shortforms import short_forms
from niangjia.rights.caselaw.rules.masking.spans import Replacement
from niangjia.rights.caselaw.rules.masking.surnames import surname_of

_STEMS = "甲乙丙丁戊己庚辛壬癸"


def replacements(page: Page) -> Iterator[Replacement]:
    """Yield every place a person is named."""
    names = named(page)
    for name, mark in names.items():
        for start, end in _standing(page.text, name):
            if not _longer_word(page, start, end):
                yield Replacement(start, end, "person", mark)
    for start, end, mark in short_forms(page, names):
        yield Replacement(start, end, "person", mark)


def named(page: Page) -> dict[str, str]:
    """Return the people of a paper with what they are called from now on."""
    found = {re.sub(r"[ \u3000]+", "", n) if not n.isascii() else n for n in introduced(page)}
    first = {name: at for name in found if (at := _first(page.text, name)) >= 0}
    ordered = sorted(first, key=lambda name: (first[name], -len(name)))
    groups: dict[str, list[str]] = {}
    for name in ordered:
        groups.setdefault(_calling(name), []).append(name)
    return {
        name: mark
        for calling, names in groups.items()
        for name, mark in zip(names, _marks(calling, len(names), page.text), strict=True)
    }


def _first(text: str, name: str) -> int:
    return min((start for start, _ in _standing(text, name)), default=-1)


def _calling(name: str) -> str:
    """What remains of a name: the surname, or the first character where there is none."""
    if name.isascii():
        return f"{name[0]}某"
    if re.search(r"[·•・‧]", name) or not surname_of(name) or len(name) > 4:
        return f"{name[0]}某某"
    return f"{surname_of(name)}某"


def _marks(calling: str, count: int, text: str) -> list[str]:
    """甲 乙 丙 for several of one surname, and where the paper already has such a one."""
    if count == 1 and calling not in text:
        return [calling]
    free = [f"{calling}{stem}" for stem in _STEMS if f"{calling}{stem}" not in text]
    free += [f"{calling}{number}" for number in range(11, 11 + count)]
    return free[:count]


def _standing(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where a name stands, also with the blanks that signatures put between characters."""
    blanks = ("", " ", "\u3000", "  ", "\u3000\u3000") if len(name) < 5 else ("",)
    for blank in blanks if not name.isascii() else ("",):
        whole = blank.join(name)
        at = text.find(whole)
        while at >= 0:
            yield at, at + len(whole)
            at = text.find(whole, at + len(whole))


def _longer_word(page: Page, start: int, end: int) -> bool:
    """Whether the name is the beginning of a longer word of every day, as in 高峰期."""
    word, kind = page.words.get(start, ("", ""))
    longer = len(word) > end - start == 2 and has_word(word)
    return longer and kind not in {"nr", "nz", "x", "ns"}
