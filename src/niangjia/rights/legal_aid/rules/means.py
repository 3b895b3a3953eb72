"""Whether somebody's means are looked at, and what comes of it, each with its article."""

from dataclasses import dataclass
from decimal import Decimal

from niangjia.kernel.issues import Issue, Term
from niangjia.rights.legal_aid.rules.articles import (
    NOT_CHECKED,
    OWN_WORD,
    THRESHOLD,
    WITHOUT_MEANS_TEST,
    Article,
)


class Group(Term):
    """Groups whose means are not looked at."""

    MIGRANT = "migrant", "进城务工人员，要工资或者工伤赔偿"
    NO_INCOME = "no_income", "没有固定生活来源的未成年人、老年人、残疾人等"
    RELIEF = "relief", "正在领社会救助、司法救助，或者是优抚对象"
    BRAVERY = "bravery", "因见义勇为主张权益"
    ABUSED = "abused", "受虐待、遗弃、家庭暴力，主张权益"
    NONE = "none", "都不是"


WAGES_AND_INJURIES = frozenset(
    {Issue.UNPAID_WAGES, Issue.OVERTIME, Issue.WORK_INJURY, Issue.SAFETY}
)
"""Claims for pay for work, and for harm by work: where those who came to the city are not checked.

Pay for extra hours is pay for work; an occupational disease is claimed for as an injury.
"""


class Outcome(Term):
    """What came of looking at somebody's means."""

    EXEMPT = "exempt", "不用审查经济情况"
    WITHIN = "within", "符合经济困难标准"
    ABOVE = "above", "超过经济困难标准"
    UNKNOWN = "unknown", "本地标准还没有录入，由工会看情况决定"
    UNTOLD = "untold", "还没有说明经济情况"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Up to how many yuan a month for each person at home counts as hardship, and by what rule."""

    monthly: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Means:
    """What a household has: yuan a month for all, and for how many persons."""

    income: Decimal | None = None
    persons: int = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it, why in plain words, and the article."""

    outcome: Outcome
    why: str
    article: Article

    @property
    def may_be_granted(self) -> bool:
        """Whether aid is not refused for means."""
        return self.outcome is not Outcome.ABOVE


def look(group: Group, issue: str, means: Means, threshold: Threshold | None) -> Verdict:
    """Return whether means are looked at and what comes of it.

    Who came to work in a city and claims pay or harm by work is not checked (art. 42 no. 3), nor
    are those without an income or on relief (no. 1 and 2); some claims depend on no means at all
    (art. 32 no. 2 and 4). The threshold is the province's to set (art. 34); up to it counts.
    """
    if verdict := _not_looked_at(group, issue):
        return verdict
    if means.income is None:
        return Verdict(
            Outcome.UNTOLD, "请如实说明家里每月收入，作出诚信承诺就可以，不用开证明。", OWN_WORD
        )
    each = (means.income / max(1, means.persons)).quantize(Decimal("0.01"))
    if threshold is None:
        return Verdict(Outcome.UNKNOWN, f"家里人均每月{_yuan(each)}元。", THRESHOLD)
    compared = f"家里人均每月{_yuan(each)}元，本地标准是{_yuan(threshold.monthly)}元"
    if each <= threshold.monthly:
        return Verdict(Outcome.WITHIN, f"{compared}，没有超过。", THRESHOLD)
    return Verdict(Outcome.ABOVE, f"{compared}，超过了。", THRESHOLD)


def _not_looked_at(group: Group, issue: str) -> Verdict | None:
    match group:
        case Group.MIGRANT if issue in WAGES_AND_INJURIES:
            return _exempt("进城务工人员要工资、要工伤赔偿，不审查经济情况。", 3)
        case Group.NO_INCOME:
            return _exempt("没有固定生活来源的未成年人、老年人、残疾人等，不审查经济情况。", 1)
        case Group.RELIEF:
            return _exempt("社会救助、司法救助或者优抚对象，不审查经济情况。", 2)
        case Group.BRAVERY:
            return Verdict(
                Outcome.EXEMPT,
                "因见义勇为主张权益，不受经济困难条件限制。",
                Article(f"{WITHOUT_MEANS_TEST.place}第二项"),
            )
        case Group.ABUSED:
            return Verdict(
                Outcome.EXEMPT,
                "受虐待、遗弃或者家庭暴力的人主张权益，不受经济困难条件限制。",
                Article(f"{WITHOUT_MEANS_TEST.place}第四项"),
            )
        case _:
            return None


def _exempt(why: str, item: int) -> Verdict:
    number = "一二三四"[item - 1]
    return Verdict(Outcome.EXEMPT, why, Article(f"{NOT_CHECKED.place}第{number}项"))


def _yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}".removesuffix(".00")
