"""Firms, shops and houses: place, trade and form stay, the own name goes."""

import re
from collections.abc import Iterator
from functools import lru_cache

from niangjia.rights.caselaw.rules.masking.beginnings import STOPS, back, beginning
from niangjia.rights.caselaw.rules.masking.firm_names import (
    COMMON,
    GENERIC,
    INSTITUTION,
    POINTING,
    SENTENCE,
    WHOLE,
    Firm,
    of_tagged,
    parse,
)
from niangjia.rights.caselaw.rules.masking.nameless import nameless, numbered
from niangjia.rights.caselaw.rules.masking.page import Page, has_word, kind_of, weight
from niangjia.rights.caselaw.rules.masking.places import city_of, leading_place
from niangjia.rights.caselaw.rules.masking.spans import MASKED, Replacement, places_of
from niangjia.rights.caselaw.rules.masking.surnames import surname_of
from niangjia.rights.caselaw.rules.masking.tagged import (
    begins,
    firm_seen,
    firm_upto,
    is_like_person,
    tagged_firms,
)
from niangjia.rights.caselaw.rules.masking.trades import CARE, FORMS, HOUSES, TRADE, own_name

_H = "\u4e00-\u9fff"
_RUN = rf"[{_H}A-Za-z0-9（）()·&]"
_FORM = re.compile(
    rf"(?P<form>{'|'.join(sorted((*FORMS, *HOUSES, *CARE), key=len, reverse=True))})(?![长里内面铺房员区家门巷路街弄道村号]|(?<=会所)在|(?<=商行)[为政])"
    rf"(?:[{_H}]{{2,8}}(?:分公司|分店|分厂))?"
)
_OPEN = re.compile(r"^.*[（(](?:以下|下)?(?:简称|下称)?(?=[^）)]*$)")
_BACK = re.compile(rf"{_RUN}*\Z")
_HEAD = re.compile(
    r"(?:再审申请人|被上诉人|上诉人|被申请人|申请人|原告|被告|第三人|申请执行人|被执行人|申诉人|被申诉人|用人单位|用工单位|经营者字号|字号|单位名称|企业名称|案外人)"
    r"(?:（[^（）\n]{1,24}）|\([^()\n]{1,24}\))*】?(?P<sign>\s*[:：\s]?\s*)"
    rf"(?P<name>(?![与和及对向因诉在的均不系是称为有应将可])[{_H}A-Za-z0-9（）()·&]{{2,40}})(?=[，,。；;、（\n]|$)"
)
_ALIAS = re.compile(
    r"(?:以下|下)?(?:均|统一)?(?:简称|下称)(?:为)?[：:]?[“\"‘「《]?(?P<alias>[\u4e00-\u9fffA-Za-z0-9]{2,14})[”\"’」》]?(?=[）)，,。；])"
)


def firms_in(page: Page) -> list[Firm]:
    """Return the firms a paper names, in order of appearance, each once."""
    found: dict[str, Firm] = {}
    heads = {start for _, start in _heads(page)}
    for name, start in _names(page):
        seen = firm_seen(page, start, start + len(name))
        least = _SEEN_WHOLE if name.endswith(WHOLE) else _SEEN_TRADE
        if not TRADE.search(name):
            least = _SEEN
        firm = parse(name, sure=start in heads or seen > least)
        if (firm and firm.own not in found) or (
            firm and len(firm.name) > len(found[firm.own].name)
        ):
            found[firm.own] = firm
    found.update({f.own: f for f in _told(page, set(found))})
    for name, seen in (*_bare_heads(page), *tagged_firms(page)):
        if is_like_person(name) and f"{name}公司" not in page.text:
            continue
        firm = of_tagged(name, seen)
        if firm and firm.own not in found and not any(name in f.name for f in found.values()):
            found[firm.own] = firm
    return [
        firm
        for own, firm in found.items()
        if f"某{own}" not in page.text and not _swallowed(page.text, own, found)
    ]


_UNLIKELY = -1.0
_COLON = re.compile(r"[:：]\s*$")
_IN_HEAD = 8.0
"""How much surer it is that a firm stands after a party and a colon."""


