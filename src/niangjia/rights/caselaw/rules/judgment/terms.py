"""The codes by which a read judgment is sorted. Their Chinese names are what people read."""

from niangjia.rights.caselaw.rules.terms import Term


class Role(Term):
    """How the paper calls somebody."""

    PLAINTIFF = "plaintiff", "原告"
    DEFENDANT = "defendant", "被告"
    APPLICANT = "applicant", "申请人"
    RESPONDENT = "respondent", "被申请人"
    APPELLANT = "appellant", "上诉人"
    APPELLEE = "appellee", "被上诉人"
    RETRIAL_APPLICANT = "retrial_applicant", "再审申请人"
    THIRD_PARTY = "third_party", "第三人"
    REPRESENTATIVE = "representative", "法定代表人"
    AGENT = "agent", "委托代理人"


class PartyKind(Term):
    """What somebody is in the dispute."""

    WORKER = "worker", "劳动者"
    EMPLOYER = "employer", "用人单位"
    AGENT = "agent", "代理人"
    OTHER = "other", "其他"


class Fate(Term):
    """What became of a claim, as it was asked."""

    GRANTED = "granted", "支持"
    PARTLY = "partly", "部分支持"
    REFUSED = "refused", "未支持"


class ClaimKind(Term):
    """What a claim is about."""

    DOUBLE_PAY = "double_pay", "二倍工资"
    DAMAGES_2N = "damages_2n", "违法解除赔偿金"
    SEVERANCE = "severance", "经济补偿"
    NOTICE_PAY = "notice_pay", "代通知金"
    UNPAID_WAGES = "unpaid_wages", "工资"
    OVERTIME = "overtime", "加班费"
    COMMISSION = "commission", "提成"
    BONUS = "bonus", "奖金"
    IDLE_PAY = "idle_pay", "停工生活费"
    SICK_PAY = "sick_pay", "病假工资"
    HEAT = "heat", "高温津贴"
    LEAVE_PAY = "leave_pay", "未休年休假工资"
    MATERNITY = "maternity", "生育待遇"
    PROBATION_DAMAGES = "probation_damages", "违法约定试用期赔偿金"
    PROBATION_GAP = "probation_gap", "试用期工资差额"
    EXTRA_DAMAGES = "extra_damages", "加付赔偿金"
    INSURANCE = "insurance", "补缴社会保险"
    INSURANCE_LOSS = "insurance_loss", "社会保险损失"
    JOBLESS_LOSS = "jobless_loss", "失业保险损失"
    HOUSING_FUND = "housing_fund", "住房公积金"
    DISABILITY = "disability", "一次性伤残补助金"
    MEDICAL_GRANT = "medical_grant", "一次性工伤医疗补助金"
    JOB_GRANT = "job_grant", "一次性伤残就业补助金"
    DEATH = "death", "工亡待遇"
    STOP_WORK = "stop_work", "停工留薪期工资"
    NURSING = "nursing", "护理费"
    MEALS = "meals", "住院伙食补助费"
    TREATMENT = "treatment", "医疗费"
    LOST_INCOME = "lost_income", "误工费"
    NUTRITION = "nutrition", "营养费"
    TRANSPORT = "transport", "交通费"
    INJURY_DAMAGES = "injury_damages", "残疾赔偿金"
    MENTAL = "mental", "精神抚慰金"
    RIVALRY_PAY = "rivalry_pay", "竞业限制补偿"
    PENALTY = "penalty", "违约金"
    TRAINING_FEE = "training_fee", "培训费"
    LOSS = "loss", "赔偿损失"
    JOB_LOSS = "job_loss", "未出具离职证明的损失"
    DEPOSIT = "deposit", "返还押金"
    EXPENSES = "expenses", "垫付费用"
    RELATIONSHIP = "relationship", "确认劳动关系"
    REINSTATEMENT = "reinstatement", "继续履行劳动合同"
    TERMINATION = "termination", "解除劳动关系"
    CERTIFICATE = "certificate", "离职证明与档案转移"
    ASSISTANCE = "assistance", "协助办理手续"
    INJURY_DECISION = "injury_decision", "工伤认定决定"
    OFFICIAL_ACT = "official_act", "其他行政行为"
    INTEREST = "interest", "利息"
    OVERTURN = "overturn", "撤销或改变原裁判"
    FEES = "fees", "诉讼等费用"
    OTHER = "other", "其他"
