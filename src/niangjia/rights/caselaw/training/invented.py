"""Names nobody bears and firms nobody runs, in as many shapes as can be thought of."""

import tomllib
from functools import cache
from importlib.resources import files
from random import Random

import rjieba

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
    if chance < 0.04:
        return str(rng.choice(stuff_of("developed")["word_given"]))
    if chance < 0.09:
        return rng.choice(inventory("given_words"))
    if chance < 0.14:
        return rng.choice(_usual()) * 2
    if chance < 0.17:
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
    return rng.choice(_ordered(0 if chance < 0.6 else 1 if chance < 0.9 else 2))


@cache
def _ordered(number: int) -> tuple[str, ...]:
    return tuple(sorted((SAFE, RISKY, RARE)[number]))


def person(rng: Random) -> str:
    """Return a whole name; seldom a given name alone, or the first part of a minority name."""
    chance = rng.random()
    if chance < 0.04:
        return "".join(rng.choice(_usual()) for _ in range(2))
    if chance < 0.08:
        return "".join(rng.choice(_SOUNDS) for _ in range(rng.choice((3, 4))))
    return surname(rng) + given_name(rng)


def dotted(rng: Random) -> tuple[str, str]:
    """Return a name with a dot as written in other languages, and its first part alone."""
    if rng.random() < 0.25:
        first, last = (
            "".join(rng.choice(_SOUNDS) for _ in range(rng.randint(2, 5))) for _ in range(2)
        )
    else:
        first, last = rng.choice(inventory("first_parts")), rng.choice(inventory("last_parts"))
    return f"{first}·{last}", first


def western(rng: Random) -> str:
    """Return a name in Latin letters."""
    end = rng.choice(inventory("western_ends"))
    return f"{rng.choice(inventory('western'))} {rng.choice(inventory('western'))}{end}"


_SOUNDS = (
    "阿巴买提艾力古丽尔斯木汗玛依拉努吐热孜达瓦扎西卓次仁格桑"
    "帕曼莫吉孟克乌云其日布旦多加索朗央宗洛平措哈迪亚森"
)


_FIRM_FIRST = tuple(
    "鑫华恒瑞宏盛嘉德泰润金中东海天博锦裕凯兴万明新亿佳正隆顺汇鼎远诚昌美宝力捷启蓝浩信永联聚丰安同和百龙云星利富"
    "广大长吉国三五双"
)
_FIRM_SECOND = tuple(
    "达源盛泰丰通诚辉祥瑞邦图峰翔创佳汇成宇尔特斯联安凯尚润鸿腾程远和利升业茂兴美科元盈域立旺阳康昌悦洁来信发隆海城洋洲"
    "港湾园轩坊阁庄"
)


@cache
def _everyday() -> tuple[str, ...]:
    """Words of two characters that shops and firms like to be called by: things, not deeds."""
    usual = _usual()
    pairs = {f"{one}{two}" for one in usual for two in usual}
    words_here = (word for word in sorted(pairs) if rjieba.has_word(word))
    return tuple(word for word in words_here if rjieba.tag(word)[0][1] in _KINDS_OF_THINGS)


_KINDS_OF_THINGS = frozenset({"n", "a", "nz", "z", "i", "l", "s", "t", "ns", "an", "b"})


@cache
def inventory(name: str) -> tuple[str, ...]:
    """Return the list of that name from inventory.toml."""
    text = files(__package__).joinpath("inventory.toml").read_text(encoding="utf-8")
    return tuple(dict.fromkeys(tomllib.loads(text)[name].split()))


def _called_by_things(rng: Random) -> str:
    """Return a name of things known to all: 老灶台, 三只海鸥, 星光坊, 一米阳光."""
    things = inventory("things")
    chance, thing = rng.random(), rng.choice(things)
    if chance < 0.15:
        name = rng.choice(inventory("phrases"))
    elif chance < 0.25:
        name = thing
    elif chance < 0.45:
        name = thing + rng.choice(inventory("marks"))
    elif chance < 0.65:
        name = rng.choice(inventory("fronts")) + thing
    elif chance < 0.75:
        name = rng.choice("一两三五七九百千") + rng.choice("只个座片棵颗朵匹头家间口米") + thing
    elif chance < 0.82:
        name = f"{thing}之{rng.choice('星家光翼友城窗声旅恋子')}"
    elif chance < 0.88:
        name = thing[0] * 2 + rng.choice(inventory("marks"))
    else:
        name = thing + rng.choice(things)
    return name


