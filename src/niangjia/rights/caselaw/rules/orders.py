"""What a decision orders: for the worker, for the employer, withheld, refused."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from niangjia.rights.caselaw.rules.parties import Parties
from niangjia.rights.caselaw.rules.sums import total_of
from niangjia.rights.caselaw.rules.terms import Asker

_ITEM = re.compile(r"[；;。\n]+")
GIVES = re.compile(
    r"支付|给付|赔偿|补缴|缴纳|补足|补发|返还|退还|发还|清偿|偿付|付清|办理|出具|开具|转移|恢复|继续履行|继续有效|赔礼|"
    r"确认[^，。；]{0,60}(?:存在|建立|有|属于|为)[^，。；]{0,24}(?:劳动关系|工伤|劳动合同)|连带|承担[^，。；]{0,20}责任|"
    r"责令|签订|撤销[^，。；]{0,60}(?:解除|决定|通知|处分|开除|除名)"
)
_WITHHELD = re.compile(
    r"无需|无须|不需要?|毋需|不用|不再?(?:向[^，。；]{1,24})?(?:另行)?(?:支付|给付|承担|补缴|赔偿|履行|返还)"
    r"|不存在[^，。；]{0,12}劳动关系|劳动关系不成立|劳动合同[^，。；]{0,30}(?:解除|终止)(?:有效|合法)"
    r"|撤销(?![^，。；\n]{0,60}不予)[^，。；\n]{0,60}(?:仲裁|裁决|工伤认定|认定工伤)"
)
REFUSED = re.compile(r"(?:驳回|不予支持|不支持|不予受理)(?P<what>[^；。\n]{0,60})")
_GRANTED = re.compile(
    r"(?<!不予)(?<!不)(?<!未)支持(?:了)?(?P<what>[^。；\n]{0,24}(?:请求|主张|申请))"
)
_REST = re.compile(r"其他|其它|其余|余下|剩余|部分|其\s*他")
_MOVES_MONEY = re.compile(r"支付|给付|赔偿|返还|退还|偿付|承担|停止|履行")
_COSTS = re.compile(
    r"受理费|鉴定费|仲裁费|诉讼费|保全费|公告费|减半|迟延履行|加倍支付|逾期|如不服|未按"
)
_EARLIER = re.compile(
    r"(?<!撤销)(?<!维持)(?<!不服)(?:一审|原审|二审|再审)(?:法院)?[^。；，\n求]{0,12}?(?:判决|判令|判|裁定|认定应)"
    r"(?:结果)?(?:如下)?[:：】]?(?P<what>(?:(?!二审|再审|一审)[^。\n]){4,600})"
    r"|(?:据此|遂)[^。；\n]{0,10}(?:判决|裁定)(?:如下)?[:：](?P<then>[^。\n]{4,400})"
    r"|仲裁(?:委员会|委|机构)?[^。；\n]{0,16}?(?:裁决|裁令)[:：]?(?P<award>[^。\n]{4,400})"
)
_FURTHER = re.compile(r"(?:[。\n]{1,2}[二三四五六七八九十]{1,2}、[^。\n]{4,300}){1,12}")


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of one decision, item by item."""

    to_worker: tuple[str, ...]
    to_employer: tuple[str, ...]
    withheld: tuple[str, ...]
    refusals: tuple[tuple[str, bool], ...]
    """Whose request was refused (worker, employer or ""), and whether only the rest of it."""

    @property
    def is_empty(self) -> bool:
        """Whether it orders nothing that is understood."""
        return not (self.to_worker or self.to_employer or self.withheld or self.refusals)

    @property
    def refused_rest(self) -> bool:
        """Whether something was granted and the rest refused."""
        return any(is_rest for _whose, is_rest in self.refusals)

    @property
    def grants_all(self) -> bool:
        """Whether it says no more than that the worker's request is granted."""
        return all(_GRANTED.search(item) for item in self.to_worker)

    def refused(self, whose: str) -> bool:
        """Whether a request of that side was refused; one of nobody's in particular counts."""
        return any(kind in {whose, ""} for kind, _is_rest in self.refusals)


def orders_of(result: str, parties: Parties) -> Orders:
    """Return what the items of a decision order."""
    to_worker: list[str] = []
    to_employer: list[str] = []
    withheld: list[str] = []
    refusals: list[tuple[str, bool]] = []
    for item in ordering_items(result):
        no = REFUSED.search(item)
        if no:
            refusals.append((parties.kind_of(no["what"]), bool(_REST.search(no["what"]))))
        elif yes := _GRANTED.search(item):
            loser = parties.kind_of(yes["what"]) == Asker.EMPLOYER
            (to_employer if loser else to_worker).append(item)
        elif _WITHHELD.search(item):
            withheld.append(item)
        elif gives := GIVES.search(item):
            payer = parties.kind_of(item[: gives.start()])
            worker_pays = payer == Asker.WORKER and _MOVES_MONEY.search(item)
            (to_employer if worker_pays else to_worker).append(item)
    return Orders(tuple(to_worker), tuple(to_employer), tuple(withheld), tuple(refusals))


def earlier_orders(parts: Mapping[str, str], parties: Parties) -> Orders | None:
    """Return what the court below ordered, where the paper retells it."""
    last: Orders | None = None
    for retold in earlier_decisions(parts):
        orders = orders_of(retold, parties)
        if not orders.is_empty:
            last = orders
    return last


def earlier_decisions(parts: Mapping[str, str]) -> Iterator[str]:
    """Yield the words in which the paper retells what was decided before, in order."""
    told = "\n".join(parts.get(key, "") for key in ("head", "claims", "facts"))
    for found in _EARLIER.finditer(told):
        yield (found["what"] or found["then"] or found["award"] or "") + _further_items(
            told, found.end()
        )


def _further_items(told: str, at: int) -> str:
    """Return the numbered items that go on after a full stop: 一、……。二、……。"""
    found = _FURTHER.match(told, at)
    return found[0] if found else ""


def ordering_items(result: str) -> list[str]:
    """Return the items of a decision, without those about costs and interest."""
    items = (item.strip() for item in _ITEM.split(result))
    return [item for item in items if item and not _COSTS.search(item)]


def sum_of_items(items: tuple[str, ...]) -> Decimal | None:
    """Return what the items come to, in yuan."""
    return total_of("；".join(items))
