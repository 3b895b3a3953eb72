"""What the demonstration's applicants tell; everybody and every firm in it is made up."""

from dataclasses import dataclass
from decimal import Decimal

PLACES = ("370202", "370202", "370203", "370211", "370212", "370281")
"""Where they work: more of them here than elsewhere."""


@dataclass(frozen=True, slots=True)
class Story:
    """What somebody tells, about what, against whom, and how many yuan."""

    words: str
    issue: str
    opposite: str
    claimed: Decimal


STORIES = tuple(
    Story(words, issue, opposite, Decimal(claimed))
    for words, issue, opposite, claimed in (
        ("示例：在工地绑钢筋五个月，工头说没有钱，只给了生活费，一共欠我26000元。",
         "unpaid_wages", "青岛红砖建筑劳务有限公司（示例）", 26000),
        ("示例：在饭店后厨干了两年，老板关门走人，最后三个月工资没有发。",
         "unpaid_wages", "青岛海角餐饮店（示例）", 15600),
        ("示例：机器压了手，住院二十天，单位说没交工伤保险，不认账。",
         "work_injury", "青岛远航船舶配件厂（示例）", 86000),
        ("示例：每天干十二个小时，一个月休两天，加班费从来没有给过。",
         "overtime", "青岛浪花食品厂（示例）", 32400),
        ("示例：怀孕四个月，主管说我岗位没有了，让我不用来上班。",
         "women", "青岛银杏软件有限公司（示例）", 54000),
        ("示例：送外卖摔伤了腿，站点说我是自己干的，和他们没有关系。",
         "relationship", "小蓝快送（青岛）站点（示例）", 41000),
        ("示例：干了九年保安，公司换了名字，让我重新签一年，不签就走。",
         "unlawful_dismissal", "青岛好邻居物业公司（示例）", 63000),
        ("示例：合同到期公司不续，也不给补偿，说是自己不愿意干。",
         "severance", "青岛晨光酒店（示例）", 28800),
        ("示例：农机厂打磨车间干了六年，查出尘肺，单位让我回家养着。",
         "safety", "胶州金穗农机有限公司（示例）", 120000),
    )
)  # fmt: skip
