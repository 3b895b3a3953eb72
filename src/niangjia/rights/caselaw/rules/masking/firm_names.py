"""A firm's name taken apart: place, own name, trade and form; and what can be nobody's own name."""

import re
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from niangjia.rights.caselaw.rules.masking.beginnings import INSIDE, STOPS
from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.page import has_word, kind_of, weight
from niangjia.rights.caselaw.rules.masking.places import leading_place
from niangjia.rights.caselaw.rules.masking.spans import MASKED
from niangjia.rights.caselaw.rules.masking.trades import CARE, FORMS, HOUSES, own_name

_H = "\u4e00-\u9fff"
INSTITUTION = re.compile(
    r"人民法院|仲裁委|仲裁院|社会保障局|保障局|人社局|人社$|人民政府|总工会|银行|信用社|检察院|公安局|税务局|监察大队|派出所|街道办|管委会"
    r"|居民委员会|村民委员会|医保局|保险局|管理局|监督局|住建局|管理中心|保险中心|工会委员会|法律援助|鉴定委员会|国务院|最高|"
    r"司法局|交警|消防救援|基金会|红十字|支付宝|微信|有限公司章程|共和国|能力鉴定"
)
GENERIC = re.compile(
    r"^(?:本|该|我|贵|无|总|分|子|母|原|两|各|多家|一家|家|几家|另一|其他|其它|新|旧|老|大|小|外|甲方|乙方|丙方|原告|被告|申请人|被申请人|上诉人|被上诉人"
    r"|第三人|第三方|用人|用工|实际|关联|派遣|发包|承包|分包|总包|上级|下属|所属|同一|不同|目标|上述|前述|涉案|案涉|任何|所有|部分|其|国有|民营|私营|个体|有限|股份"
    r"|集团|控股|项目|他|她|他们|我们|你们|全|整个|此|某|两家|三家|在|是|向|与|和|由|从|到|对|为|以|因|的|被|让|给|将|至|回|去|进|离|跟|按|据|经|说|外地|当地|本地|开|在建|建|修)+$"
)
_LEADING = re.compile(
    r"^(?:第三人|原告|被告|申请人|被申请人|上诉人|由|向|与|于|在|因|经|对|至|将|其|故|系|以|从|原|现|并|应|受|给|按|就)(?=[\u4e00-\u9fff]{2})"
)
POINTING = (
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
WHOLE = ("股份有限公司", "有限责任公司", "有限公司")


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm: its whole name, its own name within it, what it is called from now on."""

    name: str
    own: str
    place: str
    trade: str
    form: str


_ZONE = re.compile(
    r"^(?:(?:经济|高新|技术|产业|国家|级|综合|出口|加工|保税|自由|贸易|生态|旅游|工业)*"
    r"(?:开发区|高新区|保税区|自贸区|工业园区|工业园|科技园|产业园|新区|示范区))"
)


def _zone(text: str) -> int:
    """Return how long the name of a zone is that the text begins with."""
    found = _ZONE.match(text)
    return found.end() if found else 0


def parse(name: str, *, sure: bool = False) -> Firm | None:
    """Take a firm's name apart; None where nothing in it is its own.

    Where it is `sure` that a firm begins here, words of every day may be its own name.
    """
    form = next((f for f in (*FORMS, *HOUSES, *CARE) if name.endswith(f)), "")
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
    if MASKED.search(name):
        return None
    if _is_nobodys(own, form, name[:place], inner, bare[length:], sure=sure and bool(form)):
        return None
    return Firm(name, own, name[:place], re.sub(r"[（(].*?[）)]", "", bare[length:]), form)


def _is_nobodys(own: str, form: str, place: str, inner: str, trade: str, *, sure: bool) -> bool:
    """Whether what stands before trade and form are words of the sentence, and no name."""
    surely = bool(place or inner)
    if not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", own) or GENERIC.match(own):
        return True
    if form.endswith("律师事务所") and len(own) < 7 and not own.endswith(POINTING):
        return False
    if sure and (place or not SENTENCE.search(own)):
        return own in COMMON or own in STOPS or own_name(own) < len(own)
    if not place and SENTENCE.search(own):
        return True
    if not surely and (_is_phrase(own, form) or (own.endswith(POINTING) and form not in WHOLE)):
        return True
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
        if own in COMMON:
            return True
        named = kind_of(own) in _NAMELIKE
        if kind_of(own) in {"n", "z", "l", "i", "s", "a"}:
            named = named or trade or weight(own) < 4
        return form == "公司" and not place and has_word(own) and not named
    return not place and (own in COMMON or (has_word(own) and len(own) < 4))


_NAMELIKE = frozenset({"nz", "ns", "nr", "nt", "x", "nrt", "nrfg"})
COMMON = words("common_houses")


def of_tagged(name: str, seen: float) -> Firm | None:
    """Take apart what the tagger takes for a firm; None where nothing in it can be its own.

    `seen` is by how much the tagger is sure of it: words of every day must be surer. Where it is
    very sure, a name goes whole though it does not come apart.
    """
    if MASKED.search(name) or INSTITUTION.search(name) or GENERIC.match(name):
        return None
    name = _BESIDE_BRAND.sub("", name)
    form = next((f for f in (*FORMS, *HOUSES, *CARE) if name.endswith(f)), "")
    apart = _apart(name, seen)
    if apart is None and not _is_ordinary(name, form, seen):
        place = leading_place(name)
        whole = len(name) - place > 1 and own_name(name[place : len(name) - len(form)]) > 0
        return Firm(name, name, "", "", form) if whole else None
    return apart


_VERY_SURE = 1.0
_BESIDE_BRAND = re.compile(
    "(?<=..)(?:加盟店|旗舰店|直营店|客服|骑手|站长|站点|里|[一二两三四五六几]家)$"
)
_ORDINARY = re.compile(
    r"日志|刷脸|风大|[有无遇]?大风|放射|扫码|启示|假条|产检|反映|[一二三四五六七八九十几数两]+[人名家]?$|.*族$|.*之[子女妻父母夫]|[本该]"
    r"|[全整](?:店|厂|院|校|村|站|班|组|队|场|市|省|县|区|矿|馆|司|公司|部门|行业)|用以|.*证明|.*[年月日]份?$|[早午晚中凌][上晨间]|竞业|售后|[全多]部"
)


def _is_ordinary(name: str, form: str, seen: float) -> bool:
    """Whether what the tagger takes for a firm are words of every sentence."""
    core = name[: len(name) - len(form)]
    if core in COMMON or core in STOPS or GENERIC.match(core) or weight(name) > 3:
        return True
    if _SITE.search(name):
        return True
    return bool(_ORDINARY.match(name) or SENTENCE.search(name)) or seen < _VERY_SURE + ordinary(
        core
    )


@lru_cache(maxsize=20_000)
def ordinary(core: str) -> float:
    """By how much surer the tagger must be of words of every day: those that say, do or point."""
    more = 0.0
    tagged = rjieba.tag(core)
    for word, kind in tagged:
        if kind in _OF_SENTENCES and word != "和":
            more += 3.0
        elif len(word) > 1 and kind[0] in "vd" and weight(word) > 2:
            more += 1.5
    if all(weight(word) > 2 for word, _ in tagged):
        more += 1.0
    return more


_OF_SENTENCES = frozenset({"p", "c", "uj", "ul", "r", "t"})


def _apart(name: str, seen: float) -> Firm | None:
    place = leading_place(name)
    place += _zone(name[place:]) if place else 0
    rest = name[place:]
    form = next((f for f in (*FORMS, *HOUSES, *CARE, *_LOOSE) if rest.endswith(f)), "")
    core = rest[: len(rest) - len(form)]
    own = core[: own_name(core)]
    if not re.fullmatch(rf"[{_H}A-Za-z0-9&]{{2,}}", own) or (_SITE.search(own) and not form):
        return None
    if GENERIC.match(own) or own in COMMON or own in STOPS or SENTENCE.search(own):
        return None
    if _ORDINARY.match(own):
        return None
    if leading_place(own) == len(own):
        return None
    if seen < _enough(own, named=bool(form or len(core) > len(own)), place=bool(place)):
        return None
    return Firm(name, own, name[:place], re.sub(r"[（(].*?[）)]", "", core[len(own) :]), form)


def _enough(own: str, *, named: bool, place: bool) -> float:
    """How sure the tagger must be, the surer the more the name looks like words of every day."""
    less = 1.5 if place and (named or not has_word(own)) else 0.0
    if has_word(own):
        rare = 1.5 if weight(own) < 3 else 0.0
        return (-0.5 if named else 1.5) + (1.0 if weight(own) > 3 else 0.0) - rare - less
    less -= ordinary(own) / 2
    words_here = rjieba.tag(own)
    if len(own) > 2 and all(has_word(word) for word, _ in words_here):
        return (-0.5 if named else 1.0) - less
    verb = len(words_here[0][0]) > 1 and words_here[0][1].startswith("v")
    return max(-2.0, (-2.0 if named else -1.0) + (1.5 if verb else 0.0) - less)


_SITE = re.compile(
    "(?:市场|服务站|办公地点|车站|码头|工地|小区|现场|仓库|宿舍|食堂|路口|工会|部门)$"
)
_LOOSE = ("股份", "平台", "中心")
SENTENCE = re.compile(
    "改判|免除|签约|即日|返回|提示|接触|仲裁|另案|判决|裁决|陈述|说明|离职|入职|辞职|要求|认为|主张|请求|起诉|加班费|经济补偿|赔偿|工资|撤销|申请|支付|职时|职后|时$|有$|让$|到$|未"
)
"""What no own name holds, so that the characters before a form are the sentence's."""
