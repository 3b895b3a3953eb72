"""People, firms and places the tagger sees: where one begins, and as far as it says it goes on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import Page, has_word, kind_of, weight
from niangjia.rights.caselaw.rules.masking.surnames import SAFE, surname_of
from niangjia.rights.caselaw.rules.masking.tagger import scores
from niangjia.rights.caselaw.rules.masking.trades import TRADE

LEAST, LEAST_MORE = -2.0, -3.0
"""Log-odds from which a character may belong to a name, and from which a name may go on."""
_LONGEST = 40
SURE = 1.0
_HAN = re.compile("[\u4e00-\u9fff]+")
_NO_NAMES = words("words_not_fitted_to") | words("not_names")
_FIGURES = re.compile("[一二三四五六七八九十百千万零壹贰叁肆伍陆柒捌玖拾佰仟元圆角整余多]+")
_COUNTED = re.compile("(?<=..)[二两三四五六七八九十]人$")
_SAID = re.compile("(?<=..)[称诉了的说问跟已]$")
_PERSON, _FIRM, _PLACE = 0, 2, 4
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seen:
    """A name as the tagger sees it: where, of what kind (its first label), and how sure it is."""

    start: int
    end: int
    kind: int
    sure: float


@lru_cache(maxsize=2)
def seen(page: Page) -> tuple[Seen, ...]:
    """Return what the tagger takes for names, in order, none overlapping.

    Every character goes to the label that is likeliest there, and one that belongs to nothing
    ends a name.
    """
    told = scores(page)
    if not len(told):
        return ()
    best = told.argmax(axis=1)
    inside = told.max(axis=1) > np.where(best % 2 == 0, LEAST, LEAST_MORE)
    kinds = np.where(inside, best // 2, -1)
    begins = inside & ((best % 2 == 0) | (kinds != np.concatenate([[-2], kinds[:-1]])))
    begins &= told.max(axis=1) > LEAST
    _mend(begins, inside, kinds)
    starts = begins.nonzero()[0].tolist()
    out = []
    for start in starts:
        end = start + 1
        while end < min(len(told), start + _LONGEST) and inside[end] and not begins[end]:
            end += 1
        label = 2 * int(kinds[start])
        out.append(Seen(start, end, label, _how_sure(page, start, end, label)))
    return tuple(out)


def _mend(begins: Marks, inside: Marks, kinds: NDArray[np.int64]) -> None:
    """Join what stands alone with its neighbour of the same kind: no name has one character."""
    for at in begins.nonzero()[0].tolist():
        before = at and inside[at - 1] and kinds[at - 1] == kinds[at]
        ends = at + 1 >= len(begins) or not inside[at + 1] or begins[at + 1]
        if before and (ends or begins[at - 1]):
            begins[at] = False


def _how_sure(page: Page, start: int, end: int, label: int) -> float:
    told = scores(page)
    first = float(max(told[start, label], told[start, label + 1] - _NO_BEGINNING))
    more = end - start - 1
    return min(first, float(told[start + 1 : end, label + 1].sum()) / more) if more else first


_NO_BEGINNING = 1.0
"""How much less sure a name is that goes on without having begun."""


def _best(page: Page, kind: int) -> dict[str, float]:
    """Return the names of a kind with how sure the tagger is where the paper shows them best."""
    best: dict[str, float] = {}
    for one in seen(page):
        if one.kind == kind and one.end > one.start + 1:
            name = page.text[one.start : one.end]
            sure = one.sure - (_WITHIN_WORD if _within_word(page, one.start, one.end) else 0.0)
            best[name] = max(sure, best.get(name, sure) + _AGAIN)
    return best


_AGAIN = 0.3
"""How much surer it is of what it sees again in the same paper."""
_WITHIN_WORD = 1.0
"""How much less sure it is of a name that begins or ends within a word of the dictionary."""


def _within_word(page: Page, start: int, end: int) -> bool:
    return start not in page.words or _cuts_word(page, end)


def _cuts_word(page: Page, end: int) -> bool:
    """Whether a word of the dictionary goes on where the tagger sees the end."""
    if end in page.words or end >= len(page.text):
        return False
    begin = max((at for at in range(max(0, end - 6), end) if at in page.words), default=-1)
    return begin >= 0 and has_word(page.words[begin][0])


def tagged_firms(page: Page) -> Iterator[tuple[str, float]]:
    """Yield what the tagger takes for the name of a firm, whole or short, and how sure it is."""
    yield from _best(page, _FIRM).items()


def places_seen(page: Page) -> Iterator[Seen]:
    """Yield where the tagger sees places below the county."""
    return (one for one in seen(page) if one.kind == _PLACE)


def firm_seen(page: Page, start: int, end: int) -> float:
    """Return how sure the tagger is of a firm from `start` to `end`, in log-odds."""
    return _how_sure(page, start, end, _FIRM) if end > start + 1 else 0.0


def firm_from(page: Page, end: int) -> int:
    """Return where a firm begins that the tagger is sure of and that holds `end`, or -1."""
    return _firms_by_end(page).get(end, -1)


@lru_cache(maxsize=2)
def _firms_by_end(page: Page) -> dict[int, int]:
    return {
        end: one.start
        for one in seen(page)
        if one.kind == _FIRM and one.sure > SURE
        for end in range(one.start + 1, one.end + 1)
    }


def after_names(page: Page, low: int, high: int) -> int:
    """Return where the last name ends that the tagger is sure of between two places, or `low`."""
    return max((e for e in _sure_ends(page) if low < e <= high), default=low)


@lru_cache(maxsize=2)
def _sure_ends(page: Page) -> tuple[int, ...]:
    told = scores(page)
    return tuple(
        one.end
        for one in seen(page)
        if one.kind != _PLACE
        and one.sure > SURE
        and (one.end >= len(told) or told[one.end, _FIRM : _FIRM + 2].max() < LEAST)
    )


def people_seen(page: Page) -> Iterator[Seen]:
    """Yield where the tagger sees people, names with a dot as far as they sound like one."""
    for one in seen(page):
        if one.kind == _PERSON and one.sure > LEAST:
            yield _sounding(page, one) if _DOT.search(page.text, one.start, one.end) else one


_DOT = re.compile("[·•・‧]")


def _sounding(page: Page, one: Seen) -> Seen:
    """The name with the sounds that follow it, which the tagger may not know."""
    told, end = scores(page), one.end
    while end < len(page.text) and _SOUNDS.fullmatch(page.text[end] * 2):
        if told[end, 1] < _ALONE and not _SOUNDS.fullmatch(page.text[end : end + 2]):
            break
        end += 1
    return replace(one, end=end)


_ALONE = -5.0
"""How unlikely a sound may be that no other one follows."""


def firm_upto(page: Page, at: int) -> int:
    """Return how far words of trades go on after a firm's own name, as the tagger sees it."""
    told = scores(page)
    upto = at
    while (found := TRADE.match(page.text, upto)) and (told[upto : found.end(), 3] > 0).all():
        upto = found.end()
    return upto


