"""Where a paper says who somebody is: heads, signatures, and words that introduce a name."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.cutting import AFTER, name_at
from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import Page, has_word, kind_of
from niangjia.rights.caselaw.rules.masking.spans import MASKED
from niangjia.rights.caselaw.rules.masking.surnames import (
    COMPOUND,
    RISKY,
    SAFE,
    SINGLE,
    SURNAME,
    surname_of,
)
from niangjia.rights.caselaw.rules.masking.trades import FORMS, HOUSES, TRADE

_ROLES = (
    r"再审申请人|被上诉人|上诉人|被申请人|申请执行人|申请人|被申诉人|申诉人|原告|被告|第三人|共同委托诉讼代理人|委托诉讼代理人|委托代理人"
    r"|诉讼代理人|法定代理人|指定代理人|代理人|法定代表人|主要负责人|负责人|经营者|业主|投资人|执行事务合伙人|证人|案外人|鉴定人|翻译人员|翻译"
    r"|监护人|联系人|调解员|被执行人|执行员|记录人|首席仲裁员|独任仲裁员|仲裁员|法官助理|当事人|员工姓名|姓名|劳动者|出庭负责人|受害人|死者|伤者|投诉人|承办人|经办人|收件人"
)
_SIGNS = "|".join(
    r"[ \u3000]*".join(word)
    for word in ("代理审判长", "审判长", "代理审判员", "审判员", "人民陪审员", "陪审员", "法官助理", "代书记员", "书记员",
                 "首席仲裁员", "仲裁员", "调解员", "执行员", "记录人")
)  # fmt: skip
_AROUND = r"(?:（[^（）\n]{1,30}）|\([^()\n]{1,30}\))*"
_HEAD = re.compile(
    rf"(?:{_ROLES}){_AROUND}】?\s*{_AROUND}[:：]\s*(?P<names>[^，,。；;\n（(]{{1,60}})"
)
_SPACED = re.compile(
    rf"(?:^|\n)[ \u3000]*(?:{_SIGNS})[ \u3000:：]*(?P<names>[^，,。；;\n（(]{{1,30}})"
)
_BRACKET = re.compile(
    r"【(?:原告|被告|上诉人|申请人|被申请人|第三人)[^】]{0,12}】(?P<names>[^\n，,。；;（(]{1,60})"
)
_SEXED = re.compile(
    r"(?P<name>[\u4e00-\u9fff·•・]{2,18}|[A-Z][A-Za-z.' ·\-]{2,40})[，,]\s*[男女]\s*[，,。]"
)
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・‧][\u4e00-\u9fff]{1,10})+")
_WESTERN = re.compile(r"[A-Z][a-z]{1,14}(?:[ ·•][A-Z][A-Za-z.'\-]{0,14}){1,3}")
_KIN = (
    r"丈夫|妻子|父亲|母亲|儿子|女儿|哥哥|弟弟|姐姐|妹妹|配偶|岳父|岳母|公公|婆婆|叔叔|舅舅|姑姑|儿媳|女婿|家属|亲属|继承人|男友|女友|朋友|同事|工友|同乡|老乡"
    r"|徒弟|师傅|搭档|室友|邻居|之妻|之夫|之子|之女|之父|之母|之兄|之弟|之姐|之妹|亲戚|表哥|表弟|堂哥|堂弟|同学|战友|爱人|前夫|前妻|老婆|老公|哥|弟|姐|妹|父|母|夫|妻"
)
_POSTS = (
    r"董事长|总经理|副总经理|经理|主管|总监|班组长|工段长|班长|组长|线长|店长|厂长|队长|站长|部长|科长|处长|局长|校长|园长|院长|所长|会长|矿长|车间主任|主任|书记|主席"
    r"|会计|出纳|老板娘|老板|包工头|工头|带班|司机|保安|人事专员|人事|助理|秘书|员工|职工|工人|雇员|律师|法官|医生|医师|护士|村民|居民|股东|董事|监事|实际控制人|控制人|承包人"
    r"|招聘人员|工作人员|财务人员|管理人员|人员|负责人|操作工|技术员|骑手|主播|工程师|检察官|民警|交警|文员|专员|客服|顾问|调度员|调度|仓管员|质检员|安全员|施工员|带班师傅|领班|副总|代表"
    r"|审判长|审判员|陪审员|书记员|仲裁员|调解员|收款人|付款人|户名|持卡人|转账人|借款人|出借人|担保人|保证人|证明人|签收人|经手人|介绍人|被派遣人|乘客|驾驶员|驾驶人|行人|患者|客户|接收人|责任人|紧急联系人|落款为|同班组的|同部门的|同宿舍的|只听|询问了|法定代表人|股东为|见证人|收货人|送货人|发包人|包工|户主|[接签收责联系审批复核记录经领交办理人]人|学生|学员|老师|教师"
)
_CUE = re.compile(
    rf"(?:{_ROLES}|{_KIN}|{_POSTS})(?:（[^（）\n]{{1,20}}）)?[“\"]?(?=[\u4e00-\u9fff])"
)
_SPEAKS = re.compile(
    r"(?:代替|核实|持|拨打|诉称|辩称|述称|称[，,：:]|系[^统数]|入职|到庭|出庭|签字|签名|女士|先生|同志|工程师|作证|作为|陈述|于(?:\d{4}|同年|[一二]〇)|的?工资|的?银行|的?微信|的?账户|的?账号"
    r"|之间|等[一二三四五六七八九十\d]*人|受伤|死亡|死者|离职|提出|认为|主张|签订|负责|担任|（[^）]{0,8}(?:身份证|男|女|原名|曾用名))"
)
_OPENS = re.compile(
    r"(?:^|[，。；：、“（(\n：:]|[与由向对经因和及被给让找叫为]|受|判令|支付|介绍|认识|通知|安排|雇佣|雇请|聘请|联系|委托|驳回|申请)"
    r"(?=[\u4e00-\u9fff]{2,4})"
)
_ALREADY = re.compile(r"[\u4e00-\u9fff]{1,2}某[某甲乙丙丁强]?(?=[、和与及])")
_MASK = re.compile(r"[某×＊*○xX]")
_ORG = re.compile(
    rf"(?:{'|'.join((*FORMS, *HOUSES))}|[局院部处室会所社站队矿场馆园校庭委行]|政府|中心|机关|集团|大队|办事处|户)$"
)


def introduced(page: Page) -> Iterator[str]:
    """Yield the names a paper gives to persons, some of them more than once."""
    yield from _headed(page.text)
    yield from _foreign(page.text)
    yield from _compound(page)
    for names in (_cued(page), _speaking(page), _tagged(page), _broken(page)):
        yield from (name for name in names if name not in _NOT_NAMES)


_BEFORE_FOREIGN = re.compile(
    r"^.*(?:第三人|原告|被告|上诉人|申请人|证人|案外人|与|和|及|由|向|对|经|系|同事|工友|员工|经理)"
)
_AFTER_FOREIGN = re.compile(
    r"均|劳动|一案|称|的|于(?=\d)|系|在|未|因|等|与|和|及|诉|入职|向|为|是|不|已|也|到|任[职班]|提[交出起]|主张|签|受|没|曾|工资|出[庭具]"
)


def _headed(text: str) -> Iterator[str]:
    for pattern in (_HEAD, _SPACED, _BRACKET):
        for found in pattern.finditer(text):
            for part in re.split(r"[、/]|\s{2,}|以及|及", found["names"]):
                name = part.strip(' \u3000“”"【】:：')
                if _is_person(name, strict=pattern is not _HEAD):
                    yield name
    for found in _SEXED.finditer(text):
        name = re.sub(rf"^.*(?:{_ROLES})", "", found["name"]).strip()
        if len(name) > 1 and not MASKED.search(name) and not _ORG.search(name):
            yield name


def _is_person(name: str, *, strict: bool) -> bool:
    plain = re.sub(r"\s", "", name)
    if MASKED.search(plain) or _ORG.search(plain) or len(plain) < 2:
        return False
    if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", plain):
        most = 4 if len(surname_of(plain)) == 2 else 3
        if surname_of(plain) and (len(plain) <= most or strict):
            return True
        return not strict and not has_word(plain) and len(plain) <= 4 and bool(surname_of(plain))
    return bool(_DOTTED.fullmatch(plain) or _WESTERN.fullmatch(name.strip()))


def _foreign(text: str) -> Iterator[str]:
    for found in _DOTTED.finditer(text):
        first, *rest = re.split(r"[·•・‧]", found[0])
        first = _BEFORE_FOREIGN.sub("", first)
        rest[-1] = _AFTER_FOREIGN.split(rest[-1])[0]
        name = "·".join((first, *rest))
        if (has_word(first) and kind_of(first) not in {"nr", "ns", "nz"}) or "公司" in name:
            continue
        if first and rest[-1] and name in text and not MASKED.search(name):
            yield name
    for found in _WESTERN.finditer(text):
        yield found[0]


def _compound(page: Page) -> Iterator[str]:
    """A surname of two characters is evidence by itself, unless a word of every day too."""
    for found in _COMPOUND.finditer(page.text):
        name = name_at(page, found.start())
        if len(name) > 2 and not MASKED.search(name) and page.text[found.end()] not in "区县市镇路":
            yield name


def _cued(page: Page) -> Iterator[str]:
    for found in _CUE.finditer(page.text):
        yield from _listed(
            page, found.end(), named=bool(_SURE.search(found[0]) and not _VAGUE.search(found[0]))
        )


def _listed(page: Page, at: int, *, named: bool) -> Iterator[str]:
    """The name that begins here, and those joined to it by 、 or 和."""
    for _ in range(6):
        if masked := _ALREADY.match(page.text, at):
            at = masked.end()
        else:
            name = name_at(page, at)
            if not name or not _trusted(page, at, name, named=named):
                return
            yield name
            named = True
            at += len(name)
        if page.text[at : at + 1] not in {"、", "和", "与", "及"}:
            return
        at += 1


def _trusted(page: Page, at: int, name: str, *, named: bool = False) -> bool:
    """Whether a name after a word that introduces names is one, and no word of the sentence."""
    text, after = page.text, at + len(name)
    given = name[len(surname_of(name)) :]
    ends_word = has_word(text[max(0, at - 2) : at + 1])  # 律师费 is no 费
    if (
        ends_word
        or _TITLE.fullmatch(given)
        or _MASK.match(text, after)
        or given[0] in "本该此其各每"
    ):
        return False
    if name[0] in RISKY and len(surname_of(name)) == 1:
        return _trusted_risky(page, at, name, named=named)
    word, kind = page.words.get(at, ("", ""))
    if len(name) == 3 and has_word(name[:2]) and word[:3] != name and not named:
        return False
    if kind == "nr" and len(word) > 1:
        return True
    if len(word) > 1 and has_word(word) and kind not in {"ns", "nz"}:
        return False
    return not has_word(name) and not (len(name) == 2 and has_word(text[at + 1 : at + 3]))


def _trusted_risky(page: Page, at: int, name: str, *, named: bool) -> bool:
    """The same for a surname that begins many words."""
    kind = page.words.get(at, ("", ""))[1]
    function = name[0] in _FUNCTION
    if has_word(name) and kind != "nr":
        return False
    if len(name) == 2:
        fits = name[1] not in AFTER and not has_word(page.text[at + 1 : at + 3])
        return fits if named else kind == "nr" and not function and not has_word(name)
    ordinary = has_word(name[:2]) and kind_of(name[:2]) not in {"ns", "nr", "nz"}
    if ordinary or (has_word(name[:2]) and not named):
        return False
    if named and (kind == "nr" or not _HAN.match(page.text, at + 3)):
        return True
    evidence = named or kind == "nr" or page.text.count(name) > 2
    return evidence and not (function and has_word(name[1:]))


def _speaking(page: Page) -> Iterator[str]:
    for found in _OPENS.finditer(page.text):
        at = found.end()
        if page.text[at] not in SAFE and page.words.get(at, ("", ""))[1] != "nr":
            continue
        name = name_at(page, at)
        if not name or not _trusted(page, at, name):
            continue
        if _SPEAKS.match(page.text, at + len(name)):
            yield name
        elif page.text[at + len(name) : at + len(name) + 1] in ("、", "与", "和"):
            others = list(_listed(page, at + len(name) + 1, named=True))
            after = at + len(name) + 1 + sum(map(len, others)) + max(0, len(others) - 1)
            if others and _SPEAKS.match(page.text, after):
                yield from (name, *others)


def _often(page: Page, at: int, name: str) -> bool:
    """Whether what begins like a verb or particle comes back so often that it is a name."""
    if len(name) < 3:
        return False
    if page.text.count(name[1:]) > page.text.count(name):
        return False
    parts = (name[:2], name[1:], page.text[at + 2 : at + 4])
    return page.text.count(name) > 3 and not any(map(has_word, parts)) and name[1] not in "本该此其"


def _broken(page: Page) -> Iterator[str]:
    """Names the segmenter knows nothing of: a surname alone, then characters that make no word."""
    for at, (word, kind) in page.words.items():
        if (len(word) > 1 and kind not in {"nr", "ns", "nz"}) or word[0] not in SINGLE:
            continue
        name = name_at(page, at)
        if word[0] in _FUNCTION and not _often(page, at, name):
            continue
        if len(name) == 3 and not has_word(name) and not MASKED.search(name):
            least = 3 if name[0] in RISKY else 2
            after = page.text[at + 3 : at + 4]
            inside = has_word(name[:2]) or after in "区县市镇乡村路街某×"
            inside = inside or any(TRADE.match(page.text, at + n) for n in (1, 2))
            if page.text.count(name) >= least and not inside and not _WORDY.search(name):
                yield name


def _tagged(page: Page) -> Iterator[str]:
    """What the segmenter takes for a name, where the surname is none but a surname."""
    for at, (word, kind) in page.words.items():
        if kind != "nr" or len(word) < 2 or word[0] not in SAFE or not SURNAME.match(word):
            continue
        name = name_at(page, at)
        after = page.text[at + len(name) : at + len(name) + 1]
        if (after and after in "区县市镇乡村路街某×xX") or TRADE.match(page.text, at + 2):
            continue
        if (
            len(name) == 3
            and (word == name or not has_word(name[:2]))
            and word.startswith(name[:2])
            and not has_word(word + "法")
        ):
            if not MASKED.search(name) and not _TITLE.fullmatch(name[1:]):
                yield name
        elif len(name) == 2 and page.text.count(name) > 2 and not has_word(name):
            yield name


_HAN = re.compile(r"[\u4e00-\u9fff]")
_TITLE = re.compile(
    "女士|先生|师傅|经理|主任|厂长|老师|律师|法官|总监|店长|班长|组长|队长|站长|校长|院长|部长|科长|处长|局长|园长|会计|主管|老板|师|总|工|姐|哥|某"
)
_WORDY = re.compile(r"[元年月日号区市县镇村路公司院委会员工人的]|[0-9]")
_FUNCTION = frozenset("于向应何时和任曾经关由从连都来路成解全单计安常方同占元管")
"""Surnames that are verbs and particles as well."""
_SURE = re.compile(rf"(?:{_KIN}|{_POSTS}|证人|案外人|代表人|负责人|经营者)$")
_VAGUE = re.compile(
    r"(?:员工|职工|工人|人员|代表|家属|雇员|居民|村民|股东|保安|父|母|夫|妻|哥|弟|姐|妹)$"
)
_COMPOUND = re.compile(
    "|".join(
        c
        for c in COMPOUND
        if c not in {"东方", "百里", "第五", "南宫", "西门", "长孙", "钟离", "太史", "左丘"}
    )
)
_NOT_NAMES = words("not_names")
