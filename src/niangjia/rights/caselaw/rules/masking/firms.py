"""Firms, shops and houses: place, trade and form stay, the own name goes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from niangjia.rights.caselaw.rules.masking.beginnings import INSIDE, STOPS, back, beginning
from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import Page, has_word, kind_of, weight
from niangjia.rights.caselaw.rules.masking.places import city_of, leading_place
from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement
from niangjia.rights.caselaw.rules.masking.tagged import begins, tagged_firms
from niangjia.rights.caselaw.rules.masking.trades import FORMS, HOUSES, TRADE, own_name

_H = "\u4e00-\u9fff"
_RUN = rf"[{_H}A-Za-z0-9（）()·&]"
_FORM = re.compile(
    rf"(?P<form>{'|'.join(sorted((*FORMS, *HOUSES), key=len, reverse=True))})(?![长里内面铺房员区家门巷路街弄道村号])"
    rf"(?:[{_H}]{{2,8}}(?:分公司|分店|分厂))?"
)
_OPEN = re.compile(r"^.*[（(](?:以下|下)?(?:简称|下称)?(?=[^）)]*$)")
_BACK = re.compile(rf"{_RUN}*\Z")
_HEAD = re.compile(
    r"(?:再审申请人|被上诉人|上诉人|被申请人|申请人|原告|被告|第三人|用人单位|用工单位|经营者字号|字号|单位名称|企业名称|案外人)"
    r"(?:（[^（）\n]{1,24}）|\([^()\n]{1,24}\))*】?(?P<sign>\s*[:：\s]?\s*)"
    rf"(?P<name>(?![与和及对向因诉在的均不系是称为有应将可])[{_H}A-Za-z0-9（）()·&]{{3,40}})(?=[，,。；;、（\n]|$)"
)
_ALIAS = re.compile(
    r"(?:以下|下)?(?:均|统一)?(?:简称|下称)(?:为)?[：:]?[“\"‘「《]?(?P<alias>[\u4e00-\u9fffA-Za-z0-9]{2,14})[”\"’」》]?(?=[）)，,。；])"
)
_INSTITUTION = re.compile(
    r"人民法院|仲裁委|仲裁院|社会保障局|保障局|人社局|人民政府|总工会|银行|信用社|检察院|公安局|税务局|监察大队|派出所|街道办|管委会"
    r"|居民委员会|村民委员会|医保局|保险局|管理局|监督局|住建局|管理中心|保险中心|工会委员会|法律援助|鉴定委员会|国务院|最高|"
    r"司法局|交警|消防救援|基金会|红十字|支付宝|微信|有限公司章程"
)
_GENERIC = re.compile(
    r"^(?:本|该|我|贵|总|分|子|母|原|两|各|多家|一家|家|几家|另一|其他|其它|新|旧|老|大|小|外|甲方|乙方|丙方|原告|被告|申请人|被申请人|上诉人|被上诉人"
    r"|第三人|第三方|用人|用工|实际|关联|派遣|发包|承包|分包|总包|上级|下属|所属|同一|不同|目标|上述|前述|涉案|案涉|任何|所有|部分|其|国有|民营|私营|个体|有限|股份"
    r"|集团|控股|项目|他|她|他们|我们|你们|全|整个|此|某|两家|三家|在|是|向|与|和|由|从|到|对|为|以|因|的|被|让|给|将|至|回|去|进|离|跟|按|据|经|说|外地|当地|本地|开|在建|建|修)+$"
)
_LEADING = re.compile(
    r"^(?:第三人|原告|被告|申请人|被申请人|上诉人|由|向|与|于|在|因|经|对|至|将|其|故|系|以|从|原|现|并|应|受|给|按|就)(?=[\u4e00-\u9fff]{2})"
)
_POINTING = (
    "该",
    "本",
    "我",
    "贵",
    "两",
    "各",
    "分",
    "子",
    "总",
    "母",
    "原告",
    "被告",
    "申请人",
    "上诉人",
    "于",
    "的",
    "任",
    "位于",
    "向",
    "由",
    "对",
    "与",
    "故",
)
_WHOLE = ("股份有限公司", "有限责任公司", "有限公司")


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm: its whole name, its own name within it, what it is called from now on."""

    name: str
    own: str
    place: str
    trade: str
    form: str