def own_name(rng: Random, vocabulary: tuple[str, ...]) -> str:
    """Return a firm's own name: things, characters, a word, or a word with more."""
    if rng.random() < 0.3:
        return _called_by_things(rng)
    chance = rng.random()
    if chance < 0.2:
        return "".join(rng.choice(_usual()) for _ in range(rng.choice((2, 2, 3, 3, 4))))
    if chance < 0.4:
        more = rng.choice(_FIRM_FIRST) if rng.random() < 0.25 else ""
        return rng.choice(_FIRM_FIRST) + more + rng.choice(_FIRM_SECOND)
    if chance < 0.5:
        return "".join(rng.choice(_characters()) for _ in range(rng.choice((2, 3))))
    return _of_words(rng, vocabulary, chance)


def _of_words(rng: Random, vocabulary: tuple[str, ...], chance: float) -> str:
    """Return a word of every day, or one with a character or another word."""
    word = rng.choice(_everyday() if rng.random() < 0.9 else vocabulary)
    if chance < 0.7:
        return word
    if chance < 0.88:
        one = rng.choice(_usual())
        return f"{one}{word}" if rng.random() < 0.5 else f"{word}{one}"
    return word[:2] + rng.choice(_everyday())


def firm(rng: Random, vocabulary: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the whole name of a firm and what it is called for short."""
    own, trade, place = own_name(rng, vocabulary), rng.choice(_trades()), rng.choice(_places())
    if rng.random() < 0.05:
        bank = f"{own[:3]}{rng.choice(_BANKS)}"
        whole = f"{bank}{rng.choice(_COMPANIES[:5])}"
        branch = f"{whole}{place}{rng.choice(('分行', '支行', '营业部'))}"
        return rng.choice((whole, branch)), (bank, whole, branch)
    if rng.random() < 0.2:
        kind = rng.choice(HOUSES)
        whole = rng.choice((f"{place}{own}{kind}", f"{own}{kind}", f"{place}{own}{trade}{kind}"))
        return whole, (f"{own}{kind}", own, f"{own}{kind[-1]}")
    form = rng.choice(_COMPANIES)
    if rng.random() < 0.15:
        service = rng.choice(_SERVICES)
        whole = rng.choice((f"{place}{own}{service}{form}", f"{own}{service}{form}"))
        said = (f"{own}{service[:2]}公司", f"{own}{service[:2]}", f"{own}公司", own)
        return whole, (*said, f"{own}{service}", f"{own}{service}公司")
    whole = rng.choice((
        f"{place}{own}{trade}{form}",
        f"{place}{own}{trade}{form}",
        f"{own}（{place}）{trade}{form}",
        f"{own}{trade}（{place}）{form}",
        f"{own}{trade}{form}",
        f"{place}{own}{form}",
        f"{own}{trade}有限公司{place}分公司",
        f"{place}经济开发区{own}{trade}{form}",
    ))  # fmt: skip
    tail = rng.choice(("集团", "股份", "厂", "中心", "平台", "店", trade, trade, f"{place}分公司"))
    short = (f"{own}公司", f"{own}公司", own, own, f"{own}{trade}公司", f"{own}{tail}")
    return whole, (*short, f"{place}{own}公司", f"{own}{trade}")


_BANKS = ("银行", "农村商业银行", "村镇银行", "农商银行", "信用合作联社", "农村信用社")
_SERVICES = (
    "劳务派遣", "人力资源", "劳务", "物业", "人才服务", "外包服务", "企业服务外包", "保洁", "保安",
    "养老服务", "养老服务中心", "物流", "快递", "配送", "建设", "置业",
    "装饰", "传媒", "科技", "环卫",
)  # fmt: skip
_COMPANIES = (
    "有限公司", "有限公司", "有限责任公司", "有限责任公司", "股份有限公司", "集团有限公司",
    "厂", "中心（有限合伙）", "集团", "公司", "事务所",
)  # fmt: skip
_SHORT_HOUSES = (
    "医院", "学校", "小学", "中学", "幼儿园", "学院", "超市", "饭店", "酒店", "宾馆", "大药房",
    "门诊部", "工作室", "养老院", "物业", "律师事务所", "加工厂", "经营部", "火锅店", "驾校",
    "养老服务中心", "体检中心", "建材经营部", "网吧", "集团", "劳务公司",
    "公司", "厂", "酒店", "中心",
    "职业技术学院", "口腔门诊部", "骨科医院", "健身工作室", "足浴城",
    "洗车店", "烘焙坊", "影城", "花店",
)  # fmt: skip


def house(rng: Random, vocabulary: tuple[str, ...]) -> str:
    """Return a shop, a school, a clinic: with or without its place, by its own name and kind."""
    kind = rng.choice(HOUSES if rng.random() < 0.5 else _SHORT_HOUSES)
    trade = rng.choice(_trades()) if rng.random() < 0.15 else ""
    place = rng.choice(_places()) if rng.random() < 0.3 else ""
    return f"{place}{own_name(rng, vocabulary)}{trade}{kind}"


def brand(rng: Random, vocabulary: tuple[str, ...]) -> str:
    """Return what stands over a door: a word with one or two characters, or characters alone."""
    chance = rng.random()
    if chance < 0.3:
        return own_name(rng, vocabulary)
    word, more = rng.choice(_everyday()), rng.choice(_characters()) + rng.choice(_BRAND_ENDS)
    if chance < 0.6:
        return f"{word}{rng.choice(_BRAND_ENDS)}"
    return more if chance < 0.8 else f"{rng.choice(_usual())}{more}"


_BRAND_ENDS = (
    "家", "送", "到家", "侠", "客", "鸭", "猫", "熊", "狗", "鲜", "香", "小厨", "食堂", "快送",
    "优选", "课堂", "出行", "直聘", "打车", "茶", "帮", "买", "铺", "派", "易", "通",
    "便利", "严选",
)  # fmt: skip


def place(rng: Random) -> str:
    """Return a city, which stays."""
    return rng.choice(_places())


def estate(rng: Random, vocabulary: tuple[str, ...]) -> str:
    """Return a housing estate, a building, a market or a park of works."""
    own = own_name(rng, vocabulary)[:4]
    more = rng.choice(("", "", "", "一期", "二期", "三号楼", "A区", "B座", "6栋"))
    return f"{own}{rng.choice(_ESTATES)}{more}"


_ESTATES = (
    "花园", "小区", "家园", "新村", "苑", "大厦", "广场",
    "公寓", "名城", "华府", "国际城", "产业园",
    "物流园", "工业园", "市场", "建材城", "商业街", "安置小区",
    "嘉园", "公馆", "新城", "科技园", "商贸城",
)  # fmt: skip


def town(rng: Random) -> str:
    """Return a town, a township, a road or a community."""
    first = "".join(rng.choice(_characters()) for _ in range(rng.choice((1, 2, 2, 2, 3))))
    end = rng.choice(
        ("镇", "镇", "乡", "街道", "社区", "路", "路", "大道", "街", "巷", "东路", "北街")
    )
    return f"{first}{end}"


def village(rng: Random) -> str:
    """Return a village: of one to three characters, often with a landmark of the country."""
    first = "".join(rng.choice(_characters()) for _ in range(rng.choice((1, 1, 2))))
    mark = rng.choice(_MARKS) if rng.random() < 0.8 else ""
    return f"{first}{mark}村"


_MARKS = "家山河沟湾坪坝庄营店屯塘桥岭坡寨洼岗堡沿口头洞涧泉田"
