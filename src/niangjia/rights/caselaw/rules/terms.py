"""The words by which cases are sorted. Their Chinese names are what people read."""

from niangjia.kernel.issues import Issue, Term

__all__ = ["Asker", "Body", "Issue", "Outcome", "Stage", "Term"]


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
