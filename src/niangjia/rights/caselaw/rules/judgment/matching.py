"""Which order answers which claim: by what it is about, then by sum, period and place."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from niangjia.rights.caselaw.rules.judgment.items import Item
from niangjia.rights.caselaw.rules.judgment.terms import ClaimKind

_SAME: dict[str, str] = {
    ClaimKind.PROBATION_GAP: ClaimKind.UNPAID_WAGES,
    ClaimKind.INSURANCE_LOSS: ClaimKind.LOSS,
    ClaimKind.JOB_LOSS: ClaimKind.LOSS,
    ClaimKind.TRAINING_FEE: ClaimKind.PENALTY,
}
"""Kinds that an order may call by the wider name."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """The orders that answer one claim; `share` where one of them answers several claims."""

    orders: tuple[Item, ...] = ()
    is_unclear: bool = False
    share: Decimal | None = None

    @property
    def amount(self) -> Decimal | None:
        """What they come to, None where one of them names no sum."""
        if self.share is not None:
            return self.share
        sums = [order.amount for order in self.orders if order.amount is not None]
        return sum(sums, Decimal(0)) if sums and len(sums) == len(self.orders) else None

    @property
    def is_denial(self) -> bool:
        """Whether they only say that nothing is due."""
        return bool(self.orders) and all(order.is_denial for order in self.orders)

    @property
    def is_mixed(self) -> bool:
        """Whether they say that it is so for one time and not for another."""
        said = "".join(order.text for order in self.orders)
        return said.count("存在") > said.count("不存在") > 0

    def is_shorter_than(self, item: Item) -> bool:
        """Whether the time they name begins later or ends earlier than what was asked."""
        periods = self.orders[0].periods if len(self.orders) == 1 else ()
        if not periods or len(periods) > 2 or not item.periods or len(item.periods) > 2:
            return False
        both = len(periods) == len(item.periods) == 2
        return periods[0] != item.periods[0] or (both and periods[1] != item.periods[1])


def ordered_for(claims: Sequence[Item], given: Sequence[Item]) -> list[Ordered]:
    """Return for each claim the orders that answer it."""
    answers = [Ordered() for _ in claims]
    by_kind: dict[str, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        if claim.kind:
            by_kind[claim.kind].append(at)
    used: set[int] = set()
    for kind, places in by_kind.items():
        found = [n for n, order in enumerate(given) if _is_about(order, kind)]
        if not found and (wider := _SAME.get(kind)) and wider not in by_kind:
            found = [n for n, order in enumerate(given) if order.kind == wider]
        used |= set(found)
        for at, answer in _shared(places, found, claims, given):
            answers[at] = answer
    _lone(answers, claims, [order for n, order in enumerate(given) if n not in used])
    return answers


def _is_about(order: Item, kind: str) -> bool:
    return order.kind == kind or kind in order.kinds


def _shared(
    places: Sequence[int], found: Sequence[int], claims: Sequence[Item], given: Sequence[Item]
) -> list[tuple[int, Ordered]]:
    """Share out the orders of one kind among the claims of that kind."""
    orders = [given[n] for n in found]
    if not orders:
        return []
    lump = next((order for order in orders if len(order.kinds) > 1), None)
    if lump is not None:
        return _lump(places, lump, claims)
    if len(places) == 1:
        payments = tuple(order for order in orders if not order.is_denial)
        return [(places[0], Ordered(payments or tuple(orders)))]
    if len(places) == len(orders):
        pairs = _paired(places, orders, claims)
        return [(at, Ordered((order,))) for at, order in pairs]
    exact = _exact(places, orders, claims)
    if exact is not None:
        return exact
    return [(at, Ordered(is_unclear=True)) for at in places]


def _lump(places: Sequence[int], lump: Item, claims: Sequence[Item]) -> list[tuple[int, Ordered]]:
    """One sum for several things: it answers them only if they ask for exactly so much."""
    asked = [claim for claim in claims if claim.kind in lump.kinds and claim.amount is not None]
    whole = sum((claim.amount for claim in asked if claim.amount is not None), Decimal(0))
    if lump.amount == whole and asked:
        return [(at, Ordered((lump,), share=claims[at].amount)) for at in places]
    if len(asked) == 1 and len(places) == 1 and set(lump.kinds) == {claims[places[0]].kind}:
        return [(places[0], Ordered((lump,)))]
    return [(at, Ordered(is_unclear=True)) for at in places]


def _paired(
    places: Sequence[int], orders: Sequence[Item], claims: Sequence[Item]
) -> list[tuple[int, Item]]:
    """Pair as many claims with as many orders: those of one period first, the rest in order."""
    left, pairs, rest = list(orders), [], []
    for at in places:
        same = next((o for o in left if o.periods and o.periods == claims[at].periods), None)
        if same is None:
            rest.append(at)
            continue
        left.remove(same)
        pairs.append((at, same))
    return [*pairs, *zip(rest, left, strict=True)]


def _exact(
    places: Sequence[int], orders: Sequence[Item], claims: Sequence[Item]
) -> list[tuple[int, Ordered]] | None:
    """Match unequal numbers where sums or periods leave no doubt, else None."""
    whole = sum((claims[at].amount or Decimal(0) for at in places), Decimal(0))
    if len(orders) == 1 and orders[0].amount == whole:
        return [(at, Ordered((orders[0],), share=claims[at].amount)) for at in places]
    answers: list[tuple[int, Ordered]] = []
    left = list(places)
    for order in orders:
        fits = [at for at in left if order.periods and order.periods == claims[at].periods]
        fits = fits or [at for at in left if order.amount and order.amount == claims[at].amount]
        if len(fits) != 1:
            return None
        answers.append((fits[0], Ordered((order,))))
        left.remove(fits[0])
    return answers


def _lone(answers: list[Ordered], claims: Sequence[Item], unnamed: Sequence[Item]) -> None:
    """An order that names no kind answers the one money claim that nothing else answers."""
    orders = [order for order in unnamed if not order.kind and order.amount is not None]
    if not orders:
        return
    open_ = [
        at for at, claim in enumerate(claims) if claim.amount is not None and not answers[at].orders
    ]
    sums = [claims[at].amount or Decimal(0) for at in open_]
    if len(orders) == 1 and len(open_) == 1:
        answers[open_[0]] = Ordered((orders[0],))
    elif len(orders) == 1 and orders[0].amount == sum(sums, Decimal(0)):
        for at in open_:
            answers[at] = Ordered((orders[0],), share=claims[at].amount)
    else:
        for at in open_:
            answers[at] = Ordered(is_unclear=True)