def firms_in(page: Page) -> list[Firm]:
    """Return the firms a paper names, in order of appearance, each once."""
    found: dict[str, Firm] = {}
    for name in _names(page):
        firm = parse(name)
        if (firm and firm.own not in found) or (
            firm and len(firm.name) > len(found[firm.own].name)
        ):
            found[firm.own] = firm
    found.update({f.own: f for f in _told(page, set(found))})
    for name in tagged_firms(page):
        firm = _of_tagged(name)
        if firm and not any(firm.own in f.name or f.own in name for f in found.values()):
            found[firm.own] = firm
    return [firm for own, firm in found.items() if not _swallowed(page.text, own, found)]


def _of_tagged(name: str) -> Firm | None:
    """Take apart what the tagger takes for a firm; None where nothing in it can be its own."""
    if MASKED.search(name) or _INSTITUTION.search(name) or _GENERIC.match(name):
        return None
    place = leading_place(name)
    place += _zone(name[place:]) if place else 0
    rest = name[place:]
    form = next((f for f in (*FORMS, *HOUSES, *_LOOSE) if rest.endswith(f)), "")
    core = rest[: len(rest) - len(form)]
    own = core[: own_name(core)] if form or len(core) > 4 else core
    if len(own) < 2 or not re.fullmatch(rf"[{_H}A-Za-z0-9&]+", own) or own_name(own) < len(own):
        return None
    if _GENERIC.match(own) or own in _COMMON or own in STOPS or _SENTENCE.search(own):
        return None
    if has_word(own) and (weight(own) > 3 or not form) and not place:
        return None
    if not place and all(has_word(word) for word, _ in rjieba.tag(own)) and len(own) > 2:
        return None
    return Firm(name, own, name[:place], re.sub(r"[（(].*?[）)]", "", core[len(own) :]), form)


_LOOSE = ("股份", "平台", "中心")
_PARTY_BEFORE = re.compile(r"(?:原告|被告|上诉人|申请人|第三人|申请再审人)$")
_SENTENCE = re.compile(
    "提示|接触|仲裁|另案|判决|裁决|陈述|说明|离职|入职|辞职|要求|认为|主张|请求|起诉|加班费|经济补偿|赔偿|工资|撤销|申请|支付|职时|时$|有$|让$|到$|未"
)
"""What no own name holds, so that the characters before a form are the sentence's."""
_TOLD = re.compile(rf"(?P<own>[{_H}]{{2,6}})公司")


def _told(page: Page, known: set[str]) -> Iterator[Firm]:
    """Firms called by a word of every day: it stands before 公司 more often than alone."""
    for found in _TOLD.finditer(page.text):
        begin = back(page, found.start(), found.end() - 2, frozenset({"p", "c", "uj", "ul", "r"}))
        own = page.text[begin : found.end() - 2]
        if (
            own in known
            or not has_word(own)
            or own.endswith(_POINTING)
            or kind_of(own) not in _WORDS_OF_FIRMS
        ):
            continue
        plain = not (
            _SENTENCE.search(own)
            or TRADE.search(own)
            or _GENERIC.match(own)
            or own in _COMMON
            or own in STOPS
        )
        often = page.text.count(f"{own}公司")
        party = _PARTY_BEFORE.search(page.text[max(0, begin - 6) : begin])
        if (
            plain
            and (party or often > 1)
            and (party or 2 * often > page.text.count(own))
            and not MASKED.search(own)
        ):
            known.add(own)
            yield Firm(f"{own}公司", own, "", "", "公司")


_WORDS_OF_FIRMS = frozenset(
    {"v", "vn", "d", "n", "z", "l", "i", "a", "ad", "an", "nz", "ns", "t", "s", "b", "m"}
)


def _swallowed(text: str, own: str, found: dict[str, Firm]) -> bool:
    """Whether the end of an own name is another's, so that the beginning is the sentence's."""
    return any(
        own != other and own.endswith(other) and (firm.place or text.count(other) > text.count(own))
        for other, firm in found.items()
    )


_ZONE = re.compile(
    r"^(?:(?:经济|高新|技术|产业|国家|级|综合|出口|加工|保税|自由|贸易|生态|旅游|工业)*"
    r"(?:开发区|高新区|保税区|自贸区|工业园区|工业园|科技园|产业园|新区|示范区))"
)


def _zone(text: str) -> int:
    """Return how long the name of a zone is that the text begins with."""
    found = _ZONE.match(text)
    return found.end() if found else 0


