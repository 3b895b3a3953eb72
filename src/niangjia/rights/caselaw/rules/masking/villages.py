"""Villages, towns and estates in running text: where somebody comes from leads to who it is."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.addresses import PLACE, after_place
from niangjia.rights.caselaw.rules.masking.page import Page, has_word
from niangjia.rights.caselaw.rules.masking.places import leading_place
from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement, places_of
from niangjia.rights.caselaw.rules.masking.tagged import places_seen

VILLAGE = "某村"
_ENDS = re.compile(
    r"村(?=(?:村民|村委|村支|委会|支书|主任|会计|党支部|党总支|两委|小学|卫生室|人(?![民员口均])|[一二三四五六七八九十\d]+[组社队]))"
)
_STANDS = re.compile(
    r"(?:系|是|回到?|来到|前往|返回|来自|家住|户籍在|位于|搬[到至]|途经|到|在|(?<=[\u4e00-\u9fff])[镇乡县])"
    r"(?P<it>[\u4e00-\u9fff]{1,3}[家山河沟湾坪坝庄营店屯塘桥岭坡寨洼岗堡沿口头洞涧泉田地子盘坞垭]村)"
    r"(?![庄民镇委落里口])"
)
_LIVED_IN = re.compile(
    r"(?:在|回|回到|住|住在|返回|离开)(?P<it>[\u4e00-\u9fff]{1,3}村)(?=务农|种|收|过年|附近|的|居住|生活|老家|养|，|。|；|$)"
)
_BEFORE = re.compile(
    r".*(?:[^\u4e00-\u9fff]|[系是回到在于由与和及向经的为从将对给被因住称过去往至县市区镇乡省州旗]|位于|来自|证明|要求|判令|附近)"
)
_NOBODYS = re.compile(
    r"^(?:本|该|同|某|农|全|各|其|外|邻|乡|自然|行政|新农|城中|所在|原|两|几|每|山|渔|驻|进|出|整|他|我|你|中心|示范|移民|新|老|旧|度假|地球|.*有)$"
)


def villages(page: Page) -> Iterator[Replacement]:
    """Yield every place a village is named that the paper shows to be one."""
    for name in sorted(_named(page.text), key=len, reverse=True):
        for start, end in places_of(name, page.text):
            yield Replacement(start, end, "address", VILLAGE)
    yield from _seen(page)


_LIVED = re.compile(
    r"(?:村|镇|乡|街道|社区|屯|寨|庄|组|社|队|路|街|巷|大道|胡同|花园|小区|家园|新村|苑|大厦|广场|公寓|城|府|园|市场|公馆|[里期座栋区楼])$"
)
_OFFICE = re.compile(
    r"办事处|政府|委员会|法院|公司|派出所|工会|[线电道马公铁]路$|某|^[本该各全外同所]"
)


def _seen(page: Page) -> Iterator[Replacement]:
    """Yield the places below the county that the tagger sees."""
    for one in places_seen(page):
        start = after_place(page.text, one.start)
        start += leading_place(page.text[start : one.end])
        own = page.text[start : one.end]
        enough = _SURE if _LIVED.search(own) else _VERY_SURE
        plain = len(own) > 1 and not _OFFICE.search(own) and not has_word(own)
        if one.sure > enough and plain and not MASKED.search(own):
            for begin, end in places_of(own, page.text):
                yield Replacement(begin, end, "address", PLACE)


_SURE, _VERY_SURE = 0.0, 3.0
"""How sure the tagger must be of a place by its end, and of one that might be anything."""


def _named(text: str) -> set[str]:
    found = set()
    for end in _ENDS.finditer(text):
        low = max(0, end.start() - 5)
        before = text[low : end.start()]
        cut = _BEFORE.match(before)
        found.add(before[cut.end() if cut else 0 :] + "村")
    found |= {stands["it"] for stands in _STANDS.finditer(text)}
    found |= {stands["it"] for stands in _LIVED_IN.finditer(text)}
    return {name for name in found if _is_village(name)}


def _is_village(name: str) -> bool:
    own = name[:-1]
    plain = 0 < len(own) < 5 and not _NOBODYS.match(own) and not MASKED.search(own)
    return plain and not has_word(name) and leading_place(own) < max(2, len(own))
