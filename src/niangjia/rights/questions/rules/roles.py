"""Who asks, what they work as, and whether they are still employed, as far as it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OWN_STAFF = re.compile(
    r"(?:我|我们|本|我们的)(?:单位|公司|厂|企业|店)(?:的|有)(?:一位|一名|一个)?(?:员工|职工|工人)"
    r"|我们是用人单位|我们?公司有[一位名个]{0,2}(?:员工|职工)|我是[^,，。]{0,6}(?:老板|承包商|店主|法人|雇主)"
    r"|被我辞退|我(?:部下|手下)的(?:工人|员工)"
)
_FAMILY = re.compile(
    r"(?:我|俺)的?(?:父亲|母亲|爸爸|妈妈|爸|妈|老公|老婆|丈夫|妻子|爱人|哥哥|弟弟|姐姐|妹妹|哥|弟|姐|妹|儿子|女儿|侄子"
    r"|外甥|叔叔|舅舅|岳父|家属|亲戚|朋友|(?:一个|有个)朋友)(?!公司|让|叫|介绍|借)"
)
_WORKER = re.compile(r"我|本人|俺")
_ENDED = re.compile(
    r"(?:已经?|现已|现在|刚|被迫|今天)?(?:离职|辞职)(?:了|后)|(?:已经?)(?:被)?(?:离职|辞职|辞退|解雇|开除|裁)|被[^,，。]{0,8}"
    r"(?:辞退|解雇|开除|裁|炒)(?:了|后)|(?:解除|终止)[^,，。]{0,8}(?:之后|后)|没干了|不干了"
)
_STAYING = re.compile(
    r"(?:现在|目前|至今|一直)[^,，。不没]{0,6}(?:还在|仍在|在职|在上班|上班)|还没(?:有)?(?:离职|辞职)|(?:想|要|准备|打算)(?:辞职|离职|辞退)"
    r"|不想(?:辞职|离职|干)|在职期间"
)
_TRADES = (
    "司机", "骑手", "外卖员", "快递员", "保安", "保洁", "清洁工", "服务员", "厨师", "面点师", "教师", "老师", "护士", "医生",
    "会计", "出纳", "程序员", "工程师", "技术员", "焊工", "电工", "木工", "钢筋工", "瓦工", "油漆工", "水电工", "叉车工", "叉车司机",
    "普工", "操作工", "质检", "品检", "仓管", "店员", "导购", "销售", "业务员", "客服", "文员", "人事", "主播", "保姆", "月嫂",
    "矿工", "船员", "教练", "翻译", "模特", "律师", "信贷员", "网约车司机", "出租车司机", "缝纫工",
)  # fmt: skip
_TRADE = re.compile("|".join(sorted(_TRADES, key=len, reverse=True)))

Role = tuple[str, str, int, int]
"""The kind of fact, its value, and where it stands."""


def roles_in(text: str) -> Iterator[Role]:
    """Yield who asks, whether the employment lasts, and the first trade that is named."""
    asker = _first(
        "asker", (("employer", _OWN_STAFF), ("family", _FAMILY), ("worker", _WORKER)), text
    )
    employment = _first("employment", (("employed", _STAYING), ("ended", _ENDED)), text)
    trade = _TRADE.search(text)
    yield from filter(None, (asker, employment))
    if trade:
        yield "trade", trade[0], trade.start(), trade.end()


def _first(kind: str, readings: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> Role | None:
    for value, pattern in readings:
        found = pattern.search(text)
        if found:
            return kind, value, found.start(), found.end()
    return None
