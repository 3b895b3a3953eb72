"""Banks: named as bodies they stay, as somebody's employer or as a party they go like firms."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.beginnings import beginning
from niangjia.rights.caselaw.rules.masking.page import Page
from niangjia.rights.caselaw.rules.masking.places import city_of, leading_place
from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement

_H = "\u4e00-\u9fff"
_BANK = re.compile(
    r"(?P<kind>银行|信用合作联社|信用联社|信用合作社|信用社)(?P<form>股份有限公司|有限责任公司|有限公司)?"
    rf"(?P<branch>[{_H}]{{2,10}}?(?:分行|支行|营业部|分理处))?"
)
_RUN = re.compile(rf"[{_H}（）()]*\Z")
_HEAD = re.compile(
    r"(?:再审申请人|上诉人|申请人|原告|被告|第三人|用人单位|用工单位|诉)(?:（[^（）\n]{1,24}）)*\s*[:：]?\s*$"
)
_ACCOUNT = re.compile(
    r"(?:开户行|开户银行|开户于|账户|帐户|户名|存入|汇入|转入|卡号|由|通过|经|在|向)[^，。；\n]{0,4}$|于$"
)
_EMPLOYS = re.compile(
    r"(?:柜员|员工|职工|客户经理|行长|保安|辩称|诉称|上诉|未与|与[^，。；\n]{2,8}(?:存在|签订|建立|解除)|辞退|解除|通知|支付[^，。；\n]{0,12}(?:工资|补偿|赔偿))"
)
_JOINS = re.compile(r"(?:入职|应聘|就职于|任职于|供职于|派遣至|派至|派往|受雇于|诉|与)$")


def banks(page: Page) -> Iterator[Replacement]:
    """Yield every mention of a bank that employs somebody or is a party."""
    said = list(_mentions(page))
    parties = {own for start, end, own, _ in said if _is_party(page.text, start, end)}
    for start, end, own, mark in said:
        if own in parties:
            yield Replacement(start, end, "firm", mark)


def _mentions(page: Page) -> Iterator[tuple[int, int, str, str]]:
    """Yield start, end, own name and what to write of every mention of a bank by its name."""
    text = page.text
    for found in _BANK.finditer(text):
        low = max(0, found.start() - 20)
        run = _RUN.search(text[low : found.start()])
        start = beginning(page, low + run.start() if run else low, found.start())
        body = text[start : found.start()]
        place = leading_place(body)
        own = body[place:]
        if MASKED.search(body) or not (1 < len(own) < 13 or body.startswith("中国")):
            continue
        if re.search(r"[的在与由向]|人民$", own):
            continue
        branch = f"某{found['branch'][-2:]}" if found["branch"] else ""
        kind = f"{found['kind']}{found['form'] or ''}{branch}"
        yield start, found.end(), own or body, f"{city_of(body[:place])}某{kind}"


def _is_party(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 30) : start], text[end : end + 24]
    if _HEAD.search(before) or _JOINS.search(before):
        return not after.startswith(("账", "帐", "卡", "流水"))
    if _ACCOUNT.search(before):
        return False
    return bool(_EMPLOYS.match(after)) or "有限" in text[start:end]
