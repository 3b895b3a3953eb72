"""Every number of a text with its unit, in figures or words: days, sums, shares, articles."""

import re
import unicodedata
from collections import Counter
from decimal import Decimal

from niangjia.kernel.money import chinese_number

Figure = tuple[Decimal, str]

_HAN = "零〇一二两三四五六七八九十百千万亿"
_UNITS = (
    "个月|个工作日|个小时|工作日|小时|分钟|周年|星期|万元|亿元|年|月|日|天|号|周|岁"
    "|元|块|倍|%|条|款|项|级|个|人|名|次|份|件|家|位|种"
)
_WRITTEN = re.compile(
    rf"百分之(?P<share>[{_HAN}点\d.]+)"
    rf"|(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[百千万亿]*)(?P<unit>{_UNITS})?"
    rf"|(?P<half>半)(?P<halved>个月|年|天|日|个小时|小时)"
    rf"|(?P<double>[双加])倍"
    rf"|(?P<han>[{_HAN}]+)(?P<han_unit>{_UNITS})?"
    rf"|之(?P<after>[{_HAN}]+)(?![{_HAN}])"
)
_SAME = {
    "天": "日", "号": "日", "周年": "年", "星期": "周", "块": "元", "个小时": "小时",
    "个工作日": "工作日", "名": "人", "位": "人",
}  # fmt: skip
_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_COUNTED = {"个", "人", "次", "份", "件", "家", "种"}
"""Units with which a one in words is hardly a number: 一个, 一次性, 一件事."""


def figures(text: str) -> Counter[Figure]:
    """Return the numbers of a text with their units; a bare 一 is no number."""
    plain = unicodedata.normalize("NFKC", text)
    found: Counter[Figure] = Counter()
    for match in _WRITTEN.finditer(plain):
        figure = _figure(match)
        if figure:
            found[figure] += 1
    return found


def _figure(match: re.Match[str]) -> Figure | None:
    if match["share"]:
        value = _value(match["share"])
        return None if value is None else (value, "%")
    if match["digits"]:
        return _scaled(match)
    if match["half"]:
        return Decimal("0.5"), _SAME.get(match["halved"], match["halved"])
    if match["double"]:
        return Decimal(2), "倍"
    return _in_words(match["han"] or match["after"], match["han_unit"] or "")


def _scaled(match: re.Match[str]) -> Figure:
    value = Decimal(match["digits"].replace(",", ""))
    for scale in match["scale"]:
        value *= _SCALES[scale]
    return _in_base(value, match["unit"] or "")


def _in_words(written: str, unit: str) -> Figure | None:
    value = _value(written)
    is_word = len(written) == 1 and (not unit or (written == "一" and unit in _COUNTED))
    return None if value is None or is_word else _in_base(value, unit)


def _in_base(value: Decimal, unit: str) -> Figure:
    if unit in {"万元", "亿元"}:
        return value * _SCALES[unit[0]], "元"
    return value, _SAME.get(unit, unit)


def _value(written: str) -> Decimal | None:
    if re.fullmatch(r"[\d.]+", written):
        return Decimal(written) if written.count(".") < 2 and written != "." else None
    whole, _, part = written.partition("点")
    number = chinese_number(whole)
    if number is None:
        return None
    digits = "".join(str(chinese_number(one) or 0) for one in part)
    return Decimal(f"{number}.{digits}") if digits else Decimal(number)
