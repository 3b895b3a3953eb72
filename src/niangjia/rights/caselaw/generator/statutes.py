"""The articles a fictional judgment may cite, and what each is about in our own words.

Numbers were checked against the published texts; `since` and `until` bound the decisions in
which that numbering was the valid one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .numerals import chinese

_ALWAYS, _FOREVER = date(2013, 7, 1), date(2099, 12, 31)


@dataclass(frozen=True, slots=True)
class Article:
    """One article, by the law's short name."""

    law: str
    number: int
    about: str
    since: date
    until: date

    @property
    def label(self) -> str:
        """The number as cited: 第三十条."""
        return f"第{chinese(self.number)}条"


_LAWS: dict[str, tuple[str, date, date]] = {
    "LCL": ("劳动合同法", _ALWAYS, _FOREVER),
    "LL": ("劳动法", _ALWAYS, _FOREVER),
    "LCR": ("劳动合同法实施条例", _ALWAYS, _FOREVER),
    "ARB": ("劳动争议调解仲裁法", _ALWAYS, _FOREVER),
    "INJ": ("工伤保险条例", _ALWAYS, _FOREVER),
    "SI": ("社会保险法", _ALWAYS, _FOREVER),
    "WOM": ("女职工劳动保护特别规定", _ALWAYS, _FOREVER),
    "WP": ("妇女权益保障法", _ALWAYS, date(2022, 12, 31)),
    "WPb": ("妇女权益保障法", date(2023, 1, 1), _FOREVER),
    "MIG": ("保障农民工工资支付条例", date(2020, 5, 1), _FOREVER),
    "PAY": ("工资支付暂行规定", _ALWAYS, _FOREVER),
    "LEAVE": ("职工带薪年休假条例", _ALWAYS, _FOREVER),
    "LEAVEb": ("企业职工带薪年休假实施办法", _ALWAYS, _FOREVER),
    "INT": ("最高人民法院关于审理劳动争议案件适用法律问题的解释（一）", date(2021, 1, 1), _FOREVER),
    "SAFE": ("安全生产法", date(2021, 9, 1), _FOREVER),
    "OCC": ("职业病防治法", date(2018, 12, 29), _FOREVER),
    "CPLa": ("民事诉讼法", _ALWAYS, date(2021, 12, 31)),
    "CPLb": ("民事诉讼法", date(2022, 1, 1), date(2023, 12, 31)),
    "CPLc": ("民事诉讼法", date(2024, 1, 1), _FOREVER),
}

