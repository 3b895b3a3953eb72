"""The monthly wage and the years worked, as the paper states them."""

import re
from collections.abc import Iterable
from decimal import Decimal

from niangjia.kernel.money import amounts, chinese_number
from niangjia.rights.caselaw.rules.judgment.told import is_evidence

_LEAST, _MOST = Decimal(200), Decimal(500_000)
"""Yuan a month outside of which a number is not somebody's wage."""

_LINK = (
    r"(?:标准|收入|报酬|待遇|水平|数额|金额)?(?:均)?(?:约|应)?(?:定|核定)?"
    r"(?:为|是|按|计|：|:|，)?(?:税前|税后|固定|不低于)?(?:人民币)?约?\s*$"
)
_AVERAGE = re.compile(
    rf"(?:月(?:平)?均(?:应发|实发|税前)?(?:工资|收入|薪)|平均(?:月)?(?:应发|实发)?工资|月?平均工资){_LINK}"
)
_MONTHLY = re.compile(
    rf"(?:(?<![\d个一二三四五六七八九十])月(?:应发|实发|税前|税后|总|固定|劳动)?(?:工资|报酬|收入|薪资|薪酬|薪)|月薪|每月(?:的)?(?:工资|报酬"
    rf"|薪资|收入|劳动报酬)?(?:发放|支付|领取)?){_LINK}"
)
_STANDARD = re.compile(rf"(?:工资|劳动报酬|薪资|薪酬|报酬|待遇)(?:标准)?{_LINK}")
_A_MONTH = re.compile(r"^\s*(?:左右|上下)?(?:/|／|每|一个?|的?每个?)?(?:个)?月|^\s*的月(?:薪|工资)")
_OTHER_RATE = re.compile(
    r"^\s*(?:左右)?(?:/|／|每|一|的?每)?(?:个)?(?:天|日|小时|件|班|次|年|周|季|平方|吨|公里|单)|^\s*[×xX*÷]"
)
_NOT_HIS = re.compile(
    r"最低|社会|社平|职工(?:月|平均|年)|当地|上年度|上一年度|全市|全省|基数|在岗|城镇|统筹|缴费|补贴|津贴|扣|社保|生活费|补助|基本工资|房租|借|罚"
)
_GIVEN_NUMBER = r"\d{1,2}(?:\.\d)?|[一二两三四五六七八九十]{1,3}"
_YEARS = re.compile(
    rf"(?:(?<!累计)(?<!连续)工作年限|工龄|司龄|在职(?:时间|年限))(?:共计|共|合计|应?(?:认定)?(?:为|计|是|按)|计算?为)*(?:共)?[:：]?"
    rf"(?:(?P<years>{_GIVEN_NUMBER})年(?:零|又)?(?:(?P<months>{_GIVEN_NUMBER})个?月)?"
    rf"|(?P<only>{_GIVEN_NUMBER})个月)(?P<after>以上|以内)?"
)
_WORKED = re.compile(
    rf"(?<!累计)(?<!连续)(?:共计?|实际|已经?|合计|一共)工作(?:了|满|已满|时间(?:为"
    rf"|共)?)?(?P<years>{_GIVEN_NUMBER})年(?:零"
    rf"|又)?(?:(?P<months>{_GIVEN_NUMBER})个?月)?(?P<only>)(?P<after>以上|以内|的)?"
)


def monthly_wage(sentences: Iterable[str]) -> Decimal | None:
    """Return the average before leaving where it is stated, else the first monthly wage stated."""
    first: Decimal | None = None
    for sentence in sentences:
        if "元" not in sentence or is_evidence(sentence):
            continue
        for amount in amounts(sentence):
            if amount.is_range or not _LEAST <= amount.low <= _MOST:
                continue
            before = _clause(sentence[max(0, amount.start - 40) : amount.start])
            after = sentence[amount.end : amount.end + 12]
            if _NOT_HIS.search(before) or _OTHER_RATE.match(after):
                continue
            if _AVERAGE.search(before):
                return amount.low
            if first is None and _is_monthly(before, after):
                first = amount.low
    return first


def years_worked(sentences: Iterable[str]) -> Decimal | None:
    """Return the years worked for this employer in the paper's own words: 8年6个月 is 8.5."""
    for sentence in sentences:
        for found in (*_YEARS.finditer(sentence), *_WORKED.finditer(sentence)):
            if found["after"]:
                continue
            years = _number(found["years"]) if found["years"] else Decimal(0)
            months = _number(found["months"] or found["only"] or "0")
            if years is None or months is None or not years + months:
                continue
            return (years + months / 12).quantize(Decimal("0.01"))
    return None


def _is_monthly(before: str, after: str) -> bool:
    if _MONTHLY.search(before):
        return True
    if re.match(r"^\s*的月(?:薪|工资)", after):
        return True
    return bool(_STANDARD.search(before) and (_A_MONTH.match(after) or before.endswith("标准为")))


def _clause(before: str) -> str:
    """Return what stands since the last pause, but keep 月工资，5000元 together."""
    pieces = re.split(r"[，,；。、]", before)
    return pieces[-1] if pieces[-1].strip() or len(pieces) < 2 else pieces[-2]


def _number(words: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return Decimal(words)
    value = chinese_number(words)
    return None if value is None else Decimal(value)