def _heads(page: Page) -> Iterator[tuple[str, int]]:
    """Yield what stands after a party and a colon, with where it begins."""
    for found in _HEAD.finditer(page.text):
        if found["sign"] and _COLON.search(found["sign"]):
            yield found["name"], found.start("name")


def _bare_heads(page: Page) -> Iterator[tuple[str, float]]:
    """Parties called by a short name only."""
    for name, start in _heads(page):
        seen = firm_seen(page, start, start + len(name)) + _IN_HEAD
        if page.text.count(name) > 1:
            seen = max(seen, _IN_HEAD / 2)
        person = surname_of(name) and len(name) < 5
        if len(name) < 9 and seen > 0 and not (person or has_word(name) or name.endswith(WHOLE)):
            yield name, seen


_SEEN, _SEEN_TRADE, _SEEN_WHOLE = 2.0, 0.5, -2.0
"""How sure the tagger must be of a firm of words of every day: less with a trade or 有限公司."""
_PARTY_BEFORE = re.compile(r"(?:原告|被告|上诉人|申请人|第三人|申请再审人)$")
_TOLD = re.compile(rf"(?P<own>[{_H}]{{2,6}})公司")


def _told(page: Page, known: set[str]) -> Iterator[Firm]:
    """Firms called by a word of every day: it stands before 公司 more often than alone."""
    for found in _TOLD.finditer(page.text):
        begin = back(page, found.start(), found.end() - 2, frozenset({"p", "c", "uj", "ul", "r"}))
        own = page.text[begin : found.end() - 2]
        if (
            own in known
            or not has_word(own)
            or own.endswith(POINTING)
            or kind_of(own) not in _WORDS_OF_FIRMS
        ):
            continue
        plain = not (
            SENTENCE.search(own)
            or TRADE.search(own)
            or GENERIC.match(own)
            or own in COMMON
            or own in STOPS
        )
        often = page.text.count(f"{own}公司")
        party = _PARTY_BEFORE.search(page.text[max(0, begin - 6) : begin])
        if (
            plain
            and (party or (often > 1 and firm_seen(page, begin, found.end()) > _UNLIKELY))
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


@lru_cache(maxsize=2)
def _names(page: Page) -> tuple[tuple[str, int], ...]:
    """Return what ends like a firm, with where it begins."""
    return tuple(_ending_like_firms(page))


def _ending_like_firms(page: Page) -> Iterator[tuple[str, int]]:
    text = page.text
    for found in _HEAD.finditer(text):
        forms = (*FORMS, *HOUSES, *CARE) if found["sign"] else WHOLE
        if found["name"].endswith(forms) and not INSTITUTION.search(found["name"]):
            yield found["name"], found.start("name")
    for found in _FORM.finditer(text):
        start = _start(page, found)
        name = text[start : found.end()]
        if _MARKED.search(text, max(0, start - 2), start):
            continue
        if len(found["form"]) == 1 and not leading_place(name) and not _went(text, start, name):
            continue
        name = re.sub(r"^(?:均为|均系|系|为)", "", _OPEN.sub("", name)).lstrip("）)")
        if name and not INSTITUTION.search(name):
            yield name, found.end() - len(name)


def _start(page: Page, found: re.Match[str]) -> int:
    """Return where the name begins that ends in the form found."""
    text = page.text
    low = max(0, found.start() - 36)
    run = _BACK.search(text[low : found.start()])
    start = beginning(page, low + run.start() if run else low, found.start())
    if found["form"] in WHOLE and not own_name(text[start : found.start()]):
        start = _one_more(page, start)
    # the segmenter may take the last character of 第三人 for the name's first
    return start + 1 if start > 1 and text.startswith("第三人", start - 2) else start


_MARKED = re.compile(r"某[\u4e00-\u9fff\d]?\Z")


def _one_more(page: Page, start: int) -> int:
    """Return where the word before begins: no firm is called by words of trades alone."""
    begin = page.ends.get(start)
    word = page.words[begin][0] if begin is not None else ""
    if begin is not None and len(word) == 1 and word not in STOPS and begin in page.ends:
        begin = page.ends[begin]
        word = page.words[begin][0] + word
    fits = 1 < len(word) < 5 and word not in STOPS and re.fullmatch(f"[{_H}]+", word)
    return begin if begin is not None and fits else start


def _went(text: str, start: int, name: str) -> bool:
    """A name ending in 厂 or 店 alone is one where somebody works there, or where it returns."""
    return (
        bool(re.search(r"(?:在|到|进入|入职|与|系|应聘)$", text[max(0, start - 2) : start]))
        and text.count(name) > 1
    )


def replacements(page: Page, region: str) -> Iterator[Replacement]:
    """Yield every place a firm is named, whole or short."""
    yield from nameless(_names(page))
    yield from numbered(page.text)
    firms = firms_in(page)
    aliases = _aliases(page.text, firms)
    for number, firm in enumerate(firms):
        mark = _mark(number, len(firms), page.text)
        for start, end, form in _standing(page, firm):
            if not form and page.text[end : end + 1] in ("省", "市", "区", "县", "镇", "乡", "村"):
                continue
            if not form and _COUNTED.fullmatch(firm.own):
                continue
            sure = form or (start in page.words and begins(page, start))
            if sure or _speaks_for_itself(page.text, firm.own, start, end):
                called = _called(firm, page.text[start:end], form, mark, region)
                yield Replacement(start, end, "firm", called)
        for alias in aliases.get(firm.own, ()):
            ending = next((f for f in FORMS if alias.endswith(f)), "公司")
            for start, end in places_of(alias, page.text):
                yield Replacement(start, end, "firm", f"{mark}{ending}")


_COUNTED = re.compile("第[一二三四五六七八九十百]+")
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
    rf"{_INNER}(?:(?:{TRADE.pattern})*{_INNER}(?:(?![为是系的与和在及由])[\u4e00-\u9fff]){{0,3}}?"
    rf"(?P<form>{'|'.join(sorted((*FORMS, *HOUSES, *CARE), key=len, reverse=True))}|股份(?!有)|中心)(?P<branch>[\u4e00-\u9fff]{{2,8}}分公司)?"
    rf"|(?P<branch_only>[\u4e00-\u9fff]{{2,6}}?分公司))?"
)