_ABOUT: dict[str, dict[int, str]] = {
    "LCL": {
        3: "订立合同的原则", 4: "规章制度的制定与公示", 7: "用工之日起建立劳动关系",
        10: "书面合同", 14: "无固定期限合同", 17: "合同必备条款", 19: "试用期上限",
        20: "试用期工资", 21: "试用期内解除", 22: "培训与服务期", 23: "保密与竞业限制约定",
        24: "竞业限制的人员与期限", 25: "不得约定其他违约金", 29: "全面履行", 30: "足额支付报酬",
        31: "不得强迫加班", 35: "变更合同", 36: "协商解除", 37: "劳动者预告解除",
        38: "劳动者因单位过错解除", 39: "过失性辞退", 40: "预告辞退与代通知金", 41: "经济性裁员",
        42: "不得解除的情形", 43: "解除前通知工会", 44: "合同终止", 45: "期满续延",
        46: "应付经济补偿的情形", 47: "经济补偿的计算", 48: "违法解除的后果", 50: "离职证明与档案",
        58: "派遣单位的义务", 66: "派遣的岗位", 82: "未签合同的二倍工资", 83: "违法约定试用期",
        84: "扣证件与收押金", 85: "加付赔偿金", 87: "违法解除赔偿金", 89: "不出具离职证明",
        90: "劳动者违约的赔偿", 93: "无资质单位的责任",
    },
    "LL": {
        3: "劳动者的权利", 16: "劳动合同确立关系", 36: "工时上限", 38: "每周休息",
        41: "延长工时的限度", 44: "加班工资标准", 45: "年休假", 50: "按月支付工资",
        51: "法定假日工资",
        52: "安全卫生制度", 54: "劳动条件与防护用品", 56: "安全规程与拒绝冒险作业",
        72: "参加社会保险", 77: "争议的处理途径", 78: "处理争议的原则", 79: "先裁后审",
    },
    "LCR": {
        5: "一个月内拒签的终止", 6: "不满一年的二倍工资", 7: "满一年未签的后果",
        10: "工龄合并计算", 17: "服务期与合同期", 20: "代通知金标准", 25: "赔偿金不并用补偿",
        27: "补偿基数",
    },
    "ARB": {
        2: "受案范围", 5: "解决途径", 6: "举证责任", 9: "向劳动行政部门投诉", 10: "调解组织",
        14: "调解协议书", 16: "支付令", 21: "仲裁管辖", 27: "仲裁时效", 42: "先行调解",
        47: "终局裁决", 48: "劳动者起诉", 49: "申请撤销终局裁决", 50: "对裁决不服的起诉",
    },
    "INJ": {
        14: "工伤情形", 15: "视同工伤", 16: "不认定的情形", 17: "申请期限", 30: "工伤医疗",
        33: "停工留薪", 35: "一至四级待遇", 36: "五六级待遇", 37: "七至十级待遇",
        42: "停止待遇", 62: "未参保的责任", 64: "缴费工资",
    },
    "SI": {
        36: "工伤待遇", 38: "基金支付项目", 39: "单位支付项目", 41: "未缴费的工伤责任",
        45: "失业金条件", 50: "失业证明", 56: "生育津贴", 58: "办理登记", 60: "按时缴费",
        84: "不登记的处罚",
    },
    "WOM": {
        4: "禁忌劳动", 5: "不得因孕产辞退降薪", 6: "孕期照顾", 7: "产假", 8: "生育津贴",
        9: "哺乳时间",
    },
    "WP": {25: "晋升平等", 26: "女性劳动保护", 27: "不得因孕产降薪辞退"},
    "WPb": {25: "预防性骚扰", 43: "招录禁止行为", 47: "女性劳动保护", 48: "不得因孕产降薪辞退"},
    "MIG": {
        3: "农民工工资权利", 11: "货币支付", 12: "按约定周期足额支付", 13: "支付周期",
        17: "无资质单位用工", 26: "工资专用账户", 30: "总包先行清偿", 36: "违法发包的责任",
        50: "单位举证",
    },
    "PAY": {
        5: "货币支付", 6: "付给本人与书面记录", 7: "约定日期支付", 9: "解除时结清", 12: "停工工资",
        13: "加班工资", 15: "不得克扣", 16: "赔偿扣款限度", 18: "监察",
    },
    "LEAVE": {2: "享受条件", 3: "天数", 4: "不享受的情形", 5: "安排与未休报酬"},
    "LEAVEb": {
        3: "连续工作十二个月", 4: "累计工龄", 5: "新入职折算", 10: "未休报酬", 11: "日工资折算",
        12: "离职折算",
    },
    "INT": {
        1: "受案范围", 22: "撤销裁决的裁定", 32: "退休人员用工", 34: "期满续用",
        36: "未约定竞业补偿", 37: "竞业限制的履行", 38: "三个月未付补偿", 39: "单位解除竞业限制",
        40: "付违约金后继续履行", 42: "加班的举证", 43: "口头变更", 44: "解除与减薪的举证",
        45: "被迫解除", 47: "未通知工会", 50: "规章制度的适用", 51: "调解协议的效力",
    },
    "SAFE": {
        44: "安全教育与告知", 45: "防护用品", 52: "合同写明安全事项", 53: "知情与建议",
        54: "拒绝违章指挥", 55: "紧急撤离", 56: "事故救治与赔偿",
    },
    "OCC": {
        33: "告知危害", 35: "健康检查", 39: "卫生保护权利", 55: "疑似职业病", 56: "职业病待遇",
        58: "另行赔偿", 59: "未参保的责任",
    },
    "CPLa": {64: "举证责任", 170: "二审处理", 204: "再审审查", 253: "迟延履行"},
    "CPLb": {67: "举证责任", 177: "二审处理", 211: "再审审查", 260: "迟延履行"},
    "CPLc": {67: "举证责任", 177: "二审处理", 215: "再审审查", 264: "迟延履行"},
}  # fmt: skip

_PROCEDURE = {"burden": (64, 67, 67), "appeal": (170, 177, 177), "retrial": (204, 211, 215),
              "interest": (253, 260, 264)}  # fmt: skip


@lru_cache(maxsize=1)
def articles() -> dict[str, Article]:
    """Every article by its key, such as "LCL30"."""
    table: dict[str, Article] = {}
    for key, numbers in _ABOUT.items():
        law, since, until = _LAWS[key]
        for number, about in numbers.items():
            table[f"{key}{number}"] = Article(law, number, about, since, until)
    return table


def procedure_key(step: str, decided: date) -> str:
    """The key of a civil procedure article in the numbering valid on the day of the decision."""
    old, middle, new = _PROCEDURE[step]
    if decided.year < 2022:
        return f"CPLa{old}"
    return f"CPLb{middle}" if decided.year < 2024 else f"CPLc{new}"


def valid(keys: list[str], decided: date) -> list[Article]:
    """The articles of these keys that stood on that day, each once, law by law."""
    table = articles()
    found = {key: table[key] for key in keys}
    laws = dict.fromkeys(a.law for a in found.values())
    rank = {law: i for i, law in enumerate(laws)}
    kept = [a for a in found.values() if a.since <= decided <= a.until]
    return sorted(set(kept), key=lambda a: (rank[a.law], a.number))


def citation(found: list[Article]) -> str:
    """《中华人民共和国劳动合同法》第三十条、第四十六条，《工伤保险条例》第三十七条."""
    by_law: dict[str, list[str]] = {}
    for article in found:
        by_law.setdefault(article.law, []).append(article.label)
    return "，".join(f"《{full_name(law)}》{'、'.join(labels)}" for law, labels in by_law.items())


def full_name(law: str) -> str:
    """Statutes of the National People's Congress carry the country's name; regulations do not."""
    if law == "劳动合同法实施条例" or (law.endswith("法") and not law.endswith("办法")):
        return f"中华人民共和国{law}"
    return law