def tagged_people(page: Page) -> Iterator[str]:
    """Yield what the tagger takes for the name of a person, with a known surname or without."""
    taken_for_firms = {n: s for n, s in _best(page, _FIRM).items() if is_like_person(n)}
    for name, sure in (*_best(page, _PERSON).items(), *taken_for_firms.items()):
        own = _SAID.sub("", _COUNTED.sub("", name))
        if sure > _enough(own) and not _is_none(own) and f"{own}某" not in page.text:
            yield own


@lru_cache(maxsize=20_000)
def is_like_person(name: str) -> bool:
    """Whether a name taken for a firm's is rather a person's: a usual surname and two characters."""
    return len(name) == 3 and name[0] in SAFE and not has_word(name) and not TRADE.search(name)


@lru_cache(maxsize=20_000)
def _is_none(name: str) -> bool:
    """Whether it is no name: a listed word, a figure, a limb, a surname with its title."""
    if not _HAN.fullmatch(name) or _FIGURES.fullmatch(name) or not 1 < len(name) < 9:
        return True
    titled = bool(_TITLED.match(name[len(surname_of(name)) or 9 :]))
    return name in _NO_NAMES or is_limb(name) or titled


def is_limb(name: str) -> bool:
    """Whether it begins like a limb or an organ, as 左侧 or 左踝."""
    return name[0] in "左右" and name[1] in _LIMBS


_LIMBS = frozenset("侧腕踝膝肩肘臂腿手脚足眼耳边肺肾胸肋股胫桡尺锁髌拇食颞腓跟下上髋")
_TITLED = re.compile(
    "总(?:要|说|让|叫|$)|总监|经理|主任|老师|律师|法官|厂长|老板|会计|[班组店队站部科处局校园院]长"
    "|主管|师傅|女士|先生|[二两三四五六七八九十]人"
)


@lru_cache(maxsize=20_000)
def _enough(name: str) -> float:
    """How sure the tagger must be of a person: of words of every day surer, of sounds less."""
    if has_word(name) and kind_of(name) not in ("nr", "nz", "ns"):
        return PERSON_WORD[weight(name)]
    if _POINTING.match(name):
        return PERSON_POINTING
    if _SOUNDS.fullmatch(name) or (surname_of(name) and len(name) < 5):
        return PERSON_LIKE
    return PERSON_ODD


_POINTING = re.compile("[其多少再各该每两双自月先后未六经向]")
PERSON_POINTING = 4.0
PERSON_LIKE, PERSON_ODD = -1.5, -0.5
PERSON_WORD = (0.5, 0.5, 0.5, 1.5, 3.0, 5.0, 6.0)
"""By how common the word is."""
_SOUNDS = re.compile(
    "[阿巴买提艾力古丽尔斯木汗玛依拉努吐热孜达瓦扎西卓次仁格桑帕曼莫吉孟克乌云其日布旦多加索朗央宗洛平措哈迪亚森库班江别叶兰沙吾图荪"
    "肯那旺堆顿珠罗嘎德罕萨朝鲁苏赛音毕塔娜祖菲夏麦合米比里代穆默伊玉山肉卡茹琴娃郎贡松让青姆雍丹增珍恩付什奈柔约安不都]{2,8}"
)
"""Characters that names of other languages are written with."""


def person_begins(page: Page, at: int) -> bool:
    """Whether the tagger takes a character for the beginning of a person's name."""
    return bool(scores(page)[at, 0] > 0)


def person_goes_on(page: Page, at: int) -> bool:
    """Whether the tagger is sure that a person's name goes on at a character."""
    return bool(scores(page)[at, 1] > 2 * SURE)


def begins(page: Page, at: int) -> bool:
    """Whether the tagger is sure that the name of a firm begins at a character."""
    return bool(scores(page)[at, 2] > SURE)


def goes_on(page: Page, at: int) -> bool:
    """Whether the tagger is sure that the name of a firm goes on at a character."""
    return bool(scores(page)[at, 3] > SURE)