def _standing(page: Page, firm: Firm) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and form of every place the firm's own name stands."""
    text = page.text
    at = text.find(firm.own)
    while at >= 0:
        end = at + len(firm.own)
        found = _TAIL.match(text, end)
        form = (found["form"] or ("公司" if found["branch_only"] else "")) if found else ""
        places = {firm.place, firm.place[:2]} - {""}
        before = max(
            (len(p) for p in places if text.startswith(p, at - len(p)) and at >= len(p)), default=0
        )
        upto = found.end() if found and form else max(end, firm_upto(page, end))
        if not form and text.startswith(firm.trade, end):
            upto = max(upto, end + len(firm.trade))
        yield at - before, upto, form
        at = text.find(firm.own, end)


def _called(firm: Firm, said: str, form: str, mark: str, region: str) -> str:
    if said == firm.name or len(form) > 2:
        place = city_of(firm.place) or (firm.place if "某" in firm.place else region)
        return f"{place}{mark}{firm.trade}{firm.form or form or ('' if firm.trade else '公司')}"
    return f"{mark}{form or '公司'}"


def _aliases(text: str, firms: list[Firm]) -> dict[str, set[str]]:
    """Return what the paper says it calls a firm, by the firm's own name."""
    found: dict[str, set[str]] = {}
    for alias in _ALIAS.finditer(text):
        before = text[max(0, alias.start() - 60) : alias.start()]
        near = max(firms, key=lambda f: before.rfind(f.name), default=None)
        name = alias["alias"]
        own = not (GENERIC.match(name.removesuffix("公司")) or TRADE.fullmatch(name))
        own = own and not INSTITUTION.search(name)
        own = own and (name.endswith(FORMS) or bool(near and set(name) & set(near.name)))
        if near and own and before.rfind(near.name) >= 0 and not MASKED.search(name):
            found.setdefault(near.own, set()).add(name)
    return found
