"""Days of maternity leave by the State Council's rule; places may add to them (产假天数)."""

from dataclasses import dataclass

from niangjia.kernel.errors import Invalid
from niangjia.rights.remedies.rules.laws import WOMEN, article
from niangjia.rights.remedies.rules.working import Step

BIRTH = 98
BEFORE = 15
DIFFICULT = 15
EACH_MORE = 15
EARLY_LOSS = 15
LATE_LOSS = 42
MOST_BABIES = 10


@dataclass(frozen=True, slots=True)
class Days:
    """So many days, with the working."""

    days: int
    steps: tuple[Step, ...]


def birth(*, babies: int = 1, difficult: bool = False) -> Days:
    """Return the days for a birth. Raises Invalid for a number of children that cannot be."""
    if not 1 <= babies <= MOST_BABIES:
        raise Invalid(f"生育的孩子数在1到{MOST_BABIES}之间。", {"babies": "请核对"})
    parts = [(BIRTH, f"产假{BIRTH}天，其中产前可以休{BEFORE}天")]
    if difficult:
        parts.append((DIFFICULT, f"难产增加{DIFFICULT}天"))
    if babies > 1:
        parts.append((EACH_MORE * (babies - 1), f"多生育{babies - 1}个，每个增加{EACH_MORE}天"))
    return _days(parts)


def loss(*, four_months: bool) -> Days:
    """Return the days after a miscarriage, before or from four months of pregnancy on."""
    text = "怀孕满4个月流产" if four_months else "怀孕未满4个月流产"
    return _days([(LATE_LOSS if four_months else EARLY_LOSS, text)])


def _days(parts: list[tuple[int, str]]) -> Days:
    cited = (article(WOMEN, 7),)
    steps = [Step(f"{text}。", str(days), articles=cited) for days, text in parts]
    steps.append(
        Step("这是国家规定的天数；各省、自治区、直辖市多半另外增加，增加多少这里还没有录入。")
    )
    return Days(sum(days for days, _ in parts), tuple(steps))
