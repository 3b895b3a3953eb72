"""What became of each claim, matched with what was ordered; what matches nothing stays open."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from niangjia.rights.caselaw.rules.judgment.decided import Decided
from niangjia.rights.caselaw.rules.judgment.items import Item
from niangjia.rights.caselaw.rules.judgment.kinds import kind_of
from niangjia.rights.caselaw.rules.judgment.matching import Ordered, ordered_for
from niangjia.rights.caselaw.rules.judgment.terms import ClaimKind, Fate
from niangjia.rights.caselaw.rules.judgment.values import Claim
from niangjia.rights.caselaw.rules.orders import REFUSED
from niangjia.rights.caselaw.rules.terms import Asker

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ground:
    """What fates are told from: the decision, who asked, and the sentences of the reasons."""

    decided: Decided
    asker: str
    is_appeal: bool
    reasons: Sequence[str] = ()


def fates_of(items: Sequence[Item], ground: Ground | None) -> tuple[Claim, ...]:
    """Return the claims with their fates; without a ground (nothing was decided) all are open."""
    if ground is None:
        return tuple(_claim(n, item, "", None) for n, item in enumerate(items, 1))
    now = ordered_for(items, ground.decided.given)
    before = ordered_for(items, ground.decided.before)
    return tuple(
        _claim(n, item, *_fate(item, ground, here, below))
        for n, (item, here, below) in enumerate(zip(items, now, before, strict=True), 1)
    )


def _claim(ordinal: int, item: Item, fate: str, granted: Decimal | None) -> Claim:
    kind = item.kind or ClaimKind.OTHER.value
    return Claim(ordinal, item.text, kind, item.amount, fate, granted, item.is_denial)


def _fate(item: Item, ground: Ground, here: Ordered, below: Ordered) -> tuple[str, Decimal | None]:
    found = ground.decided
    if found.is_empty or (item.kind == ClaimKind.FEES and item.amount is None):
        return "", None
    if found.appeal_fails:
        return Fate.REFUSED, _left_standing(item, ground, below)
    if item.kind == ClaimKind.OVERTURN:
        return _overturned(ground)
    if here.is_unclear:
        return "", None
    if here.orders:
        return _ordered(item, here, below if ground.is_appeal else Ordered())
    return _not_ordered(item, ground, below)


def _left_standing(item: Item, ground: Ground, below: Ordered) -> Decimal | None:
    """Return what stays due where an appeal fails, as far as the decision below is retold."""
    if item.amount is None or below.is_unclear:
        return None
    if below.orders and not below.is_denial:
        return below.amount
    if below.orders or any(not kind or kind == item.kind for _, kind, _ in ground.decided.refusals):
        return NOTHING
    return None


def _overturned(ground: Ground) -> tuple[str, Decimal | None]:
    if ground.decided.changes:
        return Fate.PARTLY, None
    if ground.decided.revokes:
        return Fate.GRANTED, None
    refused = any(_concerns(whose, ground.asker) for whose, _, _ in ground.decided.refusals)
    return (Fate.REFUSED if refused else "", None)


def _ordered(item: Item, here: Ordered, below: Ordered) -> tuple[str, Decimal | None]:
    if item.is_denial:
        return _denied(item, here)
    if here.is_denial:
        return Fate.REFUSED, _none(item)
    if item.amount is None:
        less = here.is_mixed or here.is_shorter_than(item)
        return (Fate.PARTLY if less else Fate.GRANTED), here.amount
    if here.amount is None:
        return "", None
    if here.amount >= item.amount:
        return Fate.GRANTED, here.amount
    unmoved = below.amount is not None and below.amount == here.amount
    return (Fate.REFUSED if unmoved or not here.amount else Fate.PARTLY), here.amount


def _denied(item: Item, here: Ordered) -> tuple[str, Decimal | None]:
    """A demand not to have to pay: an order to pay refuses it, a smaller sum grants a part."""
    if here.is_mixed:
        return Fate.PARTLY, here.amount
    if here.is_denial:
        return Fate.GRANTED, _none(item)
    if item.amount is None and here.is_shorter_than(item):
        return Fate.PARTLY, None
    if item.amount is None or here.amount is None or here.amount >= item.amount:
        return Fate.REFUSED, here.amount
    return Fate.PARTLY, here.amount


def _not_ordered(item: Item, ground: Ground, below: Ordered) -> tuple[str, Decimal | None]:
    if item.is_denial and ground.is_appeal and below.orders and not below.is_denial:
        return Fate.GRANTED, _none(item)  # it was ordered below and no longer stands
    side = Asker.EMPLOYER if item.is_denial else ground.asker
    for whose, about, is_rest in ground.decided.refusals:
        if about and about != item.kind:
            continue
        if _concerns(whose, side):
            return Fate.REFUSED, None if item.is_denial else _none(item)
        if item.is_denial and not is_rest:
            return Fate.GRANTED, _none(item)
    if _refused_in_reasons(item, ground):
        return Fate.REFUSED, _none(item)
    return "", None


def _refused_in_reasons(item: Item, ground: Ground) -> bool:
    if item.is_denial or not item.kind:
        return False
    return any(REFUSED.search(told) and kind_of(told) == item.kind for told in ground.reasons)


def _concerns(whose: str, side: str) -> bool:
    return not whose or not side or whose == side


def _none(item: Item) -> Decimal | None:
    return None if item.amount is None else NOTHING
