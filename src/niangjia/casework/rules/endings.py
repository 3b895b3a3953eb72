"""What it takes to end a matter: pure questions, each answered by what is still missing, or ""."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MOST_YUAN = Decimal(10) ** 10


@dataclass(frozen=True, slots=True)
class Call:
    """A call-back: on which day, whether the asker was reached."""

    day: date
    reached: bool


def missing_for_result(*, money_at_stake: bool, recovered: Decimal | None) -> str:
    """Say what a result still lacks."""
    if money_at_stake and recovered is None:
        return "这件事涉及钱，请填追回了多少元；没有追回就填0。"
    if recovered is not None and not 0 <= recovered <= MOST_YUAN:
        return "追回的金额不对，请填0或正数，以元为单位。"
    if recovered is not None and recovered != recovered.quantize(Decimal("0.01")):
        return "金额最多写到分。"
    return ""


def missing_for_reason(calls: Sequence[Call], *, tries: int, has_contact: bool) -> str:
    """Say what a call-back still lacks before a matter may end with a reason.

    Reaching the asker once is enough; otherwise it takes so many tries on different days. Whoever
    left no number is told in writing, under the receipt.
    """
    if not calls:
        return "请先给职工回电话并记下来，再办结。" if has_contact else "请先留言告诉职工，再办结。"
    if any(call.reached for call in calls):
        return ""
    days = len({call.day for call in calls})
    if days < tries:
        return f"还没有联系上职工：要在不同的{tries}天各试一次，现在是{days}天。"
    return ""
