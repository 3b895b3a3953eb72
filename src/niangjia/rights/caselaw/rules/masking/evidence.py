"""Where a paper says who somebody is: heads, signatures, and words that introduce a name."""

import re
from collections.abc import Iterator

from niangjia.rights.caselaw.rules.masking.page import Page, has_word, kind_of, weight
from niangjia.rights.caselaw.rules.masking.spans import MASKED
from niangjia.rights.caselaw.rules.masking.surnames import RISKY, surname_of
from niangjia.rights.caselaw.rules.masking.tagged import people_seen
from niangjia.rights.caselaw.rules.masking.trades import FORMS, HOUSES

_ROLES = (
    r"再审申请人|被上诉人|上诉人|被申请人|申请执行人|申请人|被申诉人|申诉人|原告|被告|第三人|共同委托诉讼代理人|委托诉讼代理人|委托代理人"
    r"|诉讼代理人|法定代理人|指定代理人|代理人|法定代表人|主要负责人|负责人|经营者|业主|投资人|执行事务合伙人|证人|案外人|鉴定人|翻译人员|翻译"
    r"|监护人|联系人|调解员|被执行人|执行员|记录人|首席仲裁员|独任仲裁员|仲裁员|法官助理|当事人|员工姓名|姓名|劳动者|出庭负责人|受害人|死者|伤者|投诉人|承办人|经办人|收件人|被调查人|调查人|被询问人|询问人|推选代表|诉讼代表人|代表人|户名|供稿人|撰稿人|撰稿|供稿|见证人"
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
    r"【(?:原告|被告|上诉人|申请人|被申请人|第三人)(?![^】]*(?:陈述|诉请|诉称|辩|请求|意见|主张))[^】]{0,12}】(?P<names>[^\n，,。；;（(]{1,60})"
)
_SEXED = re.compile(
    r"(?P<name>[\u4e00-\u9fff·•・]{2,18}|[A-Z][A-Za-z.' ·\-]{2,40})[，,]\s*[男女]\s*[，,。]"
)
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·•・‧][\u4e00-\u9fff]{1,10}){1,4}")
_WESTERN = re.compile(r"[A-Z][a-z]{1,14}(?:[ ·•][A-Z][A-Za-z.'\-]{0,14}){1,3}")
_ORG = re.compile(
    rf"(?:{'|'.join((*FORMS, *HOUSES))}|[局院部处室会所社站队矿场馆园校庭委行]|政府|中心|机关|集团|大队|办事处|户)$"
)


_PARTIES = re.compile(
    r"(?:原告|上诉人|申请人)(?P<name>[\u4e00-\u9fff]{2,4}?)(?=(?:诉|与|因与)(?:被告|被上诉人|被申请人))"
)
_ITEMISED = re.compile(
    r"(?<!\d)\d{1,3}[.．、]\s?(?P<name>[\u4e00-\u9fff]{2,4})[:：]?(?=\d[\d,.]*(?:万?元|[；;]))"
)


_SAID_AGAIN = re.compile(
    r"(?:原告|被告|上诉人|申请人|被申请人|第三人|被执行人)(?P<name>[\u4e00-\u9fff]{3})"
    r"(?=辩称|诉称|述称|称|未到|未向|未提|应于|应在|负担|承担|不服|于(?:19|20)|系|与|主张|支付|[，。、]|之间)"
)


def _called_again(text: str) -> Iterator[str]:
    """Yield a party of three characters with any surname that comes more than once."""
    for found in _SAID_AGAIN.finditer(text):
        name = found["name"]
        word = any(weight(part) for part in (name, name[:2], name[1:])) or name[0] in RISKY
        plain = not word and not MASKED.search(name) and not _ORG.search(name)
        if plain and surname_of(name) and text.count(name) > 1:
            yield name


def introduced(page: Page) -> Iterator[str]:
    """Yield the names a paper gives to persons, some of them more than once."""
    yield from _headed(page.text)
    yield from _itemised(page.text)
    yield from _called(page.text)
    yield from _dotted(page)
    yield from _foreign(page.text)
    yield from _called_again(page.text)


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


def _itemised(text: str) -> Iterator[str]:
    """Names in numbered lists of who gets how much, where several lines have a name."""
    told = [found["name"] for found in _ITEMISED.finditer(text)]
    named = [name for name in told if surname_of(name) and not MASKED.search(name)]
    if len(named) > 2 and len(named) > 0.8 * len(told):
        yield from named
    for found in _PARTIES.finditer(text):
        if _is_person(found["name"], strict=False):
            yield found["name"]


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


_CALLED = re.compile(
    r"(?:经营者|法定代表人|负责人|担保人|联系人(?!力)|户名|收款人|姓名|投资人|业主|实际控制人|我叫|我是|本人|名叫|叫做|真名|全名|大名|实名|本名)"
    r"(?:已?变更)?(?:为|是|系|叫)?(?P<name>[\u4e00-\u9fff]{2,4})(?=[，。；、（(\n]|$)"
)
_LATIN = re.compile(
    r"(?:外教|面试官|经理|同事|顾问|主管|老板|老师|英文名|名叫|叫做|昵称|总监|客户)(?:为|叫|是|：)?(?P<name>[A-Z][a-z]{2,11})(?![A-Za-z])"
)


def _called(text: str) -> Iterator[str]:
    """Names after words that tell who somebody is, and Latin ones after somebody's part."""
    for found in _CALLED.finditer(text):
        name = found["name"]
        known = weight(name) and kind_of(name) != "nr"
        word = known or weight(name[:2]) > 2 or weight(name[1:]) > 4
        if not word and _is_person(name, strict=False):
            yield name
    for found in _LATIN.finditer(text):
        yield found["name"]


def _dotted(page: Page) -> Iterator[str]:
    """Names with a dot as far as the tagger sees them, or else as far as a pattern tells."""
    text, upto = page.text, 0
    for one in people_seen(page):
        name = text[one.start : one.end]
        if _DOTTED.fullmatch(name) and not MASKED.search(name):
            yield from _cut(text[upto : one.start])
            yield name
            yield from _first_part(_DOT.split(name)[0])
            upto = one.end
    yield from _cut(text[upto:])


_DOT = re.compile("[·•・‧]")


def _first_part(first: str) -> Iterator[str]:
    known = has_word(first) and kind_of(first) not in {"nr", "nz"}
    if len(first) > 2 or (len(first) == 2 and not known):
        yield first


def _cut(text: str) -> Iterator[str]:
    for found in _DOTTED.finditer(text):
        first, *rest = _DOT.split(found[0])
        first = _BEFORE_FOREIGN.sub("", first)
        rest[-1] = rest[-1][:2] + _AFTER_FOREIGN.split(rest[-1][2:])[0]
        name = "·".join((first, *rest))
        if "公司" in name or "分之" in name:
            continue
        if first and rest[-1] and name in text and not MASKED.search(name):
            yield name
            yield from _first_part(first)


def _foreign(text: str) -> Iterator[str]:
    for found in _WESTERN.finditer(text):
        yield found[0]
        yield from (part for part in re.split("[ ·•]", found[0]) if len(part) > 2)
