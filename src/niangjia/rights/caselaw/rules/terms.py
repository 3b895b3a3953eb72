"""The words by which cases are sorted. Their Chinese names are what people read."""

from enum import StrEnum


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


class Body(Term):
    """Who decided, mediated or published."""

    SUPREME_COURT = "supreme_court", "最高人民法院"
    HIGH_COURT = "high_court", "高级人民法院"
    INTERMEDIATE_COURT = "intermediate_court", "中级人民法院"
    BASIC_COURT = "basic_court", "基层人民法院"
    ARBITRATION = "arbitration", "劳动仲裁"
    MEDIATION = "mediation", "调解"
    MINISTRY = "ministry", "部门典型案例"


class Stage(Term):
    """Where in its course the dispute was."""

    ARBITRATION = "arbitration", "仲裁"
    FIRST_INSTANCE = "first_instance", "一审"
    SECOND_INSTANCE = "second_instance", "二审"
    RETRIAL = "retrial", "再审"
    MEDIATION = "mediation", "调解"
    REVIEW = "review", "典型案例"


class Asker(Term):
    """Who asked for the decision."""

    WORKER = "worker", "劳动者提出"
    EMPLOYER = "employer", "单位提出"


class Outcome(Term):
    """How it ended, seen from the worker."""

    SUPPORTED = "supported", "支持劳动者"
    PARTLY = "partly", "部分支持"
    REFUSED = "refused", "未支持"
    SETTLED = "settled", "调解和解"
