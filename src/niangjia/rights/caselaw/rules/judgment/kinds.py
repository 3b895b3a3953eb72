"""What a claim or an order is about, told from its words."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

LONGEST = 400
"""Characters of a claim or an order that are looked at: what it is about stands before."""
_CLAUSE = re.compile(r"[，。；！？,;!?\n、]")
_SETTING = re.compile(
    r"以?[^；。，\n]{0,4}(?:月(?:平均)?工资|工资标准|平均工资)[^；。，、\n]{0,14}(?:为基数|为标准|计算|的标准)"
    r"|扣除[^；。\n]{0,60}后|因[^；。，\n]{0,16}(?:工伤|受伤)[^；。，\n]{0,6}，"
)
_INSTEAD = re.compile(
    r"[^；。\n]{0,40}?撤销[^；。，,\n]{0,80}?(?:判决|裁定|原判|一审|二审)[^；。，,\n]{0,12}[，,、\s]+"
    r"(?:并|请求|依法|查清[^，]{0,10}后)*(?:改判)?[:：]?(?=.)"
)
"""The words before what is asked for instead of the decision below."""
_DENIES = re.compile(
    r"无需|无须|不需|毋需|毋须|不用|不应?(?:再|予)?(?:支付|承担|给付|向|赔偿|补缴|返还|缴纳)|不(?:再)?负有|免除"
    r"|不存在[^；。\n]{0,40}(?:劳动|雇佣|用工|合同)关系|(?:劳动|用工)关系不(?:存在|成立)|不继续履行|无支付"
)


def kind_of(words: str) -> str:
    """Return the code of what the words are about; "" where nothing tells it."""
    return _kind_of(words[:LONGEST])


@lru_cache(maxsize=2000)
def _kind_of(words: str) -> str:
    plain = _SETTING.sub("", words)
    before = _INSTEAD.match(plain)
    return (before and _first(plain[before.end() :])) or _first(plain)


def _first(plain: str) -> str:
    return next((kind for kind, pattern in _rules() if pattern.search(plain)), "")


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    return tuple((kind, re.compile("|".join(any_of))) for kind, any_of in table.items())


def kinds_in(words: str) -> tuple[str, ...]:
    """Return the kinds of all the things a list without sums names: 工资、加班费."""
    pieces = re.split(r"[、，,及和]", words)
    return tuple(dict.fromkeys(kind for kind in map(kind_of, pieces) if kind))


def denies(words: str) -> bool:
    """Whether it asks or orders that something need not be paid or does not exist."""
    return bool(_DENIES.search(words))


def kinds_asked(story: str) -> tuple[str, ...]:
    """Return the kinds of all that a story in plain words asks for or tells of."""
    clauses = _CLAUSE.split(story)
    return tuple(dict.fromkeys(kind for kind in map(kind_of, clauses) if kind))
