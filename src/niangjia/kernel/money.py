"""Amounts of money as Chinese papers write them: 35,000.5元, 3.5万元, 人民币叁万伍仟元整.

Everything is in yuan, as Decimal: a float would lose a fen sooner or later.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

import cn2an

CENT = Decimal("0.01")

_DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億"


def _number(place: int) -> str:
    digits = rf"(?P<digits{place}>{_DIGITS})\s*(?P<unit{place}>[十百千万亿]{{0,2}})"
    return rf"(?:{digits}|(?P<han{place}>[{_HAN}]+))"


_YUAN = r"\s*余?(?:元|圆|块钱)"
_AMOUNT = re.compile(
    r"(?<![\d.〔（(第])"
    + _number(1)
    + r"(?:\s*(?P<mid>元|圆)?\s*(?:至|到|~|～|—|－|-)\s*(?:人民币)?"
    + _number(2)
    + r")?"
    + _YUAN
    + r"(?:(?P<jiao>[0-9零一二三四五六七八九壹贰叁肆伍陆柒捌玖])角)?"
    + r"(?:零?(?P<fen>[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?"
    + r"整?"
)
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ODD_FORMS = str.maketrans({"萬": "万", "億": "亿", "○": "零"})


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, or a range of amounts, and where it stands in the text."""

    low: Decimal
    high: Decimal
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        """Whether the paper names two ends instead of one sum."""
        return self.low != self.high


def amounts(text: str) -> Iterator[Amount]:
    """Yield every amount in yuan that `text` names, in order."""
    if "元" not in text and "圆" not in text and "块钱" not in text:
        return
    for found in _AMOUNT.finditer(text):
        high_part = found["digits2"] or found["han2"]
        low = _value(found["digits1"], found["unit1"], found["han1"])
        high = _value(found["digits2"], found["unit2"], found["han2"]) if high_part else low
        if low is None or high is None:
            continue
        if high_part and found["mid"] is None and not found["unit1"] and found["unit2"]:
            low *= _scale(found["unit2"])  # 3至5万元: the unit stands for both
        small = _small_change(found["jiao"], found["fen"])
        low, high = (low, high + small) if high_part else (low + small, low + small)
        yield Amount(_cents(low), _cents(high), found.start(), found.end())


def read_amount(text: str) -> Decimal | None:
    """Return the sum a field holds ("18,000", "3.5万", "一万元"), or None where it is none.

    A range is no sum, and gives None.
    """
    text = text.strip().removeprefix("人民币").removeprefix("¥").removeprefix("￥").strip()
    found = list(amounts(text if text.endswith(("元", "圆", "整", "角", "分")) else f"{text}元"))
    if len(found) != 1 or found[0].start != 0 or found[0].is_range:
        return None
    return found[0].low


def in_yuan(amount: Decimal) -> str:
    """Write an amount the Chinese way: 18,000元, 35,000.50元."""
    amount = _cents(amount)
    return f"{amount:,.0f}元" if amount == amount.to_integral_value() else f"{amount:,.2f}元"


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> int | None:
    """Read a whole number in Chinese figures, 三万五千 or 壹万零伍佰; None for anything else."""
    try:
        number = cn2an.cn2an(text.translate(_ODD_FORMS), "smart")
    except (ValueError, KeyError):  # the latter for a unit written twice, as 二十十
        return None
    return int(number) if number == int(number) else None


def _value(digits: str | None, unit: str | None, han: str | None) -> Decimal | None:
    if digits:
        return Decimal(digits.replace(",", "").replace("，", "")) * _scale(unit or "")
    number = chinese_number(han) if han else None
    return None if number is None else Decimal(number)


def _scale(unit: str) -> int:
    scale = 1
    for character in unit:
        scale *= _UNITS[character]
    return scale


def _small_change(jiao: str | None, fen: str | None) -> Decimal:
    return Decimal(_figure(jiao)) / 10 + Decimal(_figure(fen)) / 100


def _figure(figure: str | None) -> int:
    if not figure:
        return 0
    return int(figure) if figure.isdecimal() else chinese_number(figure) or 0


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)
