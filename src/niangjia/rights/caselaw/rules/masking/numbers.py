"""Numbers that lead to somebody: identity, phone, account, plate, certificate, case."""

import re
from collections.abc import Iterator

from stdnum.cn import ric

from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement

_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_NO = r"[\s:：为是，,]{0,3}"
_PATTERNS = tuple(
    (kind, re.compile(pattern), mask)
    for kind, pattern, mask in (
        ("mail", r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+", "×××"),
        ("passport", rf"(?:护照|通行证|居留证|居住证|台胞证|回乡证|身份证)(?:件)?(?:号码|编号|号)?{_NO}(?P<it>[A-Z]{{0,3}}\d{{6,12}}(?:[（(][0-9A-Z][)）])?)(?![\dXx])", "×××"),
        ("passport", r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{6}[（(][0-9A][)）]", "×××"),
        ("online", r"(?:https?://|www\.)[A-Za-z0-9./?=&_%#:~+\-]{3,200}", "×××"),
        ("online", r"(?:昵称|微信名称?|网名|账号名)(?:为|是|叫|[:：])?\s*[“\"‘](?P<it>[^”\"’\n]{1,16})(?=[”\"’])", "×××"),
        ("passport", r"(?<![A-Za-z0-9])[EGDSPHM]\d{8}(?![A-Za-z0-9])", "×××"),
        ("plate", rf"[{_PROVINCE}][A-Z][·\s\-]?[A-Z0-9]{{5,6}}(?:[挂学警])?(?![A-Z0-9])", "××号牌"),
        ("property", r"(?:[\u4e00-\u9fff]?[（(〔\[]\d{4}[）)〕\]][\u4e00-\u9fff]{0,8}?|[\u4e00-\u9fff]{0,2})(?:不动产权|房权证|房产证|房地产权证|土地使用证|国用)"
         r"[\u4e00-\u9fff（(〔\[\d）)〕\]]{0,12}第[\s\d\-A-Z]{3,20}号", "×××号产权证"),
        ("property", rf"(?:产权证书?|不动产权?证书?|房产证|土地使用证)(?:编号|号码|号){_NO}(?P<it>[A-Z0-9\-]{{5,24}})", "×××"),
        ("social", rf"(?:社会保障卡?|社会保险|社保卡?|医保卡?|个人公积金|公积金|养老保险)"
         rf"(?:登记|个人|账户|帐户)?(?:编号|号码|账号|帐号|号){_NO}(?P<it>[A-Z0-9]{{6,20}})", "×××"),
        ("social_credit", r"(?<![A-Za-z0-9])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![A-Za-z0-9])", "×××"),
        ("online", r"(?:微信号?|QQ号?|qq号?|抖音号?|支付宝账[号户]|快手号?|平台账号|微博)(?:码|为|是|[:：])?\s*"
         r"[“\"（(]?(?P<it>[A-Za-z0-9][A-Za-z0-9_\-]{4,24})", "×××"),
        ("staff_number", rf"(?:工号|员工编号|学号|准考证号|执业证号|病历号|住院号|警号){_NO}(?P<it>[A-Z0-9\-]{{3,24}})", "×××"),
        ("account", rf"(?:账号|帐号|账户|帐户|卡号|银行卡|存折|户号|尾号)(?:号码|号)?{_NO}(?P<it>\d[\d \-]{{2,28}}\d)", "×××"),
        ("landline", r"(?<![\d\-])(?:（0\d{2,3}）|\(0\d{2,3}\)|0\d{2,3}[\-\s—])\d{7,8}(?:[\-转]\d{1,6})?(?!\d)", "×××"),
        ("landline", r"(?<!\d)[48]00[\-\s]?\d{3,4}[\-\s]?\d{3,4}(?![\d元.,])", "×××"),
        ("landline", rf"(?:电话|传真|座机|固话)(?:号码)?{_NO}(?P<it>(?!1[3-9]\d{{9}})\d{{3,4}}[\-—]?\d{{4,8}}(?:[\-转]\d{{1,6}})?)(?!\d)", "×××"),
        ("phone", r"(?<![\d.])(?:(?:\+|00)86[\-\s]?)?1[3-9]\d(?:[\- ]?\d{4}){2}(?![\d.元万])", "×××"),
        ("phone", rf"(?:电话|手机|联系方式|联系)(?:号码|号)?{_NO}(?P<it>1\d{{10}})(?!\d)", "×××"),
    )
)  # fmt: skip
_DIGITS = re.compile(r"(?<![\dA-Za-z.])\d(?:[ \-]?\d){13,18}[ ]?[\dXx]?(?![\dA-Za-z])")
_COURT_NO = re.compile(
    r"(?:（虚构）|\(虚构\))?[（(〔\[【［﹝](?P<year>(?:19|20)\d{2})(?:年)?[）)〕\]】］﹞]\s*"
    r"[\u4e00-\u9fff最×x\d]{0,12}?(?:民|刑|行|执|终|初|再|破|财保|司惩|赔|知|调|仲|商|法|他|工认|伤认|认|鉴)"
    r"[\u4e00-\u9fffx\d]{0,8}?(?:字)?第?\s*(?:[\d]+(?:[\-—–至、]\d+)*)\s*号(?:之[一二三四五六七八九十\d]+)?"
)
_OFFICE_NO = re.compile(
    r"(?:（虚构）|\(虚构\))?(?:(?<=[院会委于以作出的至、，。；：:（(“《及对不服与，\s\n])|^|(?<![\u4e00-\u9fff]))"
    r"(?P<before>[\u4e00-\u9fffx×\d]{1,14}?)[（(〔\[【［﹝](?P<year>(?:19|20)\d{2})(?:年)?[）)〕\]】］﹞]"
    r"\s*(?P<mid>[\u4e00-\u9fff]{0,8}?)(?:字)?第?\s*(?P<no>[A-Z]{0,3}\d+(?:[\-—–至、]\d+)*)\s*号"
)
_NUMBERED = re.compile(
    r"(?:编号|文号|案号|文书号)[:：为]?\s*(?P<it>[（(〔\[](?P<year>(?:19|20)\d{2})[）)〕\]]\s*第?\d{2,}号)"
)
_OF_COURT_ONLY = re.compile(
    rf"(?<![）)〕\]])[{_PROVINCE}]\d{{2,4}}(?:民|刑|行|执|商|知)[初终再监申辖恢保异复]?\d{{1,6}}号"
)
_BARE = re.compile(
    r"[（(〔\[](?P<year>(?:19|20)\d{2})[）)〕\]]\s*第?\d{2,6}号(?=《?(?:不予受理|仲?裁决|裁定|判决|调解|工伤认定|决定书))"
)
_LEGAL = re.compile(
    r"法释|国发|国办|人社部|劳部|劳社部|劳办|财税|主席令|国务院|总工|安监|卫医|法发|[发函令公告办通]$|高法(?![民刑行执赔知劳])"
)
_CASE = re.compile(
    r"房金|仲|调|案|认|鉴|裁|监|复|诉|执|民|刑|行|伤|罚|决|申|定|证|审|劳人|字$|访|公证"
)


def numbers(text: str) -> Iterator[Replacement]:
    """Yield every number that leads to a person, an organisation's account or a case."""
    found = [*_patterned(text), *_long_digits(text), *_case_numbers(text), *_leftover(text)]
    yield from found
    yield from _again(text, found)


def _patterned(text: str) -> Iterator[Replacement]:
    for kind, pattern, mask in _PATTERNS:
        for found in pattern.finditer(text):
            group = "it" if "it" in pattern.groupindex else 0
            start, end = found.span(group)
            if not MASKED.search(text[start:end]):
                yield Replacement(start, end, kind, mask)


_CODE = re.compile(
    r"(?<![A-Za-z0-9_\-.])(?!(?:QQ|qq|GB|ISO|JGJ|GBZ|DB|AQ|QB|HJ|YY|SB|IP|PM|CPU|COVID|WORD|OFFICE|WIN)[A-Z/_\-]*\d)"
    r"(?=[A-Za-z_\-]*\d)(?=[\d_\-]*[A-Za-z])[A-Za-z0-9_\-]{8,30}(?![A-Za-z0-9_\-])"
)
_DIGITS_LEFT = re.compile(
    r"(?<![\dA-Za-z.,¥￥$\-])\d(?:[ \-]?\d){6,}(?![\d.,]*\s*(?:元|余元|万|美元|港元|余|平方|吨|%|％|份|个|件|号|股|公里|年|月))(?![\dA-Za-z])"
)
_DAY = re.compile(r"(?:19|20)\d\d[ \-]?(?:0?[1-9]|1[0-2])[ \-]?(?:[0-2]?\d|3[01])(?:[ \-].*)?")
_MONEY = re.compile(r"[额款资费金计币价]$|[共计为约]：?$")


def _leftover(text: str) -> Iterator[Replacement]:
    """Long numbers and codes that nothing around explains: they are somebody's or something's."""
    for found in _CODE.finditer(text):
        yield Replacement(found.start(), found.end(), "online", "×××")
    for found in _DIGITS_LEFT.finditer(text):
        before = text[max(0, found.start() - 3) : found.start()]
        if not _DAY.fullmatch(found[0]) and not _MONEY.search(before):
            yield Replacement(found.start(), found.end(), "account", "×××")


def _again(text: str, found: list[Replacement]) -> Iterator[Replacement]:
    """The same number where nothing around it tells what it is."""
    for number, one in {text[one.start : one.end]: one for one in found}.items():
        if len(number) > 6 and text.count(number) > 1:
            for match in re.finditer(rf"(?<![0-9A-Za-z]){re.escape(number)}(?![0-9A-Za-z])", text):
                yield Replacement(match.start(), match.end(), one.kind, one.with_)


def _long_digits(text: str) -> Iterator[Replacement]:
    for found in _DIGITS.finditer(text):
        plain = found[0].replace(" ", "").replace("-", "").upper()
        kind = _kind_of(plain, text[max(0, found.start() - 12) : found.start()])
        if kind:
            end = found.start() + len(found[0].rstrip())
            yield Replacement(found.start(), end, kind, "×××")


def _kind_of(plain: str, before: str) -> str:
    """Fifteen digits with a day of birth inside are an old identity number; 18 a new one."""
    told = "身份" in before or "证件" in before
    if len(plain) == 18 and (told or ric.is_valid(plain) or plain[6:8] in ("19", "20")):
        return "identity"
    if len(plain) == 15:
        month, day = int(plain[8:10]), int(plain[10:12])
        return "identity" if told or (1 <= month <= 12 and 1 <= day <= 31) else "account"
    return "account" if plain.isdigit() and len(plain) >= 15 else ""


def _plain_case_numbers(text: str) -> Iterator[Replacement]:
    """Numbers without a year, or with nothing but a year."""
    for found in _UNDATED.finditer(text):
        start = found.start() + _stray(found[0], found[0])
        yield Replacement(start, found.end(), "case_no", "××号")
    for found in _OF_COURT_ONLY.finditer(text):
        yield Replacement(found.start(), found.end(), "case_no", "××号")
    for pattern, group in ((_BARE, 0), (_NUMBERED, "it")):
        for found in pattern.finditer(text):
            yield Replacement(*found.span(group), "case_no", f"（{found['year']}）××号")


def _case_numbers(text: str) -> Iterator[Replacement]:
    for found in _COURT_NO.finditer(text):
        if not _LEGAL.search(found[0][6:12]):
            yield Replacement(found.start(), found.end(), "case_no", f"（{found['year']}）××号")
    yield from _plain_case_numbers(text)
    for found in _OFFICE_NO.finditer(text):
        words = found["before"] + found["mid"]
        if _CASE.search(words) and not _LEGAL.search(found["before"]) and "法释" not in words:
            stray = _stray(found["before"], found[0])
            if _OF_COURT.search(found["mid"]):
                stray = found[0].find(found["before"]) + len(found["before"])
            start = found.start() + stray
            yield Replacement(start, found.end(), "case_no", f"（{found['year']}）××号")


_OF_COURT = re.compile("[民刑行执破][\u4e00-\u9fff]?[初终再申监字]")
_UNDATED = re.compile(
    r"(?:(?<=[作出具的（(“为：:以，。、及])|(?<![\u4e00-\u9fff]))[\u4e00-\u9fff]{1,8}(?:人社|劳人仲|劳仲|工伤|工认|伤认|鉴)[\u4e00-\u9fff]{0,6}字?第\d{3,}号"
    r"|(?<=[出具（(的服因])[\u4e00-\u9fff]{2,8}仲[\u4e00-\u9fff]{0,6}[（(〔\[](?:19|20)\d{2}[）)〕\]]第?\d{1,5}(?=仲?裁?裁决|决定)"
)
_VERBS = re.compile(
    r".*(?:^了|官司见|^依据|根据|^出|作出|做出|作岀|不服|下发|本院|亦按|事实有|作出了|作了|出具|送达|收到|撤销|维持|驳回|委员会|法院|的|以|为|对|及|该委|认定书|裁决书|鉴定所|文件|驻)"
)


def _stray(before: str, whole: str) -> int:
    """Return how many characters before the number proper belong to the sentence."""
    found = _VERBS.match(before)
    return whole.find(before) + found.end() if found else 0