def parse(name: str) -> Firm | None:
    """Take a firm's name apart; None where nothing in it is its own."""
    form = next((f for f in (*FORMS, *HOUSES) if name.endswith(f)), "")
    branch = re.search(rf"(?<=公司)[{_H}]{{2,8}}分公司$", name)
    body = name[: branch.start()] if branch else name
    if branch:
        form = next((f for f in FORMS if body.endswith(f)), form)
    place = leading_place(body)
    core = body[place : len(body) - len(form)] if form else body[place:]
    bare = re.sub(r"^[省市区县（()）]+", "", core)
    if place and core == bare:
        zone = _zone(bare)
        place, bare = place + zone, bare[zone:]
    if not place:
        bare = _LEADING.sub("", bare)
        name = bare + name[len(body) - len(form) :] if form else name
    length = own_name(bare) if form else len(bare)
    found = INSIDE.search(bare)
    inner = found["place"] if found and leading_place(found["place"]) else ""
    if not bare and form.endswith("律师事务所") and place:
        return Firm(name, body[:place], "", "", form)  # lawyers' firms like to be called by a city
    own = bare[:length]
    if MASKED.search(name) or _is_nobodys(own, form, name[:place], inner, bare[length:]):
        return None
    return Firm(name, own, name[:place], re.sub(r"[（(].*?[）)]", "", bare[length:]), form)


def _is_nobodys(own: str, form: str, place: str, inner: str, trade: str) -> bool:
    """Whether what stands before trade and form are words of the sentence, and no name."""
    surely = bool(place or inner)
    if not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", own) or _GENERIC.match(own):
        return True
    if (not surely and _is_phrase(own, form)) or (not place and _SENTENCE.search(own)):
        return True
    if own.endswith(_POINTING) and not (surely or form in _WHOLE):
        return True
    if form.endswith("律师事务所"):
        return False
    word = has_word(own) and not place and form not in FORMS
    return word or _is_common(own, form, place=surely, trade=bool(trade))


@lru_cache(maxsize=20_000)
def _is_phrase(own: str, form: str) -> bool:
    """Words of every day only, as in 个人过失使公司, are the sentence's and no name."""
    if own[0] in "年月日" or (form not in FORMS and own[0] in "第一二三四五六七八九十两"):
        return True
    tagged = rjieba.tag(own)
    named = any(not has_word(word) or kind in _NAMELIKE for word, kind in tagged)
    return len(own) > 3 and (
        not named or any(k in {"p", "c", "uj", "ul", "r"} for _, k in tagged[1:])
    )


def _is_common(own: str, form: str, *, place: bool, trade: bool) -> bool:
    """A house of a common word (大型商店, 附近饭店) is nobody's name."""
    if form in FORMS:
        if own in _COMMON:
            return True
        named = kind_of(own) in _NAMELIKE
        if kind_of(own) in {"n", "z", "l", "i", "s", "a"}:
            named = named or trade or weight(own) < 4
        return form == "公司" and not place and has_word(own) and not named
    return not place and (own in _COMMON or (has_word(own) and len(own) < 4))


_NAMELIKE = frozenset({"nz", "ns", "nr", "nt", "x", "nrt", "nrfg"})
_COMMON = words("common_houses")


def _names(page: Page) -> Iterator[str]:
    text = page.text
    for found in _HEAD.finditer(text):
        forms = (*FORMS, *HOUSES) if found["sign"] else _WHOLE
        if found["name"].endswith(forms) and not _INSTITUTION.search(found["name"]):
            yield found["name"]
    for found in _FORM.finditer(text):
        low = max(0, found.start() - 36)
        run = _BACK.search(text[low : found.start()])
        start = beginning(page, low + run.start() if run else low, found.start())
        name = text[start : found.end()]
        if "某" in text[max(0, start - 2) : start]:
            continue
        if len(found["form"]) == 1 and not leading_place(name) and not _went(text, start, name):
            continue
        name = re.sub(r"^(?:均为|均系|系|为)", "", _OPEN.sub("", name)).lstrip("）)")
        if name and not _INSTITUTION.search(name):
            yield name


def _went(text: str, start: int, name: str) -> bool:
    """A name ending in 厂 or 店 alone is one where somebody works there, or where it returns."""
    return (
        bool(re.search(r"(?:在|到|进入|入职|与|系|应聘)$", text[max(0, start - 2) : start]))
        and text.count(name) > 1
    )


