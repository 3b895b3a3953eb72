"""Who decided, mediated or published: told from the name of the court, else from the number."""

import re
from functools import lru_cache

from niangjia.rights.caselaw.rules.terms import Body

_NAMES = (
    (Body.MINISTRY, r"联合发布|^(?:中华人民共和国)?(?:人力资源|人社部|(?:中华)?全国总工会"
                    r"|最高人民检察院|司法部|应急管理部|国家卫生健康委)"),
    (Body.ARBITRATION, r"仲裁"),
    (Body.MEDIATION, r"调解"),
    (Body.SUPREME_COURT, r"最高人民法院"),
    (Body.HIGH_COURT, r"高级人民法院|高级法院|高院"),
    (Body.INTERMEDIATE_COURT, r"中级人民法院|中级法院|中院|知识产权法院|金融法院|海事法院"),
    (Body.BASIC_COURT, r"法院|法庭"),
    (Body.MINISTRY, r"人力资源|人社[局厅部]|劳动保障监察|总工会|检察院|司法[局厅]"),
)  # fmt: skip
_BY_NAME = tuple((body, re.compile(pattern)) for body, pattern in _NAMES)
_COURT_NUMBER = re.compile(
    r"[（(〔\[]\d{4}[)）〕\]]\s*(?P<sign>[\u4e00-\u9fff]{1,3}?)(?P<digits>\d{2,4})?"
    r"(?:民|行|劳|执|赔|知)[\u4e00-\u9fff]{0,3}\d+号"
)
_ARBITRATION_NUMBER = re.compile(r"劳人?仲|劳动?仲|仲案|仲裁|劳裁|劳人仲")
_MEDIATION_NUMBER = re.compile(r"人调|调[字解]")
_WRITTEN = (
    (Body.ARBITRATION, re.compile(r"仲\s*裁\s*裁\s*决\s*书|本委认为")),
    (Body.MEDIATION, re.compile(r"人民调解协议书|调解委员会(?:调解)?协议")),
)


def body_of(court: str, case_no: str, title: str, text: str) -> str:
    """Return the code of the body, or "" where nothing tells it."""
    return _by_name(court) or _by_number(case_no) or _by_writing(title, text)


@lru_cache(maxsize=20_000)
def _by_name(court: str) -> str:
    for body, pattern in _BY_NAME:
        if pattern.search(court):
            return body
    return ""


def _by_number(case_no: str) -> str:
    """Tell from a number like （2023）浙02民终1号, where the digits are those of the court."""
    if _ARBITRATION_NUMBER.search(case_no):
        return Body.ARBITRATION
    if _MEDIATION_NUMBER.search(case_no):
        return Body.MEDIATION
    found = _COURT_NUMBER.search("".join(case_no.split()))
    if not found:
        return ""
    if found["sign"].startswith("最高"):
        return Body.SUPREME_COURT
    levels = {0: Body.HIGH_COURT, 2: Body.INTERMEDIATE_COURT, 4: Body.BASIC_COURT}
    return levels.get(len(found["digits"] or ""), "")


def _by_writing(title: str, text: str) -> str:
    head = f"{title}\n{text[:300]}"
    for body, pattern in _WRITTEN:
        if pattern.search(head) and not (body == Body.ARBITRATION and "本院认为" in text):
            return body
    return Body.ARBITRATION if _is_award(text) else ""


def _is_award(text: str) -> bool:
    return "本委认为" in text and "本院认为" not in text and "原告" not in text
