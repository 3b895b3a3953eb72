"""How a case ended, seen from the worker, and what was asked and granted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from niangjia.rights.caselaw.rules.asking import asked_for
from niangjia.rights.caselaw.rules.orders import (
    GIVES,
    REFUSED,
    Orders,
    earlier_orders,
    ordering_items,
    orders_of,
    sum_of_items,
)
from niangjia.rights.caselaw.rules.parties import Parties
from niangjia.rights.caselaw.rules.sums import total_of
from niangjia.rights.caselaw.rules.terms import Asker, Outcome, Stage

_FREEING = re.compile(r"无需|无须|不需|不用|不予?支付|不承担|不支付|撤销[^。；]{0,40}裁决|申请称")
_SENTENCE = re.compile(r"(?<=[。\n])")
_DECIDES = re.compile(
    r"(?:依法|最终|遂|故|因此|于是|委员会|法院|仲裁委)[^。]{0,12}(?:裁决|判决|驳回|判令|裁定|支持)"
)
_EARLIER_COURSE = re.compile(r"申请|不服|诉至|起诉至|一审|原审")
_UPHELD = re.compile(
    r"维持(?:原判|原裁定|一审|二审|原审|[^，。；\n]{0,40}(?:判决|裁定|第[一二三四五六七八九十、]+项))"
)
_APPEAL_FAILED = re.compile(r"驳回[^。；\n，]{0,30}上诉(?:请求)?|维持[^。；\n]{0,40}")
_CHANGED = re.compile(r"撤销[^，。；\n]{0,50}(?:判决|裁定|裁决)|变更|改判")
_SETTLED = re.compile(r"(?:达成|自愿)[^。；\n]{0,20}协议|和解|调解书|调解协议")
_AGREED = re.compile(r"(?:自愿|一致|协商)[^。；\n]{0,16}达成[^。；\n]{0,10}协议")
_WITHDRAWN = re.compile(r"(?:准许|准予|按)[^。；\n]{0,30}撤回|撤诉")


@dataclass(frozen=True, slots=True)
class Ending:
    """The outcome's code, and the sums asked for and granted, in yuan; whoever is to be paid."""

    outcome: str = ""
    claimed: Decimal | None = None
    awarded: Decimal | None = None


def ending_of(parts: Mapping[str, str], parties: Parties, asker: str, stage: str) -> Ending:
    """Return how the case ended, as far as its result tells."""
    asked = asked_for(parts, stage)
    claimed = total_of(asked)
    result = parts.get("result", "") or _result_told(parts, stage)
    if not result:
        return Ending(claimed=claimed)
    if stage == Stage.MEDIATION or (is_agreement(parts) and not REFUSED.search(result)):
        return Ending(Outcome.SETTLED, claimed, sum_of_items(tuple(ordering_items(result))))
    if _WITHDRAWN.search(result) and not GIVES.search(_WITHDRAWN.sub("", result)):
        settled = _SETTLED.search(parts.get("reasons", "")) or _SETTLED.search(result)
        return Ending(Outcome.SETTLED if settled else "", claimed)
    orders = orders_of(_APPEAL_FAILED.sub("", result), parties)
    if orders.is_empty and _UPHELD.search(result) and not _CHANGED.search(result):
        return _upheld(parts, parties, asker, claimed)
    return _judged(orders, asker, claimed, parts)


def _result_told(parts: Mapping[str, str], stage: str) -> str:
    """Return the sentence that tells the decision where a paper has no part for it.

    Among the facts of a judgment such a sentence is about an earlier decision.
    """
    text = parts.get("reasons", "")
    if stage in {Stage.REVIEW, Stage.ARBITRATION}:
        text = "\n".join((parts.get("facts", ""), text))
    told = [
        sentence
        for sentence in _SENTENCE.split(text)
        if _DECIDES.search(sentence) and not _EARLIER_COURSE.search(sentence)
    ]
    return told[-1] if told else ""


def is_agreement(parts: Mapping[str, str]) -> bool:
    """Whether the parties agreed before the end, instead of being judged."""
    ends = [parts.get(key, "")[-200:] for key in ("head", "claims", "defence", "facts", "reasons")]
    return bool(_AGREED.search("".join((*ends, parts.get("result", "")[:80]))))


def _upheld(
    parts: Mapping[str, str], parties: Parties, asker: str, claimed: Decimal | None
) -> Ending:
    """An appeal that failed leaves what was decided before."""
    earlier = earlier_orders(parts, parties)
    if asker == Asker.EMPLOYER:
        if earlier and earlier.to_employer:
            return _judged_for_employer(earlier, claimed, parts)
        awarded = sum_of_items(earlier.to_worker) if earlier else None
        return Ending(Outcome.SUPPORTED, claimed, claimed if awarded is None else awarded)
    if earlier and earlier.to_worker:
        return Ending(Outcome.PARTLY, claimed, sum_of_items(earlier.to_worker))
    refused = earlier is None or earlier.is_empty or earlier.refused(Asker.WORKER)
    nothing = Decimal(0) if claimed is not None else None
    return Ending(Outcome.REFUSED if asker and refused else "", claimed, nothing)


def _judged(
    orders: Orders, asker: str, claimed: Decimal | None, parts: Mapping[str, str]
) -> Ending:
    if orders.is_empty:
        return Ending(claimed=claimed)
    if asker == Asker.EMPLOYER:
        return _judged_for_employer(orders, claimed, parts)
    awarded = sum_of_items(orders.to_worker + orders.to_employer)
    if orders.to_worker:
        less = bool(orders.withheld) or orders.refused(Asker.WORKER) or _is_less(awarded, claimed)
        if awarded is None and not less and orders.grants_all:
            awarded = claimed
        return Ending(Outcome.PARTLY if less else Outcome.SUPPORTED, claimed, awarded)
    if awarded is None and claimed is not None:
        awarded = Decimal(0)
    if asker == Asker.WORKER and not orders.withheld and not orders.refused(Asker.WORKER):
        return Ending(Outcome.SUPPORTED if not orders.to_employer else "", claimed, awarded)
    return Ending(Outcome.REFUSED if asker else "", claimed, awarded)


def _judged_for_employer(
    orders: Orders, claimed: Decimal | None, parts: Mapping[str, str]
) -> Ending:
    """The employer asked: what it did not get, the worker kept."""
    awarded = sum_of_items(orders.to_worker + orders.to_employer)
    lost = orders.to_employer or orders.withheld
    if not lost and not orders.to_worker and not orders.refused(Asker.EMPLOYER):
        return Ending(Outcome.REFUSED, claimed, awarded)
    if orders.to_worker:
        less = bool(lost) or _is_less(awarded, claimed)
        return Ending(Outcome.PARTLY if less else Outcome.SUPPORTED, claimed, awarded)
    if lost:
        less = orders.refused_rest or (bool(awarded) and _is_less(awarded, claimed))
        if awarded is None and claimed is not None and not orders.refused_rest:
            awarded = Decimal(0)
        return Ending(Outcome.PARTLY if less else Outcome.REFUSED, claimed, awarded)
    if awarded is None and claimed is not None:
        # A demand not to have to pay failed: what was awarded before stands.
        awarded = claimed if _FREEING.search(parts.get("claims", "")) else Decimal(0)
    return Ending(Outcome.SUPPORTED, claimed, awarded)


def _is_less(awarded: Decimal | None, claimed: Decimal | None) -> bool:
    return awarded is not None and claimed is not None and awarded < claimed
