"""People and firms the tagger sees: where one begins, and as far as it says it goes on."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import Page, has_word, kind_of
from niangjia.rights.caselaw.rules.masking.tagger import scores
from niangjia.rights.caselaw.rules.masking.trades import TRADE

BEGINS = -2.0
GOES_ON = -2.0
_LONGEST = 40
SURE = 1.0
PERSON_BEGINS = 2.0
PERSON_GOES_ON = 0.5
_HAN = re.compile("[\u4e00-\u9fff]+")
_NO_NAMES = words("words_not_fitted_to") | words("not_names")
_FIGURES = re.compile("[一二三四五六七八九十百千万零壹贰叁肆伍陆柒捌玖拾佰仟元圆角整余多]+")


def tagged_firms(page: Page) -> Iterator[tuple[str, float]]:
    """Yield what the tagger takes for the name of a firm, whole or short, and how sure it is."""
    best: dict[str, float] = {}
    for start, end in _spans(page, 2, BEGINS, GOES_ON):
        if start in page.words and not _cuts_word(page, end):
            name, seen = page.text[start:end], firm_seen(page, start, end)
            best[name] = max(seen, best.get(name, seen) + _AGAIN)
    yield from best.items()


_AGAIN = 0.3
"""How much surer it is of what it sees again in the same paper."""


def _cuts_word(page: Page, end: int) -> bool:
    """Whether a word of the dictionary goes on where the tagger sees the end."""
    if end in page.words or end >= len(page.text):
        return False
    begin = max(at for at in range(max(0, end - 6), end) if at in page.words)
    return has_word(page.words[begin][0])


def firm_seen(page: Page, start: int, end: int) -> float:
    """Return how sure the tagger is of a firm from `start` to `end`, in log-odds."""
    told = scores(page)
    return float(min(told[start, 2], told[start + 1 : end, 3].mean())) if end > start + 1 else 0.0


def firm_upto(page: Page, at: int) -> int:
    """Return how far words of trades go on after a firm's own name, as the tagger sees it."""
    told = scores(page)
    upto = at
    while (found := TRADE.match(page.text, upto)) and (told[upto : found.end(), 3] > 0).all():
        upto = found.end()
    return upto


def tagged_people(page: Page) -> Iterator[str]:
    """Yield what the tagger is sure to be the name of a person, though it has no surname."""
    for start, end in _spans(page, 0, _SOUND_BEGINS, PERSON_GOES_ON):
        name = page.text[start:end]
        foreign = _SOUNDS.fullmatch(name)
        usual_word = has_word(name) and not (foreign and kind_of(name) in ("nr", "nz", "ns"))
        plain = _HAN.fullmatch(name) and not usual_word and not _FIGURES.fullmatch(name)
        if (
            name in _NO_NAMES
            or not plain
            or not 1 < end - start < 8
            or page.text[end : end + 1] == "某"
        ):
            continue
        whole = start in page.words and (end in page.words or end == len(page.text))
        surely = scores(page)[start, 0] > PERSON_BEGINS
        if (foreign and len(name) > 2) or (whole and surely and len(name) < 6):
            yield name


_SOUND_BEGINS = 0.0
_SOUNDS = re.compile(
    "[阿巴买提艾力古丽尔斯木汗玛依拉努吐热孜达瓦扎西卓次仁格桑帕曼莫吉孟克乌云其日布旦多加索朗央宗洛平措哈迪亚森库班江别叶兰沙吾图荪"
    "肯那旺堆顿珠罗嘎德罕萨朝鲁苏赛音毕塔娜祖菲夏麦合米比里代穆默伊玉山肉卡茹琴娃郎贡松让青姆雍丹增珍恩付什奈柔约安]{2,7}"
)
"""Characters that names of other languages are written with."""


def _spans(page: Page, label: int, first: float, more: float) -> Iterator[tuple[int, int]]:
    told = scores(page)
    upto = 0
    for start in (told[:, label] > first).nonzero()[0].tolist():
        if start < upto:
            continue
        upto = start + 1
        while upto < min(len(page.text), start + _LONGEST) and told[upto, label + 1] > more:
            upto += 1
        if upto > start + 1:
            yield start, upto


def person_begins(page: Page, at: int) -> bool:
    """Whether the tagger takes a character for the beginning of a person's name."""
    return bool(scores(page)[at, 0] > 0)


def begins(page: Page, at: int) -> bool:
    """Whether the tagger is sure that the name of a firm begins at a character."""
    return bool(scores(page)[at, 2] > SURE)


def goes_on(page: Page, at: int) -> bool:
    """Whether the tagger is sure that the name of a firm goes on at a character."""
    return bool(scores(page)[at, 3] > SURE)
