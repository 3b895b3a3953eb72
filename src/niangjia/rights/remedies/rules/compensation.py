"""Pay for the end of employment: N (经济补偿), N+1 (加代通知金), 2N (赔偿金)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from niangjia.kernel.errors import Invalid
from niangjia.rights.remedies.rules import told
from niangjia.rights.remedies.rules.laws import CONTRACT, CONTRACT_RULES, article
from niangjia.rights.remedies.rules.served import months_of_pay, served, served_with_last_day
from niangjia.rights.remedies.rules.working import Reading, Step, Worth, plain, to_fen

Kind = Literal["n", "n+1", "2n"]
KINDS: tuple[Kind, ...] = ("n", "n+1", "2n")

IN_FORCE = date(2008, 1, 1)
"""Since when the Labour Contract Law counts years (its art. 97 and 98)."""
CAP_TIMES = 3
CAP_YEARS = Decimal(12)


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known of an employment that ended. Wages are yuan a month.

    `wage` is the average of the twelve months before, all in cash counted (实施条例 art. 27).
    `local_average` and `minimum_wage` are those of the place; None where they are not known.
    """

    joined: date
    left: date
    wage: Decimal
    last_month_wage: Decimal | None = None
    local_average: Decimal | None = None
    minimum_wage: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Base:
    """The monthly pay that is multiplied, and whether it was cut."""

    pay: Decimal
    capped: bool


def kind_of(text: str) -> Kind:
    """Return the kind somebody wrote, in small letters or large. Raises Invalid for another."""
    for kind in KINDS:
        if kind == text.strip().lower():
            return kind
    raise Invalid("要算哪一种：n、n+1或者2n。", {"kind": "n、n+1或2n"})


def compensation(ending: Ending, kind: Kind = "n") -> Worth:
    """Return what the end of an employment is worth, each step with its article.

    Raises Invalid for dates and wages that cannot be.
    """
    _check(ending)
    base, base_steps = _base(ending)
    months = _cut(months_of_pay(served(ending.joined, ending.left)), base)
    steps = (_service_step(ending, months), *base_steps, _product_step(base, months))
    amount = _amount(ending, kind, base, months)
    return Worth(amount, (*steps, *_more(ending, kind, amount)), _readings(ending, kind, base))


def _amount(ending: Ending, kind: Kind, base: _Base, months: Decimal) -> Decimal:
    product = to_fen(base.pay * months)
    if kind == "2n":
        return 2 * product
    return product + (to_fen(_last_month(ending)) if kind == "n+1" else 0)


def _last_month(ending: Ending) -> Decimal:
    return ending.wage if ending.last_month_wage is None else ending.last_month_wage


def _product_step(base: _Base, months: Decimal) -> Step:
    product = to_fen(base.pay * months)
    formula = f"{plain(base.pay)} × {plain(months)} = {plain(product)}"
    return Step("经济补偿（N）", formula, product, (article(CONTRACT, 47),))


def _more(ending: Ending, kind: Kind, amount: Decimal) -> tuple[Step, ...]:
    if kind == "n+1":
        return (_notice(ending),)
    if kind == "2n":
        formula = f"{plain(amount / 2)} × 2 = {plain(amount)}"
        articles = (article(CONTRACT, 87), article(CONTRACT_RULES, 25))
        text = "违法解除或者终止，付经济补偿的二倍（2N）；付了这一笔，就不再另付经济补偿。"
        return (Step(text, formula, amount, articles),)
    return ()


def _notice(ending: Ending) -> Step:
    told_of = ending.last_month_wage is not None
    amount = to_fen(_last_month(ending))
    return Step(
        "没有提前三十日书面通知，另付一个月工资，按上一个月的工资标准（+1）。",
        plain(amount),
        amount,
        (article(CONTRACT, 40), article(CONTRACT_RULES, 20)),
        "" if told_of else "没有填上一个月的工资，先按平均工资算。",
    )


def _cut(months: Decimal, base: _Base) -> Decimal:
    return min(months, CAP_YEARS) if base.capped else months


def _service_step(ending: Ending, months: Decimal) -> Step:
    time = served(ending.joined, ending.left)
    uncut = months_of_pay(time)
    text = f"工作年限{time.in_words}，折成{plain(uncut)}个月工资"
    text += f"；工资按三倍封顶的，最多算12年，取{plain(months)}个月。" if months < uncut else "。"
    return Step(text, articles=(article(CONTRACT, 47),))


def _base(ending: Ending) -> tuple[_Base, tuple[Step, ...]]:
    floored, floor_step = _floor(ending)
    if ending.local_average is None:
        text = "没有填当地上年度职工月平均工资，没有核对三倍封顶。"
        assumption = f"工资不高于当地平均工资的{CAP_TIMES}倍。"
        unchecked = Step(text, articles=(article(CONTRACT, 47),), assumption=assumption)
        return _Base(floored, capped=False), (*floor_step, unchecked)
    ceiling = ending.local_average * CAP_TIMES
    compared = f"{plain(ending.local_average)} × {CAP_TIMES} = {plain(ceiling)}"
    if floored <= ceiling:
        text = "月工资不高于当地平均工资的三倍：按本人工资算，年限不封顶。"
        return _Base(floored, capped=False), (
            *floor_step,
            Step(text, compared, articles=(article(CONTRACT, 47),)),
        )
    text = "月工资高于当地平均工资的三倍：按三倍算，年限最多12年。"
    step = Step(text, compared, articles=(article(CONTRACT, 47),))
    return _Base(ceiling, capped=True), (*floor_step, step)


def _floor(ending: Ending) -> tuple[Decimal, tuple[Step, ...]]:
    least = ending.minimum_wage
    if least is None or ending.wage >= least:
        return ending.wage, ()
    text = f"平均工资低于当地最低工资，按最低工资{plain(least)}元算。"
    return least, (Step(text, articles=(article(CONTRACT_RULES, 27),)),)


def _readings(ending: Ending, kind: Kind, base: _Base) -> tuple[Reading, ...]:
    usual = _cut(months_of_pay(served(ending.joined, ending.left)), base)
    others = {"离职那天也上了班、算进工作年限时": served_with_last_day(ending.joined, ending.left)}
    if ending.joined < IN_FORCE < ending.left and kind != "2n":
        text = "2008年以前的年限按当时的规定没有经济补偿、只从2008年1月1日算起时"
        others[text] = served(IN_FORCE, ending.left)
    months = {text: _cut(months_of_pay(time), base) for text, time in others.items()}
    return tuple(
        Reading(text, _amount(ending, kind, base, other))
        for text, other in months.items()
        if other != usual
    )


def _check(ending: Ending) -> None:
    told.employment(ending.joined, ending.left)
    told.wage(ending.wage)
    for field in ("last_month_wage", "local_average", "minimum_wage"):
        amount = getattr(ending, field)
        if amount is not None:
            told.wage(amount, field)
