"""The one-off payment for an injury at work by its grade (一次性伤残补助金)."""

from dataclasses import dataclass
from decimal import Decimal

from niangjia.kernel.errors import Invalid
from niangjia.rights.remedies.rules import told
from niangjia.rights.remedies.rules.laws import INJURY, article
from niangjia.rights.remedies.rules.working import Step, Worth, plain, to_fen

MONTHS = {1: 27, 2: 25, 3: 23, 4: 21, 5: 18, 6: 16, 7: 13, 8: 11, 9: 9, 10: 7}
"""Months of one's own wage by grade (工伤保险条例 art. 35 to 37)."""
_ARTICLE_OF = {grade: 35 if grade <= 4 else 36 if grade <= 6 else 37 for grade in MONTHS}
FLOOR = Decimal("0.6")
CEILING = Decimal(3)


@dataclass(frozen=True, slots=True)
class Injury:
    """An assessed injury.

    `insured_wage`: the monthly average on which contributions were paid, twelve months before;
    `local_average`: the average wage of the insurance area, None where it is not known. Yuan.
    """

    grade: int
    insured_wage: Decimal
    local_average: Decimal | None = None


def injury_grant(injury: Injury) -> Worth:
    """Return the one-off payment. Raises Invalid for a grade or a wage that cannot be."""
    if injury.grade not in MONTHS:
        raise Invalid("伤残等级是1到10级。", {"grade": "1到10"})
    told.wage(injury.insured_wage, "insured_wage")
    own, base = _own_wage(injury)
    months = MONTHS[injury.grade]
    amount = to_fen(own * months)
    payment = Step(
        f"{injury.grade}级伤残，{months}个月的本人工资。",
        f"{plain(own)} × {months} = {plain(amount)}",
        amount,
        (article(INJURY, _ARTICLE_OF[injury.grade]),),
    )
    return Worth(amount, (base, payment, _who_pays()))


def _own_wage(injury: Injury) -> tuple[Decimal, Step]:
    own = injury.insured_wage
    cited = (article(INJURY, 64),)
    if injury.local_average is None:
        text = "本人工资是受伤前12个月平均月缴费工资。"
        return own, Step(
            text,
            articles=cited,
            assumption="没有填统筹地区职工平均工资，没有核对60%的下限和300%的上限。",
        )
    average = told.wage(injury.local_average, "local_average")
    kept = min(max(own, average * FLOOR), average * CEILING)
    text = f"本人工资{plain(own)}元，在当地平均工资的60%（{plain(average * FLOOR)}）"
    text += f"和300%（{plain(average * CEILING)}）之间取，按{plain(kept)}元。"
    return kept, Step(text, articles=cited)


def _who_pays() -> Step:
    return Step(
        "参加了工伤保险的，由工伤保险基金付；单位没有参加的，由单位付。",
        articles=(article(INJURY, 62),),
    )
