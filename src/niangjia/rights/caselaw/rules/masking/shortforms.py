"""Short forms: 老王, 王师傅, 王女士, and a given name alone."""

import re
from collections.abc import Iterator, Mapping

from niangjia.rights.caselaw.rules.masking.page import Page, has_word, weight
from niangjia.rights.caselaw.rules.masking.spans import places_of
from niangjia.rights.caselaw.rules.masking.surnames import COMPOUND, SAFE, SURNAME, surname_of
from niangjia.rights.caselaw.rules.masking.tagged import person_begins

_TITLES = "师傅|女士|先生|小姐|太太|总|总监|经理|主任|老师|律师|法官|厂长|老板|会计|班长|组长|店长|队长|站长|部长|科长|处长|局长|校长|园长|院长|主管|工头|姐|哥|叔|姨|嫂|医生|护士|书记|董事长|总经理|副总|同志|工程师|董事|大姐|大哥"
_NO_TITLE = re.compile(r"[\u4e00-\u9fff](?:总(?:[工部计共额量体则公监包承结]|是|会)|主任务|部长期)")
_OLD = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]))[老小](?P<sur>[\u4e00-\u9fff])(?![\u4e00-\u9fff]?某)"
)
_OLD_WORDS = re.compile(
    r"小时|小于|小康|小区|小金|小白|小车|小米|小包|小计|小方|小路|小段|小古|小麦|小龙|小花|小石|小马|小单|小池|小钱|小毛|老金|老龙|老牛|老马|老路|老化|小左|小解|小高|小洪|小温|小项|小范围|小程序|小董事|小郎"
)


def short_forms(page: Page, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and what to write for every short form; `names` are people with their marks."""
    by_surname: dict[str, set[str]] = {}
    for name, mark in names.items():
        if surname := surname_of(name):
            by_surname.setdefault(surname, set()).add(mark)
    yield from _titled(page, by_surname)
    yield from _old_and_young(page, by_surname)
    yield from _given(page, names)


def _mark(surname: str, by_surname: Mapping[str, set[str]]) -> str:
    marks = by_surname.get(surname, set())
    return next(iter(marks)) if len(marks) == 1 else f"{surname}某"


def _titled(page: Page, by_surname: Mapping[str, set[str]]) -> Iterator[tuple[int, int, str]]:
    for found in re.finditer(rf"(?P<sur>{SURNAME.pattern})(?={_TITLES})", page.text):
        surname, at = found["sur"], found.start()
        sure = _ADDRESSED.match(page.text, found.end()) and _opens(page.text, at)
        usual = surname in by_surname or surname in SAFE or surname in COMPOUND
        seen = person_begins(page, at)
        if not usual and not sure and not seen:
            continue
        if (
            not seen
            and surname in "向由和于任经曾应"
            and "\u4e00" <= page.text[at - 1 : at] <= "\u9fff"
        ):
            continue
        end = found.end()
        begin = page.words.get(at)
        whole = (
            surname not in COMPOUND
            and begin
            and len(begin[0]) > 1
            and begin[1] != "nr"
            and has_word(begin[0])
        )
        if _NO_TITLE.match(page.text, at) or whole or (not seen and _inside_word(page, at)):
            continue
        yield at, end, _mark(surname, by_surname)


_ADDRESSED = re.compile("女士|先生|小姐|师傅")


def _opens(text: str, at: int) -> bool:
    """Whether somebody may well be named first here: after a stop, a quote, or a word like 由."""
    return not at or text[at - 1] in _OPENS_BEFORE


def _inside_word(page: Page, start: int) -> bool:
    """Whether the characters are the end of a longer word, as 总 经理 in 副总经理."""
    return start not in page.words or (start > 0 and page.text[start - 1] in "老小某")


_PERSON_ACTS = re.compile(
    r"[，,：:”\"是说问答叫干负管签把将被找对给去来让和与跟也都没不还在已就你人要借带请随即后遂打]|[。；]|下面|手下|那边|这边|他们|$"
)
_OPENS_BEFORE = '，。；：、“‘"\n与和向由对叫让找被跟给喊是说称'


def _old_and_young(
    page: Page, by_surname: Mapping[str, set[str]]
) -> Iterator[tuple[int, int, str]]:
    text = page.text
    for found in _OLD.finditer(text):
        surname, start, end = found["sur"], found.start(), found.end()
        known = surname in by_surname
        opens = _opens(text, start)
        usual = _OLD_WORDS.match(text, start)
        if usual and not (known and opens and _PERSON_ACTS.match(text, end)):
            continue
        word = page.words.get(start, ("", ""))[0]
        alone = word == found[0] or (
            len(word) == 1 and page.words.get(start + 1, ("", ""))[0] == surname
        )
        if (alone or (opens and _PERSON_ACTS.match(text, end))) and (known or surname in SAFE):
            yield start, end, _mark(surname, by_surname)


def _given(page: Page, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """A given name alone, where it is no word; who is meant is told where only one bears it."""
    given: dict[str, set[str]] = {}
    for name, mark in names.items():
        surname = surname_of(name)
        rest = name[len(surname) :]
        if surname and len(rest) == 2:
            given.setdefault(rest, set()).add(mark)
    for rest, marks in given.items():
        mark = next(iter(marks)) if len(marks) == 1 else "某"
        for start, end in places_of(rest, page.text):
            word = page.words.get(start, ("", ""))[0]
            if page.text[start - 1 : start] in SAFE or len(word) > 2:
                continue
            if _is_given(page, rest, start, end):
                yield start, end, mark


_SPOKEN_OF = re.compile("[，,]|这人|这个人|这孩子|他|她|你|人")


def _is_given(page: Page, rest: str, start: int, end: int) -> bool:
    """Whether the characters are the given name, and no word of every day."""
    opens = _opens(page.text, start)
    sure = person_begins(page, start)
    if page.text[start - 1 : start] in ("“", "‘") and _SPOKEN_OF.match(page.text, end):
        return True
    if weight(rest) > 5:
        return sure and opens
    acts = opens and _PERSON_ACTS.match(page.text, end)
    return bool(not has_word(rest) or acts or sure)
