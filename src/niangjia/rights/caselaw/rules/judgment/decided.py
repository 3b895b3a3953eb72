"""What stands ordered in the end: the result, and what it keeps of the decision below."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from niangjia.rights.caselaw.rules.judgment.items import MOST, Item, heads_of, pieces_of
from niangjia.rights.caselaw.rules.judgment.kinds import kind_of
from niangjia.rights.caselaw.rules.judgment.terms import ClaimKind
from niangjia.rights.caselaw.rules.orders import REFUSED, earlier_decisions
from niangjia.rights.caselaw.rules.parties import Parties
from niangjia.rights.caselaw.rules.terms import Stage

_HAN = "一二三四五六七八九十"
_REST = re.compile(r"其他|其它|其余|余下|剩余|其\s*他|部分")
_NOT_AN_ORDER = re.compile(
    r"^[^；。支]{0,12}(?:受理费|仲裁费|诉讼费|鉴定费|保全费)|受理费|加倍支付|迟延履行|如不服|未按[^；。]{0,20}履行|如果未|终审|逾期不"
)
_APPEAL_FAILS = re.compile(r"驳回[^。；\n]{0,40}?(?:上诉|再审申请|再审请求|的申请|抗诉)")
_UPHELD = re.compile(r"维持(?!(?:[^。；\n]{0,60}第[一二三四五六七八九十、]+项))[^。；\n]{0,60}")
_ITEMS = re.compile(
    rf"(?P<verb>维持|撤销"
    rf"|变更)[^；。\n]{{0,60}}?(?P<items>第[{_HAN}]{{1,3}}(?:[、，和及]{{1,2}}第?[{_HAN}]{{1,3}}"
    rf"|项[、，和及]{{1,2}}第[{_HAN}]{{1,3}})*项)"
    r"(?P<to>[^；。\n]{0,16}?为[:：]?|[:：])?"
)
_REVOKED = re.compile(
    r"撤销(?![^。；\n]{0,60}第[一二三四五六七八九十]{1,3}、?[^。；\n]{0,12}项)[^。；\n]{0,60}?(?:判决|裁定|裁决|××号|号)"
)
_TOP_ITEM = re.compile(
    rf"(?:^|(?<=[；;。\n：:]))\s*(?:[（(])?(?P<number>[{_HAN}]{{1,2}}|\d{{1,2}})[)）]?[、.．]"
)
_NOT_RETOLD = re.compile(r"^[，,]?改判|证据[一二三四五六七八九十\d]|拟证明|用以证明|证明目的")
_VALUES = {figure: value for value, figure in enumerate(_HAN, 1)}


@dataclass(frozen=True, slots=True)
class Decided:
    """What the paper decides. `refusals`: whose request, about what kind, whether only the rest."""

    given: tuple[Item, ...]
    refusals: tuple[tuple[str, str, bool], ...]
    before: tuple[Item, ...] = ()
    appeal_fails: bool = False
    revokes: bool = False
    changes: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it was understood."""
        return not (
            self.given or self.refusals or self.appeal_fails or self.revokes or self.changes
        )


def decided(parts: Mapping[str, str], result: str, stage: str, parties: Parties) -> Decided:
    """Return what the result orders; for an appeal together with what it leaves standing."""
    if stage not in {Stage.SECOND_INSTANCE, Stage.RETRIAL}:
        given, refusals = _orders(result, parties)
        return Decided(given, refusals, revokes=bool(_REVOKED.search(result)))
    below = _below(parts)
    before, before_refusals = _orders(below, parties)
    revokes = bool(_REVOKED.search(result))
    named = list(_ITEMS.finditer(result))
    fails = bool(_APPEAL_FAILS.search(result) or _UPHELD.search(result)) and not revokes
    if fails and not any(found["verb"] != "维持" for found in named):
        return Decided(before, before_refusals, before, appeal_fails=True)
    given, refusals = _orders(
        _ITEMS.sub("", _UPHELD.sub("", _APPEAL_FAILS.sub("", result))), parties
    )
    if named:
        kept, kept_refusals = _orders(_kept(below, named), parties)
        given, refusals = (*kept, *given), (*refusals, *kept_refusals)
    changes = any(found["verb"] != "维持" for found in named)
    return Decided(given, refusals, before, revokes=revokes, changes=changes)


def _below(parts: Mapping[str, str]) -> str:
    """Return the decision under appeal: the last one retold that orders or refuses something."""
    last = ""
    for retold in earlier_decisions(parts):
        if _NOT_RETOLD.search(retold):
            continue
        if any(kind_of(piece) or REFUSED.search(piece) for piece in pieces_of(retold)):
            last = retold
    return last


def _kept(below: str, named: list[re.Match[str]]) -> str:
    """Return the items of the decision below that are neither revoked nor changed."""
    kept: set[int] = set()
    gone: set[int] = set()
    for found in named:
        (kept if found["verb"] == "维持" else gone).update(_numbers(found["items"]))
    items = _numbered(below)
    return "；".join(
        words
        for number, words in items.items()
        if number not in gone and (not kept or number in kept)
    )


def _numbered(words: str) -> dict[int, str]:
    marks = list(_TOP_ITEM.finditer(words))
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    if not marks:
        return {1: words}
    return {
        _number(mark["number"]): words[mark.end() : end]
        for mark, end in zip(marks, ends, strict=True)
    }


def _numbers(words: str) -> set[int]:
    return {_number(found) for found in re.findall(rf"[{_HAN}]+", words)}


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _VALUES[words[0]]
    return (_VALUES[tens] if tens else 1) * 10 + (_VALUES[ones] if ones else 0)


def _orders(
    words: str, parties: Parties
) -> tuple[tuple[Item, ...], tuple[tuple[str, str, bool], ...]]:
    given: list[Item] = []
    refusals: list[tuple[str, str, bool]] = []
    pieces = (piece for piece in pieces_of(words) if not _NOT_AN_ORDER.search(piece))
    items = (item for piece in pieces for item in heads_of(piece))
    for item in islice(items, MOST):
        no = REFUSED.search(item.text)
        if no:
            what = no["what"]
            about = kind_of(what)
            refusals.append(
                (
                    parties.kind_of(what),
                    "" if about == ClaimKind.OVERTURN else about,
                    bool(_REST.search(what)),
                )
            )
        elif item.kind or item.amount is not None:
            given.append(item)
    return tuple(given), tuple(refusals)
