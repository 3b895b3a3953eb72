"""Where a paper is from, as the code of the most specific division that is told."""

import re

from niangjia.kernel import divisions
from niangjia.rights.caselaw.rules.terms import Body

_SIGNS = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "内": "15", "辽": "21", "吉": "22", "黑": "23",
    "沪": "31", "苏": "32", "浙": "33", "皖": "34", "闽": "35", "赣": "36", "鲁": "37", "豫": "41",
    "鄂": "42", "湘": "43", "粤": "44", "桂": "45", "琼": "46", "渝": "50", "川": "51", "黔": "52",
    "贵": "52", "云": "53", "滇": "53", "藏": "54", "陕": "61", "甘": "62", "青": "63", "宁": "64",
    "新": "65", "兵": "65",
}  # fmt: skip
_NUMBER = re.compile(
    r"[（(〔\[]?\d{4}[)）〕\]]?\s*(?P<sign>[\u4e00-\u9fff])(?P<digits>\d{4}|\d{2})?"
    r"(?=[\u4e00-\u9fff])"
)
_WHERE = re.compile(
    r"(?:^|[\n，。、：（(向不服为与和由经在即])"
    r"(?P<court>[\u4e00-\u9fff]{2,24}?(?:人民法院|仲裁委员会|仲裁院|人力资源和社会保障局|调解委员会))"
)
_HEAD = 2000


def region_of(court: str, region: str, case_no: str, text: str, body: str) -> str:
    """Return the division code, or "" for the whole country and where nothing tells.

    The court's own name decides; the file's field and the number may make it more exact, and
    stand in for it. A court named in the text stands in for all three.
    """
    if body in {Body.SUPREME_COURT, Body.MINISTRY} and not region:
        return divisions.place_of(court)
    told = ""
    for code in (divisions.place_of(court), _by_field(region), _by_number(case_no)):
        if not told or (code and divisions.is_within(code, told)):
            told = code or told
    return told or _by_text(text)


def _by_field(region: str) -> str:
    return divisions.code_of(region) or divisions.place_of(region)


def _by_number(case_no: str) -> str:
    """Tell from a number: 浙0203 is a court of 330203, 浙02 one of 330200, 浙 one of Zhejiang."""
    found = _NUMBER.search(case_no)
    province = _SIGNS.get(found["sign"], "") if found else ""
    if not found or not province:
        return ""
    digits = found["digits"] or ""
    for code in (f"{province}{digits:0<4}", f"{province}{digits[:2]:0<4}", f"{province}0000"):
        if divisions.division(code):
            return code
    return ""


def _by_text(text: str) -> str:
    """Tell from the first court or commission named, which in most papers is of the same place."""
    for found in _WHERE.finditer(text, 0, _HEAD):
        code = divisions.place_of(found["court"])
        if code:
            return code
    return ""
