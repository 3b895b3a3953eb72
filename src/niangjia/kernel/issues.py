"""What a labour dispute is about: the words that rooms share.

A case, a question and a piece of advice are sorted by the same fourteen.
"""

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code with the Chinese name that people read."""

    label: str

    def __new__(cls, code: str, label: str) -> "Term":
        """Make the code the value, so that it can be stored, and keep the name beside it."""
        term = str.__new__(cls, code)
        term._value_ = code
        term.label = label
        return term

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the term of a code. Raises ValueError for one that is not known."""
        for term in cls:
            if term.value == code:
                return term
        raise ValueError(f"{code!r} is no {cls.__name__}")

    @classmethod
    def label_of(cls, code: str) -> str:
        """Return the Chinese name of a code, or "" for one that is not known."""
        return next((term.label for term in cls if term.value == code), "")


class Issue(Term):
    """What a labour dispute is about: a first taxonomy of fourteen."""

    UNPAID_WAGES = "unpaid_wages", "欠薪"
    OVERTIME = "overtime", "加班"
    NO_CONTRACT = "no_contract", "未签合同"
    UNLAWFUL_DISMISSAL = "unlawful_dismissal", "违法解除"
    SEVERANCE = "severance", "经济补偿"
    WORK_INJURY = "work_injury", "工伤"
    SOCIAL_INSURANCE = "social_insurance", "社保"
    LEAVE = "leave", "休假"
    WOMEN = "women", "女职工"
    PROBATION = "probation", "试用期"
    NON_COMPETE = "non_compete", "竞业限制"
    RELATIONSHIP = "relationship", "劳动关系确认"
    SAFETY = "safety", "职业病与安全"
    OTHER = "other", "其他"
