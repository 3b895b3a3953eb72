"""People: the same person is called the same way throughout."""

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from niangjia.rights.caselaw.rules.masking.evidence import introduced
from niangjia.rights.caselaw.rules.masking.likely import likely_names
from niangjia.rights.caselaw.rules.masking.page import Page, has_word
from niangjia.rights.caselaw.rules.masking.shortforms import short_forms
from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement
from niangjia.rights.caselaw.rules.masking.surnames import ALL, surname_of
from niangjia.rights.caselaw.rules.masking.tagged import person_goes_on, tagged_people

_DOT = re.compile("[·•・‧]")
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def replacements(page: Page) -> Iterator[Replacement]:
    """Yield every place a person is named."""
    names, places = _named(page)
    for name, mark in names.items():
        for start, end in places[name]:
            if page.text[end : end + 1] != "某" and not _longer_word(page, start, end):
                yield Replacement(start, end, "person", mark)
    for start, end, mark in short_forms(page, names):
        yield Replacement(start, end, "person", mark)


def named(page: Page) -> dict[str, str]:
    """Return the people of a paper with what they are called from now on."""
    return _named(page)[0]


def _named(page: Page) -> tuple[dict[str, str], dict[str, list[tuple[int, int]]]]:
    """Return the people with what they are called, and where each stands."""
    told = {re.sub(r"[ \u3000]+", "", n) if not n.isascii() else n for n in introduced(page)}
    told |= set(likely_names(page))
    told |= {name for name in tagged_people(page) if not MASKED.search(name) and _apart(name, told)}
    told -= {name for name in told if _is_overlong(page, name, told)}
    places = _outermost(_standing(page.text, told))
    ordered = sorted(places, key=lambda name: (places[name][0][0], -len(name), name))
    whole = {_DOT.split(name)[0]: name for name in ordered if _DOT.search(name)}
    groups: dict[str, list[str]] = {}
    familiar = [name for name in ordered if _FAMILIAR.fullmatch(name) and name[1] in ALL]
    for name in (name for name in ordered if name not in whole and name not in familiar):
        groups.setdefault(_calling(name), []).append(name)
    marks = {
        name: mark
        for calling, names in groups.items()
        for name, mark in zip(names, _marks(calling, len(names), page.text), strict=True)
    }
    marks |= {name: _known_as(name, marks) for name in familiar}
    marks |= {first: marks[name] for first, name in whole.items() if first in places}
    given = {name[len(surname_of(name)) :]: mark for name, mark in marks.items() if len(name) > 2}
    return marks | {name: given[name] for name in marks if name in given}, places


def _is_overlong(page: Page, name: str, told: set[str]) -> bool:
    """Whether a name said once is a known one with a character of the sentence after it."""
    begin = name[:-1]
    if len(name) < 3 or begin not in told or page.text.count(name) > 1:
        return False
    at = page.text.find(name)
    return page.text.count(begin) > 2 and not (at >= 0 and person_goes_on(page, at + len(begin)))


_FAMILIAR = re.compile("[老小][\u4e00-\u9fff]")


def _known_as(familiar: str, marks: dict[str, str]) -> str:
    """What 老王 is called: as the one person of that surname, or by the surname."""
    bearers = {mark for name, mark in marks.items() if surname_of(name) == familiar[1]}
    return bearers.pop() if len(bearers) == 1 else f"{familiar[1]}某"


def _outermost(places: dict[str, list[tuple[int, int]]]) -> dict[str, list[tuple[int, int]]]:
    """Leave out names that stand nowhere but at the beginning of a longer one."""
    ends: dict[int, int] = {}
    for start, end in (place for one in places.values() for place in one):
        ends[start] = max(end, ends.get(start, 0))
    return {n: at for n, at in places.items() if any(ends[start] == end for start, end in at)}


def _apart(name: str, told: set[str]) -> bool:
    """Whether what the tagger sees is no piece of a known name."""
    return not any(name in one for one in told)


def _calling(name: str) -> str:
    """What remains of a name: the surname, or the first character where there is none."""
    if name.isascii():
        return f"{name[0]}某"
    if _DOT.search(name) or not surname_of(name) or len(name) > 4:
        return f"{name[0]}某某"
    return f"{surname_of(name)}某"


def _marks(calling: str, count: int, text: str) -> list[str]:
    """甲 乙 丙 for several of one surname, and where the paper already has such a one."""
    if count == 1 and calling not in text:
        return [calling]
    free = [f"{calling}{stem}" for stem in _STEMS if f"{calling}{stem}" not in text]
    free += [f"{calling}{number}" for number in range(11, 11 + count)]
    return free[:count]


_BLANKS = ("", " ", "\u3000", "  ", "\u3000\u3000")


def _standing(text: str, names: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return where each name stands, also with the blanks signatures put between characters."""
    written = {
        blank.join(name): name
        for name in names
        for blank in (_BLANKS if len(name) < 5 and not name.isascii() else ("",))
    }
    if not written:
        return {}
    ways = list(written)
    out: dict[str, list[tuple[int, int]]] = {}
    for way, start, end in AhoCorasick(ways).find_matches_as_indexes(text, overlapping=True):
        out.setdefault(written[ways[way]], []).append((start, end))
    return out


def _longer_word(page: Page, start: int, end: int) -> bool:
    """Whether the name is the beginning of a longer word of every day, as in 高峰期."""
    word, kind = page.words.get(start, ("", ""))
    longer = len(word) > end - start == 2 and has_word(word)
    return longer and kind not in {"nr", "nz", "x", "ns"}
