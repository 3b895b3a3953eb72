"""What a claim or an order is about, told from its words."""

import re
from functools import lru_cache

from niangjia.rights.caselaw.rules.judgment.terms import ClaimKind as K

_TABLE: tuple[tuple[K, str], ...] = (
    (K.INJURY_DECISION, r"(?:撤销|责令|重新|判令)[^；。\n]{0,80}(?:工伤|工亡|视同)[^；。\n]{0,20}(?:决定|认定|结论)"
                        r"|撤销[^；。\n]{0,40}被诉[^；。\n]{0,6}决定|(?:重新|重作)[^；。\n]{0,8}认定"
                        r"|撤销[^；。\n]{0,60}行政复议决定|工伤认定(?:决定|申请)"),
    (K.FEES, r"(?:诉讼|受理|仲裁|律师|鉴定|保全|公告|上诉|执行|诉讼保全)费|诉讼[^；。\n支]{0,6}费用|鉴定[^；。\n支]{0,4}费用"),
    (K.OFFICIAL_ACT, r"(?:撤销|责令|判令)[^；。\n]{0,60}(?:告知书|通知书|行政行为|答复|处理决定|行政处罚|责令[^；。\n]{0,8}决定)"
                     r"|(?:受理|审核|核定)[^；。\n]{0,30}(?:先行支付|待遇)[^；。\n]{0,6}申请?|先行支付依法核定|履行法定职责|核定[^；。\n]{0,40}待遇"),
    (K.DOUBLE_PAY, r"(?:二|两|双|2)倍(?:的)?(?:工资|差额|月工资|劳动报酬)|另一倍|双倍差额|双薪"),
    (K.RIVALRY_PAY, r"竞业(?:限制|禁止)[^；。\n违]{0,12}补偿"),
    (K.TRAINING_FEE, r"培训费|服务期[^；。\n]{0,8}违约金"),
    (K.PENALTY, r"违约金"),
    (K.PROBATION_DAMAGES, r"试用期[^；。\n]{0,16}赔偿金|违法约定试用期"),
    (K.PROBATION_GAP, r"试用期[^；。\n]{0,12}(?:工资|差额)"),
    (K.EXTRA_DAMAGES, r"加付[^；。\n]{0,12}赔偿金|(?:50|百分之五十|五十)[%％]?[^；。\n]{0,10}(?:赔偿金|补偿金)|额外经济补偿"),
    (K.DEATH, r"工亡补助金|丧葬(?:补助金|费)|抚恤金|死亡赔偿金|死亡补助金"),
    (K.MEDICAL_GRANT, r"(?:工伤)?医疗(?:费)?补助金"),
    (K.JOB_GRANT, r"就业(?:补助|安置)?金|就业补助"),
    (K.DISABILITY, r"伤残(?:补助金|津贴|补助)|伤残待遇"),
    (K.INJURY_DAMAGES, r"(?:残疾|伤残)赔偿金"),
    (K.STOP_WORK, r"停工留薪"),
    (K.NURSING, r"护理费|陪护费|护理津贴"),
    (K.MEALS, r"伙食(?:补助)?(?:费|补贴)?|住院[^；。\n]{0,4}生活费"),
    (K.NUTRITION, r"营养费"),
    (K.TRANSPORT, r"交通(?:食宿|住宿)?费"),
    (K.MENTAL, r"精神(?:损害)?(?:抚慰金|赔偿|损失)"),
    (K.LOST_INCOME, r"误工(?:费|损失)"),
    (K.JOBLESS_LOSS, r"失业(?:保险|金|救济|补偿)"),
    (K.INSURANCE_LOSS, r"(?:社会保险|社保|医疗保险|医保|养老保险|养老|工伤保险|生育保险|住院费用|报销)[^；。\n]{0,24}损失|损失[^；。\n]{0,10}(?:养老|医疗保险)"),
    (K.MATERNITY, r"产假|生育津贴|生育保险|哺乳期|生育(?:医疗费|待遇|费)|孕期[^；。\n]{0,6}工资"),
    (K.HOUSING_FUND, r"公积金"),
    (K.DAMAGES_2N, r"违法(?:解除|终止|辞退|开除)[^；。\n]{0,24}(?:赔偿|金)|赔偿金|双倍[^；。\n]{0,6}补偿"),
    (K.NOTICE_PAY, r"代通知|未提前(?:三十|30|一个月)[^；。\n]{0,16}(?:工资|金)|通知金"),
    (K.LEAVE_PAY, r"年休假|年假|带薪(?:年)?休假"),
    (K.OVERTIME, r"加班|延时工资|节假日工资|超时"),
    (K.COMMISSION, r"提成|佣金|业务费"),
    (K.SICK_PAY, r"病假(?:期间)?(?:的)?(?:工资|待遇)|医疗期(?:内|间)?(?:的)?工资|病假"),
    (K.HEAT, r"高温(?:作业)?(?:津贴|补贴|费)|防暑降温|降温费"),
    (K.IDLE_PAY, r"生活费|待岗(?:期间)?工资|停工停产"),
    (K.BONUS, r"年终奖|奖金|绩效|十三薪|双薪|年终"),
    (K.DEPOSIT, r"押金|保证金|抵押金|服装费|风险金"),
    (K.JOB_LOSS, r"(?:离职证明|解除[^；。\n]{0,10}证明|档案)[^；。\n]{0,16}损失"),
    (K.CERTIFICATE, r"离职证明|(?:解除|终止)[^；。\n]{0,14}证明|档案|退工|社会保险关系转移|离职手续|社保转移"),
    (K.INSURANCE, r"(?:补缴|缴纳|补交|补办|交纳|缴交)[^；。\n]{0,40}(?:社会保险|社保|保险|五险|养老)|(?:社会保险|社保|保险)费?[^；。\n]{0,6}(?:补缴|补足)|社会保险差额"),
    (K.TREATMENT, r"医疗费|医药费|治疗费|(?:治疗|检查|复查|手术|康复)费用?|辅助器具"),
    (K.RELATIONSHIP, r"(?:确认|存在|建立|认定)[^；。\n]{0,70}(?:劳动|雇佣|用工|劳动合同)关系(?!于|解除)|劳动(?:合同)?关系[^；。\n]{0,4}(?:存在|成立)|视为[^；。\n]{0,14}劳动合同"),
    (K.SEVERANCE, r"经济补偿|(?:解除|终止)[^；。\n]{0,14}补偿|补偿金"),
    (K.REINSTATEMENT, r"继续履行|恢复(?:劳动|工作|岗位|双方)|撤销[^；。\n]{0,30}(?:解除|辞退|开除|除名|终止|调岗|处分)"),
    (K.EXPENSES, r"垫付|报销款|报销费|差旅费|借款"),
    (K.UNPAID_WAGES, r"工资|劳动报酬|薪资|薪酬|劳务(?:费|报酬)|欠薪|报酬|工钱|补贴|津贴"),
    (K.ASSISTANCE, r"(?:协助|配合)[^；。\n]{0,30}(?:手续|认定|登记|材料|申请)|办理[^；。\n]{0,24}手续|相关手续"),
    (K.OVERTURN, r"撤销[^；。\n]{0,60}(?:判决|裁定|裁决|判|民[初终]|劳人?仲|××号)|改判|发回|驳回[^；。\n]{0,40}(?:诉讼|仲裁|全部|诉求|原审)[^；。\n]{0,12}|维持[^；。\n]{0,30}(?:裁决|判决)"),
    (K.TERMINATION, r"(?:解除|终止)[^；。\n]{0,24}(?:劳动|用工|聘用)[^；。\n]{0,6}(?:关系|合同)|(?:劳动|用工)[^；。\n]{0,4}(?:关系|合同)[^；。\n]{0,12}(?:解除|终止)"),
    (K.LOSS, r"损失|赔偿"),
    (K.INTEREST, r"利息"),
)  # fmt: skip
_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _TABLE)
_SETTING = re.compile(
    r"以?[^；。，\n]{0,4}(?:月(?:平均)?工资|工资标准|平均工资)[^；。，、\n]{0,14}(?:为基数|为标准|计算|的标准)"
    r"|扣除[^；。\n]{0,60}后|因[^；。，\n]{0,16}(?:工伤|受伤)[^；。，\n]{0,6}，"
)
_DENIES = re.compile(
    r"无需|无须|不需|毋需|毋须|不用|不应?(?:再|予)?(?:支付|承担|给付|向|赔偿|补缴|返还|缴纳)|不(?:再)?负有|免除"
    r"|不存在[^；。\n]{0,40}(?:劳动|雇佣|用工|合同)关系|(?:劳动|用工)关系不(?:存在|成立)|不继续履行|无支付"
)


@lru_cache(maxsize=20_000)
def kind_of(words: str) -> str:
    """Return the code of what the words are about; "" where nothing tells it."""
    plain = _SETTING.sub("", words)
    for kind, pattern in _RULES:
        if pattern.search(plain):
            return kind.value
    return ""


def kinds_in(words: str) -> tuple[str, ...]:
    """Return the kinds of all the things a list without sums names: 工资、加班费."""
    pieces = re.split(r"[、，,及和]", words)
    return tuple(dict.fromkeys(kind for kind in map(kind_of, pieces) if kind))


def denies(words: str) -> bool:
    """Whether it asks or orders that something need not be paid or does not exist."""
    return bool(_DENIES.search(words))
