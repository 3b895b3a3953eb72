"""How much was asked for and how much was granted, where a paper tells it."""

import re
from decimal import Decimal

from niangjia.kernel.money import Amount, amounts

_BRACKET = re.compile(r"[（）()]")
_OPENS = {"）": "（", ")": "("}
_TOTAL = re.compile(
    r"(?:合计|共计|总计|总额|一共|总共|(?<!公)共)(?:人民币|为|是|支付|约|欠|计)?[:：]?\s*(?=[\d一二三四五六七八九十]|$)"
)
_OF_ALL = re.compile(r"以上|上述|各项|总计|[两三四五六]项")
_PARTS = re.compile(r"其中|分[一二两三四五六七八九十\d]+期|分期|第一期|首期")
_RATE = re.compile(
    r"(?:每月|每天|每日|每小时|每工|每单|(?<![\d个])月工资|(?<!\d)日工资|工资标准|月薪|月均|平均工资|基数|标准|按照?|工资为|按月|均为|利息)"
    r"[^，。；、元]{0,12}$"
)
_RATED = re.compile(
    r"\s*(?:/|每|一?(?:个|天|月|日|单|小时|次)|[×xX*÷+＋－\-]|的标准|为基数|为标准|左右的标准)"
)
_ITEM_ENDS = re.compile(r"[；;。\n]")
_BY_THE_MONTH = re.compile(r"(?:按|逐|每)月(?:支付|给付|发放|向)")
_EQUALS = re.compile(r"[＝=]\s*$")
_SIDE = re.compile(r"(?:受理费|诉讼费|仲裁费|鉴定费|保全费)[^，。；]{0,12}$")


def total_of(text: str) -> Decimal | None:
    """Return the sum that claims or orders come to; None where they name none, or a range.

    A total the paper gives itself stands in place of what it adds up. Reckonings in brackets,
    rates (每月3,000元), instalments and the costs of the procedure are not sums.
    """
    if "元" not in text and "圆" not in text:
        return None
    items: list[Decimal] = []
    for piece in _ITEM_ENDS.split(without_brackets(text)):
        named = _sums(piece)
        if named is None:
            return None
        if not named:
            continue
        if _OF_ALL.search(piece) and _TOTAL.search(piece):
            items = [named[-1]]
        else:
            items.append(_together(named))
    return _together(items) if items else None


def without_brackets(text: str) -> str:
    """Return the text without what stands in brackets, however deep; a lone bracket stays."""
    open_at: list[tuple[str, int]] = []
    cuts: list[tuple[int, int]] = []
    for found in _BRACKET.finditer(text):
        if found[0] not in _OPENS:
            open_at.append((found[0], found.start()))
        elif open_at and open_at[-1][0] == _OPENS[found[0]]:
            start = open_at.pop()[1]
            while cuts and cuts[-1][0] > start:
                cuts.pop()
            cuts.append((start, found.end()))
    if not cuts:
        return text
    kept = [text[last:start] for last, (start, _end) in zip(_ends(cuts), cuts, strict=False)]
    return "".join((*kept, text[cuts[-1][1] :]))


def _ends(cuts: list[tuple[int, int]]) -> list[int]:
    return [0, *(end for _start, end in cuts)]


def sums_in(piece: str) -> list[Amount]:
    """Return the amounts of one item that are sums by themselves: no rates, ranges or totals."""
    found: list[Amount] = []
    for amount in amounts(piece):
        before = piece[max(0, amount.start - 24) : amount.start]
        after = piece[amount.end : amount.end + 8]
        rated = _RATE.search(before) or _RATED.match(after)
        if amount.is_range or _TOTAL.search(before) or (rated and not _EQUALS.search(before)):
            continue
        found.append(amount)
    return found


def _sums(piece: str) -> list[Decimal] | None:
    """Return the sums one item names, or only its total where it gives one; None for a range."""
    named: list[Decimal] = []
    if ("元" not in piece and "圆" not in piece) or _BY_THE_MONTH.search(piece):
        return named
    parts_from = _PARTS.search(piece)
    for amount in amounts(piece):
        before = piece[max(0, amount.start - 24) : amount.start]
        if _is_no_sum(before, piece[amount.end : amount.end + 8]):
            continue
        if amount.is_range:
            return None
        if named and parts_from and amount.start > parts_from.start():
            break
        if amount.low in named and "或" in before:
            continue  # the same money, asked for in another way
        if _TOTAL.search(before):
            named = []
        named.append(amount.low)
    return named


def _together(named: list[Decimal]) -> Decimal:
    """Add up; a first or last one that the others add up to is their total, and counts alone."""
    whole = sum(named, Decimal(0))
    for total in (named[0], named[-1]):
        if len(named) > 2 and whole == 2 * total:
            return total
    return whole


def _is_no_sum(before: str, after: str) -> bool:
    if _EQUALS.search(before):
        return False
    return bool(_RATE.search(before) or _RATED.match(after) or _SIDE.search(before))
