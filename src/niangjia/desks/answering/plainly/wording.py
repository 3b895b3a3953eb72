"""Nothing but the words of the sources: no new names, nobody to call, no addresses or odd signs."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjieba

_WORDS = Path(__file__).with_name("words.toml")
BORNE_BY_SOURCES = 0.8
"""Share of the content words that the sources and the sentence replaced must have."""

BORNE_BY_SENTENCE = 0.5
"""Share of them that the sentence replaced must have."""

LONGEST = 200
"""Characters of a sentence at most; nor twice as long as the one it replaces, or 60."""

_SHORTEST = 6
_SIGNS = re.compile(r"[\u4e00-\u9fff0-9A-Za-z，。、；：？！“”‘’《》（）(),.:;%·—…+\-/〇 ]+")
_CALLS = re.compile(
    "电话|致电|拨打|拨通|打给|热线|客服|联系|微信|扫码|二维码|链接|网址|网站|点击|转账|汇款|加群|群里|下载|短信|邮箱|公众号"
)
_LAWS = re.compile(
    "《[^》]*》?|[\u4e00-\u9fff]{2,4}(?:合同法|劳动法|民法典|仲裁法|保险法|工会法|公司法|促进法|监察法|条例|司法解释)|刑法|宪法"
)
_NAMED = re.compile("[\u4e00-\u9fff]某|[\u4e00-\u9fff]{2}(?:有限|集团|股份|事务所|律所|中心)")
_LATIN = re.compile("[A-Za-z]+")
_NAMES = ("nr", "ns", "nt", "nz")
_CONTENT = ("n", "v", "a", "i", "j", "l", "b")


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Plain words with those of the law they may stand for, and words that add nothing."""

    instead: Mapping[str, tuple[str, ...]]
    everyday: frozenset[str]


@cache
def plain_words() -> PlainWords:
    """Return the book of plain words."""
    raw = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    instead = {plain: tuple(legal) for plain, legal in raw["instead"].items()}
    return PlainWords(instead, frozenset(raw["everyday"]["words"]))


def has_fit_form(old: str, new: str) -> bool:
    """Whether a sentence has a fit length and nothing but characters and punctuation."""
    most = min(LONGEST, max(60, 2 * len(old)))
    return _SHORTEST <= len(new) <= most and bool(_SIGNS.fullmatch(new))


def names_nothing_new(old: str, new: str, sources: str) -> bool:
    """Whether all laws named are in the sources, and everybody and every call in the old words."""
    if any(law.strip("《》") not in sources for law in _LAWS.findall(new)):
        return False
    strange = (*_CALLS.findall(new), *_NAMED.findall(new), *_LATIN.findall(new))
    names = (word for word, kind in rjieba.tag(new) if kind.startswith(_NAMES) and len(word) > 1)
    return all(one in old or _stands_for(one, old) for one in (*strange, *names))


def is_borne(old: str, new: str, sources: str) -> bool:
    """Whether enough of the content words are those of the sources, and of the old sentence."""
    content = [
        word
        for word, kind in rjieba.tag(new)
        if kind.startswith(_CONTENT) and len(word) > 1 and word not in plain_words().everyday
    ]
    if not content:
        return False
    whole = f"{old}\n{sources}"
    return _share(content, whole) >= BORNE_BY_SOURCES and _share(content, old) >= BORNE_BY_SENTENCE


def _share(words: Iterable[str], text: str) -> float:
    told = [word in text or _stands_for(word, text) for word in words]
    return sum(told) / len(told)


def _stands_for(word: str, text: str) -> bool:
    return any(legal in text for legal in plain_words().instead.get(word, ()))
