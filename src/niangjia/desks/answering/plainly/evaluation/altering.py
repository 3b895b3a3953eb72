"""Altering a sentence of the law so that it says something else, as a model might."""

import re
from collections.abc import Callable, Mapping

Alter = Callable[[str], str]

_NUMBER = re.compile("[一二三四五六七八九十]+(?=日|个月|年|倍|元|周|小时)")
_OTHER = str.maketrans("一二三四五六七八九十", "三四五六七八九十二五")


def _swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def _first(text: str, pairs: Mapping[str, str]) -> str:
    """Replace the first of the words that stands in the text."""
    for old, new in pairs.items():
        if old in text:
            return text.replace(old, new, 1)
    return text


def _another_number(text: str) -> str:
    return _NUMBER.sub(lambda found: found[0].translate(_OTHER), text, count=1)


ALTERATIONS: Mapping[str, Alter] = {
    "another number": _another_number,
    "a number left out": lambda text: re.sub(
        f"(?:{_NUMBER.pattern})(日|个月|年)", "", text, count=1
    ),
    "a number put in": lambda text: text.replace("，", "，最迟十七日，", 1),
    "must becomes may": lambda text: _first(text, {"应当": "可以", "必须": "可以"}),
    "may becomes must": lambda text: _first(text, {"可以": "应当", "有权": "应当"}),
    "must not becomes may": lambda text: _first(text, {"不得": "可以", "禁止": "可以"}),
    "a negation put in": lambda text: _first(
        text, {"应当": "不应当", "支付": "不支付", "可以": "不可以"}
    ),
    "a negation left out": lambda text: _first(text, {"未": "", "不": "", "没有": ""}),
    "an exception left out": lambda text: re.sub("，?[^，。]*除外", "", text, count=1),
    "or becomes and": lambda text: _first(text, {"或者": "并且", "或": "和"}),
    "at least becomes at most": lambda text: _first(
        text, {"以上": "以下", "不低于": "不高于", "不少于": "不超过", "不超过": "不少于"}
    ),
    "the sides exchanged": lambda text: _swapped(text, "用人单位", "劳动者"),
    "another article": lambda text: re.sub(
        "第[一二三四五六七八九十]+条", "第二百条", text, count=1
    ),
    "another law": lambda text: re.sub("《[^》]+》", "《劳动者权益条例》", text, count=1),
    "somebody to call": lambda text: f"{text.rstrip('。')}，请联系热线。",
    "a name put in": lambda text: text.replace("用人单位", "海浪有限公司", 1),
    "a promise": lambda text: f"{text.rstrip('。')}，一定能赢。",
}
"""What is done to a sentence, by what it is called. Unchanged where it does not apply."""

REPHRASINGS: Mapping[str, Alter] = {
    "as it is": lambda text: text,
    "employer in a plain word": lambda text: text.replace("用人单位", "公司"),
    "worker in a plain word": lambda text: text.replace("劳动者", "员工"),
    "must in another word": lambda text: text.replace("应当", "必须"),
    "must not in another word": lambda text: text.replace("不得", "不能"),
    "pay in a plain word": lambda text: text.replace("劳动报酬", "工资").replace("支付", "给"),
    "days in figures": lambda text: text.replace("三十日", "30天").replace("十五日", "15天"),
}
"""Harmless changes, of which as many as possible should pass."""
