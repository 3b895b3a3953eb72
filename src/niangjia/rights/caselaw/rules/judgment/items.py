"""Lists of claims and of orders taken apart: one item, one thing, one sum."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise

from niangjia.kernel.money import amounts
from niangjia.rights.caselaw.rules.judgment.kinds import denies, kind_of, kinds_in
from niangjia.rights.caselaw.rules.sums import sums_in, total_of, without_brackets

_HAN = "一二三四五六七八九十"
MOST = 100
"""Items taken of one list: a longer one is a ledger, not a claim."""
MARK = (
    rf"(?:[（(](?:\d{{1,2}}|[{_HAN}]{{1,3}})[)）][、.．]?|\d{{1,2}}\s?(?:[.．、)）](?![\d])|[．.]、)"
    rf"|第?[{_HAN}]{{1,3}}(?:项)?[、.．：:](?![一二]审)|[①-⑳])"
)
"""The mark before an item of a list: 1. （1） 一、 第一项：."""
_CUT = re.compile(
    rf"[；;。\n]+|(?<=[，,：:、\s）)]){MARK}|^\s*{MARK}"
    r"|[，,](?=[^，,；。元]{0,12}(?:诉讼费|受理费|诉讼费用|仲裁费|鉴定费)[^，,；。元]{0,16}(?:承担|负担))"
)
_TOTAL_ONLY = re.compile(
    r"^[，,\s（(]*(?:以上|上述|前述|各项|综上|共计|合计|总计|总额|两项|三项|四项)[^，；]{0,24}(?:计|为|额|元)"
)
_BY_TOTAL = re.compile(r"(?:合计|共计|总计|共)[^，；。\d]{0,6}\d[\d,，.]*万?元")
_JOINT = re.compile(r"[\s、，,和及与以并]{1,4}(?:支付|给付|赔偿|补发|返还)?")
_VERB_FIRST = re.compile(r"^[、，,和及与以并\s]+")
_PERIOD = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing asked for or ordered. `kinds` holds several where one sum stands for them all."""

    text: str
    kind: str
    amount: Decimal | None
    is_denial: bool
    kinds: tuple[str, ...] = ()

    @property
    def periods(self) -> tuple[str, ...]:
        """The months and days it names, by which items of one kind are told apart."""
        return tuple(_PERIOD.findall(self.text))


def items_of(words: str) -> Iterator[Item]:
    """Yield what a list names, one by one; a line that only adds up is left out."""
    found = (
        item
        for piece in pieces_of(words)
        if not _TOTAL_ONLY.search(piece) or kind_of(piece)
        for item in heads_of(piece)
    )
    return islice(found, MOST)


def pieces_of(words: str) -> Iterator[str]:
    """Yield the items of a list as written."""
    plain = (piece.strip(" 　，,：:、") for piece in _CUT.split(words))
    return islice((piece for piece in plain if len(piece) > 2), MOST)


def heads_of(piece: str) -> Iterator[Item]:
    """Yield the heads of one item: 支付工资5000元、加班费3000元 are two."""
    plain = without_brackets(piece)
    denied = denies(plain)
    found = sums_in(plain)
    cuts = [amount.end for amount in found]
    if len(cuts) < 2 or "或" in plain:
        yield _one(plain, denied=denied)
        return
    start, heads = 0, []
    for at, nxt in pairwise(cuts):
        following = plain[at:nxt]
        if _JOINT.match(following) and kind_of(following):
            heads.append(plain[start:at])
            start = at
    if not heads:
        yield _one(plain, denied=denied)
        return
    for head in (*heads, plain[start:]):
        text = _VERB_FIRST.sub("", head)
        named = sums_in(text)
        yield Item(text, kind_of(text), named[0].low if named else None, denied)


def _one(plain: str, *, denied: bool) -> Item:
    amount = total_of(plain)
    if amount is None:
        named = [found for found in amounts(plain) if not found.is_range]
        amount = named[0].low if len(named) == 1 and _BY_TOTAL.search(plain) else None
    kinds = kinds_in(plain) if amount is not None else ()
    return Item(plain, kind_of(plain), amount, denied, kinds if len(kinds) > 1 else ())
