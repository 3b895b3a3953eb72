"""Names nobody bears and firms nobody runs, in as many shapes as can be thought of."""

from functools import cache
from random import Random

from niangjia.kernel import divisions
from niangjia.rights.caselaw.evaluation.masking_cast import stuff_of
from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.surnames import COMPOUND, RARE, RISKY, SAFE
from niangjia.rights.caselaw.rules.masking.trades import HOUSES, trade_words

_NEVER = "的了是在他她与及或被把从其此该这那您们它诉辩系吗呢吧些着某"


@cache
def _characters() -> tuple[str, ...]:
    """The usual characters of the language, in the order of the national code."""
    rows = range(0xB0, 0xD8)
    pairs = [bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF)]
    return tuple(c for c in (p.decode("gb2312", "ignore") for p in pairs) if c and c not in _NEVER)


@cache
def _usual() -> tuple[str, ...]:
    return tuple(sorted(words("given_chars")))


@cache
def _places() -> tuple[str, ...]:
    found = []
    for province in divisions.children():
        for city in divisions.children(province.code):
            found += [city.name, divisions.short_name(city.code)]
    return tuple(sorted({name for name in found if 1 < len(name) < 6}))


@cache
def _trades() -> tuple[str, ...]:
    return tuple(sorted(trade_words()))


def given_name(rng: Random) -> str:
    """Return a given name: mostly of usual characters, now and then doubled, odd or a word."""
    chance = rng.random()
    if chance < 0.08:
        return str(rng.choice(stuff_of("developed")["word_given"]))
    if chance < 0.13:
        return rng.choice(_usual()) * 2
    if chance < 0.16:
        return rng.choice("一二三四五六七八九十") + rng.choice(_usual())
    size = 1 if rng.random() < 0.25 else 2
    return "".join(
        rng.choice(_usual() if rng.random() < 0.75 else _characters()) for _ in range(size)
    )


def surname(rng: Random) -> str:
    """Return a surname; those that are words of every day come often."""
    chance = rng.random()
    if chance < 0.05:
        return rng.choice(COMPOUND)
    lists = (SAFE, RISKY, RARE)
    return rng.choice(sorted(lists[0 if chance < 0.6 else 1 if chance < 0.9 else 2]))


def person(rng: Random) -> str:
    """Return a whole name; seldom a given name alone, or the first part of a minority name."""
    chance = rng.random()
    if chance < 0.04:
        return "".join(rng.choice(_usual()) for _ in range(2))
    if chance < 0.06:
        return "".join(rng.choice(_SOUNDS) for _ in range(rng.choice((3, 4))))
    return surname(rng) + given_name(rng)


_SOUNDS = (
    "阿巴买提艾力古丽尔斯木汗玛依拉努吐热孜达瓦扎西卓次仁格桑"
    "帕曼莫吉孟克乌云其日布旦多加索朗央宗洛平措哈迪亚森"
)


def own_name(rng: Random, vocabulary: tuple[str, ...]) -> str:
    """Return a firm's own name: characters, a word, a word with a character, or two words."""
    chance = rng.random()
    if chance < 0.35:
        return "".join(rng.choice(_usual()) for _ in range(rng.choice((2, 2, 3, 3, 4))))
    if chance < 0.5:
        return "".join(rng.choice(_characters()) for _ in range(rng.choice((2, 3))))
    word = rng.choice(vocabulary)
    if chance < 0.65:
        return word
    if chance < 0.85:
        one = rng.choice(_usual())
        return f"{one}{word}" if rng.random() < 0.5 else f"{word}{one}"
    return word[:2] + rng.choice(vocabulary)[:2]


def firm(rng: Random, vocabulary: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the whole name of a firm and what it is called for short."""
    own, trade, place = own_name(rng, vocabulary), rng.choice(_trades()), rng.choice(_places())
    if rng.random() < 0.25:
        house = rng.choice(HOUSES)
        whole = rng.choice((f"{place}{own}{house}", f"{own}{house}", f"{place}{own}{trade}{house}"))
        return whole, (f"{own}{house}", own, f"{own}{house[-1]}")
    form = rng.choice(("有限公司", "有限责任公司", "股份有限公司", "集团有限公司", "厂", "中心"))
    whole = rng.choice((
        f"{place}{own}{trade}{form}",
        f"{own}（{place}）{trade}{form}",
        f"{own}{trade}（{place}）{form}",
        f"{own}{trade}{form}",
        f"{place}{own}{form}",
        f"{own}{trade}有限公司{place}分公司",
    ))  # fmt: skip
    tail = rng.choice(("集团", "股份", "厂", "中心", "平台", "店"))
    return whole, (f"{own}公司", f"{own}公司", own, own, f"{own}{trade}公司", f"{own}{tail}")