def replacements(page: Page, region: str) -> Iterator[Replacement]:
    """Yield every place a firm is named, whole or short."""
    firms = firms_in(page)
    aliases = _aliases(page.text, firms)
    for number, firm in enumerate(firms):
        mark = _mark(number, len(firms), page.text)
        for start, end, form in _standing(page.text, firm):
            if not form and page.text[end : end + 1] in ("省", "市", "区", "县", "镇", "乡", "村"):
                continue
            sure = form or (start in page.words and begins(page, start))
            if sure or _speaks_for_itself(page.text, firm.own, start, end):
                called = _called(firm, page.text[start:end], form, mark, region)
                yield Replacement(start, end, "firm", called)
        for alias in aliases.get(firm.own, ()):
            for found in re.finditer(re.escape(alias), page.text):
                ending = next((f for f in FORMS if alias.endswith(f)), "公司")
                yield Replacement(found.start(), found.end(), "firm", f"{mark}{ending}")


_ACTS = re.compile(
    r"上诉|辩称|诉称|述称|称|于|举证|提交|应当?|支付|的法定代表人|未|与|承继|营业执照|员工|职工|系|主张|不服|认为|辞退|解除|以|向|对|为|给|工作|上班|人事|门卫|公司|厂|店|处"
)
_TOWARDS = re.compile(
    r"(?:入职|与|被告|原告|上诉人|申请人|在|向|进入|诉|对|由|到|系|是|给|及|和|离开|，|。|；|^|\n)$"
)


def _speaks_for_itself(text: str, own: str, start: int, end: int) -> bool:
    """Whether an own name without a form is the firm, and no word of every day."""
    if not has_word(own) or weight(own) < 5:
        return True
    before = text[max(0, start - 4) : start]
    if _ACTS_SURELY.match(text, end) or _TOWARDS_SURELY.search(before):
        return True
    acts, towards = _ACTS.match(text, end), _TOWARDS.search(before)
    return bool(acts and towards) or (len(own) > 2 and bool(acts or towards))


_ACTS_SURELY = re.compile(
    r"上诉|辩称|诉称|述称|承继|举证|营业执照|员工|职工|的法定代表人|无需支付|门卫|人事|另提交"
)
_TOWARDS_SURELY = re.compile(r"(?:均[为系]|入职|被告|原告|上诉人|申请人|第三人)$")


def _mark(number: int, count: int, text: str) -> str:
    if count == 1 and "某公司" not in text:
        return "某"
    letters = [c for c in "甲乙丙丁戊己庚辛壬癸" if f"某{c}" not in text] or ["某"]
    return "某" + letters[number] if number < len(letters) else f"某第{number + 1}"


_INNER = r"(?:[（(][\u4e00-\u9fff]{2,6}[）)])?"
_TAIL = re.compile(
    rf"{_INNER}(?:(?:{TRADE.pattern})*{_INNER}[\u4e00-\u9fff]{{0,3}}?"
    rf"(?P<form>{'|'.join(sorted((*FORMS, *HOUSES), key=len, reverse=True))}|股份(?!有)|中心)(?P<branch>[\u4e00-\u9fff]{{2,8}}分公司)?"
    rf"|(?P<branch_only>[\u4e00-\u9fff]{{2,6}}?分公司))?"
)


def _standing(text: str, firm: Firm) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and form of every place the firm's own name stands."""
    at = text.find(firm.own)
    while at >= 0:
        end = at + len(firm.own)
        found = _TAIL.match(text, end)
        form = (found["form"] or ("公司" if found["branch_only"] else "")) if found else ""
        places = {firm.place, firm.place[:2]} - {""}
        before = max(
            (len(p) for p in places if text.startswith(p, at - len(p)) and at >= len(p)), default=0
        )
        trade = 0 if form or not text.startswith(firm.trade, end) else len(firm.trade)
        yield at - before, found.end() if found and form else end + trade, form
        at = text.find(firm.own, end)


def _called(firm: Firm, said: str, form: str, mark: str, region: str) -> str:
    if said == firm.name or len(form) > 2:
        place = city_of(firm.place) or (firm.place if "某" in firm.place else region)
        return f"{place}{mark}{firm.trade}{firm.form or form}"
    return f"{mark}{form or '公司'}"


def _aliases(text: str, firms: list[Firm]) -> dict[str, set[str]]:
    """Return what the paper says it calls a firm, by the firm's own name."""
    found: dict[str, set[str]] = {}
    for alias in _ALIAS.finditer(text):
        before = text[max(0, alias.start() - 60) : alias.start()]
        near = max(firms, key=lambda f: before.rfind(f.name), default=None)
        name = alias["alias"]
        own = not (_GENERIC.match(name.removesuffix("公司")) or TRADE.fullmatch(name))
        if near and own and before.rfind(near.name) >= 0 and not MASKED.search(name):
            found.setdefault(near.own, set()).add(name)
    return found
